"""The recorded figures: what each question set has reached, so that a fall is seen.

`evaluation/recorded.json`: {"date": "2016-12-12", "data": digest, "sets": {"en": {"answered": [right, asked], ...}}}.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from assistant.scoring import LOWER_IS_BETTER

FILE = Path("evaluation") / "recorded.json"
TOLERANCE = 2.0  # points that a figure may fall

Rates = dict[str, tuple[int, int]]  # measure -> (how many, of how many)


class Fall(NamedTuple):
    """A measure that is worse than it was recorded, by more than is tolerated.

    Attributes:
        language: the question set.
        measure: of the names in `assistant.scoring.MEASURES`.
        recorded: (how many, of how many), as recorded.
        measured: the same, now.
    """

    language: str
    measure: str
    recorded: tuple[int, int]
    measured: tuple[int, int]

    def __str__(self) -> str:
        """The fall in one sentence, and what to do in another."""
        worse = "risen" if self.measure in LOWER_IS_BETTER else "fallen"
        return (
            f"{self.language}: {self.measure!r} has {worse} from the recorded {_told(self.recorded)} to {_told(self.measured)}, "
            f"by more than {TOLERANCE:g} points. "
            f"`make evaluate` lists the errors; mend them, or, if this is meant, record the new figures with `make evaluate ARGS=--record` and say why."
        )


def falls(recorded: dict[str, Rates], measured: dict[str, Rates], tolerance: float = TOLERANCE) -> list[Fall]:
    """Every measure of every recorded set that is worse now by more than `tolerance` points; a set or measure not asked counts as 0.

    Args:
        recorded: question set -> its recorded rates.
        measured: question set -> its rates now.
        tolerance: percentage points.
    """
    found = []
    for name, measures in recorded.items():
        for measure, before in measures.items():
            now = measured.get(name, {}).get(measure, (0, 0))
            sign = -1 if measure in LOWER_IS_BETTER else 1
            lost = sign * (_percent(before) - _percent(now))
            gone = before[1] > 0 and now[1] == 0
            if gone or round(lost, 6) > tolerance:
                found.append(Fall(name, measure, tuple(before), tuple(now)))
    return found


def record(folder: Path, measured: dict[str, Rates], date: str, data: str) -> None:
    """Write the figures to `folder/evaluation/recorded.json`; sets not measured keep theirs.

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


def load_recorded(folder: Path) -> dict[str, Rates]:
    """The recorded rates by question set.

    Raises:
        FileNotFoundError: nothing was recorded; its message says how to.
    """
    path = folder / FILE
    if not path.exists():
        raise FileNotFoundError(f"{FILE} is missing: write it with `make evaluate ARGS=--record`.")
    return {name: {measure: (good, of) for measure, (good, of) in rates.items()} for name, rates in json.loads(path.read_text("utf-8"))["sets"].items()}


def _percent(counts: tuple[int, int]) -> float:
    return 100 * counts[0] / counts[1] if counts[1] else 0.0


def _told(counts: tuple[int, int]) -> str:
    return f"{counts[0]}/{counts[1]} ({_percent(counts):.1f}%)"
