"""The baseline is Rasa's own pipeline, its intents are read as replies, and its kept figures are what the docs show."""

from __future__ import annotations

import json

import pytest
from rasa.shared.nlu.training_data.message import Message

from assistant.cli.baseline import FIGURES, OF_ONE_MESSAGE, ROWS, baseline, side_by_side
from assistant.facts import facts
from assistant.paths import root
from assistant.reports.baseline import _rasa_examples, default_pipeline, reply_to


def parsed(intent: str, *ranking: str) -> Message:
    return Message(data={"text": "?", "intent": {"name": intent}, "intent_ranking": [{"name": name, "confidence": 0.1} for name in ranking]})


def test_the_pipeline_is_rasas_own_but_for_the_epochs() -> None:
    pipeline = default_pipeline(7)
    assert [component["name"] for component in pipeline] == [
        "WhitespaceTokenizer",
        "RegexFeaturizer",
        "LexicalSyntacticFeaturizer",
        "CountVectorsFeaturizer",
        "CountVectorsFeaturizer",
        "DIETClassifier",
        "FallbackClassifier",
    ]
    assert pipeline[5]["epochs"] == 7
    assert (pipeline[6]["threshold"], pipeline[6]["ambiguity_threshold"]) == (0.3, 0.1)


def test_no_epochs_are_told() -> None:
    with pytest.raises(ValueError, match="epochs is 0"):
        default_pipeline(0)


def test_languages_share_one_intent_and_no_intent_has_a_slash() -> None:
    written = _rasa_examples({"en": {"port/nxtport": ["what is it"]}, "ko": {"port/nxtport": ["그게 뭐죠"]}})
    assert written.count("intent:") == 1 and "port.nxtport" in written and "그게 뭐죠" in written and "port/nxtport" not in written


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        (parsed("port.nxtport"), {"kind": "answer", "facts": ["port/nxtport"]}),
        (parsed("gap.port_figures"), {"kind": "gap", "gap": "gap/port_figures", "facts": []}),
        (parsed("smalltalk.greet"), {"kind": "smalltalk", "smalltalk": "greet", "facts": []}),
        (parsed("out_of_scope.chat"), {"kind": "out_of_scope", "facts": []}),
        (parsed("follow_up.who"), {"kind": "out_of_scope", "facts": []}),
        (
            parsed("nlu_fallback", "nlu_fallback", "port.nxtport", "smalltalk.greet", "city.motto", "port.overview", "city.test_city"),
            {"kind": "suggest", "facts": [], "suggestions": [{"fact": "port/nxtport"}, {"fact": "city/motto"}, {"fact": "port/overview"}]},
        ),
    ],
)
def test_an_intent_comes_to_a_reply(message: Message, reply: dict) -> None:
    assert reply_to(message, facts()) == reply


def test_an_unknown_language_is_told_before_anything_is_trained(capsys: pytest.CaptureFixture[str]) -> None:
    assert baseline(["en", "xx"], 1, 1) == 2
    assert "not xx" in capsys.readouterr().err


def test_the_kept_figures_are_dated_and_whole() -> None:
    figures = json.loads((root() / FIGURES).read_text("utf-8"))
    assert {"date", "data", "rasa", "arguments", "training_seconds", "rates"} <= set(figures)
    for name in ROWS:
        assert set(figures["rates"][name]) == set(figures["arguments"]["languages"])
        assert all(tuple(measures) == OF_ONE_MESSAGE for measures in figures["rates"][name].values())


def test_the_docs_show_the_kept_figures() -> None:
    figures = json.loads((root() / FIGURES).read_text("utf-8"))
    text = (root() / "docs" / "evaluation.md").read_text("utf-8")
    assert side_by_side(figures) in text, f"docs/evaluation.md shows other figures than {FIGURES}: put this table there\n{side_by_side(figures)}"
    assert figures["date"] in text and f"{figures['arguments']['epochs']} epochs" in text
