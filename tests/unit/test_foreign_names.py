"""The foreign names in a message, as they were typed."""

from __future__ import annotations

import timeit

import pytest

from assistant.foreign_names import ForeignName, ForeignNames, foreign_names
from assistant.lexicon import LANGUAGE_NAME, found_as, load_spellings, name_in
from assistant.text import fold
from tests.helpers.project import ROOT


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Is Antwerp bigger than Paris?", ["Paris"]),
        ("Is Antwerp bigger than paris?", ["paris"]),
        ("zijn ze ook in japan geweest", ["japan"]),
        ("À côté de Liège et de Milan", ["Liège", "Milan"]),
        ("Paris, Paris und Mailand", ["Paris", "Mailand"]),
        ("Weißt du, ob Zürich größer ist?", ["Zürich"]),  # ß folds to two letters, and so moves what follows
        ("Heißt das, Paris ist größer!!!!!", ["Paris"]),
        ("Paris… oder Mailand", ["Paris", "Mailand"]),
        ("War er auch in Wien, und nach Rom?", ["Wien", "Rom"]),  # without the word before it
        ("부산의 항구", ["부산"]),  # without what is written onto it
        ("부산보다 커요?", ["부산"]),
        ("오슬로가 더 커요?", ["오슬로"]),  # its end is no particle
        ("他们去了东京和香港吗", ["东京", "香港"]),
        ("他們去了東京嗎", ["東京"]),  # as typed, not as folded
        ("近日本次代表团去了哪些城市？", []),  # 日本 across two words is no Japan
        ("Meine Tochter sagt, das mit der Mode dort liege an einer Schule", []),
        ("die mode dort liege an einer schule", []),
        ("탄소니 순환경제니 하는데", []),  # no Sony within a word
        ("독일어로 해 주세요", []),  # a language, no country
        ("Was größer ist: dort liege ich falsch, oder Liege?", ["Liege"]),
        ("Rome, rome, ROME", ["Rome"]),
        ("What is NxtPort?", []),
        ("", []),
    ],
)
def test_foreign_names_are_found_as_they_were_typed(text: str, written: list[str]) -> None:
    places = [name.written for name in foreign_names().find(text) if name.tag in ("foreign_place", "foreign_company")]
    assert places == written


def test_a_name_has_its_kind() -> None:
    assert foreign_names().find("Did Macron or Huawei go to Osaka?") == [
        ForeignName("foreign_person", "Macron"),
        ForeignName("foreign_company", "Huawei"),
        ForeignName("foreign_place", "Osaka"),
    ]


def test_what_stands_in_brackets_is_found_and_not_named() -> None:
    names = ForeignNames({"place": ["부산(에)", "(nach )rom", "西安(的)"]})
    assert [name.written for name in names.find("부산에 nach Rom, 西安的")] == ["부산", "Rom", "西安"]
    assert names.find("부산 Rom 西安") == []


def test_every_spelling_of_the_lexicon_is_found_as_what_it_names() -> None:
    spellings = load_spellings(ROOT)
    languages = set(map(fold, spellings[LANGUAGE_NAME]))
    for tag in ("foreign_place", "foreign_company", "foreign_person"):
        for form in spellings[tag]:
            if fold(found_as(form)) in languages:  # "nederland" is both
                continue
            found = foreign_names().find(found_as(form))
            assert [(name.tag, fold(name.written)) for name in found] == [(tag, fold(name_in(form)))], form


@pytest.mark.parametrize("name", ["paris ", "부산에 ", "东京", "Gand, "])
def test_a_message_full_of_names_is_gone_through_once(name: str) -> None:
    def seconds(text: str) -> float:
        return min(timeit.repeat(lambda: foreign_names().find(text), number=1, repeat=3))

    moved = "ß!!!!!! " + name * (900 // len(name))  # what comes first folds to other lengths
    assert [one.written for one in foreign_names().find(moved)] == [one.written for one in foreign_names().find(name)]
    assert seconds(moved) < 40 * max(seconds(moved[: len(moved) // 8]), 0.002)  # eight times as long; were it quadratic, sixty-four times
