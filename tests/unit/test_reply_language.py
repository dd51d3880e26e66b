"""In which language to answer."""

from __future__ import annotations

import pytest

from assistant.courtesy import LANGUAGE_ABILITY, LANGUAGE_WISH
from assistant.languages import SURE_OF_LANGUAGE
from assistant.reply_language import BACK, CHANGE, LIKELY, follow_language, grant_wish, language_wanted
from assistant.state import State
from assistant.understanding import Part, Scored, Understanding


@pytest.mark.parametrize(
    "before, written, guess, after",
    [
        (None, "nl", "nl", "nl"),  # what is told counts
        (None, None, "fr", "fr"),  # at the start the likeliest is taken
        ("ko", None, "en", "ko"),  # in doubt the conversation's language stays
        ("ko", "zh", "zh", "zh"),  # a switch is followed
    ],
)
def test_the_reply_is_in_the_visitors_language(before: str | None, written: str | None, guess: str, after: str) -> None:
    assert follow_language(State(language=before), Understanding(language=written, guess=guess, confidence=1.0 if written else 0.5)).language == after


@pytest.mark.parametrize("confidence, after", [(CHANGE, "de"), (CHANGE - 0.01, "en")])
def test_a_conversation_changes_its_language_where_there_is_little_doubt(confidence: float, after: str) -> None:
    banner = Understanding(language="de", guess="de", confidence=confidence)  # "under what banner?"
    assert follow_language(State(language="en"), banner).language == after
    assert follow_language(State(), banner).language == "de"
    for begun in (0.5, 0.88):  # no surer than this
        assert follow_language(State(language="en", language_confidence=begun), banner).language == "de"


def test_a_word_changes_no_language_that_a_sentence_was_sure_of() -> None:
    begun = follow_language(State(), Understanding(language="en", guess="en", confidence=0.88))
    assert follow_language(begun, Understanding(guess="de", confidence=0.95)).language == "en"  # "Ziel?"


def test_the_surest_message_tells_how_sure_a_conversations_language_is() -> None:
    state = State()
    for confidence, kept in ((0.88, 0.88), (0.86, 0.88), (0.99, 0.99), (0.9, 0.99)):
        state = follow_language(state, Understanding(language="en", guess="en", confidence=confidence))
        assert state == State(language="en", language_confidence=kept, written=["en"])


@pytest.mark.parametrize(
    "first, then, after",
    [
        (0.0, 0.95, "de"),  # "NxtPort?", then "Ziel?"
        (0.5, 0.95, "de"),
        (0.0, LIKELY + 0.01, "de"),
        (0.0, LIKELY, "en"),  # "NxtPort?", then "port?": next to nothing speaks for another language
        (0.96, 0.95, "en"),  # more spoke for the first
        (1.0, 0.99, "en"),  # a language beyond doubt is not left for a word
    ],
)
def test_a_language_taken_in_doubt_gives_way_to_one_that_more_speaks_for(first: float, then: float, after: str) -> None:
    begun = follow_language(State(), Understanding(language="en" if first == 1 else None, guess="en", confidence=first))
    assert (begun.language, begun.language_confidence) == ("en", first)
    assert follow_language(begun, Understanding(guess="de", confidence=then)).language == after


@pytest.mark.parametrize("written, unaided, after", [(["nl"], BACK, "nl"), (["nl"], BACK - 0.01, "en"), ([], 0.96, "en"), (["fr"], 0.96, "en")])
def test_a_language_that_the_visitor_has_written_in_comes_back_with_little(written: list[str], unaided: float, after: str) -> None:
    state = State(language="en", written=[*written, "en"])
    come = follow_language(state, Understanding(guess="nl", confidence=0.96, unaided=unaided))  # "super, bedankt!"; the page may speak for it too
    assert come.language == after


def test_a_language_that_came_back_is_not_in_doubt() -> None:
    state = follow_language(State(language="en", written=["nl", "en"]), Understanding(guess="nl", confidence=BACK, unaided=BACK))
    assert state == State(language="nl", language_confidence=SURE_OF_LANGUAGE, written=["nl", "en"])
    assert follow_language(state, Understanding(guess="de", confidence=0.96, unaided=0.96)).language == "nl"


@pytest.mark.parametrize("by_script, after", [((), "zh"), (("ko", "zh"), "nl")])
def test_a_sentence_in_another_script_changes_a_language_that_its_script_gives_away(by_script: tuple[str, ...], after: str) -> None:
    thanks = Understanding(language="nl", guess="nl", confidence=SURE_OF_LANGUAGE + 0.01)  # "dank u wel, dat was alles"
    assert follow_language(State(language="zh"), thanks, by_script).language == after
    assert follow_language(State(language="zh"), Understanding(guess="en", confidence=0.99), by_script).language == "zh"  # "NxtPort?"


