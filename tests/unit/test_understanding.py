"""What was understood of a message, as plain data."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from assistant.understanding import Part, Ranking, Scored, Understanding, family, intent_of, is_intent


@pytest.mark.parametrize(
    "label, intent",
    [
        ("port/nxtport", "question"),
        ("gap/contact", "gap"),
        ("smalltalk/greet", "smalltalk"),
        ("follow_up/who", "follow_up"),
        ("out_of_scope/tech", "out_of_scope"),
        ("out_of_scope", "out_of_scope"),
    ],
)
def test_each_label_has_its_intent(label: str, intent: str) -> None:
    assert intent_of(label) == intent


def test_a_labels_family_is_its_topic() -> None:
    assert family("port/nxtport") == "port"


def test_an_understanding_survives_the_way_to_the_action_server() -> None:
    part = Part(text="뭐예요", ranking=[Scored("port/nxtport", 0.9)], support=0.8, halved=True)
    understood = Understanding(guess="ko", language="ko", confidence=1.0, wanted_languages=["nl"], wish=True, parts=[part])
    again = Understanding.parse_obj(json.loads(json.dumps(understood.dict())))
    assert again == understood
    assert again.parts[0].ranking[0].label == "port/nxtport"


def test_a_part_takes_up_what_the_ranking_of_a_text_holds() -> None:
    ranking = Ranking([Scored("port/nxtport", 0.9), Scored("out_of_scope", 0.1)], 0.8)
    part = Part(text="x", ranking=ranking.labels, support=ranking.support)
    assert (part.ranking, part.support) == ([("port/nxtport", 0.9), ("out_of_scope", 0.1)], 0.8)


def test_a_message_wishes_for_nothing_unless_it_is_told() -> None:
    understood = Understanding(guess="en", wanted_languages=["nl"])  # it names a language, no more
    assert understood.wish is False


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"guess": "en", "mood": "good"},
        {"guess": "en", "parts": [{"text": "x"}]},
        {"guess": "en", "parts": [{"text": "x", "ranking": [["a"]], "support": 1}]},
        {"guess": "en", "wish": None},
        {"guess": "en", "wish": "nl"},
    ],
)
def test_what_it_does_not_know_is_refused(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        Understanding.parse_obj(wrong)


@pytest.mark.parametrize(
    ("label", "intent"),
    [
        ("newsletter", "newsletter"),
        ("port/nxtport", "question"),
        ("out_of_scope", "out_of_scope"),
        ("out_of_scope/chat", "out_of_scope"),
        ("gap/contact", "gap"),
    ],
)
def test_a_label_without_a_topic_is_an_intent_itself(label: str, intent: str) -> None:
    assert intent_of(label) == intent
    assert is_intent(label) is (label == "newsletter")


def test_labels_are_weighed_and_all_together_keep_their_probability() -> None:
    part = Part(text="x", ranking=[Scored("a", 0.6), Scored("b", 0.2), Scored("c", 0.1)], support=0.9)
    understood = Understanding(guess="en", parts=[part])
    assert understood.weighed({"d": 0.0}) == understood
    assert understood.weighed({"a": 0.0}).parts[0].ranking == [Scored("b", 0.6), Scored("c", 0.3)]
    assert [one.label for one in understood.weighed({"a": 0.1}).parts[0].ranking] == ["b", "c", "a"]
    assert understood.weighed({"a": 0.0, "b": 0.0, "c": 0.0}).parts[0].ranking == part.ranking
