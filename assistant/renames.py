"""Entries whose id was changed in `facts/` and nowhere else: told as one thing, not as everything that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from assistant.errors import Problem
from assistant.example_checks import Example
from assistant.facts import FactBase, fact_files
from assistant.understanding import FOLLOW_UP, OUT_OF_SCOPE, SMALLTALK, family, is_intent


class Renamed(NamedTuple):
    """An id that only examples have, and the one that the entry likely has now."""

    old: str
    new: str


def renamed_entries(examples: Iterable[Example], base: FactBase, illegible: Collection[str], unsound: Collection[str]) -> list[Renamed]:
    """The entries that were likely renamed: in a topic as many ids have examples and no entry as have an entry and no example.

    Args:
        examples: the training examples.
        base: the fact base.
        illegible: topics whose facts cannot be read, and ids of which something is wrong.
        unsound: files of examples of which something is wrong: what they hold nobody knows.
    """
    used = {example.label for example in examples}
    unknown = {Path(file).stem for file in unsound} | set(illegible)
    gone, new = (
        _by_topic(label for label in labels if not unknown & {label, family(label)})
        for labels in (
            (label for label in used - set(base.entries) if family(label) not in (SMALLTALK, FOLLOW_UP, OUT_OF_SCOPE) and not is_intent(label)),
            set(base.entries) - used,
        )
    )
    found = []
    for topic, old_ids in gone.items():
        left = new.get(topic, [])
        if len(left) != len(old_ids):
            continue
        for old in old_ids:
            likeliest = max(left, key=partial(fuzz.ratio, old))
            left.remove(likeliest)
            found.append(Renamed(old, likeliest))
    return found


def _by_topic(labels: Iterable[str]) -> dict[str, list[str]]:
    topics: dict[str, list[str]] = {}
    for label in sorted(labels):
        topics.setdefault(family(label), []).append(label)
    return topics


def rename_problem(folder: Path, renamed: Renamed, examples: Iterable[Example]) -> Problem:
    """What is to be done about an entry that was renamed: every file of the project that still has the old id."""
    files = {example.file: None for example in examples if example.label == renamed.old}
    for path in sorted((folder / "evaluation" / "questions").glob("*.jsonl")):
        if f'"{renamed.old}"' in path.read_text("utf-8"):
            files[str(path.relative_to(folder))] = None
    for path in fact_files(folder):
        named = path.read_text("utf-8").replace(",", " ").replace("[", " ").replace("]", " ").split()
        if renamed.old in named:
            files[str(path.relative_to(folder))] = None
    what = f"was {renamed.old!r} renamed to {renamed.new!r}? The old id still stands in {', '.join(files)}"
    do = "Then rename it there too; else put the entry back, or remove what has its id, and write examples and questions of the new one."
    return Problem(f"facts/{family(renamed.new)}.yml", renamed.new, "", what, do)
