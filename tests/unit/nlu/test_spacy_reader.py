"""Graph component: words and sentences."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.language_detector import LanguageDetectorComponent
from assistant.nlu.spacy_reader import SEGMENTS, SpacyReader
from assistant.text import MAX_CHARACTERS
from tests.helpers.components import message, training_data
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


def test_the_reader_leaves_training_data_as_it_is(reader: SpacyReader) -> None:
    data = training_data()
    before = [dict(one.data) for one in data.training_examples]
    assert reader.process_training_data(data) is data
    assert [one.data for one in data.training_examples] == before


def test_the_projects_pipeline_has_no_component_that_needs_a_message_for_each_example() -> None:
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))["pipeline"]
    assert [component["name"] for component in pipeline if not component["name"].startswith("assistant.")] == []


@pytest.mark.parametrize("text", ["", None, " "])
def test_the_reader_survives_a_message_without_words(reader: SpacyReader, detector: LanguageDetectorComponent, text: Any) -> None:
    assert [segment.text for segment in read(reader, detector, text).get(SEGMENTS)] == [""]


def test_the_reader_reads_no_more_of_a_long_message_than_tells_that_it_is_too_long(reader: SpacyReader, detector: LanguageDetectorComponent) -> None:
    assert len(read(reader, detector, "x" * 10_000).get(SEGMENTS)[0].text) == MAX_CHARACTERS + 1
