"""The process: what is said when it cannot start; that it does is tested with real ones in tests/faults/."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.channels import rest, web_refusals
from assistant.cli import server as module
from assistant.cli.server import LOOPBACK, MAX_REQUEST, CannotStart, Server, answers, free_port, port_from_environment


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


def test_a_port_above_the_last_is_never_advised(monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, errno.EADDRINUSE)
    with pytest.raises(CannotStart, match=r"port 65535 is already in use; name another one, e\.g\. `make run PORT=65534`"):
        Server(65535).start()


def refusing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    class Refusing(socket.socket):
        def bind(self, _: object) -> None:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module.socket, "socket", Refusing)


@pytest.mark.parametrize("host, reason", [("no such host", "Name or service not known|No address|not known"), ("192.0.2.1", "Cannot assign requested address|Can't assign")])
def test_an_address_that_is_none_of_this_machine_is_told_with_the_systems_reason(host: str, reason: str) -> None:
    with pytest.raises(CannotStart, match=rf"it cannot listen on port 7007 of '{host}' \(HOST\): ({reason})"):
        Server(7007, host).start()


def test_a_port_that_is_not_allowed_is_told_with_the_systems_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, errno.EACCES)
    with pytest.raises(CannotStart, match=r"it cannot listen on port 80 of '127\.0\.0\.1' \(HOST\): Permission denied"):
        Server(80).start()


def test_a_host_that_is_no_name_at_all_is_told() -> None:
    with pytest.raises(CannotStart, match=r"\(HOST\): "):
        Server(7007, "a" * 70 + ".").start()


@pytest.mark.skipif(not socket.has_ipv6 or not os.path.exists("/proc/net/if_inet6"), reason="this machine has no IPv6")
@pytest.mark.parametrize("host", ["::1", "::"])
def test_an_address_of_version_six_can_be_listened_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str) -> None:
    serving = "import http.server as h, socket, sys; h.ThreadingHTTPServer.address_family = socket.AF_INET6; h.test(h.SimpleHTTPRequestHandler, h.ThreadingHTTPServer, port={}, bind='::1')"
    with socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "webhooks" / "rest").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    spawning(monkeypatch, serving.format(port))
    with Server(port, host, database=str(tmp_path / "x.db")) as server:
        assert server.url == f"http://[::1]:{port}"
        with pytest.raises(CannotStart, match=f"port {port} is already in use"):
            Server(port, "::1").start()


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


@pytest.mark.parametrize("operator, bound", [(None, MAX_REQUEST), ("1000000", 1_000_000)])
def test_the_process_is_told_how_large_a_request_may_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, operator: str | None, bound: int) -> None:
    monkeypatch.delenv("SANIC_REQUEST_MAX_SIZE", raising=False)
    if operator:
        monkeypatch.setenv("SANIC_REQUEST_MAX_SIZE", operator)
    told = tmp_path / "told"
    asking = f"from sanic.config import Config; open({str(told)!r}, 'w').write(repr(Config().REQUEST_MAX_SIZE))"
    assert Server(database=str(tmp_path / "x.db"))._spawn("-c", asking).wait(30) == 0
    assert told.read_text() == str(bound)


def test_what_the_channels_read_fits_into_a_request() -> None:
    """Beyond their own bounds there is room, so that a body a little too large is told how large it is."""
    assert 2 * max(rest.MAX_BODY, web_refusals.MAX_BODY) <= MAX_REQUEST < 2_000_000


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


def deaf(tmp_path: Path) -> Server:
    """A server whose process does not stop when it is asked to."""
    server = Server(database=str(tmp_path / "x.db"))
    server.process = subprocess.Popen(
        [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE,
    )
    server.process.stdout.readline()
    return server


def test_a_process_that_does_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "STOP_WITHIN", 0.3)
    server = deaf(tmp_path)
    started = time.monotonic()
    server.stop()
    server.process.stdout.close()
    assert server.process.returncode == -9
    assert time.monotonic() - started < 5


def test_a_second_ctrl_c_kills_the_process(tmp_path: Path) -> None:
    server = deaf(tmp_path)
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        server.stop()
    server.process.stdout.close()
    assert server.process.returncode == -9
    assert time.monotonic() - started < 5
