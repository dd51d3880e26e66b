"""The risk-coverage curve: how many questions are answered at each rate of wrong answers, as the answer threshold moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from assistant import decision
from assistant.reports.pictures import line_style, picture
from assistant.scoring import Row, rates

THRESHOLDS = (0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)  # probabilities; finer where more hangs on it


class Point(NamedTuple):
    """What one answer threshold comes to.

    Attributes:
        threshold: the probability that a claim is stated from.
        answered: share of the questions on claims that were answered right, 0 to 1.
        wrong: share of the questions on claims that were answered with another fact.
        stated: share of the questions on gaps and out of scope that were answered with any fact; None if none was asked.
    """

    threshold: float
    answered: float
    wrong: float
    stated: float | None


@contextmanager
def answering_from(threshold: float) -> Iterator[None]:
    """Within the block a claim is stated from the probability `threshold` on; afterwards as before.

    Raises:
        ValueError: a threshold outside 0 to 1.
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold!r}: a probability is between 0 and 1")
    before = decision.ANSWER
    decision.ANSWER = threshold
    try:
        yield
    finally:
        decision.ANSWER = before


def point(rows: Sequence[Row], threshold: float) -> Point | None:
    """The point that these rows come to; None if no question on a claim was asked."""
    scored = rates(list(rows))
    (answered, of), (wrong, _), (silent, silent_of) = scored["answered"], scored["wrong"], scored["silent"]
    return Point(threshold, answered / of, wrong / of, 1 - silent / silent_of if silent_of else None) if of else None


def curve(ask_all: Callable[[], Sequence[Row]], thresholds: Sequence[float] = THRESHOLDS) -> list[Point]:
    """One point a threshold, and one at the threshold that is set, in order of the thresholds.

    Args:
        ask_all: asks every question of a language and returns the rows; called once a threshold.
        thresholds: probabilities.
    """
    points = []
    for threshold in sorted({*thresholds, decision.ANSWER}):
        with answering_from(threshold):
            found = point(ask_all(), threshold)
        points += [found] if found else []
    return points


def draw(curves: dict[str, list[Point]], path: Path) -> None:
    """Write the curves to `path`: one line a language, a dot at the threshold that is set.

    Args:
        curves: language code -> its points.
        path: where to, PNG.
    """
    panels = [("wrong", "answered with another fact, % of questions on claims"), ("stated", "answered with any fact, % of gaps and out of scope")]
    title = f"Answer thresholds from {max(THRESHOLDS):g} (lower ends) to {min(THRESHOLDS):g}; large dots: the threshold set, {decision.ANSWER:g}"
    with picture(path, (13, 5.5), columns=2) as (figure, axes):
        for panel, (attribute, label) in zip(axes, panels, strict=True):
            for index, (code, points) in enumerate(sorted(curves.items())):
                drawn = [one for one in points if getattr(one, attribute) is not None]
                panel.plot([100 * getattr(one, attribute) for one in drawn], [100 * one.answered for one in drawn], marker=".", label=code, **line_style(index))
                for one in drawn:
                    if one.threshold == decision.ANSWER:
                        panel.plot(100 * getattr(one, attribute), 100 * one.answered, "o", color=line_style(index)["color"], markersize=7)
            panel.set_xlabel(label)
            panel.set_ylabel("answered right, % of questions on claims")
            panel.set_xlim(left=-0.03 * panel.get_xlim()[1])  # a line at no wrong answer at all is not hidden by the axis
        axes[0].legend(title="language", loc="lower right")
        figure.suptitle(title, x=0.06, ha="left", fontsize=11)
