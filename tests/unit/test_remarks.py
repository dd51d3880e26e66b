"""Examples among remarks."""

from __future__ import annotations

import random

import pytest

from assistant.example_checks import Example
from assistant.remarks import REMARK, SHARE, with_remarks
from assistant.understanding import FOLLOW_UP, SMALLTALK, family

REMARKS = ["I'm an architect from Lille.", "A short list is enough", "my boss asked me"]
ASKED = {
    "port/nxtport": [f"what does platform {number} do" for number in range(100, 300)],
    "gap/contact": [f"who is number {number}?" for number in range(100, 300)],
    "out_of_scope/chat": [f"cook meal {number}" for number in range(100, 300)],
}
TALKED = {"smalltalk/greet": [f"hello {number}" for number in range(50)], "follow_up/who": [f"and who {number}" for number in range(50)], REMARK: REMARKS}
TEXTS = [text for texts in {**ASKED, **TALKED}.values() for text in texts]
LABELS = [label for label, texts in {**ASKED, **TALKED}.items() for _ in texts]


def made() -> list[tuple[str, str]]:
    """What was made, without the examples that it was made of."""
    texts, labels = with_remarks(TEXTS, LABELS)
    return list(zip(texts[len(TEXTS) :], labels[len(LABELS) :], strict=True))


def test_the_examples_come_first_as_they_were() -> None:
    texts, labels = with_remarks(TEXTS, LABELS)
    assert texts[: len(TEXTS)] == TEXTS
    assert labels[: len(LABELS)] == LABELS
    assert len(texts) == len(labels) > len(TEXTS)


def test_the_same_is_made_each_time_whatever_was_drawn_before() -> None:
    first = with_remarks(TEXTS, LABELS)
    random.seed(7)
    assert with_remarks(TEXTS, LABELS) == first


def test_what_is_given_stays_as_it_is() -> None:
    texts, labels = list(TEXTS), list(LABELS)
    with_remarks(texts, labels)
    assert (texts, labels) == (TEXTS, LABELS)


def test_small_talk_follow_ups_and_the_remarks_themselves_are_left_alone() -> None:
    assert {label for _, label in made()} == set(ASKED)
    assert not {family(label) for _, label in made()} & {SMALLTALK, FOLLOW_UP}


def test_about_a_fifth_of_each_label_is_learned_among_remarks_too() -> None:
    for label, texts in ASKED.items():
        assert len(texts) * SHARE == pytest.approx(sum(of == label for _, of in made()), abs=25)


def test_each_one_made_is_one_example_and_one_remark_side_by_side() -> None:
    bare = [remark.rstrip(".") for remark in REMARKS]
    for text, label in made():
        example = next(one for one in ASKED[label] if one in text)
        remark = next(one for one in bare if one in text)
        assert text in (f"{remark}. {example}", f"{example}. {remark}", f"{example}. {remark}.", f"{example} {remark}", f"{example} {remark}."), text


def test_remarks_stand_before_and_after_and_all_are_used() -> None:
    for remark in (remark.rstrip(".") for remark in REMARKS):
        assert any(text.startswith(remark) for text, _ in made())
    after = sum(not text.startswith(tuple(REMARKS)) for text, _ in made())
    assert 0 < after < len(made()) / 2


def test_without_remarks_nothing_is_made() -> None:
    texts, labels = ["what is it", "who is it"], ["port/nxtport", "gap/contact"]
    assert with_remarks(texts, labels) == (texts, labels)
    assert with_remarks([], []) == ([], [])


@pytest.mark.parametrize(
    "remark, joined",
    [
        ("I'm a student", "I'm a student. what is it"),
        ("I'm a student.", "I'm a student. what is it"),
        ("I'm a student!", "I'm a student! what is it"),
        ("Je suis étudiant…", "Je suis étudiant… what is it"),
        ("저는 학생이에요", "저는 학생이에요. what is it"),
        ("我是学生", "我是学生。 what is it"),
        ("我是学生。", "我是学生。 what is it"),
    ],
)
def test_a_remark_ends_as_its_script_has_it(remark: str, joined: str) -> None:
    texts, _ = with_remarks(["what is it"] * 100 + [remark], ["port/nxtport"] * 100 + [REMARK])
    assert joined in texts[101:]


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de", "ko", "zh"])
def test_every_language_has_remarks_among_its_examples(examples: list[Example], code: str) -> None:
    own = [example for example in examples if example.language == code]
    texts, labels = with_remarks([example.text for example in own], [example.label for example in own])
    asked = [example for example in own if family(example.label) not in (SMALLTALK, FOLLOW_UP)]
    assert len(texts) - len(own) == pytest.approx(SHARE * len(asked), rel=0.1)
    assert set(labels) == {example.label for example in own}
