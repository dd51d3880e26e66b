"""The process: what is said when it cannot start; that it does is tested with real ones in tests/faults/."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.cli import server as module
from assistant.cli.server import LOOPBACK, CannotStart, Server, answers, free_port, port_from_environment


@pytest.mark.parametrize("value, port", [("8080", 8080), ("", 5005), (None, 5005), ("1", 1), ("65535", 65535)])
def test_the_port_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch, value: str | None, port: int) -> None:
    monkeypatch.delenv("PORT", raising=False)
    if value is not None:
        monkeypatch.setenv("PORT", value)
    assert port_from_environment() == port


@pytest.mark.parametrize("value", ["0", "65536", "-1", "http", "50 05", "²", "5005.0"])
def test_a_port_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(CannotStart, match=f"PORT is '{value}'; it must be a number from 1 to 65535"):
        port_from_environment()


def test_a_free_port_can_be_listened_on() -> None:
    with socket.socket() as server:
        server.bind((LOOPBACK, free_port()))


def test_a_taken_port_is_told_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=rf"port {port} is already in use; name another one, e\.g\. `make run PORT={port + 1}`"):
            Server(port).start()


def test_nobody_answers_where_nobody_listens() -> None:
    assert not answers(f"http://{LOOPBACK}:{free_port()}/", timeout=0.5)


@pytest.mark.parametrize("host, url", [("127.0.0.1", "http://localhost:7"), ("0.0.0.0", "http://localhost:7"), ("10.0.0.1", "http://10.0.0.1:7")])
def test_the_address_is_one_that_a_client_can_use(host: str, url: str) -> None:
    assert Server(7, host).url == url


@pytest.mark.parametrize("action_url", ["", "http://127.0.0.1:7/webhook"])
def test_the_process_is_told_where_the_actions_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, action_url: str) -> None:
    monkeypatch.setenv("ACTION_ENDPOINT", "http://elsewhere/webhook")
    told = tmp_path / "told"
    server = Server(database=str(tmp_path / "x.db"), action_url=action_url)
    process = server._spawn("-c", f"import os; open({str(told)!r}, 'w').write(repr((os.environ['ACTION_ENDPOINT'], os.environ['TRACKER_DB'])))")
    assert process.wait(30) == 0
    assert told.read_text() == repr((action_url, str(tmp_path / "x.db")))


def spawning(monkeypatch: pytest.MonkeyPatch, code: str) -> list[subprocess.Popen]:
    processes: list[subprocess.Popen] = []

    def spawn(*_: object) -> subprocess.Popen:
        processes.append(subprocess.Popen([sys.executable, "-c", code]))
        return processes[-1]

    monkeypatch.setattr(Server, "_spawn", spawn)
    return processes


def test_a_server_that_ends_while_starting_is_told_with_its_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spawning(monkeypatch, "raise SystemExit(3)")
    with pytest.raises(CannotStart, match=rf"the Rasa server ended with code 3 while starting; its log is {tmp_path}/rasa.log"):
        Server(database=str(tmp_path / "x.db"), logs=tmp_path).start()


def test_a_server_that_does_not_answer_is_told_and_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    processes = spawning(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(module, "START_WITHIN", 0.3)
    with pytest.raises(CannotStart, match="the Rasa server did not answer within 0 s"), Server(database=str(tmp_path / "x.db")):
        pass
    assert [process.poll() is not None for process in processes] == [True]


def test_a_process_that_does_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "STOP_WITHIN", 0.3)
    server = Server(database=str(tmp_path / "x.db"))
    server.process = subprocess.Popen(
        [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE,
    )
    server.process.stdout.readline()
    started = time.monotonic()
    server.stop()
    server.process.stdout.close()
    assert server.process.returncode == -9
    assert time.monotonic() - started < 5
