"""What is foreign to the material: other places, companies, people, products. `data/lexicon.yml`, in all languages.

The classifiers count these as features of their own, so that "mayor" beside any other city weighs the same whether or not that city
stands in an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.errors import DataError, Problem
from assistant.languages import load_languages
from assistant.names import NameFinder
from assistant.paths import root
from assistant.text import fold
from assistant.yaml_files import read_table

FILE = "data/lexicon.yml"
ALIKE = 88  # similarity of two tags, 0 to 100, from which one is likely the other misspelt
_BESIDE = re.compile(r"\([^)]*\)")
LANGUAGE_NAME = "language_name"  # tag of the names of the languages, which languages.yml lists


def load_spellings(folder: Path) -> dict[str, list[str]]:
    """Read `folder/data/lexicon.yml`: tag -> name -> its spellings in any language.

    Returns:
        Tag ("foreign_place" ...) -> the spellings of its names, as the file writes them: what stands in brackets is no part of the
        name, only beside it in a text ("부산(에)"), and one with a capital is a name only where it is typed with one ("Liege").

    Raises:
        DataError: a name without spellings, a spelling that stands under two tags, one that is nothing but brackets, or two tags
            that look alike.
    """
    spellings: dict[str, list[str]] = {}
    tag_of: dict[str, str] = {}
    problems: list[Problem] = []
    tags: list[str] = []
    for tag, names in read_table(folder / FILE, folder).items():
        near = process.extractOne(str(tag), tags, scorer=fuzz.ratio, score_cutoff=ALIKE)
        tags.append(str(tag))
        if near:
            problems.append(Problem(FILE, str(tag), "", f"the tag {tag!r} looks like {near[0]!r}", "Join them, or give it a name less like that."))
        if names and not isinstance(names, dict):
            problems.append(
                Problem(FILE, str(tag), "", f"a tag holds no table of names but a {type(names).__name__}", "Write `<name>: [<spelling>, ...]` below it.")
            )
            continue
        for name, forms in (names or {}).items():
            if _are_spellings(forms):
                problems += _spelling_problems(tag, name, forms, tag_of)
                spellings.setdefault(tag, []).extend(forms)
            else:
                do = "List them: [rotterdam, 로테르담, 鹿特丹]; put a spelling that YAML takes for something else in quotes."
                problems.append(Problem(FILE, f"{tag} · {name}", "", f"its spellings are {forms!r}", do))
    # The longest spelling wins, so 독일어 (German) is not taken for 독일 (Germany).
    spellings[LANGUAGE_NAME] = [form for language in load_languages(folder).values() for form in language.called]
    if problems:
        raise DataError(problems)
    return spellings


def _are_spellings(forms: object) -> bool:
    """Whether what stands under a name is a list of spellings, and each holds more than brackets."""
    return isinstance(forms, list) and bool(forms) and all(isinstance(form, str) and fold(name_in(form)) for form in forms)


def _spelling_problems(tag: str, name: str, forms: list[str], tag_of: dict[str, str]) -> Iterator[Problem]:
    """What is wrong with the spellings of a name.

    Args:
        tag_of: folded spelling -> the tag that it stands under first; those of this name are put in.
    """
    for form in forms:
        if "(" in name_in(form) or ")" in name_in(form) or name_in(form) not in found_as(form):
            what = f"the brackets of the spelling {form!r} are not before or after the name, or not closed"
            yield Problem(FILE, f"{tag} · {name}", "", what, "Write 부산(에), or (nach )rom.")
            continue
        other = tag_of.setdefault(fold(found_as(form)), tag)
        if other != tag:
            yield Problem(FILE, f"{tag} · {name}", "", f"the spelling {form!r} also stands under {other}", "Keep it under one tag.")


def load_lexicon(folder: Path) -> NameFinder:
    """A finder whose values are the tags of the names in a text.

    Raises:
        DataError: see `load_spellings`.
    """
    return NameFinder({tag: [found_as(form) for form in forms] for tag, forms in load_spellings(folder).items()})


def found_as(spelling: str) -> str:
    """What a spelling of the lexicon is found as in a text: with what stands in brackets."""
    return spelling.replace("(", "").replace(")", "")


def name_in(spelling: str) -> str:
    """The name in a spelling of the lexicon: without what stands in brackets."""
    return _BESIDE.sub("", spelling)


@cache
def _cached(folder: Path) -> NameFinder:
    return load_lexicon(folder)


def lexicon() -> NameFinder:
    """The project's lexicon; read and checked once."""
    return _cached(root())
