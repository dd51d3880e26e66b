"""The action: tracker in, a reply out, and an apology when anything inside fails."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.actions import ActionReply
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.reply import Reply
from assistant.responses import Responses
from assistant.understanding import KEY, Part, Scored, Understanding
from tests.helpers.contract import check_reply

CODES = ["en", "nl", "fr", "de", "ko", "zh"]


def tracker(understood: Any, **slots: Any) -> Tracker:
    message = {"text": "x", "intent": {}, "entities": []}
    if understood is not None:
        message[KEY] = understood
    return Tracker("visitor", slots, message, [], False, None, {}, "action_listen")


def question(code: str, label: str = "port/nxtport") -> dict:
    return Understanding(language=code, guess=code, confidence=1.0, parts=[Part(text="x", ranking=[Scored(label, 0.9)], support=0.9)]).dict()


async def run(given: Tracker, action: ActionReply | None = None) -> tuple[list[dict], list[dict]]:
    dispatcher = CollectingDispatcher()
    events = await (action or ActionReply()).run(dispatcher, given, {})
    return dispatcher.messages, events


def reply_in(messages: list[dict], base: FactBase, languages: dict[str, Language]) -> Reply:
    (message,) = messages
    reply = Reply(text=message["text"], **message["custom"])
    assert (message["buttons"] or []) == reply.buttons()
    check_reply(reply, base, languages)
    return reply


def test_its_name_is_the_domains() -> None:
    assert ActionReply().name() == "action_reply"


@pytest.mark.parametrize("code", CODES)
async def test_a_question_gets_one_reply_that_keeps_the_contract(base: FactBase, languages: dict[str, Language], code: str) -> None:
    messages, _ = await run(tracker(question(code)))
    reply = reply_in(messages, base, languages)
    assert (reply.kind, reply.language, reply.facts) == ("answer", code, ["port/nxtport"])


async def test_what_was_spoken_of_is_remembered_in_slots() -> None:
    _, events = await run(tracker(question("nl")))
    assert {event["name"]: event["value"] for event in events} == {
        "language": "nl",
        "written": ["nl"],
        "said": ["port/nxtport"],
        "spoken": ["port/nxtport"],
        "told": ["port/nxtport"],
    }


async def test_what_was_listed_is_remembered_in_a_slot_and_read_back() -> None:
    _, events = await run(tracker(question("nl", "mission/cases")))
    slots = {event["name"]: event["value"] for event in events}
    assert slots["listed"] == ["sectors/city_of_things", "port/nxtport", "sectors/blue_gate"]
    messages, events = await run(tracker(question("nl", "follow_up/second"), **slots))
    assert messages[0]["custom"]["facts"] == ["port/nxtport"]
    assert "listed" not in {event["name"] for event in events}


async def test_only_slots_that_change_are_set() -> None:
    _, events = await run(tracker(question("nl"), language="nl", written=["nl"], spoken=["port/nxtport"], told=[]))
    assert [event["name"] for event in events] == ["told", "said"]


async def test_the_slots_are_read_back() -> None:
    messages, _ = await run(tracker(question("nl", "follow_up/who"), language="nl", spoken=["port/nxtport"], told=["port/nxtport"]))
    assert messages[0]["custom"]["facts"] == ["port/nxtport_founders"]


class Failing:
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def reply(self, *_: object) -> None:
        raise ZeroDivisionError("a fault inside")

    def error(self, language: str) -> Reply:
        return self._inner.error(language)


@pytest.mark.parametrize("code", CODES)
async def test_a_fault_inside_is_an_apology_in_the_visitors_language(base: FactBase, languages: dict[str, Language], sentences: Responses, code: str) -> None:
    action = ActionReply()
    action._conversation = Failing(action.conversation)
    messages, events = await run(tracker(question(code)), action)
    reply = reply_in(messages, base, languages)
    assert (reply.kind, reply.language, reply.text) == ("error", code, sentences.say("utter_error", code))
    assert events == []


async def test_a_fault_inside_is_logged_with_who_and_which_message_but_none_of_his_words(caplog: pytest.LogCaptureFixture) -> None:
    action = ActionReply()
    action._conversation = Failing(action.conversation)
    given = tracker(question("en"))
    given.latest_message.update(text="my secret is marmalade", message_id="m-17")
    await run(given, action)
    assert "ZeroDivisionError" in caplog.text and "'visitor'" in caplog.text and "'m-17'" in caplog.text
    assert "marmalade" not in caplog.text


@pytest.mark.parametrize("message_language, conversation, apology", [(None, "ko", "ko"), ("fr", "ko", "fr"), (None, None, "en")])
async def test_the_apology_is_in_the_messages_language_else_the_conversations(message_language: str | None, conversation: str | None, apology: str) -> None:
    action = ActionReply()
    action._conversation = Failing(action.conversation)
    understood = {**question("en"), "language": message_language}
    messages, _ = await run(tracker(understood, language=conversation), action)
    assert messages[0]["custom"]["language"] == apology


@pytest.mark.parametrize("understood", [None, {}, {"guess": "nl", "mood": "good"}, {"guess": "nl", "parts": []}, "words"])
@pytest.mark.parametrize("conversation", ["nl", None])
async def test_a_message_that_was_not_understood_at_all_is_an_apology(
    base: FactBase, languages: dict[str, Language], understood: Any, conversation: str | None
) -> None:
    messages, events = await run(tracker(understood, language=conversation))
    reply = reply_in(messages, base, languages)
    assert (reply.kind, reply.language) == ("error", conversation or "en")
    assert events == []


@pytest.mark.parametrize("slots", [{"told": "port/nxtport"}, {"spoken": 7}, {"language": ["nl"]}, {"listed": "port/nxtport"}])
async def test_slots_that_cannot_be_read_are_an_apology_in_the_messages_language(base: FactBase, languages: dict[str, Language], slots: dict) -> None:
    messages, _ = await run(tracker(question("nl"), **slots))
    reply = reply_in(messages, base, languages)
    assert (reply.kind, reply.language) == ("error", "nl")


async def test_a_language_that_is_no_longer_spoken_is_an_apology_in_the_default(base: FactBase, languages: dict[str, Language]) -> None:
    messages, _ = await run(tracker({**question("en"), "language": "es", "guess": "es"}, language="es"))
    assert reply_in(messages, base, languages).language == "en"


def test_importing_the_module_reads_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ROOT", "/nowhere")
    ActionReply()
