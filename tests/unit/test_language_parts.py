"""Is every part of a language there?"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.agreement import load_names
from assistant.language_parts import hints, part_problems, renamed_language
from assistant.languages import Language
from tests.helpers.project import ROOT

YES_AND_NO = {"agrees": ["sí"], "all_right": ["vale"], "declines": ["no"], "beside": ["gracias"]}
SPANISH = Language(name="Español", tokenizer={"spacy": "es"}, called=["spanish"], joins=["y"], asks=["quién"], answers=YES_AND_NO)


@pytest.fixture
def seven(languages: dict[str, Language]) -> dict[str, Language]:
    """The languages and one more, of which there is nothing but its line."""
    return {**languages, "es": SPANISH}


def test_the_languages_are_whole(languages: dict[str, Language]) -> None:
    assert list(part_problems(ROOT, languages, load_names(ROOT))) == []
    assert list(hints(languages)) == []
    assert renamed_language(ROOT, languages) is None


def test_the_parts_that_a_new_language_lacks_are_told(seven: dict[str, Language]) -> None:
    told = list(part_problems(ROOT, seven, load_names(ROOT)))
    assert [(problem.file, problem.language) for problem in told] == [
        ("evaluation/questions/es.jsonl", "es"),
        ("facts/names.yml", "es"),
        ("widget/src/strings/es.ts", "es"),
        ("widget/src/language.ts", "es"),
    ]
    assert "none in Español: Seoul, Shanghai" in told[1].what and "IMEC" not in told[1].what
    assert all("make widget" in problem.do for problem in told[2:])


def test_the_widget_is_judged_only_where_its_sources_are(project: Path, seven: dict[str, Language]) -> None:
    assert not [problem for problem in part_problems(project, seven, load_names(project)) if problem.file.startswith("widget")]


def test_names_that_cannot_be_read_hide_no_other_part(project: Path, seven: dict[str, Language]) -> None:
    assert [problem.file for problem in part_problems(project, seven, None)] == ["evaluation/questions/es.jsonl"]


def test_what_a_new_language_may_have_is_one_hint(seven: dict[str, Language]) -> None:
    (hint,) = hints(seven)
    assert (hint.file, hint.entry) == ("languages.yml", "es")
    assert hint.what == "it has no `multipliers`, `refused`, `wished`, `whether`, `questions`, `verifies`, `defines`, `counts`, `rejects`, as other languages have"


def test_a_code_that_was_renamed_in_the_list_only_is_told(languages: dict[str, Language]) -> None:
    renamed = {"kr" if code == "ko" else code: language for code, language in languages.items()}
    problem = renamed_language(ROOT, renamed)
    assert problem and problem.what == "languages.yml lists 'kr', but all sentences and examples are under 'ko'"


def test_a_new_language_or_one_taken_out_is_no_renamed_one(languages: dict[str, Language], seven: dict[str, Language]) -> None:
    assert renamed_language(ROOT, seven) is None
    assert renamed_language(ROOT, {code: language for code, language in languages.items() if code != "ko"}) is None
