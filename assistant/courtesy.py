"""What a message asks, without its "hello" and "thank you": they must not weigh on what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.understanding import Scored

COURTESIES = {"smalltalk/greet", "smalltalk/thanks", "smalltalk/goodbye"}
SURE = 0.6  # probability from which a sentence or an opening is a courtesy

# "Hello," / "안녕하세요," / "您好，": an opening of a few words before the first comma or exclamation mark.
_OPENING = re.compile(r"^([^,，!！]{1,24})[,，!！]\s*(.+)$", re.DOTALL)


def is_courtesy(ranking: Sequence[Scored]) -> bool:
    """Whether a text with this ranking is a greeting, a thanks or a goodbye, and nothing else."""
    return ranking[0].label in COURTESIES and ranking[0].probability >= SURE


def without_courtesies(sentences: Sequence[str], rank: Callable[[str], Sequence[Scored]]) -> str:
    """The message without its courtesies.

    Args:
        sentences: the sentences of a message.
        rank: ranks the labels for a text.

    Returns:
        The other sentences, the first without its opening courtesy; "" where nothing else is said.
    """
    said = list(sentences)
    opening = _OPENING.match(said[0])
    if opening and is_courtesy(rank(opening.group(1))):
        said[0] = opening.group(2)  # before the sentence is judged: "Bonjour, imec ?" as a whole looks like a greeting
    return " ".join(sentence for sentence in said if not is_courtesy(rank(sentence)))
