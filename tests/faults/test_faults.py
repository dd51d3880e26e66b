"""A dead, hanging or babbling action server; a restart: the visitor always gets one reply, and the next message works."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import pytest

from assistant.cli.action_server import ActionServer
from assistant.cli.server import Server
from assistant.cli.train import MODEL
from assistant.conversation import Conversation
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.reports.pipeline import InProcess, Pipeline
from assistant.responses import Responses
from tests.helpers.project import ROOT
from tests.helpers.visitor import Visitor


def test_the_action_server_dies_and_comes_back(tmp_path: Path, base: FactBase, sentences: Responses, languages: dict[str, Language]) -> None:
    title = base.entries["port/nxtport"].title
    with ActionServer() as actions, Server(database=tmp_path / "conversations.db", logs=tmp_path / "logs", action_url=actions.url) as server:
        visitor, other = Visitor(server.url), Visitor(server.url)
        alike = InProcess(Pipeline.load(ROOT / MODEL), Conversation(base, sentences, languages))
        for said in (title["nl"], "wie zit daarachter?", "dank je", "오늘 날씨 어때요?", ""):  # as without an action server
            assert other.sends(said).custom() == alike("other", said)
        assert visitor.sends(title["ko"]).kind == "answer"
        actions.stop()
        for code in ("ko", "de", "zh"):
            reply = visitor.sends(title[code])
            assert (reply.kind, reply.language, reply.text) == ("error", code, sentences.say("utter_error", code))
        actions.start()
        assert visitor.sends(title["ko"]).facts == ["port/nxtport"]


def test_a_conversation_survives_a_restart(tmp_path: Path, base: FactBase) -> None:
    with Server(database=tmp_path / "conversations.db", logs=tmp_path / "logs") as server:
        visitor = Visitor(server.url)
        visitor.sends(base.entries["port/nxtport"].title["en"])
        server.stop()
        server.start()
        assert visitor.says("so who would be the people behind this then?").facts[:1] == ["port/nxtport_founders"]


class Broken:
    """Something that listens where the action server should and answers `says`, or nothing at all."""

    def __init__(self, says: bytes | None) -> None:
        self._says, self._open = says, True
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/webhook"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        held = []
        while self._open:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            held.append(connection)
            if self._says is not None:
                connection.recv(65536)
                connection.sendall(self._says)
                connection.close()

    def close(self) -> None:
        self._open = False
        self._socket.close()


RUBBISH = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\nConnection: close\r\n\r\n{"events": 42}'
RAISED = b"HTTP/1.1 500 Oops\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


@pytest.mark.parametrize("says", [None, RUBBISH, RAISED], ids=["hangs", "babbles", "raises"])
def test_an_action_server_that_hangs_or_babbles_costs_an_apology_within_ten_seconds(tmp_path: Path, base: FactBase, says: bytes | None) -> None:
    broken = Broken(says)
    try:
        with Server(database=str(tmp_path / "conversations.db"), logs=tmp_path / "logs", action_url=broken.url) as server:
            visitor = Visitor(server.url)
            for code in ("fr", "ko"):  # the second message is not held up by the first
                started = time.monotonic()
                reply = visitor.sends(base.entries["port/nxtport"].title[code])
                assert (reply.kind, reply.language) == ("error", code)
                assert time.monotonic() - started < 10
    finally:
        broken.close()
