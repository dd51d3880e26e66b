"""A message as the parts that may ask something: its sentences, and the halves of "who led it and when was it?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.forms import any_of, pattern_of
from assistant.languages import Forms, Language
from assistant.text import fold

MAX_SEGMENTS = 12  # of a pasted essay: more sentences than anyone asks questions in
LONG_PIECE = 3  # words, in Korean and Chinese ...
LETTERS_A_WORD = 2  # ... so many letters each: a piece between joining words that is no shorter may ask something by itself ("la mode, c'est connu")
AMONG_FIRST = 5  # a question begins with its question word, or nearly so ("in which year", "bonjour, c'est quoi")
_COMMA = r"\s*[,;，、]\s*"
_CHINESE_SPACE = r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"  # stands where others have a comma, as typed in a chat
_WORD = re.compile(r"\w+")


class Segment(NamedTuple):
    """A part of a message.

    Attributes:
        text: the part, as typed.
        halved: it is half of a sentence, and may lean on the other half.
        asks: both it and its other half hold a question word: each is a question of its own.
        joined: it stands between joining words, as long as all that do; without asking it may be a question of its own, by its tone.
    """

    text: str
    halved: bool = False
    asks: bool = False
    joined: bool = False


class Halver:
    """Splits sentences of one language where two things may be asked.

    Args:
        language: its words that join ("and") and that ask ("who"); see `Language`.
    """

    def __init__(self, language: Language) -> None:
        self._spaced = not language.scripts  # what has a script of its own writes its joining words where they fall
        joins = f"(?:{any_of(language.joins)})"
        if language.binds:
            joins = f"(?!{any_of(language.binds)}){joins}"
        self._joins = re.compile(rf"(?:\s*[,;，、])?\s*\b{joins}\b\s+" if self._spaced else rf"(?:\s*[,;，、])?\s*{joins}\s*", re.IGNORECASE)
        self._commas = re.compile(rf"{self._joins.pattern}|{_COMMA}", re.IGNORECASE)
        self._asks = {word.casefold().rstrip("'") for word in language.asks}
        question_word = rf"(?:\w+\s+)?(?:{any_of(language.asks)})\b"  # "in which ..." too
        cut = rf"{self._joins.pattern}|{_COMMA}(?={question_word})" if self._spaced else rf"{self._joins.pattern}|{_CHINESE_SPACE}"
        self._questions_cut = re.compile(cut, re.IGNORECASE)
        self._questions_by = pattern_of(language.questions, self._spaced)
        self._whether = pattern_of(Forms(begin=language.whether), self._spaced)

    def halves(self, sentence: str) -> list[Segment]:
        """The parts of a sentence joined by "and", "und", "그리고", a comma ...; empty when it has one part only."""
        questions = self._questions(sentence)
        if len(questions) > 1:
            return [Segment(question, halved=True, asks=True) for question in questions]
        joined = _texts(self._joins, sentence)
        if len(joined) < 2 or not all(map(self._is_long, joined)):
            joined = []
        pieces = dict.fromkeys([*joined, *_texts(self._commas, sentence)])
        return [Segment(piece, halved=True, joined=piece in joined) for piece in pieces] if len(pieces) > 1 else []

    def _questions(self, sentence: str) -> list[str]:
        """The pieces that ask, each with those beside it that do not.

        Such a one belongs to the question before it ("... and in Korea"), at the beginning to the one after it. In Korean and Chinese, where
        what is spoken of comes first, it belongs to the one after it, at the end to the one before it.
        """
        pieces = _pieces(self._questions_cut, sentence)
        asking = [place for place, (start, end) in enumerate(pieces) if self._is_question(sentence[start:end], goes_on=place > 0)]
        first = asking[1:] if self._spaced else [place + 1 for place in asking[:-1]]
        starts = [pieces[place][0] for place in [0, *first]] if asking else []
        ends = [max((end for _, end in pieces if end <= start), default=0) for start in starts[1:]] + [len(sentence)]
        return [sentence[start:end] for start, end in zip(starts, ends)]

    def _is_long(self, piece: str) -> bool:
        length = len(_WORD.findall(piece)) if self._spaced else sum(map(str.isalnum, piece)) / LETTERS_A_WORD
        return length >= LONG_PIECE

    def _is_question(self, piece: str, goes_on: bool) -> bool:
        """Whether a piece asks; one that goes on from another may ask by "whether", which at the beginning asks nothing ("s'il vous plaît")."""
        folded = fold(piece)
        if self._questions_by.search(folded) or goes_on and self._whether.search(folded):
            return True
        if self._spaced:
            return not self._asks.isdisjoint(_WORD.findall(piece.casefold())[:AMONG_FIRST])
        return any(word in folded for word in self._asks)


def segments(text: str, sentences: Sequence[str], halver: Halver) -> list[Segment]:
    """The parts of a message that are worth understanding each for itself, the whole message first.

    Args:
        text: the message.
        sentences: its sentences, as the tokenizer found them.
        halver: of the message's language.

    Returns:
        The message, then its sentences where it has several, each before its halves if those ask for themselves, or the halves of
        its only sentence; at most `MAX_SEGMENTS`.
    """
    whole = [sentence for sentence in sentences if _says_something(sentence)]
    if len(whole) > 1:
        parts = [part for sentence in whole for part in (Segment(sentence), *(half for half in halver.halves(sentence) if half.asks))]
    else:
        parts = halver.halves(text)
    unique: dict[str, Segment] = {text: Segment(text)}
    for part in parts:
        unique.setdefault(part.text, part)
    return list(unique.values())[:MAX_SEGMENTS]


def _pieces(joints: re.Pattern[str], sentence: str) -> list[tuple[int, int]]:
    """Where the pieces between the joints begin and end; those that say something."""
    found = [*joints.finditer(sentence)]
    bounds = zip([0, *(joint.end() for joint in found)], [*(joint.start() for joint in found), len(sentence)])
    return [(start, end) for start, end in bounds if _says_something(sentence[start:end])]


def _texts(joints: re.Pattern[str], sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in _pieces(joints, sentence)]


def _says_something(part: str) -> bool:
    return sum(character.isalnum() for character in part) > 1
