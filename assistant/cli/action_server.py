"""Rasa's action server with the project's actions, for who wants them in a process of their own.

`make run` does without it (see `assistant/engine/direct_actions.py`); with it, Rasa's server is told its `url` in `ACTION_ENDPOINT`.
"""

from __future__ import annotations

import subprocess
import sys

from assistant.cli.quiet import quiet_environment
from assistant.cli.server import LOOPBACK, CannotStart, comes_up, free_port
from assistant.paths import root

START_WITHIN = 60.0  # seconds


class ActionServer:
    """The action server, as a child process on loopback; a context manager.

    Attributes:
        url: what to name in `ACTION_ENDPOINT`.
        process: the process, once it was started.
    """

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"http://{LOOPBACK}:{self._port}/webhook"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> ActionServer:
        """Start it (again, where it ended) and wait until it answers.

        Raises:
            CannotStart: it ended, or did not answer in time.
        """
        command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(self._port)]
        environment = quiet_environment(SANIC_HOST=LOOPBACK, SANIC_WORKERS="1", PYTHONPATH=str(root()))
        self.process = subprocess.Popen(command, cwd=root(), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not comes_up(self.process, f"http://{LOOPBACK}:{self._port}/health", START_WITHIN):
            self.stop()
            raise CannotStart(f"the action server did not come up: see what `{' '.join(['python', *command[1:]])}` says")
        return self

    def stop(self) -> None:
        """End it at once: it keeps nothing."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> ActionServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
