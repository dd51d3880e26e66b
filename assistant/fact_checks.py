"""What is wrong with the fact base's entries, each problem with its file, entry and language, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from assistant.errors import Problem, in_plain_words
from assistant.languages import Language
from assistant.quote_checks import quote_fault

if TYPE_CHECKING:
    from assistant.facts import Entry, Source

ALIKE = 80  # similarity, 0 to 100, from which a name is likely another one misspelt
ALIKE_SHORT = 70  # ... of names as short as "what", in which two letters changed places


def schema_problems(file: str, key: str, error: ValidationError, keys: Sequence[str]) -> list[Problem]:
    """What an entry's schema says against it, in plain words.

    Args:
        file: the entry's file.
        key: the entry's id.
        error: what the schema says.
        keys: the keys that an entry may have.
    """
    problems = []
    for detail in error.errors():
        where = [str(part) for part in detail["loc"] if part != "__root__"]
        near = process.extractOne(where[0], keys, scorer=fuzz.ratio, score_cutoff=70) if len(where) == 1 and where[0] not in keys else None
        what = f"`{'.'.join(where)}`: {in_plain_words(detail)}" if where else in_plain_words(detail)
        do = next((do for kind, do in _REMEDIES.items() if detail["type"].startswith(kind)), "Compare it with its neighbours.")
        if not where or detail["type"] in ("value_error.missing", "value_error.extra"):
            do = f"{do[:-1]}; the keys are {', '.join(keys)}.{f' Did you mean {near[0]!r}?' if near else ''}"
        problems.append(Problem(file, key, language_in(".".join(where)), what, do))
    return problems


_REMEDIES = {  # kind of what a schema finds -> what to do
    "value_error.missing": "Add it.",
    "value_error.extra": "Correct it, or remove it.",
    "value_error.any_str.max_length": "Shorten it.",
    "value_error.any_str.min_length": "Write it.",
    "type_error.none": "Write it.",
}


def language_in(where: str) -> str:
    """The language of a part of an entry ("title.nl"); "" where that part is no one language's."""
    part, _, language = where.partition(".")
    return language if part in ("title", "answer") else ""


def entry_problems(
    entry: Entry, file: str, entries: Mapping[str, Entry], unread: set[str], sources: Mapping[str, Source | None] | None, wanted: Mapping[str, Language]
) -> list[Problem]:
    """What is wrong with an entry that its schema lets pass: its languages, its source, and what it names.

    Args:
        entry: the entry.
        file: its file.
        entries: all entries, by id.
        unread: ids of entries that could not be read; told already.
        sources: the sources, by id; None for one that is unsound, or for all where none can be read.
        wanted: code -> `Language`, those that each sentence must be there in.
    """
    return [*_language_problems(entry, file, wanted), *_source_problems(entry, file, sources), *_reference_problems(entry, file, entries, unread)]


def _language_problems(entry: Entry, file: str, wanted: Mapping[str, Language]) -> Iterator[Problem]:
    for part in ("title", "answer"):
        sentences = getattr(entry, part)
        for code in wanted:
            if code not in sentences:
                yield Problem(file, entry.id, code, f"`{part}` has no sentence in {wanted[code].name}", f"Add `{code}:` under `{part}:`.")
        for code in sentences:
            if code not in wanted:
                what = f"`{part}` has a language that languages.yml does not list: {code!r}"
                yield Problem(file, entry.id, code, what, "Correct the code, or add the language to languages.yml.")
        for code, text in sentences.items():
            if fault := quote_fault(text):
                yield Problem(file, entry.id, code, f"`{part}`: {fault[0]}: {text[:60]!r}", fault[1])


