"""Quotes that became part of a text: a word processor's curly ones around it, which YAML takes for letters, or one that is left open."""

from __future__ import annotations

import re

CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "‘": "’"}  # what opens -> what may close it
MAY_BE_AN_APOSTROPHE = "‘"  # "‘t is": no quote that lacks its end
_FIELD = re.compile(r"\s*\{\w+\}\s*")  # a sentence may be what a visitor typed, in quotes
_NO_INCH = re.compile(r'(?<!\d)"')  # a screen has 27"


def quote_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with the quotes of a text, and what to do; None if nothing is.

    A quote within a sentence is fine, and so is a sentence that begins or ends with one.
    """
    text = text.strip()
    if not text:
        return None
    first, closing = text[:1], CLOSED_BY.get(text[:1], "")
    if closing:
        end = next((place for place, character in enumerate(text) if place and character in closing), None)
        if end is None and first not in MAY_BE_AN_APOSTROPHE:
            return f"it begins with {first}, which nothing closes", f"Take it out: quotes around a text are straight ones, {_STRAIGHT}."
        if end == len(text) - 1 and not _FIELD.fullmatch(text[1:-1]):
            return f"it stands between {first} and {text[-1]}, which visitors would see", f"Take both out: quotes around a text are straight ones, {_STRAIGHT}."
    opening = {mark for mark, marks in CLOSED_BY.items() if text[-1] in marks} - set(MAY_BE_AN_APOSTROPHE)
    if opening and text[-1] not in opening and not any(mark in text[:-1] for mark in opening):
        return f"it ends with {text[-1]}, which nothing opens", "Take it out, or put its other half in."
    if text.count('"') % 2 and len(_NO_INCH.findall(text)) % 2:
        return 'it holds a " that has no other half', "Take it out, or put its other half in."
    return None


_STRAIGHT = '"so"'
