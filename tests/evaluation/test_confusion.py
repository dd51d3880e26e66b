"""The confusion matrix counts what was asked against what was replied."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.reports.confusion import by_topic, count, draw, pair_of
from assistant.scoring import Row, kind_of


def row(accept: list[str], reply: dict, dialogue: bool = False) -> Row:
    return Row("?", accept, "en", kind_of(accept), dialogue, reply)


@pytest.mark.parametrize(
    ("accept", "reply", "pair"),
    [
        (["port/a"], {"kind": "answer", "facts": ["port/a"]}, ("port/a", "port/a")),
        (["port/a", "port/b"], {"kind": "answer", "facts": ["port/b"]}, ("port/b", "port/b")),
        (["port/a"], {"kind": "answer", "facts": ["city/x", "port/a"]}, ("port/a", "port/a")),  # the second fact counts, as in the rates
        (["port/a"], {"kind": "answer", "facts": ["city/x", "city/y", "port/a"]}, ("port/a", "city/x")),
        (["port/a"], {"kind": "gap", "gap": "gap/x", "facts": []}, ("port/a", "gap/x")),
        (["gap/x"], {"kind": "gap", "gap": "gap/x", "facts": []}, ("gap/x", "gap/x")),
        (["smalltalk/bot"], {"kind": "smalltalk", "smalltalk": "greet", "facts": []}, ("smalltalk/bot", "smalltalk/greet")),
        (["oos"], {"kind": "out_of_scope", "facts": []}, ("out_of_scope", "out_of_scope")),
        (["oos"], {"kind": "suggest", "facts": []}, ("out_of_scope", "suggest")),
        (["port/a"], {"error": "TimeoutError()"}, ("port/a", "no reply")),
    ],
)
def test_a_reply_is_one_pair(accept: list[str], reply: dict, pair: tuple[str, str]) -> None:
    assert pair_of(row(accept, reply)) == pair


def test_dialogues_are_not_counted() -> None:
    right = {"kind": "answer", "facts": ["port/a"]}
    assert count([row(["port/a"], right), row(["port/a"], right), row(["port/a"], right, dialogue=True)]) == {("port/a", "port/a"): 2}


def test_labels_stand_topic_by_topic_and_what_states_nothing_comes_last() -> None:
    assert by_topic([("gap/a", "suggest"), ("port/b", "port/a"), ("out_of_scope", "city/x"), ("smalltalk/bot", "no reply")]) == [
        "city/x",
        "port/a",
        "port/b",
        "gap/a",
        "smalltalk/bot",
        "out_of_scope",
        "suggest",
        "no reply",
    ]


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    draw(Counter({("port/a", "port/a"): 9, ("port/a", "out_of_scope"): 2}), tmp_path / "new" / "confusion.png")
    assert (tmp_path / "new" / "confusion.png").read_bytes().startswith(b"\x89PNG")


def test_nothing_asked_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(Counter(), tmp_path / "confusion.png")
