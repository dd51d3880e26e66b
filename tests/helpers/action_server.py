"""Rasa's action server with our actions, as a process that a test can stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from assistant.cli.quiet import quiet_environment
from assistant.cli.server import LOOPBACK, answers, free_port
from assistant.paths import root


class ActionServer:
    """Started as docs/performance.md tells; a context manager."""

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"http://{LOOPBACK}:{self._port}/webhook"
        self.start()

    def start(self) -> None:
        """Start it (again, after `kill`) and wait until it answers."""
        command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions.actions", "--port", str(self._port)]
        environment = quiet_environment(SANIC_HOST=LOOPBACK, SANIC_WORKERS="1", PYTHONPATH=str(root()))
        self._process = subprocess.Popen(command, cwd=root(), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not answers(f"http://{LOOPBACK}:{self._port}/health"):
            assert self._process.poll() is None and time.monotonic() < deadline, "the action server did not start"
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """Let it hang: its connections stay open, and nothing comes."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self._process.pid, signal.SIGCONT)

    def __enter__(self) -> ActionServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
