"""The confusion matrix: what was asked against what was replied, labels by topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from assistant.reports.pictures import GREY, picture
from assistant.scoring import Row
from assistant.understanding import GAP, OUT_OF_SCOPE, SMALLTALK, family

SUGGEST = "suggest"
NO_REPLY = "no reply"
LAST = (GAP, SMALLTALK, OUT_OF_SCOPE, SUGGEST, NO_REPLY)  # families after the topics of claims
MOST_CONFUSED = 25  # pairs listed beside the matrix

Pair = tuple[str, str]  # what was asked, what was replied


def pair_of(row: Row) -> Pair:
    """What a question asked and what the reply was about, as labels; equal where the reply was right.

    Of several labels that are right the one that was replied counts, else the first. Out of scope is one label, and so is an
    offer of quick replies.
    """
    replied = _replied(row)
    accepted = [OUT_OF_SCOPE if label == "oos" else label for label in row.accept]
    right = next((label for label in replied if label in accepted), None)
    return (right, right) if right else (accepted[0], replied[0])


def _replied(row: Row) -> list[str]:
    reply = row.reply
    if reply.get("facts"):
        return list(reply["facts"][:2])
    if reply.get("gap"):
        return [reply["gap"]]
    if reply.get("smalltalk"):
        return [f"{SMALLTALK}/{reply['smalltalk']}"]
    return [SUGGEST if reply.get("kind") == SUGGEST else OUT_OF_SCOPE if reply.get("kind") == OUT_OF_SCOPE else NO_REPLY]


def count(rows: Iterable[Row]) -> Counter[Pair]:
    """How often each pair came among single messages; in a dialogue a reply hangs on more than the message."""
    return Counter(pair_of(row) for row in rows if not row.dialogue)


def by_topic(pairs: Iterable[Pair]) -> list[str]:
    """The labels of all pairs, topic by topic: claims first, then gaps, small talk, out of scope and offers."""
    labels = {label for pair in pairs for label in pair}
    return sorted(labels, key=lambda label: (LAST.index(family(label)) if family(label) in LAST else -1, label))


def draw(pairs: Counter[Pair], path: Path) -> None:
    """Write the matrix to `path`: right replies grey on the diagonal, mistakes red with their number; only confused labels are named.

    Raises:
        ValueError: no question was asked.
    """
    if not pairs:
        raise ValueError("no single message was asked: there is nothing to draw")
    labels = by_topic(pairs)
    place = {label: index for index, label in enumerate(labels)}
    mistakes = Counter({pair: number for pair, number in pairs.items() if pair[0] != pair[1]})
    with picture(path, (11.5, 11.5)) as (figure, (axes,)):
        axes.set(xlim=(-0.5, len(labels) - 0.5), ylim=(len(labels) - 0.5, -0.5), aspect="equal")
        for (asked, replied), number in pairs.items():
            x, y, right = place[replied], place[asked], asked == replied
            strength = 0.25 if right else min(1.0, 0.25 + number / 10)
            axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, color="#999999" if right else "#c1121f", alpha=strength, linewidth=0))
            if not right:
                axes.text(x, y, str(number), ha="center", va="center", fontsize=6, color="white" if strength > 0.6 else "black")
        _name(axes, labels, mistakes)
        _separate(axes, labels)
        total = sum(pairs.values())
        axes.set_title(f"{total - mistakes.total()} of {total} single messages got the reply asked for (grey); the others stand where the reply went")
        axes.set_xlabel("what was replied")
        axes.set_ylabel("what was asked")
        listing = "\n".join(f"{number:3}  {asked}  \u2192  {replied}" for (asked, replied), number in mistakes.most_common(MOST_CONFUSED))
        axes.text(1.04, 1, f"most often: asked \u2192 replied\n\n{listing}", transform=axes.transAxes, va="top", fontsize=8)


def _name(axes: Axes, labels: Sequence[str], mistakes: Counter[Pair]) -> None:
    asked, replied = Counter[str](), Counter[str]()
    for (one, other), number in mistakes.items():
        asked[one] += number
        replied[other] += number
    rows = [index for index, label in enumerate(labels) if asked[label]]
    columns = [index for index, label in enumerate(labels) if replied[label]]
    axes.set_yticks(rows, [labels[index] for index in rows], fontsize=6.5)
    axes.set_xticks(columns, [labels[index] for index in columns], fontsize=6.5, rotation=90)
    axes.grid(color="#f2f2f2", linewidth=0.6)


def _separate(axes: Axes, labels: Sequence[str]) -> None:
    for index in range(1, len(labels)):
        if family(labels[index]) != family(labels[index - 1]):
            axes.axhline(index - 0.5, color=GREY, linewidth=0.6)
            axes.axvline(index - 0.5, color=GREY, linewidth=0.6)
    for name in dict.fromkeys(map(family, labels)):
        places = [index for index, label in enumerate(labels) if family(label) == name]
        if len(places) > 1:
            axes.text(len(labels), sum(places) / len(places), name, rotation=90, ha="left", va="center", fontsize=7.5, color="#555555")
