"""The recorded figures: what each question set has reached, so that a fall is seen.

`evaluation/recorded.json`: {"date": "2016-12-12", "data": digest, "sets": {"en": {"answered": [right, asked], ...}}}.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from assistant.languages import load_languages
from assistant.scoring import LOWER_IS_BETTER, MEASURES

FILE = Path("evaluation") / "recorded.json"
SHOWN_IN = Path("docs") / "evaluation.md"  # between these marks
MARKS = ("<!-- recorded -->\n", "\n<!-- /recorded -->")
# Percentage points that a measure may fall (`wrong`: rise) before it is told: about the questions that another training moves.
TOLERANCE = {"answered": 0.5, "offered": 0.5, "wrong": 0.5, "gap": 1.0, "silent": 0.5, "smalltalk": 1.0, "language": 0.5, "turns": 1.0}
# Percent that no set may fall under (`wrong`: rise over), whatever is recorded: many small falls, each recorded, end here.
FLOOR = {"answered": 95.0, "offered": 99.0, "wrong": 2.0, "gap": 90.0, "silent": 96.5, "smalltalk": 97.0, "language": 99.0, "turns": 90.0}
RECORD = "record the new figures with `make evaluate ARGS=--record` and say why"

Rates = dict[str, tuple[int, int]]  # measure -> (how many, of how many)


class Fall(NamedTuple):
    """A measure that is worse than it was recorded, is under its floor, or is asked of fewer questions.

    Attributes:
        language: the question set.
        measure: of the names in `assistant.scoring.MEASURES`.
        what: what has happened to it, with the figures.
        do: what to do about it.
    """

    language: str
    measure: str
    what: str
    do: str

    def __str__(self) -> str:
        """The fall in one sentence, and what to do in another."""
        return f"{self.language}: {self.measure!r} {self.what}. {self.do}"


def falls(recorded: dict[str, Rates], measured: dict[str, Rates]) -> list[Fall]:
    """Every measure of every set that is worse than recorded by more than `TOLERANCE`, worse than `FLOOR`, or asked of fewer questions.

    Args:
        recorded: question set -> its recorded rates.
        measured: question set -> its rates now; a recorded set or measure that is not here was asked no question.
    """
    found = []
    for name, measures in recorded.items():
        for measure, before in measures.items():
            now = measured.get(name, {}).get(measure, (0, 0))
            if now[1] < before[1]:  # a question that fails must not be removed unseen
                what = f"was asked of {now[1]} questions, where {before[1]} are recorded"
                found.append(Fall(name, measure, what, f"Put the questions back, or, if this is meant, {RECORD}."))
            elif round(_lost(measure, _percent(before), _percent(now)), 6) > TOLERANCE[measure]:
                worse = "risen" if measure in LOWER_IS_BETTER else "fallen"
                what = f"has {worse} from the recorded {_told(before)} to {_told(now)}, by more than {TOLERANCE[measure]:g} points"
                found.append(Fall(name, measure, what, f"`make evaluate` lists the errors; mend them, or, if this is meant, {RECORD}."))
    for name, measures in measured.items():
        for measure, now in measures.items():
            if now[1] and _lost(measure, FLOOR[measure], _percent(now)) > 0:
                bound = "at most" if measure in LOWER_IS_BETTER else "at least"
                what = f"is {_told(now)}: it must be {bound} {FLOOR[measure]:g}%, whatever is recorded"
                found.append(Fall(name, measure, what, "`make evaluate` lists the errors; mend them."))
    return found


def record(folder: Path, measured: dict[str, Rates], date: str, data: str) -> None:
    """Write the figures to `folder/evaluation/recorded.json`, and their table to docs/evaluation.md; sets not measured keep theirs.

    Args:
        folder: the project's root.
        measured: question set -> its rates.
        date: ISO 8601.
        data: the digest of what the model was trained on (see `assistant.cli.train.fingerprint`).
    """
    path = folder / FILE
    before = json.loads(path.read_text("utf-8"))["sets"] if path.exists() else {}
    sets = {**before, **measured}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(rates)}" for name, rates in sorted(sets.items()))  # a line a set, for a readable diff
    path.write_text(f'{{\n "date": "{date}",\n "data": "{data}",\n "sets": {{\n{lines}\n }}\n}}\n', "utf-8")
    if (folder / SHOWN_IN).exists():
        before, _, rest = (folder / SHOWN_IN).read_text("utf-8").partition(MARKS[0])
        (folder / SHOWN_IN).write_text(f"{before}{MARKS[0]}{table(folder)}{MARKS[1]}{rest.partition(MARKS[1])[2]}", "utf-8")


def load_recorded(folder: Path) -> dict[str, Rates]:
    """The recorded rates by question set.

    Raises:
        FileNotFoundError: nothing was recorded; its message says how to.
    """
    path = folder / FILE
    if not path.exists():
        raise FileNotFoundError(f"{FILE} is missing: write it with `make evaluate ARGS=--record`.")
    return {name: {measure: (good, of) for measure, (good, of) in rates.items()} for name, rates in json.loads(path.read_text("utf-8"))["sets"].items()}


def table(folder: Path) -> str:
    """The recorded figures as a Markdown table, as docs/evaluation.md shows them: a row a language, and the worst of all."""
    date, recorded = json.loads((folder / FILE).read_text("utf-8"))["date"], load_recorded(folder)
    lines = [f"| {date} | " + " | ".join(MEASURES) + " |", "|---|" + "---:|" * len(MEASURES)]
    for code in load_languages(folder):
        cells = [f"{good}/{of} {_percent((good, of)):.1f}%" for good, of in (recorded[code][measure] for measure in MEASURES)]
        lines.append(f"| {code} | " + " | ".join(cells) + " |")
    worst = [(max if measure in LOWER_IS_BETTER else min)(_percent(rates[measure]) for rates in recorded.values()) for measure in MEASURES]
    return "\n".join([*lines, "| worst | " + " | ".join(f"{percent:.1f}%" for percent in worst) + " |"])


def _lost(measure: str, before: float, now: float) -> float:
    """By how many points a measure is worse now; below 0 where it is better."""
    return now - before if measure in LOWER_IS_BETTER else before - now


def _percent(counts: tuple[int, int]) -> float:
    return 100 * counts[0] / counts[1] if counts[1] else 0.0


def _told(counts: tuple[int, int]) -> str:
    return f"{counts[0]}/{counts[1]} ({_percent(counts):.1f}%)"
