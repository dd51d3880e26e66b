"""`make run`: says where it listens, keeps it running, says why it cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.cli import run as command
from assistant.cli.server import CannotStart, free_port
from tests.helpers.project import ROOT


class FakeServer:
    url = "http://localhost:5005"
    fault: Exception | None = None
    ends_with: int | None = None  # None: until Ctrl-C

    def __init__(self, *arguments: object, **options: object) -> None:
        self.arguments, self.options = arguments, options
        FakeServer.last = self

    def __enter__(self) -> FakeServer:
        if self.fault:
            raise self.fault
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped = True

    def wait(self) -> int:
        if self.ends_with is None:
            raise KeyboardInterrupt
        return self.ends_with


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[FakeServer]:
    monkeypatch.setattr(command, "Server", FakeServer)
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    monkeypatch.delenv("ACTION_ENDPOINT", raising=False)
    return FakeServer


def test_it_says_where_it_listens_and_ends_with_ctrl_c(server: type[FakeServer], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run() == 0
    out = capsys.readouterr().out
    assert "The assistant is at http://localhost:5005/ in six languages" in out
    assert "curl http://localhost:5005/webhooks/rest/webhook" in out
    assert out.endswith("Stopped.\n")
    assert server.last.stopped


def test_it_ends_when_the_rasa_server_ends(server: type[FakeServer], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(server, "ends_with", 2)
    assert command.run() == 1
    assert "The Rasa server ended with code 2" in capsys.readouterr().err
    assert server.last.stopped


def test_it_says_why_it_cannot_start(server: type[FakeServer], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(server, "fault", CannotStart("port 5005 is already in use"))
    assert command.run() == 1
    assert capsys.readouterr().err == "The assistant could not start: port 5005 is already in use.\n"


@pytest.mark.parametrize("given, environment, host", [("10.0.0.1", "10.0.0.2", "10.0.0.1"), (None, "10.0.0.2", "10.0.0.2"), (None, None, "127.0.0.1")])
def test_it_listens_on_loopback_unless_told_otherwise(
    server: type[FakeServer], monkeypatch: pytest.MonkeyPatch, given: str | None, environment: str | None, host: str
) -> None:
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setenv("PORT", "7")
    if environment:
        monkeypatch.setenv("HOST", environment)
    command.run(given)
    assert server.last.arguments == (7, host)


@pytest.mark.parametrize("named, url", [(None, ""), ("", ""), ("http://127.0.0.1:5055/webhook", "http://127.0.0.1:5055/webhook")])
def test_an_action_server_runs_the_actions_where_one_is_named(server: type[FakeServer], monkeypatch: pytest.MonkeyPatch, named: str | None, url: str) -> None:
    if named is not None:
        monkeypatch.setenv("ACTION_ENDPOINT", named)
    command.run()
    assert server.last.options == {"action_url": url}


# `make run` with a child that serves nothing and writes its id; {ignored}: the signals that are ignored where it is started.
RUNNING = """
import signal, subprocess, sys
for name in {ignored}:
    signal.signal(getattr(signal, name), signal.SIG_IGN)
from assistant.cli import run, server
def spawn(*_):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    print("child", child.pid, flush=True)
    return child
server.Server._spawn, server.Server._wait = staticmethod(spawn), lambda *_: None
raise SystemExit(run.run())
"""


def running(tmp_path: Path, ignored: tuple[str, ...] = ()) -> tuple[subprocess.Popen, int]:
    """`make run`, up, and the id of its child."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_ROOT": str(tmp_path), "PORT": str(free_port())}
    process = subprocess.Popen([sys.executable, "-c", RUNNING.format(ignored=ignored)], stdout=subprocess.PIPE, text=True, env=environment)
    child = 0
    for line in process.stdout:
        if line.startswith("child"):
            child = int(line.split()[1])
        if line.startswith("Stop it"):
            break
    return process, child


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whatever_ends_it_its_server_ends_too(tmp_path: Path, name: str) -> None:
    process, child = running(tmp_path)
    assert is_alive(child)
    process.send_signal(getattr(signal, name))
    assert process.communicate(timeout=10)[0].endswith("Stopped.\n")
    assert process.returncode == 0
    assert not is_alive(child)


def test_under_nohup_it_outlasts_its_terminal(tmp_path: Path) -> None:
    process, child = running(tmp_path, ignored=("SIGHUP",))
    process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert process.poll() is None and is_alive(child)
    process.terminate()
    process.communicate(timeout=10)
    assert not is_alive(child)
