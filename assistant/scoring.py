"""Scoring replies against labelled questions: what a reply got right, and the rates for a language.

The measures and the question format are those of the contract's evaluation: `{"q": ..., "accept": [...]}` for one message,
`{"turns": [...]}` for a dialogue; `accept` holds claim ids, "gap/...", "smalltalk/..." or "oos". A turn that is so common ("go on")
that it stands among the training examples too has `"scored": false`: it is asked, since the next turn leans on it, and counts for nothing.
A set may also be plain text of any kind, a line each, that the assistant should state no fact on.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Ask = Callable[[str, str], dict[str, Any]]  # (sender, message) -> the reply's `custom`

MEASURES = ("answered", "offered", "wrong", "gap", "silent", "smalltalk", "language", "turns")
LOWER_IS_BETTER = {"wrong"}


@dataclass
class Row:
    """One asked question: what was accepted, what came, and what of it was right.

    Attributes:
        question: what was asked.
        accept: ids that are right.
        expected: code of the language the reply should be in.
        kind: "claim", "gap", "smalltalk" or "oos".
        dialogue: it is a turn of a dialogue.
        reply: the contract's object; empty when the request failed.
        got: what was right, of the names in `MEASURES`.
    """

    question: str
    accept: list[str]
    expected: str
    kind: str
    dialogue: bool
    reply: dict[str, Any]
    got: set[str] = field(default_factory=set)

    @property
    def right(self) -> bool:
        """Whether the reply is right as a turn of a dialogue is judged: content and language."""
        content = (
            ("answered" in self.got and "wrong" not in self.got)
            or ("gap" in self.got)
            or ("smalltalk" in self.got)
            or ("oos" in self.accept and "silent" in self.got)
        )
        return content and (self.kind == "oos" and not self.dialogue or "language" in self.got)


def kind_of(accept: list[str]) -> str:
    """What sort of question has these accepted ids."""
    if "oos" in accept:
        return "oos"
    first = accept[0].split("/")[0]
    return first if first in ("gap", "smalltalk") else "claim"


def is_scored(turn: dict[str, Any]) -> bool:
    """Whether a question of a set counts; else it only leads on to the next turn."""
    return turn.get("scored", True)


def judge(accept: list[str], expected: str, reply: dict[str, Any]) -> set[str]:
    """What a reply got right, of the names in `MEASURES` (and "wrong", what it got wrong)."""
    facts = (reply.get("facts") or [])[:2]
    suggested = [suggestion.get("fact") for suggestion in reply.get("suggestions") or []][:3]
    claims = {one for one in accept if kind_of([one]) == "claim"}
    got = set()
    if claims & set(facts):
        got |= {"answered", "offered"}
    elif claims & set(suggested):
        got.add("offered")
    if facts and not claims & set(facts):
        got.add("wrong")
    if reply.get("kind") == "gap" and reply.get("gap") in accept:
        got.add("gap")
    if reply.get("kind") and not facts:
        got.add("silent")
    if reply.get("kind") == "smalltalk" and f"smalltalk/{reply.get('smalltalk')}" in accept:
        got.add("smalltalk")
    if reply.get("language") == expected:
        got.add("language")
    return got


def ask_set(path: Path, ask: Ask, threads: int = 4) -> list[Row]:
    """Ask every question of a set; the first two letters of the file's name are its language.

    Args:
        path: a set: one JSON object a line, or in a file that ends in .txt one text a line.
        ask: sends a message as a sender and returns the reply's `custom`; a failure counts as an empty reply.
        threads: how many senders at once.
    """
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    items = [{"q": line, "accept": ["oos"]} if path.suffix == ".txt" else json.loads(line) for line in lines]
    with ThreadPoolExecutor(threads) as pool:
        asked = pool.map(lambda numbered: _ask_item(f"{path.stem}-{numbered[0]}", path.name[:2], numbered[1], ask), enumerate(items))
        return [row for rows in asked for row in rows]


def _ask_item(sender: str, language: str, item: dict[str, Any], ask: Ask) -> list[Row]:
    rows = []
    for turn in item.get("turns") or [item]:
        expected = turn.get("lang") or language
        try:
            reply = ask(sender, turn["q"])
        except Exception as error:  # noqa: BLE001 - a failed request is a wrong answer, told by its name
            reply = {"error": repr(error)}
        if is_scored(turn) or "error" in reply:  # a failed request is never passed over
            rows.append(Row(turn["q"], turn["accept"], expected, kind_of(turn["accept"]), "turns" in item, reply, judge(turn["accept"], expected, reply)))
        language = expected
    return rows


def rates(rows: list[Row]) -> dict[str, tuple[int, int]]:
    """Measure -> (how many, of how many)."""

    def share(chosen: list[Row], good: Callable[[Row], bool]) -> tuple[int, int]:
        return sum(map(good, chosen)), len(chosen)

    single = {kind: [row for row in rows if row.kind == kind and not row.dialogue] for kind in ("claim", "gap", "smalltalk", "oos")}
    return {
        "answered": share(single["claim"], lambda row: "answered" in row.got),
        "offered": share(single["claim"], lambda row: "offered" in row.got),
        "wrong": share(single["claim"], lambda row: "wrong" in row.got),
        "gap": share(single["gap"], lambda row: "gap" in row.got),
        "silent": share(single["gap"] + single["oos"], lambda row: "silent" in row.got),
        "smalltalk": share(single["smalltalk"], lambda row: "smalltalk" in row.got),
        "language": share([row for row in rows if row.kind != "oos"], lambda row: "language" in row.got),
        "turns": share([row for row in rows if row.dialogue], lambda row: row.right),
    }
