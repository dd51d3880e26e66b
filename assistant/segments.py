"""A message as the parts that may ask something: its sentences, and the halves of "who led it and when was it?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_HALVES = re.compile(
    r"\s*[,;，、]?\s*\b(?:and also|and|plus|en ook|en|et aussi|et|und auch|und|sowie)\b\s+"
    r"|\s*(?:그리고|그리구|또한)\s*|(?<=[고요죠])\s*,\s*|\s*(?:而且|还有|還有|以及|另外)\s*|\s*[，,]\s*",
    re.IGNORECASE,
)
MAX_SEGMENTS = 12  # of a pasted essay: more sentences than anyone asks questions in


class Segment(NamedTuple):
    """A part of a message; `halved` when it is half of a sentence and may lean on the other half."""

    text: str
    halved: bool


def halves(sentence: str) -> list[str]:
    """The parts of a sentence joined by "and", "und", "그리고", a comma ...; empty when it has one part only."""
    parts = [part for part in (piece.strip() for piece in _HALVES.split(sentence)) if _says_something(part)]
    return parts if len(parts) > 1 else []


def segments(text: str, sentences: Sequence[str]) -> list[Segment]:
    """The parts of a message that are worth understanding each for itself, the whole message first.

    Args:
        text: the message.
        sentences: its sentences, as the tokenizer found them.

    Returns:
        The message, then its sentences where it has several, or the halves of its only sentence; at most `MAX_SEGMENTS`.
    """
    whole = [part for part in sentences if _says_something(part)]
    parts = [Segment(part, False) for part in whole] if len(whole) > 1 else [Segment(part, True) for part in halves(text)]
    unique = {part.text: part for part in parts if part.text != text}
    return [Segment(text, False), *unique.values()][:MAX_SEGMENTS]


def _says_something(part: str) -> bool:
    return sum(character.isalnum() for character in part) > 1
