"""The foreign names in a message as the visitor wrote them: to tell him that the material does not mention them.

The lexicon (see `assistant.lexicon`) says which names are foreign to the material. What is a name only at times is passed over here:
a reply that takes "dort liege" for Liège would be worse than one that says nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.languages import load_languages
from assistant.lexicon import load_spellings
from assistant.names import NameFinder
from assistant.paths import root
from assistant.text import clean, fold

SHORTEST = 2  # letters that are left of a name without its particle, at least


class ForeignName(NamedTuple):
    """A name that is foreign to the material.

    Attributes:
        tag: what kind of name it is ("foreign_place"), as the lexicon says.
        written: the name as it was typed, without a particle written onto it.
    """

    tag: str
    written: str


class ForeignNames:
    """Finds the foreign names of a message.

    Args:
        spellings: tag -> the spellings of each of its names.
        particles: what is written onto a name ("에서"), in any language.
    """

    def __init__(self, spellings: dict[str, list[list[str]]], particles: Collection[str] = ()) -> None:
        longest_first = sorted(particles, key=len, reverse=True)
        each = [(tag, fold(form), forms) for tag, names in spellings.items() for forms in names for form in forms]
        self._known = [(tag, _without_particle(form, forms, longest_first)) for tag, form, forms in each]
        self._finder = NameFinder({str(place): [form] for place, (_, form, _) in enumerate(each)})

    def find(self, text: str) -> list[ForeignName]:
        """The foreign names in `text`, in order, each once."""
        typed, folded = clean(text), fold(text)
        if len(typed) != len(folded):  # "Weißrussland": places differ
            typed = folded
        found = []
        for named in self._finder.find_folded(folded):
            tag, stem = self._known[int(named.value)]
            written = typed[named.start : named.start + len(stem)]
            if not _within_word(folded, named.start) and not (written.islower() and not typed.islower()):
                found.append(ForeignName(tag, written))
        return list(dict.fromkeys(found))


def _without_particle(form: str, forms: Sequence[str], particles: Sequence[str]) -> str:
    """A spelling without its particle, if it has one: then another spelling of the name goes on otherwise after the same beginning (부산에, 부산의)."""
    for particle in particles:
        stem = form.removesuffix(particle)
        if SHORTEST <= len(stem) < len(form) and any(other.startswith(stem) and not other.startswith(form) for other in map(fold, forms)):
            return stem
    return form


def _within_word(text: str, start: int) -> bool:
    """Whether a Korean name stands right after a Korean character: 소니 in 탄소니 is no Sony."""
    return start > 0 and all("\uac00" <= character <= "\ud7a3" for character in text[start - 1 : start + 1])


@cache
def _cached(folder: Path) -> ForeignNames:
    return ForeignNames(load_spellings(folder), [particle for language in load_languages(folder).values() for particle in language.particles])


def foreign_names() -> ForeignNames:
    """The project's foreign names; read and checked once."""
    return _cached(root())
