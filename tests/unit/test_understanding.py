"""What was understood of a message, as plain data."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from assistant.understanding import Part, Scored, Understanding, family, intent_of, merge_out_of_scope


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


def test_the_families_of_what_is_out_of_scope_count_as_one() -> None:
    ranking = [Scored("port/nxtport", 0.4), Scored("out_of_scope/tech", 0.25), Scored("out_of_scope/chat", 0.2), Scored("gap/contact", 0.15)]
    assert merge_out_of_scope(ranking) == [Scored("out_of_scope", 0.45), Scored("port/nxtport", 0.4), Scored("gap/contact", 0.15)]


def test_a_ranking_without_any_gets_it_at_the_end() -> None:
    assert merge_out_of_scope([Scored("port/nxtport", 1.0)]) == [Scored("port/nxtport", 1.0), Scored("out_of_scope", 0)]


def test_an_understanding_survives_the_way_to_the_action_server() -> None:
    understood = Understanding(guess="ko", language="ko", confidence=1.0, parts=[Part(text="뭐예요", ranking=[Scored("port/nxtport", 0.9)], support=0.8)])
    assert Understanding.parse_obj(json.loads(json.dumps(understood.dict()))) == understood


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"guess": "en", "mood": "good"},
        {"guess": "en", "parts": [{"text": "x"}]},
        {"guess": "en", "parts": [{"text": "x", "ranking": [["a"]], "support": 1}]},
    ],
)
def test_what_it_does_not_know_is_refused(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        Understanding.parse_obj(wrong)
