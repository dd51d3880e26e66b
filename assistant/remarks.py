"""Remarks: what is said around a question and asks nothing ("I'm an architect from Lille.", "A short list is enough.").

The examples hold them as small talk of their own. Here they are also put before and after a part of the other examples, as
visitors do, so that a classifier learns that a question is the same question among them.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

from assistant.understanding import FOLLOW_UP, SMALLTALK, family

REMARK = f"{SMALLTALK}/remark"
SHARE = 0.2  # of the examples that are also learned among remarks
AFTER = 0.25  # of those: the remark follows
_STOPS = ".?!…。？！"


def with_remarks(texts: Sequence[str], labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The examples of one language, and a part of them once more among its remarks; texts and labels.

    Args:
        texts: the examples, as typed.
        labels: the label of each.
    """
    remarks = [text for text, label in zip(texts, labels) if label == REMARK]
    made: tuple[list[str], list[str]] = (list(texts), list(labels))
    if not remarks:
        return made
    for text, label in zip(texts, labels):
        draw = random.Random(zlib.crc32(text.encode()))  # each text for itself: what a further example changes is that one
        if family(label) in (SMALLTALK, FOLLOW_UP) or draw.random() >= SHARE:
            continue
        remark = draw.choice(remarks)
        made[0].append(_joined(text, remark) if draw.random() < AFTER else _joined(remark, text))
        made[1].append(label)
    return made


def _joined(first: str, second: str) -> str:
    stop = "" if first[-1] in _STOPS else "。" if first[-1] > "\u4e00" and not "\uac00" <= first[-1] <= "\ud7a3" else "."
    return f"{first}{stop} {second}"
