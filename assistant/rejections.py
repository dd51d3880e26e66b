"""What a sentence rejects, and what it means instead: "not the port but the business park", "블루헬스 말고 블루게이트요".

Left in, what is rejected weighs on the question like what is meant. Whether a "not" rejects a thing at all is for the classifier
to judge: it reads both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.languages import Language
from assistant.names import FIRST_CJK

_STOP = r"[,;:，；：、。…—–]"  # what ends a clause
_SAYS_SOMETHING = re.compile(r"\w")


class Split(NamedTuple):
    """One reading of a sentence.

    Attributes:
        meant: the sentence without what it may reject, and without the words that reject it.
        rejected: what it may reject.
    """

    meant: str
    rejected: str


class Rejections:
    """Finds what sentences of one language may reject.

    Args:
        language: its words before what is rejected ("not"), before what is meant instead ("but"), and after what is rejected ("말고").
    """

    def __init__(self, language: Language) -> None:
        before, instead, after = (_any_of(words) for words in (language.rejects.before, language.rejects.instead, language.rejects.after))
        self._before = re.compile(before, re.IGNORECASE) if before else None
        self._turn = re.compile(rf"\s*{_STOP}\s*(?:(?:{instead})\s*)*|\s(?:{instead})\s*" if instead else rf"\s*{_STOP}\s*", re.IGNORECASE)
        self._after = re.compile(rf"\s*(?:{after})\s*", re.IGNORECASE) if after else None

    def readings(self, sentence: str) -> Iterator[Split]:
        """The readings of a sentence, each without one thing that it may reject; nothing for one that rejects nothing, or says nothing else."""
        for split in self._all(sentence):
            if _SAYS_SOMETHING.search(split.meant) and _SAYS_SOMETHING.search(split.rejected):
                yield split

    def _all(self, sentence: str) -> Iterator[Split]:
        for word in self._before.finditer(sentence) if self._before else ():
            if word[0] >= FIRST_CJK and sentence[: word.start()].endswith(word[0][-1]):  # 是不是 asks, and rejects nothing
                continue
            turn = self._turn.search(sentence, word.end())
            end, on = (turn.start(), turn.end()) if turn else (len(sentence), len(sentence))
            yield Split(_joined(sentence[: word.start()], sentence[on:]), sentence[word.end() : end].strip())
        for word in self._after.finditer(sentence) if self._after else ():
            start = max((stop.end() for stop in re.finditer(_STOP, sentence[: word.start()])), default=0)
            yield Split(_joined(sentence[:start], sentence[word.end() :]), sentence[start : word.start()].strip())


def _joined(head: str, tail: str) -> str:
    """What stands before and after what was taken out, without the comma between them."""
    return " ".join(filter(None, (re.sub(rf"\s*{_STOP}\s*$", "", head).strip(), tail.strip())))


def _any_of(words: list[str]) -> str:
    """A pattern for any of some words: whole ones, but where a script has no spaces between them."""
    return "|".join(_word(word) for word in sorted(words, key=len, reverse=True))


def _word(word: str) -> str:
    start, end = (r"\b" if character < FIRST_CJK and character.isalnum() else "" for character in (word[0], word[-1]))
    return f"{start}{re.escape(word)}{end}"
