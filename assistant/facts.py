"""The fact base: everything the assistant may state, with its source, and the gaps it admits to.

`facts/<topic>.yml` holds one entry a claim, under its id `<topic>/<name>`, with its sentences in every language side by
side; `facts/gap.yml` holds what visitors ask and the material does not say; `facts/sources.yml` what all rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel.dates import format_skeleton
from pydantic import BaseModel, Extra, Field, ValidationError, constr

from assistant.errors import DataError, Problem
from assistant.fact_checks import entry_problems, language_in, schema_problems, title_problems
from assistant.languages import load_languages
from assistant.paths import root
from assistant.yaml_files import no_texts, read_table

if TYPE_CHECKING:  # a check that pydantic makes is no type
    Sentence = str
    Title = str
else:
    Sentence = constr(strict=True, strip_whitespace=True, min_length=2)
    Title = constr(strict=True, strip_whitespace=True, min_length=2, max_length=60)

ID = re.compile(r"[a-z_]+/[a-z_0-9]+")  # of an entry; what a quick reply can carry
OF_ITS_OWN = frozenset({"where", "when"})  # aspects of an entry's first subject only: where the institute is, not where the lab that it rolls out is
OF_ANYONE = frozenset({"quote"})  # aspects that one asks for though what was spoken of has none: "and what did the mayor say?"
GAP_TOPIC = "gap"
DETAILS = "gap/details"  # the gap on what is told of something, but not that ("where is it?"): it leads to what is told of it
OFFER = "sectors/overview"  # lists what Antwerp offers, field by field
PARTNERING = "partnering/overview"  # lists the ways to work together, of which some are one field's own
SIDES = frozenset({"korea", "antwerp"})  # aspects that lead from a subject to its other side
PROOF = "proof"  # the aspect that leads from a subject to what shows it
OF_IT_ALONE = frozenset({PROOF, "standing", "for_whom"})  # aspects that are asked of what an entry is about first of all, and of nothing that it touches on
NOT_TOPICS = {"sources", "names"}  # files in facts/ that hold something else than claims and gaps


class Source(BaseModel, extra=Extra.forbid):
    """A public page that claims rest on.

    Attributes:
        date: when it was published, in English: a month and a year ("December 2016"), or whatever is known.
        paragraphs: paragraph id ("p1") -> what that paragraph is about.
        figures: the figures that the page holds, dates among them, as English writes them ("16 million"): no answer may state another.
    """

    title: Sentence
    url: str = Field(regex=r"^https?://\S+$")
    date: Sentence
    paragraphs: dict[str, Sentence]
    figures: list[str] = Field(default_factory=list)

    @property
    def month(self) -> datetime | None:
        """The date, if it is a month and a year; None for any other."""
        try:
            return datetime.strptime(self.date, "%B %Y")
        except ValueError:
            return None

    def date_in(self, language: str) -> str:
        """The date as a language writes it, if it is a month and a year; any other as it stands."""
        return str(format_skeleton("yMMMM", self.month, locale=language)) if self.month else self.date


class Entry(BaseModel, extra=Extra.forbid, keep_untouched=(cached_property,)):
    """A claim or a gap.

    Attributes:
        id: `<topic>/<name>`; intents, replies and evaluations use it unchanged.
        title: language -> a short question; it serves as a quick reply's title and asks for this entry when sent.
        answer: language -> what the assistant says.
        about: subject -> the aspects of it that this entry tells ("what", "who", "goal" ...): what a follow-up needs.
            The first subject is the one that "it" refers to afterwards. The aspects "korea" and "antwerp" tell how the same
            matter stands on the other side: "and in Korea?"; "proof", what shows the matter.
        theme: a field that claims of several topics share ("health"): what was spoken of makes the others of its field likelier,
            and "and in health?" asks for the field's claim of the topic just spoken of, the first in its file.
        source: `<page>/<paragraph>` of `sources.yml`; required for a claim, absent from a gap.
        related: claims for "tell me more" and for quick replies, the nearest first.
        lists: where the answer lists things, the entry on each, in the answer's order: what "and the second one?" asks for.
        original: the words that the answer quotes as the page has them, for "and in the original?"; none where it quotes nothing.
        pass_on: its reply offers to pass the question on: "quietly" with a button, "once" in words too if it is the first such reply of a
            conversation, "always" in words each time.
    """

    id: str
    title: dict[str, Title]
    answer: dict[str, Sentence]
    about: dict[str, list[str]] = Field(default_factory=dict)
    theme: str | None = None
    source: str | None = None
    related: list[str] = Field(min_items=1)
    lists: list[str] = Field(default_factory=list)
    original: Sentence | None = None
    pass_on: Literal["quietly", "once", "always"] | None = None

    @property
    def topic(self) -> str:
        """The part of its id before the slash."""
        return self.id.split("/")[0]

    @property
    def is_gap(self) -> bool:
        """Whether the material does not say this."""
        return self.id.startswith(GAP_TOPIC + "/")

    @property
    def subject(self) -> str | None:
        """What "it" refers to after this entry was spoken of."""
        return next(iter(self.about), None)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """What this entry is itself about; not what it is only the other side of, or only shows."""
        return frozenset(subject for subject, aspects in self.about.items() if not {*SIDES, PROOF}.issuperset(aspects))

    @cached_property
    def aspects(self) -> frozenset[str]:
        """What this entry tells of what it is itself about."""
        return frozenset(aspect for subject in self.subjects for aspect in self.about[subject])


class FactBase(BaseModel, keep_untouched=(cached_property,)):
    """All entries and sources, looked up by id."""

    entries: dict[str, Entry]
    sources: dict[str, Source]

    @cached_property
    def claims(self) -> dict[str, Entry]:
        """The entries that state something, by id."""
        return {key: entry for key, entry in self.entries.items() if not entry.is_gap}

    @cached_property
    def gaps(self) -> dict[str, Entry]:
        """What the material does not say, by id."""
        return {key: entry for key, entry in self.entries.items() if entry.is_gap}

    def source_of(self, claim: str) -> dict[str, str]:
        """What the answer to `claim` rests on: the contract's `source` object (title, url, date, paragraph)."""
        page, paragraph = str(self.entries[claim].source).split("/")
        source = self.sources[page]
        return {"title": source.title, "url": source.url, "date": source.date, "paragraph": paragraph}

    def telling(self, subject: str, aspect: str) -> list[str]:
        """The ids of the entries that tell `aspect` of `subject`, claims before gaps."""
        return self._by_aspect.get((subject, aspect), [])

    def telling_of(self, spoken: Sequence[str], aspect: str) -> list[str]:
        """The ids of the entries that tell `aspect` of what the entries `spoken` are themselves about; those no longer there tell nothing."""
        last = [self.entries[key] for key in spoken if key in self.entries]
        about = [
            [*entry.about][:1] if aspect in (*OF_IT_ALONE, *OF_ITS_OWN) else [subject for subject in entry.about if subject in entry.subjects] for entry in last
        ]
        return [key for subjects in about for subject in subjects for key in self.telling(subject, aspect)]

    @cached_property
    def _by_aspect(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for key in sorted(self.entries, key=lambda key: self.entries[key].is_gap):
            for subject, aspects in self.entries[key].about.items():
                for aspect in dict.fromkeys(aspects):
                    found.setdefault((subject, aspect), []).append(key)
        return found

    @cached_property
    def aspects(self) -> frozenset[str]:
        """The aspects that anything is told of."""
        return frozenset(aspect for entry in self.entries.values() for aspects in entry.about.values() for aspect in aspects)

    @cached_property
    def themes(self) -> frozenset[str]:
        """The fields that claims are in."""
        return frozenset(entry.theme for entry in self.claims.values() if entry.theme)

    def in_theme(self, theme: str, spoken: Sequence[str], heard: Mapping[str, float]) -> str:
        """The claim that "and in fashion?" asks for after `spoken`: of the same topic, else on the same subject, else what Antwerp offers.

        Args:
            theme: one of `themes`.
            spoken: ids of the entries that were last spoken of.
            heard: label -> its probability; of several claims of that topic or subject the likeliest is meant ("and medicines?").
        """
        offered = [key for key in self.entries[OFFER].lists if key in self.claims] if OFFER in self.entries else []
        own = [key for key in dict.fromkeys([*offered, *self.claims]) if self.claims[key].theme == theme]
        last = [self.entries[key] for key in spoken if key in self.entries]
        topics, subjects = [entry.topic for entry in last], frozenset().union(*(entry.subjects for entry in last))
        new = [key for key in own if key not in spoken]
        by_topic = ([key for key in new if self.claims[key].topic == topic] for topic in topics)
        same_topic = next(filter(None, by_topic), [])
        same_subject = [key for key in new if self.claims[key].subjects & subjects]
        near = same_topic or same_subject
        return max(near, key=lambda key: heard.get(key, 0.0)) if near else (new or own)[0]

    def partnering_in_theme(self, asked: str, spoken: Sequence[str]) -> str | None:
        """The claim to tell beside `PARTNERING` ("who could work with us there?") where the field is known from what was last spoken of."""
        if asked != PARTNERING:
            return None
        themes = {self.entries[key].theme for key in spoken if key in self.entries} - {self.claims[asked].theme, None}
        return next(
            (key for key, entry in self.claims.items() if entry.topic == self.claims[asked].topic and entry.theme in themes and key not in spoken), None
        )


def fact_files(folder: Path) -> list[Path]:
    """The topic files below `folder/facts/`, gaps last."""
    files = [path for path in (folder / "facts").glob("*.yml") if path.stem not in NOT_TOPICS]
    return sorted(files, key=lambda path: (path.stem == GAP_TOPIC, path.name))


def load_facts(folder: Path) -> FactBase:
    """Read and check the fact base below `folder/facts/`.

    Raises:
        DataError: every problem found, each with its file, entry and language, and what to do.
    """
    wanted = load_languages(folder)
    problems: list[Problem] = []
    sources = _read_sources(folder, problems)
    entries: dict[str, Entry] = {}
    files: dict[str, str] = {}
    unread: set[str] = set()  # told already; whoever names them is not to blame
    illegible = set()  # topics whose file cannot be read at all
    for path in fact_files(folder):
        name = str(path.relative_to(folder))
        try:
            table = read_table(path, folder)
        except DataError as error:
            problems += error.problems
            illegible.add(path.stem)
            continue
        for key, raw in table.items():
            entry = _read_entry(folder, name, str(key), raw, path.stem, problems)
            if entry:
                entries[entry.id], files[entry.id] = entry, name
            else:
                unread.add(str(key))
    named = {other for entry in entries.values() for other in (*entry.lists, *entry.related)}
    unread |= {other for other in named if other.split("/")[0] in illegible}
    for key, entry in entries.items():
        problems += entry_problems(entry, files[key], entries, unread, sources, wanted)
    problems += title_problems(entries, files)
    if problems:
        raise DataError(problems)
    return FactBase(entries=entries, sources={key: source for key, source in (sources or {}).items() if source})


def outline(folder: Path) -> tuple[FactBase, set[str]]:
    """What the fact base holds as far as it can be read, to judge the rest of the data by while it is unsound.

    Returns:
        The entries with their ids, subjects, aspects and fields; and the topics whose file cannot be read at all, with the ids
        that do not belong in their file.
    """
    entries, illegible = {}, set()
    for path in fact_files(folder):
        try:
            table = read_table(path, folder)
        except DataError:
            illegible.add(path.stem)
            continue
        for key, raw in table.items():
            if _id_problem(str(path.relative_to(folder)), str(key), path.stem):
                illegible.add(str(key))
                continue
            content = raw if isinstance(raw, dict) else {}
            given = content.get("about")
            about = given if isinstance(given, dict) else {}
            told = {str(subject): [str(aspect) for aspect in aspects] for subject, aspects in about.items() if isinstance(aspects, list)}
            theme = str(content["theme"]) if content.get("theme") else None
            entries[str(key)] = Entry.construct(id=str(key), title={}, answer={}, about=told, theme=theme, related=[], lists=[])
    return FactBase.construct(entries=entries, sources={}), illegible


def _read_sources(folder: Path, problems: list[Problem]) -> dict[str, Source | None] | None:
    """The sources; None for one that is not sound, or for all: told already, and whoever names it is not to blame."""
    sources: dict[str, Source | None] = {}
    try:
        table = read_table(folder / "facts" / "sources.yml", folder)
    except DataError as error:
        problems += error.problems
        return None
    for key, raw in table.items():
        try:
            sources[key] = Source.parse_obj(raw)
        except ValidationError as error:
            sources[key] = None
            problems += schema_problems("facts/sources.yml", key, error, list(Source.__fields__))
    return sources


def _id_problem(file: str, key: str, topic: str) -> Problem | None:
    """What is wrong with an entry's id, if anything is."""
    if key.split("/")[0] != topic or key.count("/") != 1:
        do = f"Ids here are `{topic}/<name>`: write `{topic}/{key.split('/')[-1]}`, or move the entry to the file of its topic."
        return Problem(file, key, "", f"the id {key!r} does not belong in this file", do)
    if not ID.fullmatch(key):
        what = f"the id {key!r} holds more than lower-case letters, digits and underscores"
        return Problem(file, key, "", what, "Rename it: quick replies carry it in lower case.")
    return None


def _read_entry(folder: Path, file: str, key: str, raw: object, topic: str, problems: list[Problem]) -> Entry | None:
    problem = _id_problem(file, key, topic)
    if problem:
        problems.append(problem)
        return None
    other = no_texts(folder / file, raw, key)
    if other:
        problems += [Problem(file, key, language_in(where), f"`{where}`: {what}", do) for where, what, do in other]
        return None
    try:
        return Entry.parse_obj({**raw, "id": key} if isinstance(raw, dict) else raw)
    except ValidationError as error:
        problems += schema_problems(file, key, error, [name for name in Entry.__fields__ if name != "id"])
        return None


@cache
def _cached(folder: Path) -> FactBase:
    return load_facts(folder)


def facts() -> FactBase:
    """The project's fact base; read and checked once."""
    return _cached(root())
