"""The assistant in this process: conversations apart, faults told."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.conversation import Conversation
from assistant.facts import facts
from assistant.languages import languages
from assistant.reports.pipeline import InProcess, Pipeline, _in_order
from assistant.responses import responses
from assistant.understanding import Part, Scored, Understanding


class Knows:
    """A pipeline that understands each of a few messages as one label."""

    def __init__(self, labels: dict[str, str]) -> None:
        self._labels = labels

    def understand(self, text: str) -> Understanding:
        return Understanding(language="en", guess="en", confidence=1.0, parts=[Part(text=text, ranking=[Scored(self._labels[text], 0.95)], support=0.9)])


def assistant(**labels: str) -> InProcess:
    return InProcess(Knows(labels), Conversation(facts(), responses(), languages()))


def test_a_sender_remembers_his_own_conversation_only() -> None:
    ask = assistant(port="port/nxtport", who="follow_up/who")
    ask("one", "port")
    assert ask("one", "who")["facts"] == ["port/nxtport_founders"]
    assert ask("another", "who")["kind"] == "suggest"


def test_a_set_is_asked_in_new_conversations_each_time(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    path.write_text(json.dumps({"turns": [{"q": "who", "accept": ["oos"]}, {"q": "port", "accept": ["port/nxtport"]}]}))
    ask = assistant(port="port/nxtport", who="follow_up/who")
    assert [[row.reply["kind"] for row in ask.ask(path)] for _ in range(2)] == [["suggest", "answer"]] * 2


def test_a_fault_inside_is_told_and_nothing_is_scored(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    path.write_text(json.dumps({"q": "unheard of", "accept": ["oos"]}))
    with pytest.raises(RuntimeError, match=r"en\.jsonl: 'unheard of' met KeyError.*make train"):
        assistant().ask(path)


def test_a_missing_model_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make train"):
        Pipeline.load(tmp_path / "none.tar.gz")


def test_components_come_after_the_one_whose_messages_they_take() -> None:
    def node(needs: dict[str, str], fn: str = "process") -> SimpleNamespace:
        return SimpleNamespace(fn=fn, needs=needs)

    nodes = {
        "third": node({"messages": "second"}),
        "second": node({"messages": "first"}),
        "first": node({"messages": "start"}),
        "start": node({}, "convert"),
        "policy": node({"messages": "third", "domain": "d"}),
    }
    assert [name for name, _ in _in_order(SimpleNamespace(nodes=nodes))] == ["first", "second", "third"]
