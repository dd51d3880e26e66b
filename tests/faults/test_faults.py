"""Faults of the action, in Rasa's own process and in an action server; a locked database; a restart.

The visitor always gets one reply, in his language and within ten seconds (`Visitor` looks at that), and the next message works.
"""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.cli.action_server import ActionServer
from assistant.cli.server import Server
from assistant.cli.train import MODEL
from assistant.conversation import Conversation
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.reply import Reply
from assistant.reports.pipeline import InProcess, Pipeline
from assistant.responses import Responses
from tests.faults.faulty_actions import BABBLES, HANGS, RAISES
from tests.helpers.project import ROOT
from tests.helpers.visitor import Visitor


class Faulty(Server):
    """The server as `make run` starts it, its actions those of `faulty_actions.py`."""

    def _spawn(self, *arguments: str) -> subprocess.Popen:
        endpoints = self.database.parent / "endpoints.yml"
        endpoints.write_text((ROOT / "endpoints.yml").read_text("utf-8").replace("actions_module: actions", "actions_module: tests.faults.faulty_actions"), "utf-8")
        return super()._spawn(*(str(endpoints) if argument == endpoints.name else argument for argument in arguments))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that runs the actions itself; they go wrong where a message says so."""
    folder = tmp_path_factory.mktemp("faults")
    with Faulty(database=folder / "conversations.db", logs=folder / "logs") as server:
        yield server


@pytest.fixture(scope="module")
def actions() -> ActionServer:
    """The action server, not started."""
    return ActionServer()


@pytest.fixture(scope="module")
def asking(actions: ActionServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that asks the action server; each test starts there what it needs."""
    folder = tmp_path_factory.mktemp("asking")
    with Server(database=folder / "conversations.db", logs=folder / "logs", action_url=actions.url) as server:
        yield server


def check_apology(reply: Reply, code: str, sentences: Responses) -> None:
    assert (reply.kind, reply.language, reply.text) == ("error", code, sentences.say("utter_error", code))


# -- the action in Rasa's own process -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [RAISES, HANGS, BABBLES])
def test_an_action_that_goes_wrong_costs_an_apology_and_the_next_message_works(server: Server, base: FactBase, sentences: Responses, fault: str) -> None:
    title = base.entries["port/nxtport"].title
    visitor, other = Visitor(server.url), Visitor(server.url)
    assert visitor.sends(title["ko"]).facts == ["port/nxtport"]
    with ThreadPoolExecutor() as at_once:
        replies = [at_once.submit(sender.sends, f"{title[code]} {fault}") for sender, code in ((visitor, "ko"), (Visitor(server.url), "fr"))]
        time.sleep(0.5)
        assert other.sends(title["de"]).facts == ["port/nxtport"]  # and nobody else notices
        assert other.seconds < 3
        for reply, code in zip(replies, ("ko", "fr")):
            check_apology(reply.result(), code, sentences)
    assert visitor.sends(title["ko"]).facts == ["port/nxtport"]


# -- the action server ----------------------------------------------------------------------------------------------------------


def test_the_action_server_dies_and_comes_back(
    asking: Server, actions: ActionServer, base: FactBase, sentences: Responses, languages: dict[str, Language]
) -> None:
    title = base.entries["port/nxtport"].title
    with actions:
        visitor, other = Visitor(asking.url), Visitor(asking.url)
        alike = InProcess(Pipeline.load(ROOT / MODEL), Conversation(base, sentences, languages))
        for said in (title["nl"], "wie zit daarachter?", "dank je", "오늘 날씨 어때요?", ""):  # as without an action server
            assert other.sends(said).custom() == alike("other", said)
        assert visitor.sends(title["ko"]).kind == "answer"
        actions.stop()
        for code in ("ko", "de", "zh"):
            check_apology(visitor.sends(title[code]), code, sentences)
        actions.start()
        assert visitor.sends(title["ko"]).facts == ["port/nxtport"]


