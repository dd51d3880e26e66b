"""Scoring replies against labelled questions, as the contract's evaluation does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.scoring import Row, ask_set, judge, kind_of, rates

ANSWER = {"kind": "answer", "language": "nl", "facts": ["a/1", "a/2"], "suggestions": []}


@pytest.mark.parametrize(
    "accept, kind",
    [(["oos"], "oos"), (["a/1"], "claim"), (["gap/x"], "gap"), (["smalltalk/greet"], "smalltalk"), (["gap/x", "oos"], "oos"), (["a/1", "gap/x"], "claim")],
)
def test_the_sort_of_a_question(accept: list[str], kind: str) -> None:
    assert kind_of(accept) == kind


@pytest.mark.parametrize(
    "accept, reply, got",
    [
        (["a/1"], ANSWER, {"answered", "offered", "language"}),
        (["a/2"], ANSWER, {"answered", "offered", "language"}),
        (["a/3"], ANSWER, {"wrong", "language"}),
        (["a/3"], {**ANSWER, "facts": ["a/1", "a/2", "a/3"]}, {"wrong", "language"}),  # the third does not count
        (["a/3"], {**ANSWER, "facts": [], "kind": "suggest", "suggestions": [{"fact": "a/3"}]}, {"offered", "silent", "language"}),
        (["gap/x"], {"kind": "gap", "gap": "gap/x", "language": "nl", "facts": []}, {"gap", "silent", "language"}),
        (["gap/y"], {"kind": "gap", "gap": "gap/x", "language": "fr", "facts": []}, {"silent"}),
        (["oos"], {"kind": "out_of_scope", "language": "nl", "facts": []}, {"silent", "language"}),
        (["oos"], ANSWER, {"wrong", "language"}),
        (["smalltalk/greet"], {"kind": "smalltalk", "smalltalk": "greet", "language": "nl", "facts": []}, {"smalltalk", "silent", "language"}),
        (["a/1"], {"error": "URLError"}, set()),  # a failed request is nothing right, and not "silent" either
    ],
)
def test_what_a_reply_got_right(accept: list[str], reply: dict, got: set[str]) -> None:
    assert judge(accept, "nl", reply) == got


@pytest.mark.parametrize(
    "accept, got, dialogue, right",
    [
        (["a/1"], {"answered", "language"}, False, True),
        (["a/1"], {"answered"}, False, False),  # in the wrong language
        (["a/1"], {"offered", "language"}, False, False),
        (["oos"], {"silent"}, False, True),  # gibberish has no language
        (["oos"], {"silent"}, True, False),  # ... but a dialogue has
        (["gap/x"], {"gap", "language"}, True, True),
    ],
)
def test_a_turn_is_right_in_content_and_language(accept: list[str], got: set[str], dialogue: bool, right: bool) -> None:
    assert Row("q", accept, "nl", kind_of(accept), dialogue, {}, got).right is right


def test_a_set_is_asked_with_one_sender_a_dialogue_and_languages_carried_on(tmp_path: Path) -> None:
    items = [
        {"q": "one", "accept": ["a/1"]},
        {"turns": [{"q": "two", "accept": ["a/1"]}, {"q": "three", "accept": ["a/2"], "lang": "fr"}, {"q": "four", "accept": ["oos"]}]},
    ]
    path = tmp_path / "nl.jsonl"
    path.write_text("\n".join(map(json.dumps, items)) + "\n\n", "utf-8")
    senders: dict[str, str] = {}

    def ask(sender: str, message: str) -> dict:
        senders[message] = sender
        if message == "four":
            raise OSError("gone")
        return ANSWER

    rows = ask_set(path, ask)
    assert [(row.question, row.expected, row.dialogue) for row in rows] == [
        ("one", "nl", False),
        ("two", "nl", True),
        ("three", "fr", True),
        ("four", "fr", True),
    ]
    assert senders["two"] == senders["three"] == senders["four"] != senders["one"]
    assert "gone" in rows[-1].reply["error"]


def test_a_turn_that_only_leads_on_is_asked_and_not_counted(tmp_path: Path) -> None:
    turns = [{"q": "go on", "accept": ["a/1"], "scored": False, "lang": "fr"}, {"q": "three", "accept": ["a/2"]}]
    path = tmp_path / "nl.jsonl"
    path.write_text(json.dumps({"turns": turns}), "utf-8")
    asked: list[str] = []

    def ask(_sender: str, message: str) -> dict:
        asked.append(message)
        return ANSWER

    rows = ask_set(path, ask)
    assert asked == ["go on", "three"]
    assert [(row.question, row.expected) for row in rows] == [("three", "fr")]


def test_a_turn_that_only_leads_on_and_fails_is_told(tmp_path: Path) -> None:
    path = tmp_path / "nl.jsonl"
    path.write_text(json.dumps({"turns": [{"q": "go on", "accept": ["a/1"], "scored": False}]}), "utf-8")

    def ask(_sender: str, _message: str) -> dict:
        raise OSError("gone")

    (row,) = ask_set(path, ask)
    assert (row.right, "gone" in row.reply["error"]) == (False, True)


def test_rates_count_each_measure_over_its_own_questions() -> None:
    def row(accept: list[str], got: set[str], dialogue: bool = False) -> Row:
        return Row("q", accept, "nl", kind_of(accept), dialogue, {}, got)

    rows = [
        row(["a/1"], {"answered", "offered", "language"}),
        row(["a/1"], {"wrong", "language"}),
        row(["gap/x"], {"gap", "silent", "language"}),
        row(["oos"], {"silent"}),
        row(["oos"], set()),
        row(["smalltalk/greet"], {"smalltalk", "silent"}),
        row(["a/1"], {"answered", "offered", "language"}, dialogue=True),
    ]
    assert rates(rows) == {
        "answered": (1, 2),
        "offered": (1, 2),
        "wrong": (1, 2),
        "gap": (1, 1),
        "silent": (2, 3),
        "smalltalk": (1, 1),
        "language": (4, 5),
        "turns": (1, 1),
    }


def test_a_text_file_is_what_no_fact_should_be_stated_on(tmp_path: Path) -> None:
    path = tmp_path / "nl.txt"
    path.write_text("Wie bouwde de toren?\n\n  Het regent. \n", "utf-8")
    rows = ask_set(path, lambda sender, message: {**ANSWER, "facts": []} if "regent" in message else ANSWER)
    assert [(row.question, row.accept, "silent" in row.got) for row in rows] == [("Wie bouwde de toren?", ["oos"], False), ("Het regent.", ["oos"], True)]
    assert rates(rows)["silent"] == (1, 2)
