"""The two processes that the assistant is: Rasa's server and its action server, on loopback unless told otherwise."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

from assistant.cli.quiet import quiet_environment
from assistant.cli.train import MODEL
from assistant.paths import root

LOOPBACK = "127.0.0.1"
START_WITHIN = 120.0  # seconds; a slow machine reads TensorFlow from a cold disk
STOP_WITHIN = 8.0  # seconds until a process that does not stop is killed; Rasa takes up to 17 with a request in flight


class CannotStart(RuntimeError):
    """A server did not come up; the message says which, and where its log is."""


def free_port() -> int:
    """A TCP port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def answers(url: str, timeout: float = 1.0) -> bool:
    """Whether something at `url` answers with HTTP 200."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


class Servers:
    """Rasa's server and its action server, as child processes.

    Args:
        port: port of the Rasa server; a free one if None.
        host: address it listens on. The action server always listens on loopback.
        database: the SQLite file with the conversations, relative to the project's root.
        logs: folder for the two logs; None lets them write to this terminal.
        action_url: an action server to use instead of starting one (tests point it at a broken one).

    Use it as a context manager; leaving it stops both by their process ids.
    """

    def __init__(
        self, port: int | None = None, host: str = LOOPBACK, database: str = "var/conversations.db", logs: Path | None = None, action_url: str | None = None
    ) -> None:
        self.port = port or free_port()
        self.host = host
        self._logs = logs
        self.database = root() / database
        self._action_port = free_port()
        self._own_actions = action_url is None
        self.action_url = action_url or f"http://{LOOPBACK}:{self._action_port}/webhook"
        self.rasa: subprocess.Popen | None = None
        self.actions: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """Where the Rasa server listens, for a client on this machine."""
        return f"http://{'localhost' if self.host in (LOOPBACK, '0.0.0.0') else self.host}:{self.port}"

    def start(self) -> Servers:
        """Start both and wait until they answer.

        Raises:
            CannotStart: the port is taken, or a server ended or did not answer in time.
        """
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError:
                raise CannotStart(f"port {self.port} is already in use; name another one, e.g. `make run PORT={self.port + 1}`") from None
        self.database.parent.mkdir(parents=True, exist_ok=True)
        if self._own_actions:
            self._spawn_actions()
        self.rasa = self._spawn(
            "rasa",
            "-m",
            "assistant.cli.quiet",
            "run",
            "--interface",
            self.host,
            "--port",
            str(self.port),
            "--model",
            str(root() / MODEL),
            "--endpoints",
            "endpoints.yml",
            "--credentials",
            "credentials.yml",
        )
        if self._own_actions:
            self._wait_for_actions()
        self._wait("the Rasa server", self.rasa, f"http://{LOOPBACK if self.host == '0.0.0.0' else self.host}:{self.port}/webhooks/rest/")
        return self

    def start_actions(self) -> None:
        """Start the action server (again, where it ended) and wait until it answers."""
        self._spawn_actions()
        self._wait_for_actions()

    def stop(self) -> None:
        """Stop both, by process id; kill what does not stop."""
        for process in (self.rasa, self.actions):
            if process and process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN
        for process in (self.rasa, self.actions):
            if process:
                try:
                    process.wait(max(0.1, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def __enter__(self) -> Servers:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _spawn_actions(self) -> None:
        self.actions = self._spawn("actions", "-m", "rasa_sdk", "--actions", "actions.actions", "--port", str(self._action_port))

    def _wait_for_actions(self) -> None:
        assert self.actions is not None
        self._wait("the action server", self.actions, f"http://{LOOPBACK}:{self._action_port}/health")

    def _spawn(self, name: str, *arguments: str) -> subprocess.Popen:
        environment = quiet_environment(
            ACTION_ENDPOINT=self.action_url,
            TRACKER_DB=str(self.database),
            SANIC_HOST=LOOPBACK,
            SANIC_WORKERS="1",
            PYTHONPATH=str(root()),
        )
        log: IO[bytes] | None = None
        if self._logs:
            self._logs.mkdir(parents=True, exist_ok=True)
            log = open(self._logs / f"{name}.log", "ab")  # noqa: SIM115 - handed to the child
        # A session of its own: Ctrl-C reaches this process only, which then stops both in order.
        return subprocess.Popen([sys.executable, *arguments], cwd=root(), env=environment, stdout=log, stderr=log, start_new_session=True)

    def _wait(self, what: str, process: subprocess.Popen, url: str) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not answers(url):
            where = f"; its log is in {self._logs}" if self._logs else "; its last lines stand above"
            if process.poll() is not None:
                raise CannotStart(f"{what} ended with code {process.returncode} while starting{where}")
            if time.monotonic() > deadline:
                raise CannotStart(f"{what} did not answer within {START_WITHIN:.0f} s{where}")
            time.sleep(0.1)


def port_from_environment() -> int:
    """The port that `PORT` names; 5005 if it names none.

    Raises:
        CannotStart: `PORT` is not a port.
    """
    value = os.environ.get("PORT") or "5005"
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise CannotStart(f"PORT is {value!r}; it must be a number from 1 to 65535")
    return int(value)
