"""Graph component: from the ranking of labels to the outcome that the rules know."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT

from assistant.decision import INTENTS
from assistant.nlu.fallback import AnswerGate
from assistant.understanding import KEY, Part, Scored, Understanding
from tests.helpers.components import CONTEXT, message
from tests.helpers.project import ROOT


def gated(**understood: Any) -> dict:
    given = message("x")
    given.set(KEY, Understanding(**{"guess": "en", **understood}).dict())
    (seen,) = AnswerGate.create({}, None, Resource("gate"), CONTEXT).process([given])
    return seen.get(INTENT)


def ranked(label: str, probability: float) -> list[Part]:
    return [Part(text="x", ranking=[Scored(label, probability), Scored("out_of_scope", 0.01)], support=0.9)]


@pytest.mark.parametrize(
    "label, probability, intent",
    [
        ("port/nxtport", 0.9, "question"),
        ("gap/contact", 0.9, "gap"),
        ("smalltalk/greet", 0.9, "smalltalk"),
        ("follow_up/who", 0.9, "follow_up"),
        ("out_of_scope", 0.9, "out_of_scope"),
        ("port/nxtport", 0.3, "nlu_fallback"),
        ("newsletter", 0.9, "newsletter"),  # an intent with a rule and an action of its own
    ],
)
def test_the_gate_turns_a_ranking_into_the_outcome_that_the_rules_know(label: str, probability: float, intent: str) -> None:
    found = gated(parts=ranked(label, probability))
    assert found["name"] == intent
    assert found.get("full_retrieval_intent_name") == (label if "/" in label else None)
    assert 0.0 <= found["confidence"] <= 1.0


@pytest.mark.parametrize("understood", [{"problem": "empty"}, {"foreign": True}])
def test_the_gate_needs_no_ranking_where_nothing_was_read(understood: dict) -> None:
    assert gated(**understood) == {"name": "out_of_scope", "confidence": 1.0}


def test_every_outcome_of_the_gate_has_a_rule() -> None:
    rules = (ROOT / "data" / "stories" / "rules.yml").read_text("utf-8")
    for intent in INTENTS.values():
        assert f"intent: {intent}\n" in rules
