"""What a sentence rejects, and what it means instead: "not the port but the business park", "블루헬스 말고 블루게이트요", "NxtPort, sorry, Blue Gate".

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
_NEVER = r"(?!)"  # a pattern that nothing matches, for a language without such words
WORDS_BEFORE_NOT = 1  # before "not A, B" at most, and left out with it: "no", "nee"
REJECTED_WORDS = 5  # of what is rejected, at most: a longer stretch after a "not" is no thing ...
REJECTED_WORDS_AFTER = 2  # ... nor is one before a word that may mean "besides" ("아뇨 블루헬스 말고")
CHARACTERS_A_WORD = 5  # of a Korean or Chinese one, at most
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
        language: its words before what is rejected ("not"), before what is meant instead ("but"), after what is rejected ("말고"), at a
            correction's beginning ("I mean"), and between a slip and what is meant ("sorry").
    """

    def __init__(self, language: Language) -> None:
        rejects = language.rejects
        before, instead, after, only = (_any_of(words) for words in (rejects.before, rejects.instead, rejects.after, rejects.only))
        self._only = re.compile(rf"\s*(?:{only or _NEVER})", re.IGNORECASE)
        self._asks = {word.casefold() for word in language.asks}
        self._before = re.compile(before, re.IGNORECASE) if before else None
        unspaced = _any_of([word for word in language.rejects.instead if word[0] >= FIRST_CJK and len(word) > 1])  # 不是上海而是首尔
        turned = rf"(?:\s(?:{instead or _NEVER})|(?:{unspaced or _NEVER}))"
        self._turn = re.compile(rf"\s*{_STOP}\s*(?P<stopped>(?:(?:{instead or _NEVER})\s*)*)|(?P<turned>{turned})\s*", re.IGNORECASE)
        self._but = re.compile(rf"(?:{instead or _NEVER})\s*$", re.IGNORECASE)
        self._after = re.compile(rf"\s*(?:{after})\s*", re.IGNORECASE) if after else None
        opens, turns = _any_of(rejects.opens), _any_of(rejects.turns)
        self._opens = re.compile(rf"\s*(?:{opens or _NEVER})", re.IGNORECASE)
        self._slips = re.compile(rf"(?:{_STOP}|[.\s])*(?:{turns})(?:{_STOP}|[.\s])*", re.IGNORECASE) if turns else None

    def readings(self, sentence: str) -> Iterator[Split]:
        """The readings of a sentence, each without one thing that it may reject; nothing for one that rejects nothing, or says nothing else."""
        for split in self._all(sentence.replace("\u2019", "'")):
            if _SAYS_SOMETHING.search(split.meant) and _SAYS_SOMETHING.search(split.rejected):
                yield split

    def _all(self, sentence: str) -> Iterator[Split]:
        for word in self._before.finditer(sentence) if self._before else ():
            head = sentence[: word.start()].rstrip()
            if self._only.match(sentence, word.end()):  # "not only A but also B" asks for both
                continue
            said = re.sub(_STOP, " ", head)
            lone = _is_short(said, WORDS_BEFORE_NOT) and said.strip().casefold() not in self._asks  # "why not A, but B?" asks why
            if self._but.search(head) or (word[0] >= FIRST_CJK and head.endswith(word[0][-1])):  # "but not where": that is asked; 是不是 asks too
                continue
            turn = self._turn.search(sentence, word.end())
            end, on = (turn.start(), turn.end()) if turn else (len(sentence), len(sentence))
            if turn and (turn["stopped"] or turn["turned"]):  # "not A but B"
                sound = True
            elif turn:  # "not A, B"; "is there not an A, or so?" is a question
                sound = lone
            else:  # "B, not A", "B rather than A", "I mean B not A"
                sound = bool(re.search(rf"{_STOP}$", head)) or " " in word[0] or bool(self._opens.match(sentence))
            if sound and _is_short(sentence[word.end() : end], REJECTED_WORDS):
                yield Split(_joined("" if lone and turn else head, sentence[on:]), sentence[word.end() : end].strip())
        for slip in self._slips.finditer(sentence) if self._slips else ():
            said = sentence[: slip.start()].strip()
            if _is_short(said, REJECTED_WORDS) and not (self._before and self._before.search(said)):  # "not A, I meant B" is none
                yield Split(sentence[slip.end() :].strip(), said)
        for word in self._after.finditer(sentence) if self._after else ():
            start = max((stop.end() for stop in re.finditer(_STOP, sentence[: word.start()])), default=0)
            if _is_short(sentence[start : word.start()], REJECTED_WORDS_AFTER):
                yield Split(_joined(sentence[:start], sentence[word.end() :]), sentence[start : word.start()].strip())


def _is_short(text: str, words: int) -> bool:
    """Whether a text is of so many words at most; in a script without spaces, of so many times `CHARACTERS_A_WORD`."""
    return len(text.split()) <= words and sum(character >= FIRST_CJK for character in text) <= words * CHARACTERS_A_WORD


def _joined(head: str, tail: str) -> str:
    """What stands before and after what was taken out, without the comma between them."""
    return " ".join(filter(None, (re.sub(rf"\s*{_STOP}\s*$", "", head).strip(), tail.strip())))


def _any_of(words: list[str]) -> str:
    """A pattern for any of some words: whole ones, but where a script has no spaces between them."""
    return "|".join(_word(word) for word in sorted(words, key=len, reverse=True))


def _word(word: str) -> str:
    start, end = (r"\b" if character < FIRST_CJK and character.isalnum() else "" for character in (word[0], word[-1]))
    return f"{start}{re.escape(word)}{end}".replace("'", "'?")  # dont
