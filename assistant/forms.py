"""Forms of `languages.yml` as patterns: what texts of some kind begin with, hold, or end with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.languages import Forms
from assistant.text import fold


def pattern_of(forms: Forms, spaced: bool) -> re.Pattern[str]:
    """What finds any of the forms in a folded text; nothing at all where there are none.

    Args:
        forms: what the texts begin with, hold, or end with, as typed.
        spaced: the language writes spaces between words, so that a form is a word or several, and no part of one.
    """
    edge = r"\b" if spaced else ""
    begin, hold, end = (any_of(map(fold, some)) for some in (forms.begin, forms.hold, forms.end))
    ways = [
        rf"(?:^\W*|[,;:]\s*)(?:{begin}){edge}" if begin else "",
        rf"{edge}(?:{hold}){edge}" if hold else "",
        rf"{edge}(?:{end})\W*$" if end else "",
    ]
    return re.compile("|".join(filter(None, ways)) or r"(?!)")


def any_of(forms: Iterable[str]) -> str:
    """A pattern for any of some texts, the longest first; empty for none."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
