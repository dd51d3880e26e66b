"""Graph component: which language is this message in?"""

from __future__ import annotations

from typing import Any

import pytest

from assistant.language import Detection
from assistant.nlu.language_detector import DETECTION, POSTERIOR, LanguageDetectorComponent
from tests.helpers.components import message, training_data


@pytest.mark.parametrize(
    "text, code",
    [
        ("시장은 누구인가요", "ko"),
        ("市长是谁", "zh"),
        ("Wat doet dat dataplatform nu eigenlijk?", "nl"),
        ("What does the mayor of that city do all day?", "en"),
    ],
)
def test_the_detector_sets_the_language(detector: LanguageDetectorComponent, text: str, code: str) -> None:
    (seen,) = detector.process([message(text)])
    assert seen.get(DETECTION).guess == code
    assert max(seen.get(POSTERIOR), key=seen.get(POSTERIOR).get) == code


def test_the_detector_reads_the_pages_locale_from_the_metadata(detector: LanguageDetectorComponent) -> None:
    (seen,) = detector.process([message("IMEC", metadata={"locale": "fr-BE"})])
    assert seen.get(DETECTION) == Detection(None, "fr", 0.0)


@pytest.mark.parametrize("metadata", [None, {}, {"locale": None}, {"locale": 7}, {"locale": ["nl"]}, {"page": "x"}])
def test_the_detector_passes_over_metadata_that_tells_nothing(detector: LanguageDetectorComponent, metadata: Any) -> None:
    (seen,) = detector.process([message("IMEC", metadata=metadata)])
    assert seen.get(DETECTION).guess == "en"


@pytest.mark.parametrize("text", ["", None, "\u200b", "🚢"])
def test_the_detector_survives_a_message_without_words(detector: LanguageDetectorComponent, text: Any) -> None:
    (seen,) = detector.process([message(text)])
    assert seen.get(DETECTION).language is None
    assert sum(seen.get(POSTERIOR).values()) == pytest.approx(1.0)


def test_the_detector_leaves_training_data_as_it_is(detector: LanguageDetectorComponent) -> None:
    data = training_data()
    assert detector.process_training_data(data) is data
