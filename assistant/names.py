"""Names in a message, by their spellings in any language.

Latin names are found as words, others anywhere, since Korean and Chinese write on without a space.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import ahocorasick

from assistant.forms import any_of
from assistant.languages import Language
from assistant.text import QUESTION_MARKS, fold

FIRST_CJK = "\u2e80"  # from here on the characters of East Asia; Latin and its accents lie before


class Named(NamedTuple):
    """A name found in a folded text: what it stands for, and its place there, in characters."""

    value: str
    start: int
    end: int


class NameFinder:
    """Finds names by their spellings; of names that overlap the first counts, of those that begin together the longest.

    Args:
        spellings: what is meant -> how it is spelled, in any language.
    """

    def __init__(self, spellings: dict[str, list[str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for value, forms in spellings.items():
            for form in map(fold, forms):
                self._automaton.add_word(form, (value, len(form), form.isascii()))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Named]:
        """The names in `text`, in order; places refer to the folded text."""
        return self.find_folded(fold(text))

    def find_folded(self, folded: str) -> list[Named]:
        """The names in a text that has been folded already."""
        if not len(self._automaton):
            return []
        hits = [
            Named(value, last + 1 - length, last + 1)
            for last, (value, length, whole_word) in self._automaton.iter(folded)
            if not whole_word or _is_word(folded, last + 1 - length, last + 1)
        ]
        found: list[Named] = []
        for hit in sorted(hits, key=lambda named: (named.start, -named.end)):
            if not found or hit.start >= found[-1].end:
                found.append(hit)
        return found


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text neither begins nor ends within a word."""
    return not (start and _joined(text[start - 1], text[start])) and not (end < len(text) and _joined(text[end - 1], text[end]))


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours are of one word; a Korean or Chinese character is no part of a Latin one ("切换成Français")."""
    return all((character.isalnum() or character == "_") and character < FIRST_CJK for character in (left, right))


class LanguageNames:
    """The names of the configured languages, in any language, and the words that refuse one ("no Dutch", "statt Deutsch").

    Args:
        languages: the configured languages; what refuses the language named beside it stands in `languages.yml`.
    """

    def __init__(self, languages: dict[str, Language]) -> None:
        self._finder = NameFinder({code: [*language.called, language.name] for code, language in languages.items()})
        self._before = tuple(fold(word) for language in languages.values() for word in language.refused.before)
        self._after = tuple(fold(word) for language in languages.values() for word in language.refused.after)
        self._beside = tuple(fold(word) for language in languages.values() for word in language.refused.beside)
        self._wished_before = {code: tuple(map(fold, language.wished.before)) for code, language in languages.items()}
        self._wished_after = {code: tuple(map(fold, language.wished.after)) for code, language in languages.items()}
        self._unspaced = {code for code, language in languages.items() if language.scripts}
        please = any_of(fold(word) for language in languages.values() if not language.scripts for word in language.answers.beside)
        self._clause_ends = re.compile(rf"\s*(?:$|[^\w\s]|(?:{please})\b)")

    def find(self, text: str) -> list[Named]:
        """The languages that `text` names, in order, each as its code; places refer to the folded text."""
        return self._finder.find(text)

    def wanted(self, text: str) -> list[str]:
        """The languages that a message may ask for: those that it names without refusing them, in order; all where it refuses each.

        "auf Englisch statt Deutsch" asks for English; "my wife has no Dutch, could we go on in French" for French.
        """
        folded = fold(text)
        named = self._finder.find_folded(folded)
        kept = [one for one in named if not (self._is_refused(one, folded) or _follows(one, folded, self._beside))]
        return list(dict.fromkeys(one.value for one in kept or named))

    def without(self, text: str) -> str:
        """The folded text without the languages that it names."""
        folded = fold(text)
        for one in reversed(self._finder.find_folded(folded)):
            folded = folded[: one.start] + folded[one.end :]
        return folded

    def refuses_all(self, text: str) -> bool:
        """Whether every language that `text` names is refused in it: "my Dutch is rusty" asks for none."""
        folded = fold(text)
        return all(self._is_refused(one, folded) for one in self._finder.find_folded(folded))

    def asks_in_one(self, text: str, code: str) -> bool:
        """Whether `text`, in the language `code`, asks for something in one that it names: "explain NxtPort in French", not "strong in Korean brands"."""
        folded = fold(text)
        return any(self._is_wished(one, folded, code) for one in self._finder.find_folded(folded))

    def names_one(self, text: str) -> bool:
        """Whether `text` names one language and no other: what it says of languages, it says of that one."""
        return len({one.value for one in self._finder.find(text)}) == 1

    def refuses(self, text: str) -> bool:
        """Whether `text` names a language, refuses each that it names, and does not ask: "No Dutch?" may ask for it."""
        return bool(self._finder.find(text)) and self.refuses_all(text) and not any(mark in text for mark in QUESTION_MARKS)

    def _is_refused(self, one: Named, folded: str) -> bool:
        return _follows(one, folded, self._before) or folded[one.end :].lstrip().startswith(self._after)

    def _is_wished(self, one: Named, folded: str, code: str) -> bool:
        if folded[one.end :].startswith(self._wished_after[code]):
            return True
        ends = code in self._unspaced or self._clause_ends.match(folded, one.end) is not None
        return ends and _follows(one, folded, self._wished_before[code])


def _follows(one: Named, folded: str, words: tuple[str, ...]) -> bool:
    """Whether a name stands right after one of some words."""
    text = folded[: one.start].rstrip()
    return any(text.endswith(word) and _is_word(text, len(text) - len(word), len(text)) for word in words)
