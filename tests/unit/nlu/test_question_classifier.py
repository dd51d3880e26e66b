"""Graph component: which claim does each part of a message ask for?"""

from __future__ import annotations

from typing import Any

import pytest

from assistant.facts import FactBase
from assistant.nlu.language_detector import LanguageDetectorComponent
from assistant.nlu.question_classifier import QuestionClassifierComponent
from assistant.nlu.spacy_reader import SpacyReader
from assistant.text import MAX_CHARACTERS
from assistant.understanding import KEY, Understanding
from tests.helpers.components import message


@pytest.fixture(scope="module")
def understand(detector: LanguageDetectorComponent, reader: SpacyReader, classifier: QuestionClassifierComponent):
    def understand(text: Any, **more: Any) -> Understanding:
        (seen,) = classifier.process(reader.process(detector.process([message(text, **more)])))
        assert [entry["name"] for entry in seen.get("intent_ranking")] == [label for label, _ in (seen.get(KEY)["parts"] or [{"ranking": []}])[0]["ranking"]]
        return Understanding.parse_obj(seen.get(KEY))

    return understand


@pytest.mark.parametrize(
    "text", ["can the data platform do it?", "en het dataplatform?", "cette plateforme de données", "diese Datenplattform?", "그 데이터 플랫폼", "那个数据平台"]
)
def test_the_classifier_ranks_the_claim_that_is_asked_for(understand, text: str) -> None:
    understood = understand(text)
    assert understood.parts[0].ranking[0].label == "port/nxtport"
    assert understood.problem is None


def test_the_classifier_judges_each_part(understand) -> None:
    understood = understand("데이터 플랫폼은 뭐였죠? 친구와 저녁 메뉴는?")
    assert [part.text for part in understood.parts] == ["데이터 플랫폼은 뭐였죠? 친구와 저녁 메뉴는?", "데이터 플랫폼은 뭐였죠?", "친구와 저녁 메뉴는?"]
    assert [part.ranking[0].label for part in understood.parts[1:]] == ["port/nxtport", "out_of_scope"]


def test_a_title_is_understood_for_certain_in_every_language(understand, base: FactBase) -> None:
    for code, title in base.entries["port/nxtport_founders"].title.items():
        understood = understand(f"  {title.upper()} ")
        assert (understood.exact, understood.language) == ("port/nxtport_founders", code)


@pytest.mark.parametrize(
    "text, wanted", [("kun je Engels spreken", "en"), ("영어로 해 주세요", "en"), ("auf Englisch statt Deutsch", "en"), ("wat doet het", None)]
)
def test_the_classifier_tells_which_language_is_named(understand, text: str, wanted: str | None) -> None:
    assert understand(text).wanted_language == wanted


@pytest.mark.parametrize(
    "text, problem", [("", "empty"), (None, "empty"), ("\u200b", "empty"), ("🚢⚓", "no_words"), ("?!", "no_words"), ("x" * (MAX_CHARACTERS + 1), "too_long")]
)
def test_the_classifier_tells_what_it_cannot_read(understand, text: Any, problem: str) -> None:
    understood = understand(text)
    assert (understood.problem, understood.parts, understood.foreign) == (problem, [], False)


def test_the_greatest_length_is_still_read(understand) -> None:
    assert understand(("word " * MAX_CHARACTERS)[:MAX_CHARACTERS]).problem is None