class StandIn:
    """Something that listens where the action server should.

    Attributes:
        says: the bytes that it answers; None to answer nothing at all, and hold the line.
    """

    def __init__(self, url: str) -> None:
        self.says: bytes | None = None
        self._socket = socket.create_server(("127.0.0.1", int(url.split(":")[2].split("/")[0])))
        self._held: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._held.append(connection)
            if self.says is not None:
                connection.recv(65536)
                connection.sendall(self.says)
                connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        for open_socket in (self._socket, *self._held):
            open_socket.close()


RUBBISH = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\nConnection: close\r\n\r\n{"events": 42}'
RAISED = b"HTTP/1.1 500 Oops\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


@pytest.fixture
def stand_in(actions: ActionServer) -> Iterator[StandIn]:
    stand_in = StandIn(actions.url)
    yield stand_in
    stand_in.close()


@pytest.mark.parametrize("says", [None, RUBBISH, RAISED], ids=["hangs", "babbles", "raises"])
def test_an_action_server_that_hangs_or_babbles_costs_an_apology_within_ten_seconds(
    asking: Server, stand_in: StandIn, base: FactBase, sentences: Responses, says: bytes | None
) -> None:
    stand_in.says = says
    visitor = Visitor(asking.url)
    for code in ("fr", "ko"):  # the second message is not held up by the first
        check_apology(visitor.sends(base.entries["port/nxtport"].title[code]), code, sentences)


# -- the database ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_while_the_database_is_locked_visitors_are_answered_and_no_conversation_is_lost(server: Server, base: FactBase, lock: str) -> None:
    visitors = [Visitor(server.url) for _ in range(3)]
    asked = base.entries["port/nxtport"].title["en"]
    visitors[0].sends(asked)
    holder = sqlite3.connect(server.database, isolation_level=None)
    holder.execute(f"BEGIN {lock}")
    try:
        with ThreadPoolExecutor() as at_once:
            assert [reply.facts for reply in at_once.map(lambda visitor: visitor.sends(asked), visitors)] == [["port/nxtport"]] * 3
        assert visitors[1].sends("so who would be the people behind this then?").facts[:1] == ["port/nxtport_founders"]
    finally:
        holder.close()
    for visitor in (visitors[0], visitors[2]):
        assert visitor.sends("so who would be the people behind this then?").facts[:1] == ["port/nxtport_founders"]
    said = "SELECT count(*) FROM events WHERE sender_id = ? AND type_name = 'user'"
    deadline = time.monotonic() + 5
    with sqlite3.connect(server.database) as reader:
        while [reader.execute(said, (visitor.sender,)).fetchone()[0] for visitor in visitors] != [3, 2, 2]:
            assert time.monotonic() < deadline, "what was said while the database was locked was never stored"
            time.sleep(0.1)


def test_what_was_said_while_the_database_was_locked_outlasts_a_server_that_is_stopped(server: Server, base: FactBase) -> None:
    visitor = Visitor(server.url)
    holder = sqlite3.connect(server.database, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    freeing = threading.Timer(1.0, holder.close)
    try:
        visitor.sends(base.entries["port/nxtport"].title["en"])
        freeing.start()
        server.stop()
        freeing.join()
        with sqlite3.connect(server.database) as reader:
            assert reader.execute("SELECT count(*) FROM events WHERE sender_id = ? AND type_name = 'user'", (visitor.sender,)).fetchone() == (1,)
    finally:
        holder.close()
        server.start()


def test_a_body_that_is_far_too_large_is_refused_before_it_has_come(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 90000000\r\n\r\n{")
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413 ") and b'"code":"too_long"' in answer


def test_a_conversation_survives_a_restart(server: Server, base: FactBase) -> None:
    visitor = Visitor(server.url)
    visitor.sends(base.entries["port/nxtport"].title["en"])
    server.stop()
    server.start()
    assert visitor.says("so who would be the people behind this then?").facts[:1] == ["port/nxtport_founders"]