def _source_problems(entry: Entry, file: str, sources: Mapping[str, Source | None] | None) -> Iterator[Problem]:
    if entry.is_gap:
        if entry.source:
            what = f"a gap has no source, but `source` says {entry.source!r}"
            yield Problem(file, entry.id, "", what, "Remove `source`, or make it a claim in the file of its topic.")
        if entry.original:
            what = f"a gap quotes nothing, but `original` says {entry.original!r}"
            yield Problem(file, entry.id, "", what, "Remove `original`, or make it a claim in the file of its topic.")
        return
    page, _, paragraph = (entry.source or "").partition("/")
    if not entry.source:
        yield Problem(file, entry.id, "", "`source` is missing", "Name the page and the paragraph it rests on, e.g. `source: seminar/p1`.")
    elif sources is None:
        return
    elif page in sources and not paragraph:
        known = [f"{page}/{one}" for one in source.paragraphs] if (source := sources[page]) else []
        do = f"Name the paragraph too: {', '.join(known) or f'{page}/p1'}."
        yield Problem(file, entry.id, "", f"`source` names the page {page!r} and no paragraph of it", do)
    elif page not in sources or (source := sources[page]) and paragraph not in source.paragraphs:
        what = f"`source` names {entry.source!r}, which facts/sources.yml does not hold"
        yield Problem(file, entry.id, "", what, "Correct it, or add the page and its paragraph to facts/sources.yml.")


def _reference_problems(entry: Entry, file: str, entries: Mapping[str, Entry], unread: set[str]) -> Iterator[Problem]:
    for other in entry.lists:
        if other not in entries and other not in unread:
            yield Problem(file, entry.id, "", f"`lists` names {other!r}, which does not exist", _of_no_entry(other, entries))
    for other in entry.related:
        if other in unread:
            continue
        if other not in entries:
            yield Problem(file, entry.id, "", f"`related` names {other!r}, which does not exist", _of_no_entry(other, entries))
        elif entries[other].is_gap:
            yield Problem(file, entry.id, "", f"`related` names the gap {other!r}", "Name claims only: a quick reply must lead to an answer.")
        elif other == entry.id:
            yield Problem(file, entry.id, "", "`related` names the entry itself", "Remove it.")


def _of_no_entry(other: str, entries: Mapping[str, Entry]) -> str:
    near = process.extractOne(other, list(entries), scorer=fuzz.ratio, score_cutoff=ALIKE)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"Correct the id, or add that entry; if it is gone for good, take it out here.{hint}"


def misspelt_names(entries: Mapping[str, Entry], asked: Collection[str] = (), partial: bool = False) -> Iterator[Problem]:
    """Subjects, aspects and fields that one entry alone names and that look like those of others ("nxtprot"), and fields of one entry only.

    Args:
        entries: all entries, by id; what else is wrong with them does not matter.
        asked: the aspects and fields that follow-ups ask for; one that is asked for needs no second entry.
        partial: not all entries could be read, so that others may have what one alone seems to have.
    """
    named = [
        ("about", "subject", {key: list(entry.about) for key, entry in entries.items()}, ALIKE),
        ("about", "aspect", {key: [aspect for aspects in entry.about.values() for aspect in aspects] for key, entry in entries.items()}, ALIKE_SHORT),
        ("theme", "field", {key: [entry.theme] for key, entry in entries.items() if entry.theme}, ALIKE_SHORT),
    ]
    for where, what, names_of, alike in named:
        users: dict[str, set[str]] = {}
        for key, names in names_of.items():
            for name in names:
                users.setdefault(name, set()).add(key)
        shared = [name for name, keys in users.items() if len(keys) > 1 or name in asked and what != "subject"]
        for name, keys in users.items():
            if len(keys) > 1 or name in shared:
                continue
            near = process.extractOne(name, shared, scorer=fuzz.ratio, score_cutoff=alike)
            lonely = what == "field" and not partial
            if near or lonely:
                (key,) = keys
                said = f"`{where}`: only this entry has the {what} {name!r}"
                do = f"Did you mean {near[0]!r}? Else give it a name less like that." if near else "Leave `theme` out until another claim is of that field."
                yield Problem(f"facts/{key.split('/')[0]}.yml", key, "", said, do)


def title_problems(entries: Mapping[str, Entry], files: Mapping[str, str]) -> list[Problem]:
    """The titles that two entries share.

    Args:
        entries: all entries, by id.
        files: the file of each.
    """
    seen: dict[tuple[str, str], str] = {}
    problems = []
    for key, entry in entries.items():
        for code, title in entry.title.items():
            other = seen.setdefault((code, title.casefold()), key)
            if other != key:
                what = f"`title` {title!r} is also the title of {other}"
                problems.append(Problem(files[key], key, code, what, "Word one of them differently: a quick reply must lead to one answer."))
    return problems
