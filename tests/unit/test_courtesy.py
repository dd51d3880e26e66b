"""What a message asks, without what is said around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.courtesy import COURTESIES, LANGUAGE_WISH, SURE_ASIDE, Core, opening_of, without_courtesies
from assistant.example_checks import Example
from assistant.understanding import Scored

# What each text of these tests is taken for; what is not listed asks something.
ASIDE = {
    "Hello": "smalltalk/greet",
    "Hello.": "smalltalk/greet",
    "안녕하세요": "smalltalk/greet",
    "您好": "smalltalk/greet",
    "Thanks!": "smalltalk/thanks",
    "Bye.": "smalltalk/goodbye",
    "Okay.": "smalltalk/acknowledge",
    "I'm a student.": "smalltalk/remark",
    "A short list is enough.": "smalltalk/remark",
    "Back to English": "smalltalk/language",
    "In Dutch please.": "smalltalk/language",
    "French?": "smalltalk/language",
    "Can you help?": "smalltalk/help",
    "You are wrong.": "smalltalk/complaint",
    "And who?": "follow_up/who",
}


def ranks(probability: float = 0.9) -> Callable[[str], list[Scored]]:
    return lambda text: [Scored(ASIDE.get(text, "mission/leader"), probability), Scored("out_of_scope", 1 - probability)]


def core(*sentences: str, probability: float = 0.9) -> Core:
    return without_courtesies(sentences, ranks(probability))


@pytest.mark.parametrize(
    "sentences, text",
    [
        (["Who led it?"], "Who led it?"),
        (["Hello.", "Who led it?"], "Who led it?"),
        (["Who led it?", "Thanks!"], "Who led it?"),
        (["Okay.", "Who led it?", "Bye."], "Who led it?"),
        (["I'm a student.", "Who led it?"], "Who led it?"),
        (["Who led it?", "A short list is enough."], "Who led it?"),
        (["Hello.", "Who led it?", "I'm a student.", "When was it?", "Thanks!"], "Who led it? When was it?"),
        (["Hello, who led it?"], "who led it?"),
        (["Hello: who led it?"], "who led it?"),
        (["Hello! who led it?", "Thanks!"], "who led it?"),
        (["안녕하세요, 누가 이끌었나요?"], "누가 이끌었나요?"),
        (["您好，谁率领的？"], "谁率领的？"),
        (["Hello, I'm a student.", "Who led it?"], "Who led it?"),
    ],
)
def test_what_is_said_around_a_question_is_left_out(sentences: list[str], text: str) -> None:
    left = core(*sentences)
    assert (left.text, left.wish) == (text, False)


@pytest.mark.parametrize(
    "sentences, text",
    [
        (["Back to English: who led it?"], "who led it?"),
        (["Who led it?", "In Dutch please."], "Who led it?"),
        (["In Dutch please.", "Who led it?", "When was it?"], "Who led it? When was it?"),
        (["Hello.", "In Dutch please.", "I'm a student.", "Who led it?"], "Who led it?"),
    ],
)
def test_a_wish_for_a_language_is_left_out_and_told(sentences: list[str], text: str) -> None:
    left = core(*sentences)
    assert (left.text, left.wish) == (text, True)


@pytest.mark.parametrize(
    "sentences, wish", [(["Hello."], False), (["Hello.", "Thanks!"], False), (["Hello, In Dutch please."], True), (["I'm a student."], False)]
)
def test_of_courtesies_alone_nothing_is_left(sentences: list[str], wish: bool) -> None:
    assert core(*sentences) == Core([], wish)


@pytest.mark.parametrize("aside", ["Can you help?", "You are wrong.", "And who?"])
def test_what_wants_an_answer_of_its_own_stays(aside: str) -> None:
    assert core(aside, "Who led it?") == Core([aside, "Who led it?"], False)


@pytest.mark.parametrize("probability, text", [(SURE_ASIDE, "Who led it?"), (SURE_ASIDE - 0.01, "Hello. Who led it?")])
def test_what_may_be_no_courtesy_stays(probability: float, text: str) -> None:
    assert core("Hello.", "Who led it?", probability=probability).text == text


def test_an_opening_that_may_be_no_courtesy_stays() -> None:
    assert core("Hello, who led it?", probability=SURE_ASIDE - 0.01).text == "Hello, who led it?"


def test_only_the_first_sentence_is_judged_by_its_opening() -> None:
    assert core("Who led it?", "Hello, when was it?").text == "Who led it? Hello, when was it?"


def test_a_courtesy_is_one_by_its_likeliest_label_only() -> None:
    def rank(text: str) -> list[Scored]:
        return [Scored("mission/leader", 0.5), Scored("smalltalk/greet", 0.45)]

    assert without_courtesies(["Hello there, who led it?"], rank) == Core(["Hello there, who led it?"], False)


@pytest.mark.parametrize(
    "sentence, parts",
    [
        ("Hello, who led it?", ("Hello", "who led it?")),
        ("Back to English: who led it?", ("Back to English", "who led it?")),
        ("Hello! who led it, and why?", ("Hello", "who led it, and why?")),
        ("您好，谁率领的？", ("您好", "谁率领的？")),
        ("您好！谁率领的？", ("您好", "谁率领的？")),
        ("Hello,\nwho?", ("Hello", "who?")),
        ("Who led it?", None),
        ("Hello!", None),
        (", who led it?", None),
        ("", None),
        ("x" * 61 + ", who led it?", None),
    ],
)
def test_an_opening_ends_at_the_first_comma_colon_or_exclamation_mark(sentence: str, parts: tuple[str, str] | None) -> None:
    assert opening_of(sentence) == parts


def test_every_courtesy_is_a_label_of_the_examples(examples: list[Example]) -> None:
    assert {*COURTESIES, LANGUAGE_WISH} <= {example.label for example in examples}


def test_a_language_suggested_as_the_answer_to_a_question_is_no_wish() -> None:
    assert core("What do they speak?", "French?") == Core(["What do they speak?", "French?"], False)
    assert core("French?", "Who led it?") == Core(["Who led it?"], True)
