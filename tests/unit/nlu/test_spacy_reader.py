"""Graph component: words and sentences."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.importer import LANGUAGE
from assistant.nlu.language_detector import LanguageDetectorComponent
from assistant.nlu.spacy_reader import SEGMENTS, SpacyReader
from assistant.text import MAX_CHARACTERS
from tests.helpers.components import CONTEXT, message
from tests.helpers.project import ROOT


def read(reader: SpacyReader, detector: LanguageDetectorComponent, text: Any) -> Message:
    return reader.process(detector.process([message(text)]))[0]


def test_the_reader_reads_in_the_language_that_was_detected(reader: SpacyReader, detector: LanguageDetectorComponent) -> None:
    seen = read(reader, detector, "安特卫普市长是谁？")
    assert [token.text for token in seen.get(TOKENS_NAMES[TEXT])] == ["安特卫普", "市长", "是", "谁", "？"]
    assert [token.start for token in seen.get(TOKENS_NAMES[TEXT])] == [0, 4, 6, 7, 8]


def test_the_reader_splits_a_message_into_its_parts(reader: SpacyReader, detector: LanguageDetectorComponent) -> None:
    assert [segment.text for segment in read(reader, detector, "Who led it? When was it?").get(SEGMENTS)] == [
        "Who led it? When was it?",
        "Who led it?",
        "When was it?",
    ]


def test_the_reader_reads_training_examples_in_their_own_language(reader: SpacyReader) -> None:
    data = reader.process_training_data(TrainingData([Message({TEXT: "数据平台是什么", LANGUAGE: "zh", INTENT: "question"})]))
    assert [token.text for token in data.training_examples[0].get(TOKENS_NAMES[TEXT])] == ["数据", "平台", "是", "什么"]


def test_the_reader_leaves_training_examples_as_they_are_where_it_is_told_to(storage: ModelStorage, detector: LanguageDetectorComponent) -> None:
    config = {**SpacyReader.get_default_config(), "tokenize_examples": False}
    reader = SpacyReader.create(config, storage, Resource("reader"), CONTEXT)
    data = TrainingData([Message({TEXT: "数据平台是什么", LANGUAGE: "zh", INTENT: "question"})])
    assert reader.process_training_data(data) is data
    assert data.training_examples[0].data == {TEXT: "数据平台是什么", LANGUAGE: "zh", INTENT: "question"}
    seen = read(reader, detector, "安特卫普市长是谁？")  # a message is still read
    assert [token.text for token in seen.get(TOKENS_NAMES[TEXT])] == ["安特卫普", "市长", "是", "谁", "？"]


def test_the_projects_pipeline_has_no_component_that_needs_the_tokens_of_examples() -> None:
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))["pipeline"]
    (configured,) = [component for component in pipeline if component["name"].endswith(".SpacyReader")]
    assert configured["tokenize_examples"] is False
    assert [component["name"] for component in pipeline if not component["name"].startswith("assistant.")] == []


@pytest.mark.parametrize("text", ["", None, " "])
def test_the_reader_survives_a_message_without_words(reader: SpacyReader, detector: LanguageDetectorComponent, text: Any) -> None:
    assert [segment.text for segment in read(reader, detector, text).get(SEGMENTS)] == [""]


def test_the_reader_reads_no_more_of_a_long_message_than_tells_that_it_is_too_long(reader: SpacyReader, detector: LanguageDetectorComponent) -> None:
    assert len(read(reader, detector, "x" * 10_000).get(SEGMENTS)[0].text) == MAX_CHARACTERS + 1
