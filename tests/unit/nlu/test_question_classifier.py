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
from assistant.courtesy import LANGUAGE_WISH
from assistant.facts import FactBase
from assistant.language import Detection
from assistant.nlu.importer import LABEL, LANGUAGE
from assistant.nlu.language_detector import DETECTION, POSTERIOR, LanguageDetectorComponent
from assistant.nlu.question_classifier import (
    ALSO,
    ASKED,
    HEARD,
    MEANT,
    MOST_READINGS,
    OF_ITS_OWN,
    REJECTED,
    QuestionClassifierComponent,
    _also_wishes,
    _is_heard,
    _on_language,
    _only_talks,
)
from assistant.nlu.spacy_reader import SpacyReader
from assistant.segments import Segment
from assistant.text import MAX_CHARACTERS
from assistant.understanding import KEY, Part, Scored, Understanding, intent_of
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


def told(*ranking: tuple[str, float], support: float = 0.1) -> Part:
    return Part(text="x", ranking=[Scored(*one) for one in ranking], support=support)


@pytest.mark.parametrize(
    "rest, heard",
    [
        (told(("mission/leader", 0.9)), True),
        (told(("port/nxtport", 0.9)), False),  # "can we do this in Dutch" without its Dutch
        (told(("port/nxtport", 0.9), support=OF_ITS_OWN), True),  # surely a question
        (told(("follow_up/repeat", 0.9), support=OF_ITS_OWN), False),  # from the next answer on
    ],
)
def test_what_is_left_of_a_wish_for_a_language_counts_where_it_is_heard_in_the_whole_or_sure(rest: Part, heard: bool) -> None:
    wish = told((LANGUAGE_WISH, 0.98), ("mission/leader", HEARD), ("port/nxtport", HEARD - 0.001))
    assert _is_heard(rest, wish) is heard
    assert _is_heard(rest, told(("mission/leader", 0.9)))  # the whole looks like no wish


@pytest.mark.parametrize(
    "label, wish, wishes",
    [
        ("port/nxtport", ALSO, True),  # "explain NxtPort in French"
        ("port/nxtport", ALSO - 0.01, False),
        ("follow_up/who", ALSO, True),
        ("gap/city_facts", 0.4, False),  # "do they speak French there?"
        ("out_of_scope", 0.4, False),  # "what is hello in French?"
        (LANGUAGE_WISH, 0.6, False),  # a wish and nothing else
        ("smalltalk/help", 0.4, False),
        ("follow_up/repeat", 0.0, True),  # "once more in German"
    ],
)
def test_what_tells_something_may_be_asked_in_a_language(label: str, wish: float, wishes: bool) -> None:
    asked = told((label, 1 - wish), (LANGUAGE_WISH, wish)).copy(update={"on_language": LANGUAGE_WISH})
    assert _also_wishes(asked) is wishes


def test_a_follow_up_beside_a_wish_is_asked_though_two_are_likely() -> None:
    whole = told((LANGUAGE_WISH, 0.7), ("sectors/medtech", 0.2))  # "Sorry for the English. The second, is that a strong one?"
    assert not _only_talks(whole, told(("follow_up/second", 0.55), ("sectors/medtech", 0.44)), wish=True)
    assert _only_talks(whole, told(("follow_up/second", 0.55), ("out_of_scope", 0.44)), wish=True)


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


@pytest.mark.parametrize(
    "label, probability, talks",
    [
        ("follow_up/first", ASKED, False),  # "Thanks! And the first one?"
        ("follow_up/first", ASKED - 0.01, True),
        ("follow_up/more", 0.99, True),  # "Thanks, no more"
        ("out_of_scope", 0.99, True),
    ],
)
def test_a_follow_up_beside_thanks_is_asked_where_it_is_sure(label: str, probability: float, talks: bool) -> None:
    assert _only_talks(told(("smalltalk/thanks", 0.6), (label, 0.4)), told((label, probability)), wish=False) is talks


def test_several_courtesies_and_nothing_else_stay_whole(talk: Callable[[str], Understanding]) -> None:
    assert talk("Hello. Thanks a lot!").parts[0].text == "Hello. Thanks a lot!"


def test_words_are_read_only_where_the_classifier_counts_words(classifier: QuestionClassifierComponent) -> None:
    assert classifier._words("the data platform", "en") == ["the", "data", "platform"]
    assert classifier._words("那个数据平台", "zh") == []


@pytest.mark.parametrize(
    "ranking, counted, said",
    [
        (
            [("smalltalk/language", 0.5), ("smalltalk/language_refused", 0.3), ("port/nxtport", 0.2)],
            [("smalltalk/language", 0.8), ("port/nxtport", 0.2)],
            "smalltalk/language",
        ),
        (
            [("port/nxtport", 0.4), ("smalltalk/language_refused", 0.35), ("smalltalk/language", 0.25)],
            [("smalltalk/language", 0.6), ("port/nxtport", 0.4)],
            "smalltalk/language_refused",
        ),
        (
            [("smalltalk/language_ability", 0.4), ("smalltalk/language", 0.3), ("smalltalk/language_refused", 0.2), ("port/nxtport", 0.1)],
            [("smalltalk/language", 0.9), ("port/nxtport", 0.1)],
            "smalltalk/language_ability",
        ),
        ([("port/nxtport", 0.9), ("smalltalk/language", 0.1)], [("port/nxtport", 0.9), ("smalltalk/language", 0.1)], "smalltalk/language"),
        ([("port/nxtport", 0.9), ("gap/details", 0.1)], [("port/nxtport", 0.9), ("gap/details", 0.1)], None),
    ],
)
def test_all_that_is_said_of_the_replys_language_counts_as_one(ranking: list, counted: list, said: str | None) -> None:
    labels, told_so = _on_language([Scored(*one) for one in ranking])
    assert ([(label, pytest.approx(probability)) for label, probability in labels], told_so) == (counted, said)