def test_the_languages_that_a_visitor_writes_in_are_remembered_each_once() -> None:
    state = State()
    for code in ("nl", "en", "nl"):
        state = follow_language(state, Understanding(language=code, guess=code, confidence=1.0))
    assert state.written == ["nl", "en"]
    assert follow_language(state, Understanding(guess="fr", confidence=0.6)).written == ["nl", "en"]  # in doubt


@pytest.mark.parametrize("guess", ["en", "de"])
def test_a_wish_outlasts_a_few_words_in_a_language_that_the_visitor_has_written_in(guess: str) -> None:
    state = State(language="nl", wish="nl", wish_from="en", written=["en", "de"])
    assert follow_language(state, Understanding(guess=guess, confidence=0.96, unaided=0.96)) == state


def test_the_language_of_a_conversation_kept_without_its_confidence_is_not_left_for_a_word() -> None:
    kept = State.from_slots({"language": "ko", "language_confidence": None})
    assert follow_language(kept, Understanding(guess="de", confidence=0.99)).language == "ko"


def test_a_wish_is_granted_and_remembers_where_it_was_asked() -> None:
    assert grant_wish(State(language="ko"), "nl", "ko") == State(language="nl", wish="nl", wish_from="ko")


def test_a_wish_in_the_language_that_it_asks_for_holds_while_the_visitor_goes_on_as_before() -> None:
    asked = follow_language(State(language="nl", written=["en", "nl"]), Understanding(guess="en", confidence=0.9, unaided=0.9))  # "English please"
    state = grant_wish(asked, "en", "nl")
    assert (state.language, state.wish_from) == ("en", "nl")
    assert follow_language(state, Understanding(language="nl", guess="nl", confidence=1.0, unaided=1.0)).language == "en"


@pytest.mark.parametrize("written", ["ko", None])
def test_a_wish_outlasts_messages_in_the_language_it_was_asked_in_and_in_doubt(written: str | None) -> None:
    state = State(language="nl", wish="nl", wish_from="ko")
    assert follow_language(state, Understanding(language=written, guess="en")) == state


def test_who_writes_in_the_language_he_asked_for_is_followed_from_then_on() -> None:
    state = follow_language(State(language="nl", wish="nl", wish_from="ko"), Understanding(language="nl", guess="nl", confidence=1.0))
    assert state == State(language="nl", written=["nl"])
    assert follow_language(state, Understanding(language="ko", guess="ko", confidence=1.0)).language == "ko"


@pytest.mark.parametrize(
    "named, before, wanted",
    [
        (["nl"], "nl", "nl"),
        (["nl"], None, "nl"),
        (["nl", "en"], "nl", "en"),  # "I slipped into Dutch, English again please"
        (["en", "nl"], "nl", "en"),
        (["en", "nl"], None, "en"),
        (["en", "nl"], "ko", "en"),
        ([], "nl", None),
    ],
)
def test_of_several_languages_named_the_one_that_the_conversation_is_not_in_is_asked_for(named: list[str], before: str | None, wanted: str | None) -> None:
    assert language_wanted(Understanding(guess="en", wanted_languages=named), State(language=before)) == wanted


@pytest.mark.parametrize(
    "guess, refused, before, written, wanted",
    [
        ("en", ["nl"], "nl", ["nl"], "en"),  # "I don't speak Dutch"
        ("en", ["fr"], "fr", ["en", "fr"], "en"),  # "enough French for today"
        ("de", ["de"], "de", ["ko", "de"], "ko"),  # "kein Deutsch mehr", by one who began in Korean
        ("de", ["de"], "de", ["de"], None),  # ... by one who has written nothing else
        ("fr", ["en"], "fr", ["fr"], None),  # "je ne parle pas anglais", which nobody does here
        ("zh", ["en"], None, [], None),  # "我不会英语", at first
    ],
)
def test_who_refuses_a_language_gets_the_one_he_writes_in(guess: str, refused: list[str], before: str | None, written: list[str], wanted: str | None) -> None:
    understood = Understanding(guess=guess, wanted_languages=refused, refuses=True)
    assert language_wanted(understood, State(language=before, written=written)) == wanted


def test_a_third_language_ends_a_wish() -> None:
    state = State(language="nl", wish="nl", wish_from="ko")
    assert follow_language(state, Understanding(language="fr", guess="fr", confidence=1.0)) == State(language="fr", written=["fr"])


def test_following_leaves_the_earlier_state_alone() -> None:
    state = State(language="nl")
    follow_language(state, Understanding(language="fr", guess="fr"))
    assert state == State(language="nl")


@pytest.mark.parametrize("guess, wanted", [("en", "en"), ("fr", "ko")])
def test_who_asks_which_of_his_own_language_and_another_is_spoken_is_answered_in_his_own(guess: str, wanted: str) -> None:
    part = Part(text="x", ranking=[Scored(LANGUAGE_WISH, 0.9)], support=0.9, on_language=LANGUAGE_ABILITY)
    asked = Understanding(guess=guess, confidence=1.0, wanted_languages=["ko", "en"], parts=[part])
    assert language_wanted(asked, State(language=guess)) == wanted
