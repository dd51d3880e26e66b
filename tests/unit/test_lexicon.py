"""What is foreign to the material: `data/lexicon.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.agreement import load_names
from assistant.errors import DataError
from assistant.facts import FactBase
from assistant.foreign_names import foreign_in_facts, foreign_names
from assistant.lexicon import LANGUAGE_NAME, load_lexicon
from tests.helpers.project import ROOT


@pytest.mark.parametrize(
    "text, tags",
    [
        ("le port de Rotterdam", {"foreign_place"}),
        ("로테르담 항구", {"foreign_place"}),
        ("鹿特丹港", {"foreign_place"}),
        ("the port of Antwerp", set()),
        ("안트베르펜 항구", set()),
        ("NxtPort", set()),
    ],
)
def test_foreign_names_are_found_in_any_language_and_the_materials_own_are_not(text: str, tags: set[str]) -> None:
    assert {named.value for named in load_lexicon(ROOT).find(text)} == tags


def test_no_foreign_name_is_found_in_what_the_material_says_itself(base: FactBase) -> None:
    finder = load_lexicon(ROOT)
    assert list(foreign_in_facts(base, foreign_names())) == []
    own = [form for forms in load_names(ROOT).values() for spelled in forms.values() for form in spelled]
    own += ["Antwerp", "Antwerpen", "Anvers", "앤트워프", "안트베르펜", "安特卫普", "안트베르프"]
    assert [text for text in own if {named.value for named in finder.find(text)} - {LANGUAGE_NAME}] == []


def test_a_name_that_a_fact_holds_is_told_to_be_no_longer_foreign(base: FactBase) -> None:
    entry = base.entries["port/nxtport"].copy(update={"answer": {"en": "NxtPort works with Rotterdam."}})
    (problem,) = foreign_in_facts(base.copy(update={"entries": {"port/nxtport": entry}}), foreign_names())
    assert (problem.file, problem.entry, problem.language) == ("facts/port.yml", "port/nxtport", "en")
    assert problem.what == "'Rotterdam' stands in data/lexicon.yml as foreign to the material (foreign_place)"


def written(folder: Path, content: str) -> Path:
    (folder / "data" / "lexicon.yml").write_text(content, "utf-8")
    return folder


@pytest.mark.parametrize(
    "content, told",
    [
        ("foreign_place:\n  Rotterdam: rotterdam\n", "data/lexicon.yml · foreign_place · Rotterdam: its spellings are 'rotterdam'"),
        ("foreign_place:\n  Rotterdam: [no]\n", "data/lexicon.yml · foreign_place · Rotterdam: its spellings are [False]"),
        ("foreign_place:\n  Rotterdam:\n", "data/lexicon.yml · foreign_place · Rotterdam: its spellings are None"),
        ("foreign_place:\n  Rotterdam: []\n", "data/lexicon.yml · foreign_place · Rotterdam: its spellings are []"),
        ("foreign_place:\n  A: [aa]\nforeign_brand:\n  B: [AA]\n", "data/lexicon.yml · foreign_brand · B: the spelling 'AA' also stands under foreign_place"),
        ("foreign_place: [rotterdam]\n", "data/lexicon.yml · foreign_place: "),
        ("foreign_place:\n  A: [aa]\nforeign_places:\n  B: [bb]\n", "data/lexicon.yml · foreign_places: the tag 'foreign_places' looks like 'foreign_place'"),
        ("foreign_place:\n  Busan: [부산(에]\n", "data/lexicon.yml · foreign_place · Busan: the brackets of the spelling '부산(에' are not before or after the name"),
        ("foreign_place:\n  Romania: [rom(a)nia]\n", "data/lexicon.yml · foreign_place · Romania: the brackets of the spelling 'rom(a)nia' are not"),
        ("- rotterdam\n", "data/lexicon.yml: the file holds no table but a list"),
    ],
)
def test_a_slip_is_told_with_its_place_and_remedy(project: Path, content: str, told: str) -> None:
    with pytest.raises(DataError) as error:
        load_lexicon(written(project, content))
    assert told in str(error.value)
    assert all(problem.do for problem in error.value.problems)


def test_an_empty_tag_finds_nothing(project: Path) -> None:
    assert load_lexicon(written(project, "foreign_place:\n")).find("Rotterdam") == []
