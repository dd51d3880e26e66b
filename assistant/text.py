"""What a message is before anything reads it: cleaned of what nobody can see, and folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from opencc import OpenCC

MAX_CHARACTERS = 1_000  # longest message that is read; beyond it the visitor is asked to be brief
QUESTION_MARKS = ("?", "\uff1f")
LONGEST_KEPT = 32  # characters of a word that something is kept for

Kept = TypeVar("Kept")

_CHINESE = re.compile("[\u4e00-\u9fff]")
_REPEATED = re.compile(r"(.)\1{3,}", re.DOTALL)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format, surrogate, private use, unassigned
_KEPT = {"\n", "\t", "\r"}


def clean(text: str) -> str:
    """Remove what nobody can see or should send: control and format characters; collapse white space.

    Args:
        text: what a visitor sent, any length.

    Returns:
        The same words, NFC-normalised, on one line; "" when nothing visible is left.
    """
    if not text.isprintable():  # else there is nothing to remove
        text = "".join(" " if c in _KEPT else c for c in text if c in _KEPT or unicodedata.category(c) not in _INVISIBLE)
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def has_words(text: str) -> bool:
    """Whether any character is a letter or a digit, of any script; false for emoji and punctuation alone."""
    return any(unicodedata.category(c)[0] in "LN" for c in text)


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def _without_accent(character: str) -> str:
    if ord(character) < 128:
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if unicodedata.name(base, "").startswith("LATIN") else character


def fold(text: str) -> str:
    """Fold a text so that spellings of the same words meet: for comparison and for features, never for display.

    Full-width forms to plain ones, lower case, Latin accents dropped, traditional Chinese characters to simplified ones,
    a character repeated four times or more to three, typographic apostrophes to straight ones.
    """
    text = clean(text)
    if text.isascii():
        return _REPEATED.sub(r"\1\1\1", text.casefold())
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("\u00df", "ss")
    text = "".join(map(_without_accent, text))
    if _CHINESE.search(text):
        text = _to_simplified().convert(text)
    return " ".join(_REPEATED.sub(r"\1\1\1", text).split())


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The script of a letter as the first word of its Unicode name ("LATIN", "HANGUL", "CJK"); "" for what is no letter."""
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]


def script_counts(text: str) -> dict[str, int]:
    """How many letters of each script a text holds."""
    counts: dict[str, int] = {}
    for character in text:
        script = script_of(character)
        if script:
            counts[script] = counts.get(script, 0) + 1
    return counts


def kept_for_words(function: Callable[[str], Kept], most: int) -> Callable[[str], Kept]:
    """A function of a word that keeps what it gave for so many words, but for no long one: a hostile message is one word of a thousand characters."""
    kept = lru_cache(maxsize=most)(function)

    def look_up(word: str) -> Kept:
        return kept(word) if len(word) <= LONGEST_KEPT else function(word)

    look_up.cache_info = kept.cache_info  # type: ignore[attr-defined]  # as functions with `lru_cache` have it
    return look_up
