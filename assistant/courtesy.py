"""What a message asks, without what is said around it: "hello", "thank you", "I'm a student", "back to English:".

None of it must weigh on what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.remarks import REMARK
from assistant.text import QUESTION_MARKS
from assistant.understanding import Scored

COURTESIES = {"smalltalk/greet", "smalltalk/thanks", "smalltalk/goodbye", "smalltalk/acknowledge", REMARK}
LANGUAGE_WISH = "smalltalk/language"  # is said around a question too, but wants something done
LANGUAGE_ABILITY = "smalltalk/language_ability"  # "do you speak Dutch?": counts as a wish, but for one reply
LANGUAGE_REFUSED = "smalltalk/language_refused"  # "I don't speak Dutch": counts as a wish, for another language than it names
SURE_ASIDE = 0.6  # probability from which a sentence or an opening is a courtesy

# "Hello," / "안녕하세요," / "您好，" / "back to English:": an opening of a few words before the first comma, colon or exclamation mark.
_OPENING = re.compile(r"^([^,，:：!！]{1,60})[,，:：!！]\s*(.+)$", re.DOTALL)


class Core(NamedTuple):
    """What is left of a message.

    Attributes:
        sentences: those that may ask something, the first one without its opening if that was left out.
        wish: a wish for a language was among what was left out.
    """

    sentences: list[str]
    wish: bool

    @property
    def text(self) -> str:
        """All that may ask something; "" where nothing else is said."""
        return " ".join(self.sentences)


def opening_of(sentence: str) -> tuple[str, str] | None:
    """A sentence as its opening words and the rest, which each may stand alone; None for one that has no such opening."""
    match = _OPENING.match(sentence)
    return (match.group(1), match.group(2)) if match else None


def without_courtesies(sentences: Sequence[str], rank: Callable[[str], Sequence[Scored]]) -> Core:
    """The message without its courtesies.

    Args:
        sentences: the sentences of a message.
        rank: ranks the labels for a sentence, for the first one's opening, or for the rest of it.
    """
    said = list(sentences)
    labels = []
    opening = opening_of(said[0])
    if opening and _aside(rank(opening[0])):
        labels.append(_aside(rank(opening[0])))
        said[0] = opening[1]  # before the sentence is judged: "Bonjour, imec ?" as a whole looks like a greeting
    rest = [(sentence, None if _suggests_a_language(sentence, index) else _aside(rank(sentence))) for index, sentence in enumerate(said)]
    labels += [label for _, label in rest]
    return Core([sentence for sentence, label in rest if not label], LANGUAGE_WISH in labels)


def _suggests_a_language(sentence: str, index: int) -> bool:
    """Whether a sentence is one word that asks, after another: "What do they speak at home? French?" wishes for nothing."""
    return index > 0 and len(sentence.split()) == 1 and sentence.rstrip().endswith(QUESTION_MARKS)


def _aside(ranking: Sequence[Scored]) -> str | None:
    """The label of a text that is a courtesy, or a wish for a language, and nothing else; None for another text."""
    first = ranking[0]
    return first.label if first.label in {*COURTESIES, LANGUAGE_WISH} and first.probability >= SURE_ASIDE else None
