"""Are the evaluation questions sound by themselves? That none is trained on is told with the examples."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.errors import Problem


def question_problems(path: Path, known: Collection[str], languages: Collection[str]) -> Iterator[Problem]:
    """What is wrong with an evaluation set by itself: none of its questions, an id that nothing has, a language that nobody speaks.

    Args:
        path: the set, one JSON object a line.
        known: every id that a question may accept.
        languages: the configured codes.
    """
    name, code = f"evaluation/questions/{path.name}", path.name[:2]
    if code not in languages:
        yield Problem(name, "", code, "the file's name does not begin with the code of a configured language", f"Name it {next(iter(languages))}-<name>.jsonl.")
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not lines:
        yield Problem(name, "", code, "the set holds no question", "Restore it with `git checkout`, or remove the file.")
    for number, line in enumerate(lines, 1):
        try:
            item = json.loads(line)
        except ValueError:
            continue  # told where the questions are read
        for turn in item.get("turns") or [item] if isinstance(item, dict) else []:
            accepted = turn.get("accept") if isinstance(turn, dict) else None
            for one in accepted if isinstance(accepted, list) else []:
                if one not in known:
                    near = process.extractOne(str(one), list(known), scorer=fuzz.ratio, score_cutoff=80)
                    hint = f" Did you mean {near[0]!r}?" if near else ""
                    yield Problem(name, f"line {number}", code, f"`accept` names {one!r}, which nothing has", f"Correct the id.{hint}")
