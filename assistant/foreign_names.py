"""The foreign names in a message as the visitor wrote them: to tell him that the material does not mention them.

The lexicon (see `assistant.lexicon`) says which names are foreign to the material. What is a name only at times is passed over here:
a reply that takes "dort liege" for Liège would be worse than one that says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.errors import Problem
from assistant.facts import FactBase
from assistant.languages import languages
from assistant.lexicon import FILE, LANGUAGE_NAME, found_as, load_spellings, name_in
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
        found: dict[str, ForeignName] = {}
        end = 0
        for named in self._finder.find_folded(folded):
            spelling = self._spellings[int(named.value)]
            start = _place(spelling.name, typed, named.start + spelling.lead, end)
            if start is None:
                break
            end = start + _length(spelling.name, typed, start)
            written = typed[start:end]
            if _begins_a_word(typed, start) and not (spelling.capital and written.islower()):
                found.setdefault(spelling.name, ForeignName(spelling.tag, written))
        return list(found.values())


def _place(name: str, typed: str, likely: int, after: int) -> int | None:
    """Where a folded name stands in a text as typed, not before `after`; None for nowhere.

    That is where it stands in the folded text, unless letters before it fold to more or fewer ("größer"). Names are looked for in order, and
    none after one that is not found, so that a long text is gone through once.
    """
    return next((start for start in (likely, *range(after, len(typed))) if start >= after and _length(name, typed, start)), None)


def _length(name: str, typed: str, start: int) -> int:
    """How many letters a folded name has in the text as typed, from `start` on ("Meißen" has one less); 0 if it does not stand there."""
    if typed[start : start + 1].isspace() or (start and name[0].isascii() and typed[start - 1].isalnum() and typed[start - 1].isascii()):
        return 0  # no "paris" in "comparison"
    return next((length for length in (len(name), len(name) - 1, len(name) + 1) if fold(typed[start : start + length]) == name), 0)


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


def foreign_in_facts(facts: FactBase, names: ForeignNames) -> Iterator[Problem]:
    """The names that are called foreign to the material and stand in it: the assistant would tell that it does not mention them."""
    for entry in facts.entries.values():
        for code, text in (*entry.title.items(), *entry.answer.items()):
            for name in names.find(text):
                if name.tag != LANGUAGE_NAME:
                    what = f"{name.written!r} stands in {FILE} as foreign to the material ({name.tag})"
                    yield Problem(f"facts/{entry.topic}.yml", entry.id, code, what, f"Take that spelling out of {FILE}, or the name out of the sentence.")


@cache
def _cached(folder: Path) -> ForeignNames:
    return ForeignNames(load_spellings(folder))


def foreign_names() -> ForeignNames:
    """The project's foreign names; read and checked once."""
    return _cached(root())
