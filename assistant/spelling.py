"""Misspelt words, read as what they were meant to be: "compnay" as "company".

A word that stands in no list of its language's words (pyspellchecker's, by frequency in film subtitles) and hardly in the examples is
read as the word of the examples that is nearest to it, if that is near. So a name or a rare word that is spelled right stays what it
is, and nothing is put right towards words of which the classifiers know nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne
from spellchecker import SpellChecker

from assistant.text import fold, kept_for_words

MISSPELT = {5: 1, 9: 2}  # a word of so many letters or more may have so many of them wrong, left out, too many, or swapped with the next
HARDLY = 2  # examples that have a word: no more than that, and it may be a mistake there too
OFTEN = 4  # examples that must have what a word is read as
KEPT = 1 << 12  # words of which it is kept what they are read as

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = min(MISSPELT)


class Speller:
    """Puts the misspelt words of one language's texts right.

    Args:
        texts: the language's examples, folded (see `assistant.text.fold`).
        words: the language's words.
    """

    def __init__(self, texts: Iterable[str], words: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in set(_WORD.findall(text)))
        # Checksums, not the words: a megabyte a language instead of thirty. One in twelve thousand misspelt words passes for a word.
        known = {_checksum(fold(word)) for word in words} | {_checksum(word) for word, count in counts.items() if count > HARDLY}
        self._known = np.array(sorted(known), np.uint32)
        often = (word for word, count in counts.most_common() if count >= OFTEN and len(word) >= _SHORTEST - 1)
        self._by_start: dict[str, list[str]] = {}  # first letter -> what words are read as, the most frequent first
        for word in often:
            self._by_start.setdefault(word[0], []).append(word)
        self._read_as: Callable[[str], str] | None = None

    def corrected(self, text: str) -> str:
        """A folded text with its misspelt words put right."""
        return _WORD.sub(lambda word: self._reading_of(word[0]), text)

    def corrections(self, text: str) -> dict[str, str]:
        """The misspelt words of a folded text, and what each is read as."""
        readings = {word: self._reading_of(word) for word in _WORD.findall(text)}
        return {word: reading for word, reading in readings.items() if reading != word}

    def _reading_of(self, word: str) -> str:
        if self._read_as is None:
            self._read_as = kept_for_words(self._nearest, KEPT)
        return self._read_as(word)

    def _nearest(self, word: str) -> str:
        """What a word is read as: itself, unless it is misspelt."""
        wrong = max((most for length, most in MISSPELT.items() if len(word) >= length), default=0)
        if not wrong or self._is_known(word):
            return word
        found = []
        for start in dict.fromkeys(word[:2]):  # the first two letters may be swapped
            near = extractOne(word, self._by_start.get(start, ()), scorer=OSA.distance, score_cutoff=wrong)
            if near:
                found.append((near[1], near[0]))
        return min(found, key=lambda one: one[0])[1] if found else word

    def _is_known(self, word: str) -> bool:
        checksum = np.uint32(_checksum(word))
        place = int(np.searchsorted(self._known, checksum))
        return place < len(self._known) and bool(self._known[place] == checksum)

    def __getstate__(self) -> dict[str, Any]:
        """All but what is kept, which cannot be pickled."""
        return {**self.__dict__, "_read_as": None}


def word_lists() -> Sequence[str]:
    """The codes of the languages that pyspellchecker has a list of words for."""
    return sorted(SpellChecker.languages())


def words_of(code: str) -> Iterable[str]:
    """The words of a language, as pyspellchecker lists them."""
    return SpellChecker(language=code).word_frequency.words()


def _checksum(word: str) -> int:
    return crc32(word.encode())
