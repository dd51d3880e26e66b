"""`languages.yml`, the one list of the languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError
from assistant.languages import DEFAULT, Language, codes, load_languages
from tests.helpers.project import edit


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
