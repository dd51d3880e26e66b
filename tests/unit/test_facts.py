"""The fact base: what it looks up, and what it refuses, in words that a maintainer can act on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import DataError, Problem
from assistant.example_checks import WITHOUT_ASPECT
from assistant.facts import OFFER, FactBase, fact_files, load_facts
from tests.helpers.project import edit, replace

Change = Callable[[Any], Any]


def problems_after(project: Path, file: str, change: Change) -> list[Problem]:
    edit(project / file, change)
    with pytest.raises(DataError) as error:
        load_facts(project)
    return error.value.problems


def in_entry(key: str, change: Change) -> Change:
    return lambda content: change(content[key])


PORT, MISSION, GAP, SOURCES = "facts/port.yml", "facts/mission.yml", "facts/gap.yml", "facts/sources.yml"

# file, the change, then what must be told: entry, language, fault, remedy
BREAKAGES = {
    "title in one language missing": (
        PORT,
        in_entry("port/nxtport", lambda e: e["title"].pop("ko")),
        "port/nxtport",
        "ko",
        "`title` has no sentence in 한국어",
        "Add `ko:` under `title:`",
    ),
    "answer in one language missing": (
        PORT,
        in_entry("port/nxtport", lambda e: e["answer"].pop("zh")),
        "port/nxtport",
        "zh",
        "`answer` has no sentence in 中文",
        "Add `zh:` under `answer:`",
    ),
    "language not configured": (
        PORT,
        in_entry("port/nxtport", lambda e: e["answer"].update(es="NxtPort es ...")),
        "port/nxtport",
        "es",
        "languages.yml does not list: 'es'",
        "Correct the code",
    ),
    "empty answer": (
        PORT,
        in_entry("port/nxtport", lambda e: e["answer"].update(nl=" ")),
        "port/nxtport",
        "nl",
        "`answer.nl`: is empty, or too short",
        "Write it.",
    ),
    "title too long for a button": (
        PORT,
        in_entry("port/nxtport", lambda e: e["title"].update(fr="x" * 61)),
        "port/nxtport",
        "fr",
        "`title.fr`: is longer than 60 characters",
        "Shorten it.",
    ),
    "answer missing": (PORT, in_entry("port/nxtport", lambda e: e.pop("answer")), "port/nxtport", "", "`answer`: is missing", "the keys are title, answer"),
    "title missing": (PORT, in_entry("port/nxtport", lambda e: e.pop("title")), "port/nxtport", "", "`title`: is missing", "the keys are title, answer"),
    "unknown key": (
        PORT,
        in_entry("port/nxtport", lambda e: e.update(note="later")),
        "port/nxtport",
        "",
        "`note`: there is no such key here",
        "the keys are title, answer",
    ),
    "aspects not a list": (
        PORT,
        in_entry("port/nxtport", lambda e: e.update(about={"nxtport": "what"})),
        "port/nxtport",
        "",
        "`about.nxtport`: is no list",
        "Compare",
    ),
    "answers not by language": (
        PORT,
        in_entry("port/nxtport", lambda e: e.update(answer="It is an initiative.")),
        "port/nxtport",
        "",
        "`answer`: is no table",
        "Compare",
    ),
    "entry without anything": (PORT, lambda c: c.update({"port/nxtport": None}), "port/nxtport", "", "", "Compare"),
    "source missing": (PORT, in_entry("port/nxtport", lambda e: e.pop("source")), "port/nxtport", "", "`source` is missing", "Name the page and the paragraph"),
    "source page unknown": (
        PORT,
        in_entry("port/nxtport", lambda e: e.update(source="brochure/p1")),
        "port/nxtport",
        "",
        "`source` names 'brochure/p1'",
        "add the page and its paragraph to facts/sources.yml",
    ),
    "source paragraph unknown": (
        PORT,
        in_entry("port/nxtport", lambda e: e.update(source="seminar/p9")),
        "port/nxtport",
        "",
        "`source` names 'seminar/p9'",
        "add the page and its paragraph",
    ),
    "source without paragraph": (
        PORT,
        in_entry("port/nxtport", lambda e: e.update(source="seminar")),
        "port/nxtport",
        "",
        "`source` names the page 'seminar' and no paragraph of it",
        "Name the paragraph too: seminar/p1",
    ),
    "related id unknown": (
        PORT,
        in_entry("port/nxtport", lambda e: e["related"].append("port/cranes")),
        "port/nxtport",
        "",
        "`related` names 'port/cranes', which does not exist",
        "Correct the id",
    ),
    "related to a gap": (
        PORT,
        in_entry("port/nxtport", lambda e: e["related"].append("gap/port_figures")),
        "port/nxtport",
        "",
        "`related` names the gap 'gap/port_figures'",
        "Name claims only",
    ),
    "related to itself": (
        PORT,
        in_entry("port/nxtport", lambda e: e["related"].append("port/nxtport")),
        "port/nxtport",
        "",
        "`related` names the entry itself",
        "Remove it",
    ),
    "related to nothing": (
        PORT,
        in_entry("port/nxtport", lambda e: e.update(related=[])),
        "port/nxtport",
        "",
        "`related`: lists nothing",
        "Compare",
    ),
    "listed id unknown": (
        MISSION,
        in_entry("mission/cases", lambda e: e["lists"].append("port/cranes")),
        "mission/cases",
        "",
        "`lists` names 'port/cranes', which does not exist",
        "Correct the id, or add that entry",
    ),
    "listed id mistyped": (
        MISSION,
        in_entry("mission/destinations", lambda e: e.update(lists=["mission/seminar", "gap/shanghia"])),
        "mission/destinations",
        "",
        "`lists` names 'gap/shanghia', which does not exist",
        "take it out here. Did you mean 'gap/shanghai'?",
    ),
    "list that is none": (
        MISSION,
        in_entry("mission/cases", lambda e: e.update(lists="port/nxtport")),
        "mission/cases",
        "",
        "`lists`: is no list",
        "Compare",
    ),
    "id of another topic": (
        PORT,
        lambda c: c.update({"harbour/cranes": c["port/nxtport"]}),
        "harbour/cranes",
        "",
        "the id 'harbour/cranes' does not belong in this file",
        "Ids here are `port/<name>`",
    ),
    "id without topic": (
        PORT,
        lambda c: c.update({"cranes": c["port/nxtport"]}),
        "cranes",
        "",
        "the id 'cranes' does not belong in this file",
        "Ids here are `port/<name>`",
    ),
    "id of three parts": (
        PORT,
        lambda c: c.update({"port/a/b": c["port/nxtport"]}),
        "port/a/b",
        "",
        "does not belong in this file",
        "Ids here are `port/<name>`",
    ),
    "id that quick replies cannot carry": (
        PORT,
        lambda c: c.update({"port/Nxt-Port": {**c["port/nxtport"], "title": dict.fromkeys(c["port/nxtport"]["title"], "Something new?")}}),
        "port/Nxt-Port",
        "",
        "the id 'port/Nxt-Port'",
        "lower case",
    ),
    "title of another entry": (
        PORT,
        lambda c: c["port/nxtport"]["title"].update(en=c["port/overview"]["title"]["en"].upper()),
        "port/nxtport",
        "en",
        "is also the title of port/overview",
        "Word one of them differently",
    ),
    "title of an entry in another file": (
        MISSION,
        in_entry("mission/dates", lambda e: e["title"].update(de="Was ist NxtPort?")),
        "port/nxtport",
        "de",
        "is also the title of mission/dates",
        "Word one of them differently",
    ),
    "gap with an original": (
        GAP,
        in_entry("gap/contact", lambda e: e.update(original="Call us")),
        "gap/contact",
        "",
        "a gap quotes nothing, but `original` says 'Call us'",
        "Remove `original`",
    ),
    "gap with a source": (
        GAP,
        in_entry("gap/contact", lambda e: e.update(source="seminar/p1")),
        "gap/contact",
        "",
        "a gap has no source, but `source` says 'seminar/p1'",
        "Remove `source`",
    ),
    "gap without an answer in one language": (
        GAP,
        in_entry("gap/contact", lambda e: e["answer"].pop("de")),
        "gap/contact",
        "de",
        "`answer` has no sentence in Deutsch",
        "Add `de:`",
    ),
    "page without address": (SOURCES, in_entry("seminar", lambda e: e.pop("url")), "seminar", "", "`url`: is missing", ""),
    "page with an address that is none": (
        SOURCES,
        in_entry("seminar", lambda e: e.update(url="our website")),
        "seminar",
        "",
        "`url`: does not look as it should",
        "",
    ),
    "page without date": (SOURCES, in_entry("seminar", lambda e: e.pop("date")), "seminar", "", "`date`: is missing", ""),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_each_breakage_is_told_with_file_entry_language_and_remedy(project: Path, name: str) -> None:
    file, change, entry, language, what, do = BREAKAGES[name]
    problems = problems_after(project, file, change)
    # A problem is told where it shows: a title that stands twice shows at the later file.
    told = [problem for problem in problems if problem.entry == entry and problem.language == language and what in problem.what]
    assert told, "\n".join(map(str, problems))
    assert told[0].file == (PORT if entry.startswith("port/") else file)
    assert do in told[0].do
    assert told[0].do


@pytest.mark.parametrize("name", [name for name in BREAKAGES if not name.startswith(("source", "page"))])
def test_one_breakage_is_told_once_and_nothing_sound_is_blamed(project: Path, name: str) -> None:
    file, change, entry, *_ = BREAKAGES[name]
    assert {problem.entry for problem in problems_after(project, file, change)} == {entry}


def test_who_lists_an_entry_that_cannot_be_read_is_not_to_blame(project: Path) -> None:
    problems = problems_after(project, PORT, in_entry("port/nxtport", lambda e: e.pop("answer")))
    assert {problem.entry for problem in problems} == {"port/nxtport"}  # mission/cases lists it


def test_a_list_may_hold_gaps_and_an_entry_twice(project: Path) -> None:
    edit(project / MISSION, in_entry("mission/cases", lambda e: e.update(lists=["gap/shanghai", "port/nxtport", "port/nxtport"])))
    assert load_facts(project).entries["mission/cases"].lists == ["gap/shanghai", "port/nxtport", "port/nxtport"]


def test_a_remedy_names_the_keys_only_where_a_key_is_wrong(project: Path) -> None:
    edit(project / PORT, lambda c: (c["port/nxtport"]["title"].update(fr="x" * 61), c["port/overview"].update(note="later"), c["port/nxtport_goal"].update(lists=1)))
    with pytest.raises(DataError) as error:
        load_facts(project)
    told = {problem.entry: problem.do for problem in error.value.problems}
    assert told["port/nxtport"] == "Shorten it."
    assert told["port/overview"].startswith("Correct it, or remove it; the keys are title, answer, about, theme")


def test_a_word_that_yaml_takes_for_something_else_is_told_as_it_was_typed(project: Path) -> None:
    replace(project / PORT, 'nl: "Wat is NxtPort?"', "nl: no")
    replace(project / PORT, "theme: port", "theme: on")
    with pytest.raises(DataError) as error:
        load_facts(project)
    assert [str(problem) for problem in error.value.problems if "YAML takes" in problem.what] == [
        "facts/port.yml · port/overview: `theme`: YAML takes `on` for true or false. Write it in quotes: \"on\".",
        "facts/port.yml · port/nxtport · nl: `title.nl`: YAML takes `no` for true or false. Write it in quotes: \"no\".",
    ]


def test_sources_that_cannot_be_read_hide_no_fault_in_the_topics_and_blame_no_entry(project: Path) -> None:
    (project / SOURCES).write_text("seminar: [\n", "utf-8")
    edit(project / PORT, in_entry("port/nxtport", lambda e: e["title"].pop("ko")))
    (project / MISSION).write_text("\tx\n", "utf-8")
    with pytest.raises(DataError) as error:
        load_facts(project)
    assert {(problem.file, problem.entry) for problem in error.value.problems} == {(SOURCES, "line 1"), (PORT, "port/nxtport"), (MISSION, "line 1")}


def test_all_breakages_are_told_at_once(project: Path) -> None:
    edit(project / PORT, lambda c: c["port/nxtport"]["title"].pop("ko"))
    edit(project / MISSION, lambda c: c["mission/dates"].update(source="seminar/p9"))
    with pytest.raises(DataError) as error:
        load_facts(project)
    assert {(problem.file, problem.entry) for problem in error.value.problems} == {(PORT, "port/nxtport"), (MISSION, "mission/dates")}


def test_an_entry_twice_in_a_file_is_told(project: Path) -> None:
    text = (project / PORT).read_text("utf-8")
    (project / PORT).write_text(text + "\n" + text[text.index("port/nxtport:") : text.index("port/nxtport_founders:")], "utf-8")
    with pytest.raises(DataError, match="the key 'port/nxtport' stands here twice"):
        load_facts(project)


def test_a_source_file_that_is_gone_is_told(project: Path) -> None:
    (project / SOURCES).unlink()
    with pytest.raises(DataError, match=r"facts/sources.yml: the file is missing"):
        load_facts(project)


@pytest.mark.parametrize("content", ["", "- port/nxtport\n", "nothing yet\n"])
def test_a_topic_file_that_is_no_table_is_told(project: Path, content: str) -> None:
    (project / PORT).write_text(content, "utf-8")
    with pytest.raises(DataError, match=PORT):
        load_facts(project)


def test_a_slip_in_the_yaml_is_told_with_its_line(project: Path) -> None:
    replace(project / PORT, "port/nxtport:\n", "port/nxtport\n")
    with pytest.raises(DataError, match=r"facts/port.yml · line \d+: a key lacks its colon: `port/nxtport`"):
        load_facts(project)


def test_a_new_topic_needs_no_code(project: Path) -> None:
    def new_topic(content: dict) -> None:
        entry = content["port/nxtport"]
        content.clear()
        content["cranes/which"] = {**entry, "title": dict.fromkeys(entry["title"], "Which cranes?")}

    (project / "facts" / "cranes.yml").write_text((project / PORT).read_text("utf-8"), "utf-8")
    edit(project / "facts" / "cranes.yml", new_topic)
    assert "cranes/which" in load_facts(project).claims
    assert "cranes" in {entry.topic for entry in load_facts(project).entries.values()}


def test_gaps_are_read_last_and_names_and_sources_are_no_topics(project: Path) -> None:
    stems = [path.stem for path in fact_files(project)]
    assert stems[-1] == "gap"
    assert not {"names", "sources"} & set(stems)


def test_there_are_41_claims_and_12_gaps(base: FactBase) -> None:
    assert (len(base.claims), len(base.gaps)) == (41, 12)
    assert not set(base.claims) & set(base.gaps)


def test_every_claim_rests_on_a_paragraph_that_the_contract_can_name(base: FactBase) -> None:
    for claim in base.claims:
        source = base.source_of(claim)
        assert set(source) == {"title", "url", "date", "paragraph"}
        assert all(source.values())


def test_an_aspect_of_a_subject_is_found_claims_before_gaps(base: FactBase) -> None:
    assert base.telling("nxtport", "who") == ["port/nxtport_founders"]
    assert base.telling("mission", "how_many") == ["gap/participants"]
    assert base.telling("nxtport", "colour") == []
    assert base.telling("nobody", "who") == []


def test_an_entry_lists_nothing_unless_it_says_so(base: FactBase) -> None:
    assert base.entries["mission/cases"].lists == ["sectors/city_of_things", "port/nxtport", "sectors/blue_gate"]
    assert base.entries["port/nxtport"].lists == []


def test_the_first_subject_is_what_it_refers_to(base: FactBase) -> None:
    assert base.entries["port/nxtport"].subject == "nxtport"
    assert base.entries["gap/tourism"].subject is None


@pytest.mark.parametrize(
    "theme, spoken, claim",
    [
        ("fashion", "korea/brands", "korea/fashion"),  # of the topic that was spoken of
        ("health", "korea/technology", "korea/health"),
        ("technology", "partnering/fashion", "partnering/technology"),
        ("health", "sectors/imec", "sectors/medtech"),
        ("fashion", "city/motto", "fashion/gateway"),  # on the same subject: the mayor's words
        ("health", "fashion/capital", "sectors/medtech"),  # what Antwerp offers in the field
        ("technology", "gap/tourism", "sectors/city_of_things"),
        ("technology", "gap/contact", "partnering/technology"),
        ("fashion", "fashion/capital", "fashion/academy"),  # not what was just told
        ("fashion", "port/closed_down", "fashion/capital"),  # a conversation may outlive an entry
    ],
)
def test_a_field_is_told_of_as_the_topic_last_spoken_of_has_it(base: FactBase, theme: str, spoken: str, claim: str) -> None:
    assert base.in_theme(theme, [spoken], {}) == claim


@pytest.mark.parametrize(
    "spoken, heard, claim",
    [
        (["korea/brands"], {"korea/pharma": 0.02, "korea/health": 0.01}, "korea/pharma"),  # "and medicines?"
        (["korea/brands"], {"korea/health": 0.02, "korea/pharma": 0.01}, "korea/health"),
        (["korea/health"], {"korea/health": 0.5, "partnering/health": 0.4}, "korea/pharma"),  # not what was just told, nor of another topic
        (["partnering/technology", "korea/technology"], {"korea/health": 0.5}, "partnering/health"),  # the topic of what was told first
        ([], {"korea/pharma": 0.5}, "sectors/medtech"),
    ],
)
def test_of_several_claims_of_the_field_the_likeliest_is_told(base: FactBase, spoken: list[str], heard: dict[str, float], claim: str) -> None:
    assert base.in_theme("health", spoken, heard) == claim


def test_a_field_is_told_of_as_what_antwerp_offers_where_nothing_was_spoken_of(base: FactBase) -> None:
    assert [base.in_theme(theme, [], {}) for theme in ("fashion", "health", "technology")] == ["fashion/capital", "sectors/medtech", "sectors/city_of_things"]
    assert {base.claims[base.in_theme(theme, [], {})].theme for theme in base.themes} == base.themes


def test_a_field_is_told_of_without_a_list_of_what_is_offered(base: FactBase) -> None:
    without = FactBase(entries={key: entry for key, entry in base.entries.items() if key != OFFER}, sources=base.sources)
    assert without.claims[without.in_theme("health", [], {})].theme == "health"
    assert without.in_theme("health", ["korea/brands"], {}) == "korea/health"


def test_what_tells_an_aspect_of_what_was_spoken_of_claims_before_gaps(base: FactBase) -> None:
    assert base.telling_of(["port/nxtport"], "who") == ["port/nxtport_founders"]
    assert base.telling_of(["mission/dates"], "who") == ["mission/delegation", "mission/leader", "mission/leader"]  # of the mission, and of its second city
    assert base.telling_of(["port/nxtport"], "how_many") == ["gap/port_figures"]
    assert base.telling("mission", "how_many") == ["gap/participants"]
    assert base.telling_of(["port/nxtport"], "programme") == base.telling_of(["port/closed_down"], "who") == []


def test_the_aspects_are_all_that_something_is_told_of(base: FactBase) -> None:
    assert base.aspects >= {"what", "who", "goal", "korea", "antwerp", "result"}
    assert base.aspects.isdisjoint({*WITHOUT_ASPECT, *base.themes})


@pytest.mark.parametrize(
    "spoken, aspect, told",
    [
        ("city/motto", "proof", ["mission/cases"]),
        ("fashion/shopping_capital", "proof", ["fashion/footfall"]),
        ("partnering/fashion", "proof", []),  # shopping is not what it is about
        ("mission/dates", "proof", []),
        ("sectors/bluehealth", "for_whom", ["partnering/health"]),
        ("partnering/overview", "for_whom", []),
        ("fashion/gateway", "for_whom", ["fashion/gateway"]),
        ("port/nxtport_goal", "standing", []),  # nor is the port
        ("sectors/imec", "standing", ["sectors/imec"]),
    ],
)
def test_some_aspects_are_asked_of_the_thing_alone(base: FactBase, spoken: str, aspect: str, told: list[str]) -> None:
    assert base.telling_of([spoken], aspect) == told


def test_what_only_shows_a_subject_is_not_about_it(base: FactBase) -> None:
    assert "port" in base.entries["mission/cases"].about
    assert base.entries["mission/cases"].subjects == {"seminar", "cases"}


def test_a_field_with_one_claim_tells_it_again(base: FactBase) -> None:
    one = {key: entry for key, entry in base.entries.items() if entry.theme != "port" or key == "port/nxtport"}
    assert FactBase(entries=one, sources=base.sources).in_theme("port", ["port/nxtport"], {}) == "port/nxtport"


@pytest.mark.parametrize(
    "spoken, beside",
    [
        (["korea/pharma"], "partnering/health"),
        (["sectors/imec"], "partnering/technology"),
        (["fashion/footfall"], "partnering/fashion"),
        (["city/motto"], "partnering/pilot"),
        (["partnering/health"], None),  # told already
        (["port/nxtport"], None),  # no way to work together is the port's own
        (["korea/seeking_partners"], None),  # partnering in general
        (["mission/leader"], None),
        ([], None),
    ],
)
def test_beside_the_ways_to_work_together_stands_that_of_the_field_last_spoken_of(base: FactBase, spoken: list[str], beside: str | None) -> None:
    assert base.partnering_in_theme("partnering/overview", spoken) == beside
    assert base.partnering_in_theme("partnering/exporters", spoken) is None


@pytest.mark.parametrize(
    ("code", "month"),
    [("en", "December 2016"), ("nl", "december 2016"), ("fr", "décembre 2016"), ("de", "Dezember 2016"), ("ko", "2016년 12월"), ("zh", "2016年12月")],
)
def test_a_source_tells_its_month_as_each_language_writes_it(base: FactBase, code: str, month: str) -> None:
    assert base.sources["seminar"].date_in(code) == month


def test_any_other_date_stands_as_it_is(base: FactBase) -> None:
    assert base.sources["seminar"].copy(update={"date": "late 2016"}).date_in("ko") == "late 2016"
