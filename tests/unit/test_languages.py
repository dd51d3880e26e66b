"""`languages.yml`, the one list of the languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError
from assistant.languages import DEFAULT, Language, codes, load_languages
from tests.helpers.project import edit, replace


def test_six_languages_are_configured_the_default_among_them() -> None:
    assert codes() == ["en", "nl", "fr", "de", "ko", "zh"]
    assert DEFAULT in codes()


def test_scripts_tell_one_language_each(languages: dict[str, Language]) -> None:
    scripts = [script for language in languages.values() for script in language.scripts]
    assert len(scripts) == len(set(scripts))


def test_a_name_of_a_language_names_one_only(languages: dict[str, Language]) -> None:
    meant: dict[str, str] = {}
    for code, language in languages.items():
        for called in [*language.called, language.name]:
            assert meant.setdefault(called.casefold(), code) == code, f"{called!r} names {meant[called.casefold()]} and {code}"


@pytest.mark.parametrize(
    "change, told",
    [
        (lambda content: content["ko"].pop("name"), "languages.yml · ko · ko: `name`: is missing"),
        (lambda content: content["zh"].update(colour="red"), "languages.yml · zh · zh: `colour`: there is no such key here"),
        (lambda content: content["nl"].update(called=[]), "languages.yml · nl · nl: `called`:"),
        (lambda content: content["fr"].update(multipliers={"mille": "many"}), "languages.yml · fr · fr: `multipliers.mille`:"),
        (lambda content: content["de"].pop("tokenizer"), "languages.yml · de · de: `tokenizer`: is missing"),
        (lambda content: content["de"].update(refused=["kein"]), "languages.yml · de · de: `refused`:"),
        (lambda content: content["nl"].update(refused={"voor": ["geen"]}), "languages.yml · nl · nl: `refused.voor`: there is no such key here"),
        (lambda content: content.update(de="Deutsch"), "languages.yml · de · de:"),
    ],
)
def test_an_unsound_entry_is_told_with_its_language(project: Path, change, told: str) -> None:
    edit(project / "languages.yml", change)
    with pytest.raises(DataError) as error:
        load_languages(project)
    assert told in str(error.value)
    assert "Compare it with its neighbours" in str(error.value)


@pytest.mark.parametrize(
    "old, new, where, typed",
    [
        ('joins: [and, "and also", plus', "joins: [and, no, on", "joins", ["`no` for true or false", "`on` for true or false"]),
        ("called: [english,", "called: [english, ~, 2016,", "called", ["`~` for nothing", "`2016` for a number"]),
        ('beside: ["instead of"', "beside: [off", "refused.beside", ["`off` for true or false"]),
        ("word_list: en", "word_list: no", "word_list", ["`no` for true or false"]),
    ],
)
def test_a_word_that_yaml_takes_for_something_else_is_told_as_it_was_typed(project: Path, old: str, new: str, where: str, typed: list[str]) -> None:
    replace(project / "languages.yml", old, new)
    with pytest.raises(DataError) as error:
        load_languages(project)
    assert [(problem.entry, problem.what) for problem in error.value.problems] == [("en", f"`{where}`: YAML takes {words}") for words in typed]
    assert all(problem.do.startswith('Write it in quotes: "') for problem in error.value.problems)


def test_a_code_that_yaml_takes_for_something_else_is_told(project: Path) -> None:
    replace(project / "languages.yml", "\nko:\n", "\nno:\n")
    with pytest.raises(DataError, match=r'languages.yml · line \d+: YAML takes the key `no` for true or false: `no:` .*. Write it in quotes: `"no":`'):
        load_languages(project)


def test_a_misspelt_key_is_told_with_what_it_may_be(project: Path) -> None:
    replace(project / "languages.yml", "  asks: [was", "  aks: [was")
    with pytest.raises(DataError, match="Did you mean `asks`?"):
        load_languages(project)


def test_all_unsound_entries_are_told_at_once(project: Path) -> None:
    edit(project / "languages.yml", lambda content: [content["ko"].pop("name"), content["zh"].pop("name")])
    with pytest.raises(DataError) as error:
        load_languages(project)
    assert [problem.language for problem in error.value.problems] == ["ko", "zh"]


@pytest.mark.parametrize("content", ["", "- en\n- nl\n", "just words\n"])
def test_a_file_that_is_no_table_is_told(project: Path, content: str) -> None:
    (project / "languages.yml").write_text(content, "utf-8")
    with pytest.raises(DataError, match="languages.yml: "):
        load_languages(project)
