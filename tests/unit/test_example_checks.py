"""Are the training examples sound?"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant import example_checks
from assistant.errors import DataError, Problem
from assistant.example_checks import Example, equal_ones, example_problems, key_of, leaks, near_copies, questions_of
from assistant.facts import FactBase
from assistant.languages import Language
from tests.helpers.project import ROOT


def example(text: str, label: str = "port/nxtport", language: str = "nl") -> Example:
    return Example(text, label, language, f"data/nlu/{language}/{label.split('/')[0]}.yml")


@pytest.fixture
def told(base: FactBase, languages: dict[str, Language], monkeypatch: pytest.MonkeyPatch):
    """What is told of some examples, but for there being too few of them."""
    monkeypatch.setattr(example_checks, "MIN_QUESTIONS", 0)
    monkeypatch.setattr(example_checks, "MIN_OUT_OF_SCOPE", 0)
    monkeypatch.setattr(example_checks, "MIN_EXAMPLES", {})
    return lambda *examples: list(example_problems(list(examples), base, languages, ROOT))


@pytest.mark.parametrize(
    "one, other", [("Was ist das?", "was ist das"), ("NxtPort", "nxt port"), ("où ça", "ou ca ?"), ("这是什么？", "這是什麼"), ("뭐예요?", "뭐 예요")]
)
def test_spellings_of_the_same_are_one(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_different_sentences_are_two_and_signs_alone_are_kept() -> None:
    assert key_of("who") != key_of("why")
    assert key_of("?!") == "?!"


def test_sound_examples_are_not_blamed(told) -> None:
    assert told(example("een"), example("twee"), example("een", language="de"), example("dag", "smalltalk/greet"), example("x", "out_of_scope/chat")) == []


@pytest.mark.parametrize(
    "examples, problem, what, do",
    [
        ([example("een"), example("Een!")], ("data/nlu/nl/port.yml", "port/nxtport", "nl"), "'Een!' stands here twice", "Keep it in one place only"),
        (
            [example("een"), example("een", "city/motto")],
            ("data/nlu/nl/city.yml", "city/motto", "nl"),
            "'een' is also an example of port/nxtport (data/nlu/nl/port.yml)",
            "Keep it in one place only",
        ),
        ([example("een", "port/cranes")], ("data/nlu/nl/port.yml", "port/cranes", "nl"), "facts/ has no entry with this id", "Correct the id"),
        ([example("een", language="es")], ("data/nlu/es/", "", "es"), "languages.yml does not list 'es'", "Correct the folder's name"),
        (
            [example("een")._replace(file="data/nlu/nl/city.yml")],
            ("data/nlu/nl/city.yml", "port/nxtport", "nl"),
            "does not belong in this file",
            "Move it to data/nlu/nl/port.yml",
        ),
        ([example('"is antwerp a port')], ("data/nlu/nl/port.yml", "port/nxtport", "nl"), 'it holds a " that has no other half', "Take it out"),
        ([example("“wat is nxtport”")], ("data/nlu/nl/port.yml", "port/nxtport", "nl"), "it stands between “ and ”", "Take both out"),
        ([example("the [port](place)")], ("data/nlu/nl/port.yml", "port/nxtport", "nl"), "Rasa would read brackets", "without [square brackets]"),
        ([example('the [port]{"entity": "x"}')], ("data/nlu/nl/port.yml", "port/nxtport", "nl"), "Rasa would read brackets", "without [square brackets]"),
    ],
)
def test_an_unsound_example_is_told_with_its_place_and_remedy(told, examples: list[Example], problem: tuple, what: str, do: str) -> None:
    (found,) = told(*examples)
    assert (found.file, found.entry, found.language) == problem
    assert what in found.what
    assert do in found.do


@pytest.mark.parametrize(
    "constant, value, entry, what",
    [
        ("MIN_QUESTIONS", 2, "port/nxtport", "1 examples; at least 2 are wanted"),
        ("MIN_QUESTIONS", 2, "gap/contact", "0 examples; at least 2 are wanted"),
        ("MIN_EXAMPLES", {"smalltalk": 3}, "smalltalk/greet", "1 examples; at least 3 are wanted"),
        ("MIN_OUT_OF_SCOPE", 5, "out_of_scope", "1 examples; at least 5 are wanted"),
    ],
)
def test_too_few_examples_are_told_with_how_many_are_missing(
    told, monkeypatch: pytest.MonkeyPatch, constant: str, value: object, entry: str, what: str
) -> None:
    monkeypatch.setattr(example_checks, constant, value)
    problems: list[Problem] = told(example("een"), example("dag", "smalltalk/greet"), example("x", "out_of_scope/chat"))
    (found,) = [problem for problem in problems if (problem.entry, problem.language) == (entry, "nl")]
    assert found.what == what
    assert found.do.startswith("Write ")
    assert {problem.language for problem in problems} == {"en", "nl", "fr", "de", "ko", "zh"}


def test_the_numbers_wanted_are_those_of_the_issue() -> None:
    assert (example_checks.MIN_QUESTIONS, example_checks.MIN_OUT_OF_SCOPE) == (80, 800)
    assert set(example_checks.MIN_EXAMPLES.values()) == {40}


def test_a_language_without_a_folder_is_told(base: FactBase, languages: dict[str, Language], tmp_path: Path) -> None:
    folders = [problem for problem in example_problems([], base, languages, tmp_path) if problem.what == "the folder is missing"]
    assert {problem.language for problem in folders} == set(languages)
    assert folders[0].file == "data/nlu/en/"


@pytest.fixture
def question_set(tmp_path: Path) -> Path:
    items = [
        {"q": "Wie zit er achter dat platform?", "accept": ["port/nxtport_founders"]},
        {"turns": [{"q": "En waarom?", "accept": []}, {"q": "et en français, c'est quoi ?", "accept": [], "lang": "fr"}]},
    ]
    path = tmp_path / "nl.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n", "utf-8")
    return path


def test_a_turn_that_only_leads_on_is_no_question(tmp_path: Path) -> None:
    path = tmp_path / "nl.jsonl"
    turns = [{"q": "ga door", "accept": [], "lang": "de", "scored": False}, {"q": "warum?", "accept": []}]
    path.write_text(json.dumps({"turns": turns}), "utf-8")
    assert questions_of(path) == [("de", "warum?")]


def test_questions_are_read_with_their_languages(question_set: Path) -> None:
    assert questions_of(question_set) == [("nl", "Wie zit er achter dat platform?"), ("nl", "En waarom?"), ("fr", "et en français, c'est quoi ?")]


@pytest.mark.parametrize(
    "text, language, near, leaked",
    [
        ("wie zit er achter dat platform", "nl", True, True),
        ("Wie zit er achter dat platvorm?", "nl", True, True),
        ("wie zit er achter dat platform?", "nl", False, True),
        ("Wie zit er achter dat platvorm?", "nl", False, False),
        ("wie zit er achter dat platform?", "de", False, False),
        ("et en français, c'est quoi ?", "fr", False, True),
        ("en waarom", "nl", True, True),
        ("Wat doet dat platform?", "nl", True, False),
    ],
)
def test_an_example_that_is_a_test_question_is_told(question_set: Path, text: str, language: str, near: bool, leaked: bool) -> None:
    found = list(leaks([example(text, language=language), example("iets heel anders")], [question_set], near))
    assert [problem.language for problem in found] == ([language] if leaked else [])
    if leaked:
        assert "nl.jsonl" in found[0].what
        assert text in found[0].what
        assert "remove the one or the other" in found[0].do


def test_broken_question_sets_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "evaluation" / "questions" / "nl.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text('{"q": "a", "accept": []}\n{"q": \n\n{"q": 1}\n', "utf-8")
    with pytest.raises(DataError) as error:
        questions_of(path)
    assert [(problem.file, problem.entry) for problem in error.value.problems] == [("evaluation/questions/nl.jsonl", f"line {number}") for number in (2, 4)]


def test_nothing_is_near_to_nothing() -> None:
    assert near_copies([], ["a"]) == []
    assert near_copies([example("a")], []) == []
    assert equal_ones([example("a")], []) == []


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de", "ko", "zh"])
def test_the_real_examples_are_all_read(examples: list[Example], code: str) -> None:
    read = Counter(f"- {one.text}" for one in examples if one.language == code)
    files = (ROOT / "data" / "nlu" / code).glob("*.yml")
    lines = Counter(line.strip() for path in files for line in path.read_text("utf-8").splitlines() if line.startswith("    - "))
    assert lines and not lines - read and not read - lines
