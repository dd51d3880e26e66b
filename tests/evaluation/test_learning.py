"""The learning curve: classifiers trained on a part of the examples, in an otherwise unchanged pipeline."""

from __future__ import annotations

from pathlib import Path

import yaml
from rasa.shared.nlu.training_data.message import Message

from assistant.ensemble import Ensemble
from assistant.languages import languages
from assistant.nlu.question_classifier import QuestionClassifierComponent
from assistant.paths import root
from assistant.reports.learning import Point, classifier_features, draw, retrained
from assistant.reports.pipeline import Pipeline
from assistant.scoring import Row

FEATURES = {"default": {"character": [[1, 3]]}}


class Before:
    """A component that is not the classifier."""

    def process(self, messages: list[Message]) -> list[Message]:
        return messages


def test_only_the_classifiers_are_trained_anew() -> None:
    kept = Before()
    pipeline = Pipeline([kept, QuestionClassifierComponent({"features": FEATURES}, None, None, Ensemble(FEATURES))])
    examples = {code: {"port/nxtport": ["nxtport", "nxtport data"], "smalltalk/bot": ["bot", "robot"]} for code in languages()}
    again = retrained(pipeline, examples, FEATURES)
    assert again.components[0] is kept and again.components[1] is not pipeline.components[1]
    ranked = again.components[1]._ensemble.rank(["nxtport?"], {"ko": [["nxtport"]]}, {"ko": 1.0})[0][0]
    assert ranked[0].label == "port/nxtport" and {one.label for one in ranked} == {"port/nxtport", "smalltalk/bot"}


def test_the_features_are_those_of_the_configuration() -> None:
    pipeline = yaml.safe_load((root() / "config.yml").read_text("utf-8"))["pipeline"]
    (classifier,) = [component for component in pipeline if component["name"].endswith(".QuestionClassifierComponent")]
    assert classifier_features(root()) == classifier["features"]


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    def rows(right: bool) -> dict[Path, list[Row]]:
        return {Path("en.jsonl"): [Row("?", ["port/a"], "en", "claim", False, {}, {"answered"} if right else set())]}

    draw([Point(0.5, {"en": 10}, rows(False)), Point(1.0, {"en": 20}, rows(True))], tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
