"""Are the evaluation questions sound by themselves? That none is trained on is told with the examples."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.errors import Problem

KEYS = {"q", "accept", "tags", "lang", "scored", "turns"}


def question_problems(path: Path, known: Collection[str], languages: Collection[str], illegible: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with an evaluation set by itself: none of its questions, an id that nothing has, a language that nobody speaks.

    Args:
        path: the set, one JSON object a line.
        known: every id that a question may accept.
        languages: the configured codes.
        illegible: topics whose facts cannot be read; told already.
    """
    name, code = f"evaluation/questions/{path.name}", path.name[:2]
    if code not in languages:
        yield Problem(name, "", code, "the file's name does not begin with the code of a configured language", f"Name it {next(iter(languages))}-<name>.jsonl.")
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not lines:
        yield Problem(name, "", code, "the set holds no question", "Restore it with `git checkout`, or remove the file.")
    unknown: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        try:
            item = json.loads(line)
        except ValueError:
            continue  # told where the questions are read
        yield from _line_problems(item, name, number, code)
        for turn in item.get("turns") or [item] if isinstance(item, dict) else []:
            accepted = turn.get("accept") if isinstance(turn, dict) else None
            for one in accepted if isinstance(accepted, list) else []:
                if one not in known and str(one).split("/")[0] not in illegible:
                    unknown.setdefault(str(one), []).append(number)
    for one, numbers in unknown.items():
        near = process.extractOne(one, list(known), scorer=fuzz.ratio, score_cutoff=80)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        more = f", and {len(numbers) - 1} more" if len(numbers) > 1 else ""
        yield Problem(name, f"line {numbers[0]}{more}", code, f"`accept` names {one!r}, which nothing has", f"Correct the id, or put back what has it.{hint}")


def _line_problems(item: object, name: str, number: int, code: str) -> Iterator[Problem]:
    """Keys that no question has, answers that nothing can be, marks that are none."""
    for turn in item.get("turns") or [item] if isinstance(item, dict) else []:
        if not isinstance(turn, dict):
            continue
        for key in turn.keys() - KEYS:
            near = process.extractOne(str(key), list(KEYS), scorer=fuzz.ratio, score_cutoff=60)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            yield Problem(name, f"line {number}", code, f"no question has a key {key!r}", f"The keys are {', '.join(sorted(KEYS))}.{hint}")
        if turn.get("accept") == []:
            yield Problem(name, f"line {number}", code, "`accept` is empty: no reply could be right", "Name the claim or the gap, or `oos` for out of scope.")
        if not isinstance(turn.get("scored", True), bool):
            yield Problem(name, f"line {number}", code, f"`scored` is {turn['scored']!r}, not true or false", "Write `false` without quotes, or leave it out.")
