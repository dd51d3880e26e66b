"""The process that the assistant is: Rasa's server, which runs the actions too; on loopback unless told otherwise."""

from __future__ import annotations

import errno
import os
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
ANY = {"0.0.0.0": LOOPBACK, "::": "::1"}  # all of this machine's addresses -> the one that a process on it asks
MAX_PORT = 65535
DATABASE = Path("var") / "conversations.db"  # under the project's root
LOG = "rasa.log"
MAX_REQUEST = 524_288  # bytes of a request that Sanic keeps in memory (its own bound is 100 MB); twice what any channel reads
START_WITHIN = 120.0  # seconds; a slow machine reads Rasa from a cold disk
STOP_WITHIN = 8.0  # seconds until the process is killed that does not stop; Rasa takes up to 17 with a request in flight


class CannotStart(RuntimeError):
    """The server did not come up; the message says why, or where its log is."""


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


def comes_up(process: subprocess.Popen[bytes], url: str, within: float) -> bool:
    """Wait until something at `url` answers; false if the process ends before, or `within` seconds are over."""
    deadline = time.monotonic() + within
    while not answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


class Server:
    """Rasa's server, as a child process.

    Args:
        port: port it listens on; a free one if None.
        host: address it listens on.
        database: the SQLite file with the conversations, relative to the project's root.
        logs: folder for its log; None lets it write to this terminal.
        action_url: an action server that is to run the actions; empty to run them in this process.

    Use it as a context manager; leaving it stops the process, by its id.
    """

    def __init__(self, port: int | None = None, host: str = LOOPBACK, database: str | Path = DATABASE, logs: Path | None = None, action_url: str = "") -> None:
        self.port = port or free_port()
        self.host = host
        self.database = root() / database
        self.process: subprocess.Popen[bytes] | None = None
        self._logs = logs
        self._action_url = action_url

    @property
    def url(self) -> str:
        """Where it listens, for a client on this machine."""
        asked = ANY.get(self.host, self.host)
        return f"http://{'localhost' if asked == LOOPBACK else _in_url(asked)}:{self.port}"

    def start(self) -> Server:
        """Start it and wait until it answers.

        Raises:
            CannotStart: the address cannot be listened on, or the process ended or did not answer in time.
        """
        self._probe()
        self.database.parent.mkdir(parents=True, exist_ok=True)
        address = ("--interface", self.host, "--port", str(self.port))
        files = ("--model", str(root() / MODEL), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml")
        self.process = self._spawn("-m", "assistant.cli.quiet", "run", *address, *files)
        self._wait(self.process)
        return self

    def stop(self) -> None:
        """Stop it, by its process id; kill it if it does not stop, or if the waiting is interrupted."""
        if self.process is None:
            return
        try:
            self.process.terminate()
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            pass
        finally:  # also where a second Ctrl-C ends the waiting; a process that has ended is sent nothing
            self.process.kill()
            self.process.wait()

    def wait(self) -> int:
        """Wait until it ends by itself; returns its exit code."""
        assert self.process is not None
        return self.process.wait()

    def __enter__(self) -> Server:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _probe(self) -> None:
        try:
            for family, kind, protocol, _, address in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
                try:
                    probe = socket.socket(family, kind, protocol)
                except OSError:
                    continue  # a machine without IPv6; the server leaves it out too
                with probe:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    if family == socket.AF_INET6:
                        probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)  # as the server will
                    probe.bind(address)
        except (OSError, UnicodeError) as error:
            if getattr(error, "errno", None) == errno.EADDRINUSE:
                other = self.port + 1 if self.port < MAX_PORT else self.port - 1
                raise CannotStart(f"port {self.port} is already in use; name another one, e.g. `make run PORT={other}`") from None
            reason = getattr(error, "strerror", None) or error
            raise CannotStart(f"it cannot listen on port {self.port} of {self.host!r} (HOST): {reason}") from None

    def _spawn(self, *arguments: str) -> subprocess.Popen[bytes]:
        bound = os.environ.get("SANIC_REQUEST_MAX_SIZE") or str(MAX_REQUEST)
        environment = quiet_environment(ACTION_ENDPOINT=self._action_url, TRACKER_DB=str(self.database), PYTHONPATH=str(root()), SANIC_REQUEST_MAX_SIZE=bound)
        log: IO[bytes] | None = None
        if self._logs:
            self._logs.mkdir(parents=True, exist_ok=True)
            log = open(self._logs / LOG, "ab")  # noqa: SIM115 - handed to the child
        # A session of its own: Ctrl-C reaches this process only, which then stops it in order.
        return subprocess.Popen([sys.executable, *arguments], cwd=root(), env=environment, stdout=log, stderr=log, start_new_session=True)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        address = f"http://{_in_url(ANY.get(self.host, self.host))}:{self.port}/webhooks/rest/"
        if comes_up(process, address, START_WITHIN):
            return
        where = f"; its log is {self._logs / LOG}" if self._logs else "; its last lines stand above"
        if process.poll() is not None:
            raise CannotStart(f"the Rasa server ended with code {process.returncode} while starting{where}")
        raise CannotStart(f"the Rasa server did not answer within {START_WITHIN:.0f} s{where}")


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def port_from_environment() -> int:
    """The port that `PORT` names; 5005 if it names none.

    Raises:
        CannotStart: `PORT` is not a port.
    """
    value = os.environ.get("PORT") or "5005"
    if not value.isdecimal() or not 0 < int(value) <= MAX_PORT:
        raise CannotStart(f"PORT is {value!r}; it must be a number from 1 to {MAX_PORT}")
    return int(value)
