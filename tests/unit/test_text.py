"""What a message is before anything reads it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import clean, fold, has_words, script_counts, script_of


@pytest.mark.parametrize(
    "sent, seen",
    [
        ("  who   led it? ", "who led it?"),
        ("who\nled\tit", "who led it"),
        ("who\r\nled it", "who led it"),
        ("a\u0000b\u0007c", "abc"),
        ("na\u200bme\ufeff", "name"),
        ("cafe\u0301", "caf\u00e9"),
        ("\ud83d", ""),
        ("\u202eabc", "abc"),
        ("항\u1112\u1161\u11ab", "항한"),
        ("", ""),
        ("\u200b\n\t", ""),
    ],
)
def test_clean_removes_what_nobody_can_see(sent: str, seen: str) -> None:
    assert clean(sent) == seen


@given(st.text())
def test_clean_leaves_one_line_without_invisible_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text, words", [("abc", True), ("7", True), ("항구", True), ("港", True), ("🚢⚓", False), ("?!…", False), ("", False)])
def test_words_are_letters_or_digits(text: str, words: bool) -> None:
    assert has_words(text) is words


@pytest.mark.parametrize(
    "typed, folded",
    [
        ("Qu'est-ce que C'ÉTAIT ?", "qu'est-ce que c'etait ?"),
        ("L’été", "l'ete"),
        ("Straße", "strasse"),
        ("ＮｘｔＰｏｒｔ", "nxtport"),
        ("首爾的時裝", "首尔的时装"),
        ("whaaaaaaat", "whaaat"),
        ("good", "good"),
        ("안트베르펜", "안트베르펜"),
        ("ЙОД", "йод"),
    ],
)
def test_fold_lets_spellings_of_the_same_words_meet(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_fold_keeps_korean_syllables_whole() -> None:
    assert fold("항만") == "항만"
    assert fold(unicodedata.normalize("NFD", "항만")) == "항만"


@pytest.mark.parametrize(
    "character, script",
    [
        ("a", "LATIN"),
        ("é", "LATIN"),
        ("항", "HANGUL"),
        ("港", "CJK"),
        ("の", "HIRAGANA"),
        ("ー", "KATAKANA"),
        ("ж", "CYRILLIC"),
        ("7", ""),
        ("?", ""),
        (" ", ""),
    ],
)
def test_script_of_a_character(character: str, script: str) -> None:
    assert script_of(character) == script


def test_scripts_of_a_text_are_counted() -> None:
    assert script_counts("IMEC의 港 7!") == {"LATIN": 4, "HANGUL": 1, "CJK": 1}
