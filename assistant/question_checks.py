"""Are the evaluation questions sound by themselves, and is everything asked for? That none is trained on is told with the examples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.errors import Problem

MIN_ASKED = 1  # questions for each claim and gap, in each language
SHOWN = 5  # lines that a message names
KEYS = {"q", "accept", "tags", "lang", "scored", "turns"}


def question_problems(path: Path, known: Collection[str], languages: Collection[str], illegible: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with an evaluation set by itself: none of its questions, an id that nothing has, a language that nobody speaks.

    Args:
        path: the set, one JSON object a line.
        known: every id that a question may accept.
        languages: the configured codes.
        illegible: topics whose facts cannot be read, and ids of which something is wrong; told already.
    """
    name, code = f"evaluation/questions/{path.name}", path.name[:2]
    if code not in languages:
        yield Problem(name, "", code, "the file's name does not begin with the code of a configured language", f"Name it {next(iter(languages))}-<name>.jsonl.")
    lines = path.read_text("utf-8").splitlines()
    if not any(map(str.strip, lines)):
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
                if one not in known and not {str(one), str(one).split("/")[0]} & set(illegible):
                    unknown.setdefault(str(one), []).append(number)
    for one, numbers in unknown.items():
        near = process.extractOne(one, list(known), scorer=fuzz.ratio, score_cutoff=80)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        do = "Correct the id; or, if it is gone for good, take it out of `accept`, or remove the questions."
        if len(numbers) > SHOWN:
            do += f" `grep -n '\"{one}\"' {name}` lists them."
        yield Problem(name, _lines(numbers), code, f"`accept` names {one!r}, which nothing has", f"{do}{hint}")


def _lines(numbers: list[int]) -> str:
    """Some numbers of lines in words: "line 75", "lines 75, 80 and 64 more"."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return f"lines {', '.join(map(str, numbers[:SHOWN]))}{more}"


def unasked_problems(folder: Path, entries: Collection[str], languages: Collection[str], illegible: Collection[str] = ()) -> Iterator[Problem]:
    """The claims and gaps that too few questions of a language ask for, in `evaluation/questions/<code>.jsonl`.

    Args:
        folder: the project.
        entries: the ids of all claims and gaps.
        languages: the configured codes; one without a file is told elsewhere.
        illegible: ids of which something is wrong; told already.
    """
    for code in languages:
        name = f"evaluation/questions/{code}.jsonl"
        asked = _asked(folder / name)
        if asked is None:
            continue
        least = min((asked[entry] for entry in entries if asked[entry] >= MIN_ASKED), default=MIN_ASKED)
        for entry in entries:
            if asked[entry] < MIN_ASKED and entry not in illegible:
                beside = f"; each of the others has {least} or more" if least > MIN_ASKED else ""
                what = f"{asked[entry]} questions ask for it; at least {MIN_ASKED} is wanted{beside}"
                yield Problem(name, entry, code, what, f'Write some, in other words than the examples: {{"q": "...", "accept": ["{entry}"], "tags": []}}.')


def _asked(path: Path) -> Counter[str] | None:
    """How many questions of a set, the turns of dialogues aside, accept each id; None if the set is not there or not sound."""
    if not path.exists():
        return None
    asked: Counter[str] = Counter()
    for line in filter(str.strip, path.read_text("utf-8").splitlines()):
        try:
            item = json.loads(line)
        except ValueError:
            return None
        accepted = item.get("accept") if isinstance(item, dict) else None
        asked.update(map(str, accepted if isinstance(accepted, list) else []))
    return asked


def json_fault(line: str, error: json.JSONDecodeError) -> tuple[str, str]:
    """What is wrong with a line that is no JSON, in plain words, and what to do."""
    at = f", at {line[max(0, error.pos - 15) : error.pos + 15]!r}"
    if any(quote in line for quote in "“”„") and line[error.pos : error.pos + 1] in "“”„":
        return f"a curly quote stands where a straight one is wanted{at}", 'Write " around every key and text.'
    if error.pos >= len(line.rstrip()):
        return f"the line ends before the question is complete: {line.strip()[-30:]!r}", "Put the rest on this line, up to the closing brace."
    for beginning, (what, do) in _JSON_FAULTS.items():
        if error.msg.startswith(beginning):
            return what + at, do
    return f"the line cannot be read ({error.msg}){at}", "Compare it with its neighbours."


_JSON_FAULTS = {  # how the parser's words begin -> what is wrong, and what to do
    "Unterminated string": ("a quote is opened and not closed", 'Put the closing " at the end of the text.'),
    "Expecting ',' delimiter": ("a comma is missing, or a quote within a text ends it", 'Put the comma in; write a quote within a text as \\".'),
    "Expecting property name": ("a key has no quotes, or a comma is one too many", 'Write every key as "q"; no comma before the closing brace.'),
    "Expecting ':' delimiter": ("a colon is missing after a key", 'Write "q": "...".'),
    "Expecting value": ("a value is missing, has no quotes, or a comma is one too many", "Put texts in quotes; no comma before a closing bracket."),
    "Extra data": ("more than one thing stands on the line", "Give each question a line of its own."),
    "Invalid control": ("a tab stands in a text", "Replace it by a space."),
    "Invalid \\escape": ("a backslash stands in a text", "Write it twice, or leave it out."),
}


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
