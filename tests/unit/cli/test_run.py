"""`make run`: says where it listens, keeps both servers running, says why it cannot."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.cli import run as command
from assistant.cli.servers import CannotStart


class FakeServers:
    url = "http://localhost:5005"
    fault: Exception | None = None

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments
        self.rasa = SimpleNamespace(poll=lambda: None, returncode=None)
        self.actions = SimpleNamespace(poll=lambda: None, returncode=None)
        self.starts = 0
        FakeServers.last = self

    def __enter__(self) -> FakeServers:
        if self.fault:
            raise self.fault
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped = True

    def start_actions(self) -> None:
        self.starts += 1
        self.actions = SimpleNamespace(poll=lambda: None, returncode=None)


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> type[FakeServers]:
    monkeypatch.setattr(command, "Servers", FakeServers)
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    monkeypatch.setattr(FakeServers, "fault", None)
    return FakeServers


def ticks(monkeypatch: pytest.MonkeyPatch, *events: object) -> None:
    """What happens at each look at the servers; the last is Ctrl-C."""
    left = iter(events)

    def sleep(_: float) -> None:
        event = next(left, None)
        if event is None:
            raise KeyboardInterrupt
        event()

    monkeypatch.setattr(command.time, "sleep", sleep)


def test_it_says_where_it_listens_and_ends_with_ctrl_c(servers: type[FakeServers], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ticks(monkeypatch)
    assert command.run() == 0
    out = capsys.readouterr().out
    assert "The assistant is at http://localhost:5005/ in six languages" in out
    assert "curl http://localhost:5005/webhooks/rest/webhook" in out
    assert out.endswith("Stopped.\n")
    assert servers.last.stopped


def test_the_action_server_is_started_again_when_it_ends(
    servers: type[FakeServers], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ticks(monkeypatch, lambda: setattr(servers.last, "actions", SimpleNamespace(poll=lambda: 1, returncode=1)), lambda: None)
    assert command.run() == 0
    assert servers.last.starts == 1
    assert "The action server ended with code 1; starting it again." in capsys.readouterr().err


def test_it_ends_when_the_rasa_server_ends(servers: type[FakeServers], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ticks(monkeypatch, lambda: setattr(servers.last, "rasa", SimpleNamespace(poll=lambda: 2, returncode=2)))
    assert command.run() == 1
    assert "The Rasa server ended with code 2" in capsys.readouterr().err
    assert servers.last.stopped


def test_it_says_why_it_cannot_start(servers: type[FakeServers], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(servers, "fault", CannotStart("port 5005 is already in use"))
    assert command.run() == 1
    assert capsys.readouterr().err == "The assistant could not start: port 5005 is already in use.\n"


@pytest.mark.parametrize("given, environment, host", [("10.0.0.1", "10.0.0.2", "10.0.0.1"), (None, "10.0.0.2", "10.0.0.2"), (None, None, "127.0.0.1")])
def test_it_listens_on_loopback_unless_told_otherwise(
    servers: type[FakeServers], monkeypatch: pytest.MonkeyPatch, given: str | None, environment: str | None, host: str
) -> None:
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setenv("PORT", "7")
    if environment:
        monkeypatch.setenv("HOST", environment)
    ticks(monkeypatch)
    command.run(given)
    assert servers.last.arguments == (7, host)
