"""Which parts of a message ask something; what a trained classifier makes of whole messages is told in nlu/test_question_classifier.py."""

from __future__ import annotations

import pytest

from assistant.courtesy import LANGUAGE_WISH
from assistant.languages import Language
from assistant.names import LanguageNames
from assistant.parts import ASKED, Cut, Parts, _only_talks
from assistant.segments import Segment
from assistant.understanding import Part, Scored
from tests.helpers.parts import told


def test_a_follow_up_beside_a_wish_is_asked_though_two_are_likely() -> None:
    whole = told((LANGUAGE_WISH, 0.7), ("sectors/medtech", 0.2))  # "Sorry for the English. The second, is that a strong one?"
    assert not _only_talks(whole, told(("follow_up/second", 0.55), ("sectors/medtech", 0.44)), wish=True)
    assert _only_talks(whole, told(("follow_up/second", 0.55), ("out_of_scope", 0.44)), wish=True)


@pytest.mark.parametrize(
    "label, probability, talks",
    [
        ("follow_up/first", ASKED, False),  # "Thanks! And the first one?"
        ("follow_up/first", ASKED - 0.01, True),
        ("follow_up/more", 0.99, True),  # "Thanks, no more"
        ("out_of_scope", 0.99, True),
    ],
)
def test_a_follow_up_beside_thanks_is_asked_where_it_is_sure(label: str, probability: float, talks: bool) -> None:
    assert _only_talks(told(("smalltalk/thanks", 0.6), (label, 0.4)), told((label, probability)), wish=False) is talks


def test_a_message_that_wishes_for_a_language_as_a_whole_refuses_none_in_a_part_of_it(languages: dict[str, Language]) -> None:
    labels = {"Could it be in Dutch?": "smalltalk/language", "Dutch then": "smalltalk/language_refused"}
    whole = Segment(" ".join(labels))

    def rank(texts: list[Segment], weights: dict, by_words: object = ()) -> list[Part]:
        said = [labels.get(segment.text, "smalltalk/language") for segment in texts]
        return [Part(text=segment.text, ranking=[Scored(LANGUAGE_WISH, 0.95)], support=0.9, on_language=label) for segment, label in zip(texts, said)]

    parts, said = Parts(rank, LanguageNames(languages)), [whole, *map(Segment, labels)]
    assert parts.of(said, {"en": 1.0}).refusal is False
    labels[whole.text] = "smalltalk/language_refused"
    assert parts.of(said, {"en": 1.0}).refusal is True


def test_the_halves_after_an_opening_are_cut_without_it() -> None:
    sentence = "Hello, who led it and when was it?"
    halves = [Segment("Hello, who led it", halved=True, asks=True), Segment("when was it?", halved=True, asks=True)]
    cut = Cut.of([Segment(sentence), *halves])
    assert cut.sentences == [Segment(sentence)]
    assert cut.openings == [Segment("Hello"), Segment("who led it and when was it?")]
    assert cut.bare == [Segment("who led it", halved=True, asks=True)]
    assert cut.by_words == {*cut.openings}


def test_of_several_sentences_the_whole_is_read_by_its_words_alone() -> None:
    cut = Cut.of([Segment(text) for text in ("Who led it? When was it?", "Who led it?", "When was it?")])
    assert (cut.openings, cut.bare, cut.by_words) == ([], [], {cut.whole})
