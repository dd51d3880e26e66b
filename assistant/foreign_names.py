"""The foreign names in a message as the visitor wrote them: to tell him that the material does not mention them.

The lexicon (see `assistant.lexicon`) says which names are foreign to the material. What is a name only at times is passed over here:
a reply that takes "dort liege" for Liège would be worse than one that says nothing of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.languages import languages
from assistant.lexicon import found_as, load_spellings, name_in
from assistant.names import NameFinder
from assistant.paths import root
from assistant.text import clean, fold, script_of

LATIN = "LATIN"  # script, as `script_of` names it


class ForeignName(NamedTuple):
    """A name that is foreign to the material.

    Attributes:
        tag: what kind of name it is ("foreign_place"), as the lexicon says.
        written: the name as it was typed, without what is written onto it.
    """

    tag: str
    written: str


class _Spelling(NamedTuple):
    """A spelling of the lexicon: its tag, how many letters stand before the name, the folded name, and whether it needs a capital."""

    tag: str
    lead: int
    name: str
    capital: bool


class ForeignNames:
    """Finds the foreign names of a message.

    Args:
        spellings: tag -> spellings, as `assistant.lexicon.load_spellings` gives them.
    """

    def __init__(self, spellings: dict[str, list[str]]) -> None:
        forms = [(tag, form) for tag, written in spellings.items() for form in written]
        self._spellings = [_Spelling(tag, found_as(form).find(name_in(form)), fold(name_in(form)), form != form.lower()) for tag, form in forms]
        self._finder = NameFinder({str(place): [found_as(form)] for place, (_, form) in enumerate(forms)})

    def find(self, text: str) -> list[ForeignName]:
        """The foreign names in `text`, in order, each once."""
        typed, folded = clean(text), fold(text)
        found = []
        for named in self._finder.find_folded(folded):
            spelling = self._spellings[int(named.value)]
            start, end = _place(spelling.name, typed, named.start + spelling.lead)
            written = typed[start:end]
            if written and _begins_a_word(typed, start) and not (spelling.capital and written.islower()):
                found.append(ForeignName(spelling.tag, written))
        return list(dict.fromkeys(found))


def _place(name: str, typed: str, likely: int) -> tuple[int, int]:
    """Where a folded name stands in a text as typed: where it stands in the folded text, unless letters before it fold to more or fewer ("größer")."""
    for start in (likely, *range(len(typed))):
        for end in (start + len(name), start + len(name) - 1, start + len(name) + 1):  # "Meißen" is one letter longer when folded
            if fold(typed[start:end]) == name and not typed[start:end].startswith(" "):
                return start, end
    return 0, 0


def _begins_a_word(typed: str, start: int) -> bool:
    """Whether a word begins there: 소니 in 탄소니 is no Sony, 日本 in 近日本次 no Japan. Of Latin names the finder has seen to it."""
    script = script_of(typed[start])
    code = _read_as_words().get(script)
    if code:
        from assistant.tokenization import reader  # spaCy with it, which the check can do without

        return start in {word.start for word in reader().words(typed, code)}
    return script == LATIN or start == 0 or script_of(typed[start - 1]) != script


@cache
def _read_as_words() -> dict[str, str]:
    """The scripts that are written without spaces -> the language whose segmenter tells their words apart."""
    return {script: code for code, language in languages().items() if language.tokenizer.segmenter for script in language.scripts}


@cache
def _cached(folder: Path) -> ForeignNames:
    return ForeignNames(load_spellings(folder))


def foreign_names() -> ForeignNames:
    """The project's foreign names; read and checked once."""
    return _cached(root())
