"""Names in a message, by their spellings in any language.

Latin names are found as words, others anywhere, since Korean and Chinese write on without a space.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.languages import Language
from assistant.text import fold


class Named(NamedTuple):
    """A name found in a folded text: what it stands for, and its place there, in characters."""

    value: str
    start: int
    end: int


class NameFinder:
    """Finds names by their spellings.

    Args:
        spellings: what is meant -> how it is spelled, in any language.
    """

    def __init__(self, spellings: dict[str, list[str]]) -> None:
        self._meant = {fold(spelling): value for value, forms in spellings.items() for spelling in forms}
        longest_first = sorted(self._meant, key=len, reverse=True)
        self._pattern = re.compile("|".join(rf"\b{re.escape(form)}\b" if form.isascii() else re.escape(form) for form in longest_first) or r"(?!)")

    def find(self, text: str) -> list[Named]:
        """The names in `text`, in order; places refer to the folded text."""
        return [Named(self._meant[match.group()], match.start(), match.end()) for match in self._pattern.finditer(fold(text))]


def language_names(languages: dict[str, Language]) -> NameFinder:
    """A finder for the names of the configured languages, in any language."""
    return NameFinder({code: [*language.called, language.name] for code, language in languages.items()})
