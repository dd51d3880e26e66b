"""The languages that a message names."""

from __future__ import annotations

import pytest

from assistant.languages import Language
from assistant.names import Named, NameFinder, language_names


@pytest.fixture(scope="module")
def finder(languages: dict[str, Language]) -> NameFinder:
    return language_names(languages)


@pytest.mark.parametrize(
    "text, codes",
    [
        ("Could you say that in DUTCH?", ["nl"]),
        ("en néerlandais svp", ["nl"]),
        ("auf Niederländisch", ["nl"]),
        ("네덜란드어로 말해 주세요", ["nl"]),
        ("请用荷兰语", ["nl"]),
        ("請用韓語", ["ko"]),
        ("auf Englisch statt Deutsch", ["en", "de"]),
        ("parlez-vous français", ["fr"]),
        ("中文可以吗", ["zh"]),
        ("what about Frankfurt", []),
        ("englishman", []),
        ("", []),
    ],
)
def test_the_languages_named_are_found_in_order(finder: NameFinder, text: str, codes: list[str]) -> None:
    assert [name.value for name in finder.find(text)] == codes


def test_a_language_is_found_under_its_own_name(finder: NameFinder, languages: dict[str, Language]) -> None:
    for code, language in languages.items():
        assert [name.value for name in finder.find(f"... {language.name} ...")] == [code]


def test_a_name_knows_its_place_in_the_folded_text() -> None:
    assert NameFinder({"nl": ["Dutch"]}).find("in Dutch!") == [Named("nl", 3, 8)]


def test_the_longest_spelling_wins() -> None:
    assert [name.value for name in NameFinder({"a": ["new"], "b": ["new york"]}).find("New York")] == ["b"]


def test_a_finder_without_names_finds_nothing() -> None:
    assert NameFinder({}).find("anything at all") == []
