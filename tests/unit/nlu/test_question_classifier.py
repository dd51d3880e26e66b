"""Graph component: which claim does each part of a message ask for?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant import ensemble
from assistant.facts import FactBase
from assistant.language import Detection
from assistant.nlu.importer import LABEL, LANGUAGE
from assistant.nlu.language_detector import DETECTION, POSTERIOR, LanguageDetectorComponent
from assistant.nlu.question_classifier import QuestionClassifierComponent
from assistant.nlu.spacy_reader import SpacyReader
from assistant.part_ranking import PartRanking
from assistant.text import MAX_CHARACTERS
from assistant.understanding import KEY, Part, Understanding, intent_of
from tests.helpers.components import CONTEXT, message


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
    "text, wanted",
    [
        ("kun je Engels spreken", ["en"]),
        ("영어로 해 주세요", ["en"]),
        ("auf Englisch statt Deutsch", ["en"]),
        ("sorry voor het Frans, Engels graag", ["fr", "en"]),
        ("wat doet het", []),
    ],
)
def test_the_classifier_tells_which_language_is_named(understand, text: str, wanted: list[str]) -> None:
    assert understand(text).wanted_languages == wanted


@pytest.mark.parametrize(
    "text, problem", [("", "empty"), (None, "empty"), ("\u200b", "empty"), ("🚢⚓", "no_words"), ("?!", "no_words"), ("x" * (MAX_CHARACTERS + 1), "too_long")]
)
def test_the_classifier_tells_what_it_cannot_read(understand, text: Any, problem: str) -> None:
    understood = understand(text)
    assert (understood.problem, understood.parts, understood.foreign) == (problem, [], False)


def test_the_greatest_length_is_still_read(understand) -> None:
    assert understand(("word " * MAX_CHARACTERS)[:MAX_CHARACTERS]).problem is None


# -- what is said around a question ---------------------------------------------------------------------------------------------

TALK = {
    "smalltalk/greet": ["hello", "hi", "hi there", "hello there", "good morning", "good evening", "hey"],
    "smalltalk/thanks": ["thanks", "thank you", "many thanks", "thanks a lot", "thank you so much", "cheers"],
    "smalltalk/language": ["in english please", "back to english", "please answer in dutch", "switch to french", "in dutch please", "french please", "answer in dutch", "dutch please"],
    "smalltalk/remark": [
        "i am a student",
        "i'm a student from ghent",
        "i am an architect",
        "my boss asked me",
        "i work at a bank",
        "we are a small firm",
        "i make chips",
        "i make shoes",
    ],
    "mission/leader": ["who led the mission", "who was the leader", "the leader of the mission", "who led the delegation", "name of the leader"],
    "mission/dates": ["when was the mission", "the dates of the mission", "on which dates was it", "when did the mission begin", "date of the mission"],
    "out_of_scope/chat": ["what should i cook", "cook me dinner", "dinner tonight", "what is for dinner", "dinner with friends"],
}


TRADES = {
    **TALK,
    "smalltalk/remark": [*TALK["smalltalk/remark"], "i make chips", "i make shoes"],
    "partnering/technology": ["we make chips. who would suit us", "i make robots. who would suit us", "chips and robots", "who would suit a maker of chips"],
    "partnering/fashion": ["we make shoes. who would suit us", "i make hats. who would suit us", "shoes and hats", "who would suit us"],
}


WISHES = {
    **TALK,
    "follow_up/who": ["who is behind it", "who was that", "and who", "tell me who is behind it", "who is behind all this"],
    "follow_up/repeat": ["say that again", "once more please", "repeat that", "could you say it again"],
}


@pytest.fixture(scope="module")
def talk(storage: ModelStorage, reader: SpacyReader, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Understanding]:
    """Understands a message in English, trained on `TALK`."""
    return trained_on(TALK, storage, reader, tmp_path_factory)


@pytest.fixture(scope="module")
def trades(storage: ModelStorage, reader: SpacyReader, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Understanding]:
    """Understands a message in English, trained on `TRADES`."""
    return trained_on(TRADES, storage, reader, tmp_path_factory)


@pytest.fixture(scope="module")
def wishes(storage: ModelStorage, reader: SpacyReader, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Understanding]:
    """Understands a message in English, trained on `WISHES`."""
    return trained_on(WISHES, storage, reader, tmp_path_factory)


def trained_on(
    labelled: dict[str, list[str]], storage: ModelStorage, reader: SpacyReader, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Understanding]:
    """What understands a message in English, trained on a few examples of each label."""
    examples = [{TEXT: text, INTENT: intent_of(label), LABEL: label, LANGUAGE: "en"} for label, texts in labelled.items() for text in texts]
    config = {"features": {"default": {"character": [[2, 5]], "word": [1, 2]}}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ensemble, "CACHE", tmp_path_factory.mktemp("classifiers"))
        trained = QuestionClassifierComponent.create(config, storage, Resource("talker"), CONTEXT)
        resource = trained.train(TrainingData([Message(example) for example in examples]))
    talker = QuestionClassifierComponent.load(config, storage, resource, CONTEXT)

    def talk(text: str) -> Understanding:
        given = message(text)
        given.set(DETECTION, Detection("en", "en", 1.0))
        given.set(POSTERIOR, {"en": 1.0})
        (seen,) = talker.process(reader.process([given]))
        return Understanding.parse_obj(seen.get(KEY))

    return talk


def close(one: Part, other: Part) -> bool:
    """Whether two parts are understood alike."""
    return dict(one.ranking) == pytest.approx(dict(other.ranking), abs=2e-3) and one.support == pytest.approx(other.support, abs=1e-3)


@pytest.mark.parametrize(
    "said, asked",
    [
        ("Hello. Who led the mission?", "Who led the mission?"),
        ("Who led the mission? Thanks a lot!", "Who led the mission?"),
        ("I'm a student. Who led the mission?", "Who led the mission?"),
        ("Hello! I am an architect. Who led the mission? Many thanks.", "Who led the mission?"),
        ("Hello, who led the mission?", "who led the mission?"),
        ("In English please. Who led the mission?", "Who led the mission?"),
        ("Back to English: who led the mission?", "who led the mission?"),
        # in words that no example has: to be told by their meaning, as they are when they are asked alone
        ("Hello. Who headed that trip?", "Who headed that trip?"),
        ("Hello, who headed that trip?", "who headed that trip?"),
        ("Back to English: who headed that trip?", "who headed that trip?"),
    ],
)
def test_a_question_is_understood_among_courtesies_as_it_is_alone(talk: Callable[[str], Understanding], said: str, asked: str) -> None:
    parts, alone = talk(said).parts, talk(asked).parts
    assert [part.text for part in parts] == [part.text for part in alone] == [asked]
    assert parts[0].ranking[0].label == "mission/leader"
    assert close(parts[0], alone[0]), f"{parts[0]} is not {alone[0]}"


@pytest.mark.parametrize("said, label", [("I make chips.", "partnering/technology"), ("I make shoes.", "partnering/fashion")])
def test_what_is_said_around_a_question_tells_which_of_a_topic_is_asked(trades: Callable[[str], Understanding], said: str, label: str) -> None:
    assert trades(said).parts[0].ranking[0].label == "smalltalk/remark"
    assert trades(f"{said} Who would suit us?").parts[0].ranking[0].label == label


def test_two_questions_among_courtesies_are_two(talk: Callable[[str], Understanding]) -> None:
    understood = talk("Hello. Who led the mission? I'm a student. When was the mission?")
    assert [part.text for part in understood.parts] == ["Who led the mission? When was the mission?", "Who led the mission?", "When was the mission?"]
    assert [part.ranking[0].label for part in understood.parts[1:]] == ["mission/leader", "mission/dates"]
    assert not any(part.halved for part in understood.parts)


def test_a_question_after_an_opening_is_one_of_two(talk: Callable[[str], Understanding]) -> None:
    understood = talk("Hello, who led the mission? When was the mission?")
    assert [part.text for part in understood.parts] == ["who led the mission? When was the mission?", "who led the mission?", "When was the mission?"]
    assert [part.ranking[0].label for part in understood.parts[1:]] == ["mission/leader", "mission/dates"]


def test_the_first_half_of_a_sentence_is_read_without_its_opening(talk: Callable[[str], Understanding]) -> None:
    understood = talk("Hello, who led the mission and when was the mission?")
    assert [part.text for part in understood.parts if part.asks] == ["who led the mission", "when was the mission?"]
    assert [part.ranking[0].label for part in understood.parts if part.asks] == ["mission/leader", "mission/dates"]


@pytest.mark.parametrize(
    "text, wish, wanted",
    [
        ("Back to English: who led the mission?", True, "en"),
        ("Who led the mission? In Dutch please.", True, "nl"),
        ("Who led the mission?", False, None),
        ("Who led the mission to the Dutch?", False, "nl"),  # it names a language, and wishes for nothing
        ("In Dutch please.", False, "nl"),  # a wish and nothing else is small talk
        ("My Dutch is bad please. Who led the mission?", False, "nl"),  # it refuses the only language that it names
        ("Hello. In Dutch please.", False, "nl"),
    ],
)
def test_a_wish_for_a_language_beside_a_question_is_told(talk: Callable[[str], Understanding], text: str, wish: bool, wanted: str | None) -> None:
    understood = talk(text)
    assert (understood.wish, understood.wanted_languages) == (wish, [wanted] if wanted else [])


@pytest.mark.parametrize(
    "text, label, wish",
    [
        ("Who is behind it? In Dutch please.", "follow_up/who", True),
        ("Tell me in Dutch please, who is behind it", "follow_up/who", True),
        ("Please answer in Dutch who led the mission", "mission/leader", True),
        ("Who led the mission, in Dutch please", "mission/leader", True),
        ("Who led the mission to the Dutch?", "mission/leader", False),
        ("Please answer in Dutch", "smalltalk/language", False),
        ("In Dutch please. Qwertz uiop.", "smalltalk/language", False),
        ("Please answer in Dutch once more", "smalltalk/language", False),  # from the next answer on
    ],
)
def test_what_is_asked_beside_a_wish_is_understood(wishes: Callable[[str], Understanding], text: str, label: str, wish: bool) -> None:
    understood = wishes(text)
    assert (understood.parts[0].ranking[0].label, understood.wish, understood.wanted_languages) == (label, wish, ["nl"])


@pytest.mark.parametrize(
    "text, label",
    [
        ("Hello.", "smalltalk/greet"),
        ("Thanks a lot!", "smalltalk/thanks"),
        ("In Dutch please.", "smalltalk/language"),
        ("I'm a student from Ghent.", "smalltalk/remark"),
    ],
)
def test_a_courtesy_and_nothing_else_is_small_talk(talk: Callable[[str], Understanding], text: str, label: str) -> None:
    understood = talk(text)
    assert (understood.parts[0].text, understood.parts[0].ranking[0].label) == (text, label)


def test_several_courtesies_and_nothing_else_stay_whole(talk: Callable[[str], Understanding]) -> None:
    assert talk("Hello. Thanks a lot!").parts[0].text == "Hello. Thanks a lot!"


def test_words_are_read_only_where_the_classifier_counts_words(classifier: QuestionClassifierComponent) -> None:
    ranking = PartRanking(classifier._ensemble)
    assert ranking.words("the data platform", "en") == ["the", "data", "platform"]
    assert ranking.words("那个数据平台", "zh") == []


REFUSALS = {
    **TALK,
    "smalltalk/language_refused": [
        "my dutch is poor",
        "dutch is beyond me",
        "dutch is double dutch to me",
        "my french is poor",
        "german is beyond me",
        "poor english",
    ],
}


@pytest.fixture(scope="module")
def refusals(storage: ModelStorage, reader: SpacyReader, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Understanding]:
    """Understands a message in English, trained on `REFUSALS`."""
    return trained_on(REFUSALS, storage, reader, tmp_path_factory)


@pytest.mark.parametrize(
    "text, refuses, named",
    [
        ("Dutch is quite beyond me", True, ["nl"]),  # no word of languages.yml says so: the examples do
        ("In Dutch please", False, ["nl"]),
        ("Dutch is beyond me, switch to French please", False, ["nl", "fr"]),  # two are named: which is which, words must tell
        ("Who led the mission?", False, []),
    ],
)
def test_who_refuses_a_language_is_known_by_the_examples(refusals: Callable[[str], Understanding], text: str, refuses: bool, named: list[str]) -> None:
    understood = refusals(text)
    assert (understood.refuses, understood.wanted_languages) == (refuses, named)
    assert "smalltalk/language_refused" not in dict(understood.parts[0].ranking)