@pytest.mark.parametrize(
    "said, wishes", [("smalltalk/language", True), ("smalltalk/language_ability", False), ("smalltalk/language_refused", False), (None, False)]
)
def test_beside_a_question_only_what_sounds_of_a_wish_for_a_language_is_one(said: str | None, wishes: bool) -> None:
    ranking = [Scored("partnering/fashion", 0.5), Scored("smalltalk/language", 0.14 if said else 0.0)]  # "and for a Korean label?"
    assert _also_wishes(Part(text="x", ranking=ranking, support=0.5, on_language=said)) == wishes


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


def test_a_message_that_wishes_for_a_language_as_a_whole_refuses_none_in_a_part_of_it(classifier: QuestionClassifierComponent, monkeypatch) -> None:
    labels = {"Could it be in Dutch?": "smalltalk/language", "Dutch then": "smalltalk/language_refused"}

    def ranked(texts: list[Segment], weights: dict, by_words: object = ()) -> list[Part]:
        said = [labels.get(segment.text, "smalltalk/language") for segment in texts]
        return [Part(text=segment.text, ranking=[Scored(LANGUAGE_WISH, 0.95)], support=0.9, on_language=label) for segment, label in zip(texts, said)]

    monkeypatch.setattr(classifier, "_ranked", ranked)
    sentences = [Segment(text) for text in labels]
    assert classifier._parts([Segment(" ".join(labels)), *sentences], {"en": 1.0})[2] is False
    monkeypatch.setitem(labels, " ".join(labels), "smalltalk/language_refused")
    assert classifier._parts([Segment(" ".join(one.text for one in sentences)), *sentences], {"en": 1.0})[2] is True


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


# -- what is set right -----------------------------------------------------------------------------------------------------------


def reading(classifier: QuestionClassifierComponent, monkeypatch: pytest.MonkeyPatch, heard: dict[str, tuple[str, float]]):
    """Has the classifier hear just that in some texts, and nothing in any other."""

    def ranked(texts: list[Segment], weights: dict[str, float], by_words: Any = ()) -> list[Part]:
        return [Part(text=one.text, ranking=[Scored(*heard.get(one.text, ("out_of_scope", 0.9)))], support=0.9) for one in texts]

    monkeypatch.setattr(classifier, "_ranked", ranked)
    return lambda *texts: [one.text for one in classifier._meant([Segment(text) for text in texts], {"en": 1.0})]


def test_what_is_rejected_is_left_out(classifier: QuestionClassifierComponent, monkeypatch: pytest.MonkeyPatch) -> None:
    meant = reading(classifier, monkeypatch, {"IMEC": ("sectors/imec", MEANT), "NxtPort": ("port/nxtport", REJECTED)})
    assert meant("not NxtPort but IMEC") == ["IMEC"]
    assert meant("Hello. not NxtPort but IMEC", "Hello.", "not NxtPort but IMEC") == ["Hello. IMEC", "Hello.", "IMEC"]


@pytest.mark.parametrize(
    ("meant", "rejected"),
    [
        (("sectors/imec", MEANT - 0.01), ("port/nxtport", 0.9)),
        (("sectors/imec", 0.9), ("port/nxtport", REJECTED - 0.01)),
        (("sectors/imec", 0.9), ("sectors/imec", 0.9)),  # the same thing
        (("sectors/imec", 0.9), ("out_of_scope", 0.9)),  # "not for me but IMEC ..."
        (("smalltalk/thanks", 0.9), ("port/nxtport", 0.9)),
        (("follow_up/where", 0.9), ("port/nxtport", 0.9)),  # "where else but in NxtPort"
    ],
)
def test_a_not_that_rejects_no_thing_for_another_changes_nothing(
    classifier: QuestionClassifierComponent, monkeypatch: pytest.MonkeyPatch, meant: tuple[str, float], rejected: tuple[str, float]
) -> None:
    assert reading(classifier, monkeypatch, {"IMEC": meant, "NxtPort": rejected})("not NxtPort but IMEC") == ["not NxtPort but IMEC"]


def test_a_field_may_be_meant_and_an_aspect_rejected(classifier: QuestionClassifierComponent, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading(classifier, monkeypatch, {"health": ("follow_up/health", 0.9), "the name": ("follow_up/names", 0.9)})("not the name but health") == ["health"]


def test_of_a_message_full_of_nots_a_few_are_judged(classifier: QuestionClassifierComponent, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    monkeypatch.setattr(classifier, "_rejects", lambda reading, weights: judged.append(reading.meant))
    classifier._meant([Segment("not this but that " * 50)], {"en": 1.0})
    assert len(judged) == MOST_READINGS
