"""Is every part of a language there? Its line in `languages.yml` is only the first; facts, sentences and examples are checked with the rest of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz

from assistant.agreement import FILE as NAMES_FILE
from assistant.agreement import Names
from assistant.errors import DataError, Problem
from assistant.facts import fact_files
from assistant.languages import FILE, Language
from assistant.yaml_files import read_table

WIDGET = "widget/src"


def renamed_language(folder: Path, languages: dict[str, Language]) -> Problem | None:
    """A code in `languages.yml` that nothing has, beside one that everything has and the file does not list; None if there is none.

    Everything else that could be told would follow from it.
    """
    place = folder / "data" / "nlu"
    found = {path.name for path in place.iterdir() if path.is_dir()} if place.is_dir() else set()
    written = _codes_of_facts(folder)
    unlisted = sorted(found & written - set(languages))
    pairs = [(code, other) for code in languages if code not in found | written for other in unlisted]
    if not pairs:
        return None
    code, other = max(pairs, key=lambda pair: fuzz.ratio(*pair))
    what = f"languages.yml lists {code!r}, but all sentences and examples are under {other!r}"
    do = f"Write `{other}:` there again; to rename the language, rename it everywhere: facts/, domain.yml, data/nlu/{other}/."
    return Problem(FILE, code, code, what, do)


def _codes_of_facts(folder: Path) -> set[str]:
    """The codes that answers are written under, as far as the facts can be read."""
    codes: set[str] = set()
    for path in fact_files(folder):
        try:
            entries = read_table(path, folder).values()
        except DataError:
            continue  # told with the facts
        for entry in entries:
            answer = entry.get("answer") if isinstance(entry, dict) else None
            codes |= set(map(str, answer)) if isinstance(answer, dict) else set()
    return codes


def part_problems(folder: Path, languages: dict[str, Language], names: Names | None) -> Iterator[Problem]:
    """The parts of each language that are missing: its evaluation questions, its forms of names, its words in the widget.

    Args:
        folder: the project; where it has no sources of the widget, nothing is told of them.
        languages: the configured languages.
        names: those of `facts/names.yml`, if they are sound.
    """
    listing = folder / WIDGET / "language.ts"
    listed = listing.read_text("utf-8") if listing.exists() else None
    for code, language in languages.items():
        questions = f"evaluation/questions/{code}.jsonl"
        if not (folder / questions).exists():
            do = f"Write it: questions in {language.name}, in other words than the examples, each with what it asks for, as the files beside it have them."
            yield Problem(questions, "", code, "the file is missing", do)
        without = [name for name, forms in (names or {}).items() if "all" not in forms and code not in forms]
        if without:
            what = f"{len(without)} name(s) have forms in other languages and none in {language.name}: {', '.join(without)}"
            yield Problem(NAMES_FILE, "", code, what, f"Add `{code}: [...]` to each: the check sees by them whether the answers hold the name.")
        if listed is None:
            continue
        if not (folder / WIDGET / "strings" / f"{code}.ts").exists():
            do = "Translate the file of another language beside it; then run `make widget`."
            yield Problem(f"{WIDGET}/strings/{code}.ts", "", code, f"the widget has no words in {language.name}: the file is missing", do)
        if f'"{code}"' not in listed:
            do = "Add its line to each table there (LANGUAGES, NAMES, STRINGS), and the import; then run `make widget`."
            yield Problem(f"{WIDGET}/language.ts", "", code, f"the widget does not list {language.name}", do)


def hints(languages: dict[str, Language]) -> Iterator[Problem]:
    """What a language does well to have and can be without: keys of `languages.yml` that all others have."""
    optional = [name for name, field in Language.__fields__.items() if not field.required]
    for code, language in languages.items():
        others = [other for other in languages.values() if other is not language]
        lacking = [key for key in optional if others and not _says(language, key) and sum(_says(other, key) for other in others) > len(others) / 2]
        common = [key for key in lacking if key != "word_list"]  # not every language has a list of words
        if common:
            what = f"it has no {', '.join(f'`{key}`' for key in common)}, as other languages have"
            yield Problem(FILE, code, code, what, "It works without; what each is for is told at the head of the file.")


def _says(language: Language, key: str) -> bool:
    """Whether anything stands under a key of a language."""
    value = getattr(language, key)
    return any(value.dict().values()) if hasattr(value, "dict") else bool(value)
