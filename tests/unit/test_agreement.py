"""Do the languages of an answer say the same?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.agreement import disagreements, figures_in, load_names, names_in, shared_names, unsourced_figures
from assistant.errors import DataError
from assistant.facts import FactBase, load_facts
from assistant.languages import Language, load_languages
from tests.helpers.project import ROOT, edit


@pytest.mark.parametrize(
    "code, text, figures",
    [
        ("en", "about 16 million shoppers", {16_000_000}),
        ("en", "16,000,000 shoppers", {16_000_000}),
        ("nl", "zo'n 16 miljoen bezoekers", {16_000_000}),
        ("nl", "16.000.000 bezoekers", {16_000_000}),
        ("fr", "16 millions de visiteurs", {16_000_000}),
        ("fr", "16\u202f000\u202f000 visiteurs", {16_000_000}),
        ("fr", "16 000 000 visiteurs", {16_000_000}),
        ("de", "rund 16 Millionen Menschen", {16_000_000}),
        ("ko", "약 1,600만 명", {16_000_000}),
        ("ko", "1600만 명", {16_000_000}),
        ("zh", "约1600万人次", {16_000_000}),
        ("zh", "1,600万", {16_000_000}),
        ("en", "from 10 to 17 December 2016", {10, 17, 2016}),
        ("de", "vom 10. bis 17. Dezember 2016", {10, 17, 2016}),
        ("zh", "2016年的10日至17日", {10, 17, 2016}),
        ("en", "1.5 million", {1_500_000}),
        ("de", "1,5 Millionen", {1_500_000}),
        ("en", "December 10, 2016", {10, 2016}),
        ("en", "no figure at all", set()),
    ],
)
def test_figures_are_multiplied_out_in_each_language(languages: dict[str, Language], code: str, text: str, figures: set[float]) -> None:
    assert set(figures_in(text, languages[code])) == figures


@pytest.mark.parametrize(
    "code, text, typed",
    [
        ("en", "in 2014, about 12 million shoppers", ["2014", "12 million"]),
        ("de", "rund 1,5 Millionen Menschen", ["1,5 Millionen"]),
        ("ko", "약 1,600만 명", ["1,600만"]),
        ("en", "16,000,000", ["16,000,000"]),
    ],
)
def test_figures_are_told_as_they_are_written(languages: dict[str, Language], code: str, text: str, typed: list[str]) -> None:
    assert list(figures_in(text, languages[code]).values()) == typed


@pytest.mark.parametrize(
    "code, text, names",
    [
        ("en", "IMEC in Seoul", {"IMEC", "Seoul"}),
        ("fr", "à Séoul et à Shanghai", {"Seoul", "Shanghai"}),
        ("ko", "서울과 상하이에서", {"Seoul", "Shanghai"}),
        ("zh", "首尔和上海", {"Seoul", "Shanghai"}),
        ("fr", "l’internet des objets", {"Internet of Things"}),
        ("nl", "een Belgische stad", {"Belgium"}),
        ("en", "algae and bulge", set()),
        ("ko", "LG와 Samsung", {"LG", "Samsung"}),
        ("ko", "한국어로 말합니다", set()),  # a language's name is not its country's
        ("ko", "한국에서", {"Korea"}),
    ],
)
def test_names_are_found_in_the_forms_of_each_language(languages: dict[str, Language], code: str, text: str, names: set[str]) -> None:
    assert names_in(text, code, load_names(ROOT), languages) == names


def test_the_real_answers_agree(base: FactBase, languages: dict[str, Language]) -> None:
    assert disagreements(base, languages, load_names(ROOT)) == []


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de", "ko", "zh"])
def test_a_figure_changed_in_one_language_is_told_with_place_and_language(project: Path, languages: dict[str, Language], code: str) -> None:
    def change(content: dict) -> None:
        answer = content["fashion/footfall"]["answer"]
        answer[code], changed = re.subn(r"1(,?)6", r"1\g<1>9", answer[code], count=1)
        assert changed

    edit(project / "facts" / "fashion.yml", change)
    problems = disagreements(load_facts(project), languages, load_names(project))
    assert {problem.language for problem in problems} == {code}  # the odd one out is told, not the other five
    lacking, odd = sorted(problems, key=lambda problem: "only" in problem.what)
    assert (lacking.file, lacking.entry) == (odd.file, odd.entry) == ("facts/fashion.yml", "fashion/footfall")
    assert ("'16 miljoen'" if code == "en" else "'16 million'") in lacking.what and "Put it in" in lacking.do
    assert f"is in the answer in {code} only" in odd.what and "Take it out" in odd.do


def test_a_language_whose_multipliers_are_not_known_is_told_to_have_none(project: Path) -> None:
    edit(project / "languages.yml", lambda c: c["fr"].pop("multipliers"))
    problems = disagreements(load_facts(project), load_languages(project), load_names(project))
    assert [(problem.entry, problem.language) for problem in problems] == [("fashion/footfall", "fr")] * 2  # 16 is too much, 16 million is lacking
    assert all("no `multipliers` for 'fr'" in problem.do for problem in problems)


def test_the_real_answers_state_no_figure_that_their_source_does_not_hold(base: FactBase, languages: dict[str, Language]) -> None:
    assert list(unsourced_figures(base, languages, load_names(ROOT))) == []


@pytest.mark.parametrize("file, entry, source", [("port", "port/nxtport", "its source 'seminar'"), ("gap", "gap/contact", "any source")])
def test_a_figure_of_every_language_that_no_source_holds_is_told(project: Path, languages: dict[str, Language], file: str, entry: str, source: str) -> None:
    edit(project / "facts" / f"{file}.yml", lambda c: c[entry].update(answer={code: f"{text} (1,700)" for code, text in c[entry]["answer"].items()}))
    base = load_facts(project)
    assert disagreements(base, languages, load_names(project)) == []
    (problem,) = unsourced_figures(base, languages, load_names(project))
    assert (problem.file, problem.entry, problem.language) == (f"facts/{file}.yml", entry, "")
    assert problem.what == f"the figure '1,700' of the answer is not among those of {source}"
    assert "if the source says so, add it to `figures`" in problem.do


def test_a_figure_that_the_source_holds_is_sound_in_every_way_of_writing_it(project: Path, languages: dict[str, Language]) -> None:
    edit(project / "facts" / "sources.yml", lambda c: c["seminar"].update(figures=["16,000,000", 2016, "10", 17]))
    assert list(unsourced_figures(load_facts(project), languages, load_names(project))) == []
    edit(project / "facts" / "sources.yml", lambda c: c["seminar"].pop("figures"))
    told = [problem.entry for problem in unsourced_figures(load_facts(project), languages, load_names(project))]
    assert set(told) == {"fashion/footfall", "mission/dates", "mission/overview"}


def test_what_is_no_figure_among_the_figures_is_told(project: Path, languages: dict[str, Language]) -> None:
    edit(project / "facts" / "sources.yml", lambda c: c["seminar"]["figures"].append("three"))
    (problem,) = unsourced_figures(load_facts(project), languages, load_names(project))
    assert (problem.file, problem.entry) == ("facts/sources.yml", "seminar")
    assert "'three', which is no figure" in problem.what and "in digits" in problem.do


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de", "ko", "zh"])
def test_a_name_missing_in_one_language_is_told_with_place_and_language(project: Path, languages: dict[str, Language], code: str) -> None:
    edit(project / "facts" / "port.yml", lambda c: c["port/nxtport"]["answer"].update({code: c["port/nxtport"]["answer"][code].replace("NxtPort", "X")}))
    (problem,) = disagreements(load_facts(project), languages, load_names(project))
    assert (problem.file, problem.entry, problem.language) == ("facts/port.yml", "port/nxtport", code)
    assert "the name 'NxtPort' is in the answer in" in problem.what
    assert "facts/names.yml" in problem.do


def test_names_that_are_the_same_everywhere_are_known() -> None:
    assert {"IMEC", "City of Things", "Bart De Wever"} <= set(shared_names(load_names(ROOT)))
    assert "Seoul" not in shared_names(load_names(ROOT))


@pytest.mark.parametrize(
    "change, told",
    [
        (lambda c: c.update(IMEC="IMEC"), "facts/names.yml · IMEC"),
        (lambda c: c["IMEC"].update(all="IMEC"), "facts/names.yml · IMEC"),
        (lambda c: c["IMEC"].update(all=[]), "facts/names.yml · IMEC"),
        (lambda c: c["Seoul"].update(es=["Seúl"]), "facts/names.yml · Seoul · es: languages.yml does not list 'es'"),
    ],
)
def test_an_unsound_name_is_told(project: Path, change, told: str) -> None:
    edit(project / "facts" / "names.yml", change)
    with pytest.raises(DataError) as error:
        load_names(project)
    assert told in str(error.value)
