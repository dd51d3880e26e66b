"""A message as the parts that may ask something."""

from __future__ import annotations

import pytest

from assistant.segments import MAX_SEGMENTS, Segment, halves, segments


def test_a_message_of_one_sentence_is_one_segment() -> None:
    assert segments("Who led it?", ["Who led it?"]) == [Segment("Who led it?", False)]


def test_a_message_of_two_sentences_is_the_whole_and_each() -> None:
    found = segments("Who led it? When was it?", ["Who led it?", "When was it?"])
    assert found == [Segment("Who led it? When was it?", False), Segment("Who led it?", False), Segment("When was it?", False)]


@pytest.mark.parametrize(
    "sentence, parts",
    [
        ("who led it and when was it?", ["who led it", "when was it?"]),
        ("wie leidde het en wanneer was het?", ["wie leidde het", "wanneer was het?"]),
        ("qui la menait et aussi quand ?", ["qui la menait", "quand ?"]),
        ("wer war da und wo war das?", ["wer war da", "wo war das?"]),
        ("누가 왔고, 언제였나요?", ["누가 왔고", "언제였나요?"]),
        ("누가 왔나요 그리고 언제였나요?", ["누가 왔나요", "언제였나요?"]),
        ("谁来了，什么时候？", ["谁来了", "什么时候？"]),
        ("谁来了以及为什么", ["谁来了", "为什么"]),
    ],
)
def test_halves_are_found_in_each_language(sentence: str, parts: list[str]) -> None:
    assert halves(sentence) == parts


@pytest.mark.parametrize("sentence", ["who led it?", "Flandern und", "and?", "sandy android", "R & D", ""])
def test_a_sentence_of_one_part_has_no_halves(sentence: str) -> None:
    assert halves(sentence) == []


def test_a_half_says_that_it_is_one() -> None:
    assert [part.halved for part in segments("who led it and when was it?", ["who led it and when was it?"])] == [False, True, True]


def test_a_part_that_says_nothing_is_left_out() -> None:
    assert segments("Hm. ? Who led it?", ["Hm.", "?", "Who led it?"]) == [
        Segment("Hm. ? Who led it?", False),
        Segment("Hm.", False),
        Segment("Who led it?", False),
    ]


def test_the_same_sentence_twice_is_one_part() -> None:
    assert [part.text for part in segments("Who? Who? Why?", ["Who?", "Who?", "Why?"])] == ["Who? Who? Why?", "Who?", "Why?"]


def test_an_essay_is_bounded() -> None:
    sentences = [f"Sentence number {number}." for number in range(50)]
    assert len(segments(" ".join(sentences), sentences)) == MAX_SEGMENTS
