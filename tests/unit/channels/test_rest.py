"""The REST channel: what it takes, what it refuses, and that something always comes of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from assistant.channels import rest
from assistant.channels.rest import MAX_SENDER, BadRequest, Incoming, ReliableRestInput, answer, as_message, language_for
from assistant.conversation import Conversation
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.responses import Responses
from assistant.text import MAX_CHARACTERS
from assistant.understanding import KEY, Understanding
from tests.helpers.contract import check_messages


@pytest.mark.parametrize(
    "body, told",
    [
        (None, "must be a JSON object"),
        ([], "must be a JSON object"),
        ("hello", "must be a JSON object"),
        ({}, "`message` must be a string, not NoneType"),
        ({"message": None}, "`message` must be a string, not NoneType"),
        ({"message": 7}, "`message` must be a string, not int"),
        ({"message": ["a"]}, "`message` must be a string, not list"),
        ({"message": "a", "sender": 7}, "`sender` must be a string, not int"),
        ({"message": "a", "sender": {}}, "`sender` must be a string, not dict"),
        ({"message": "a", "sender": "x" * (MAX_SENDER + 1)}, f"`sender` must have at most {MAX_SENDER} characters, not {MAX_SENDER + 1}"),
        ({"message": "a", "metadata": "ko"}, "`metadata` must be an object, not str"),
    ],
)
def test_a_bad_request_is_told_what_is_wrong(body: Any, told: str) -> None:
    with pytest.raises(BadRequest) as error:
        Incoming(body)
    assert told in str(error.value)


def test_a_good_request_is_taken() -> None:
    incoming = Incoming({"message": " who? ", "sender": "me", "metadata": {"locale": "ko-KR", "page": "/home"}})
    assert (incoming.text, incoming.sender, incoming.metadata) == ("who?", "me", {"locale": "ko-KR"})


@pytest.mark.parametrize("sender", [None, "", "  ", "\u0000\u200b"])
def test_who_names_no_sender_gets_a_conversation_of_his_own(sender: str | None) -> None:
    one, other = (Incoming({"message": "a", "sender": sender}).sender for _ in range(2))
    assert one
    assert other
    assert one != other


@pytest.mark.parametrize("locale", [None, 7, ["ko"], {}])
def test_a_locale_that_is_no_string_counts_for_nothing(locale: Any) -> None:
    assert Incoming({"message": "a", "metadata": {"locale": locale}}).metadata == {}


@pytest.mark.parametrize(
    "sent, seen",
    [
        ("/restart", "restart"),
        ("//restart", "restart"),
        (" / /session_start", "session_start"),
        ("\u200b/restart", "restart"),
        ('/question{"a": 1}', 'question{"a": 1}'),
        ("/", ""),
        ("a/b", "a/b"),
        ("", ""),
    ],
)
def test_no_message_is_a_command(sent: str, seen: str) -> None:
    assert as_message(sent) == seen


@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 10_000, 3_000_000])
def test_a_long_message_is_bounded_but_still_known_to_be_too_long(length: int) -> None:
    assert len(as_message("x" * length)) == MAX_CHARACTERS + 1


def test_a_message_of_the_greatest_length_is_kept_whole() -> None:
    assert len(as_message("x" * MAX_CHARACTERS)) == MAX_CHARACTERS


def test_the_channel_has_rasas_own_name_so_that_its_address_is_the_contracts() -> None:
    assert ReliableRestInput.name() == "rest"


class Tracker:
    def __init__(self, slots: dict) -> None:
        self._slots = slots

    def current_slot_values(self) -> dict:
        return self._slots


class Agent:
    """As much of Rasa's agent as the channel asks: the tracker store and the parser."""

    def __init__(self, slots: dict | None = None, language: str | None = None, seconds: float = 0.0, fault: Exception | None = None) -> None:
        self.tracker_store = self.processor = self
        self._slots, self._language, self._seconds, self._fault = slots, language, seconds, fault

    async def retrieve(self, _: str) -> Tracker | None:
        await asyncio.sleep(self._seconds)
        if self._fault:
            raise self._fault
        return Tracker(self._slots) if self._slots is not None else None

    async def parse_message(self, _: Any) -> dict:
        return {KEY: Understanding(language=self._language, guess=self._language or "en").dict()}


@pytest.mark.parametrize(
    "agent, locale, language",
    [
        (Agent(language="nl"), "ko-KR", "nl"),  # what is written counts most
        (Agent(slots={"language": "fr"}), "ko-KR", "fr"),  # then the conversation
        (Agent(slots={"language": "nl", "wish": "nl", "wish_from": "ko"}, language="ko"), None, "nl"),  # a wish is kept
        (Agent(fault=OSError("no database")), "ko-KR", "ko"),  # then the page
        (Agent(seconds=5.0), "zh_CN", "zh"),  # ... also when the store hangs
        (Agent(fault=OSError("no database")), "xx", "en"),
        (None, None, "en"),
    ],
)
async def test_the_language_to_say_sorry_in(agent: Any, locale: str | None, language: str) -> None:
    incoming = Incoming({"message": "x", "metadata": {"locale": locale}})
    assert await language_for(incoming, agent) == language


@pytest.fixture
def conversation(base: FactBase, sentences: Responses, languages: dict[str, Language]) -> Conversation:
    return Conversation(base, sentences, languages)


def handler(*sent: dict, seconds: float = 0.0, fault: BaseException | None = None):
    async def handle(message: Any) -> None:
        for one in sent:
            await message.output_channel._persist_message({"recipient_id": message.sender_id, **one})
        await asyncio.sleep(seconds)
        if fault:
            raise fault

    return handle


CUSTOM = {"kind": "out_of_scope", "language": "en", "facts": [], "suggestions": []}


async def test_a_reply_that_keeps_the_contract_is_passed_on(conversation: Conversation) -> None:
    messages = await answer(Incoming({"message": "x", "sender": "me"}), handler({"text": "No."}, {"custom": CUSTOM}), Agent(), conversation)
    assert messages == [{"recipient_id": "me", "text": "No."}, {"recipient_id": "me", "custom": CUSTOM}]


@pytest.mark.parametrize(
    "handle",
    [
        handler(),
        handler({"text": "No."}),
        handler({"custom": CUSTOM}),
        handler({"text": "No."}, {"custom": CUSTOM}, {"custom": CUSTOM}),
        handler({"text": ""}, {"custom": CUSTOM}),
        handler({"text": "No."}, {"custom": {"kind": "joke"}}),
        handler({"text": "No."}, {"custom": None}),
        handler({"text": "No."}, {"custom": CUSTOM}, fault=None, seconds=1.0),
        handler(fault=ZeroDivisionError()),
        handler(seconds=1.0),
    ],
    ids=["nothing", "no custom", "no text", "two customs", "empty text", "a custom that breaks the contract", "null", "too late", "fault", "hanging"],
)
async def test_whatever_happens_inside_there_is_one_reply(
    monkeypatch: pytest.MonkeyPatch, conversation: Conversation, base: FactBase, languages: dict[str, Language], handle: Any, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(rest, "ANSWER_WITHIN", 0.2)
    messages = await answer(Incoming({"message": "x", "sender": "me"}), handle, Agent(language="de"), conversation)
    reply = check_messages(messages, base, languages)
    if "too late" in request.node.name:
        assert reply.kind == "out_of_scope"  # it came before the time was up: it counts
    else:
        assert (reply.kind, reply.language) == ("error", "de")
    assert {message["recipient_id"] for message in messages} == {"me"}


def test_the_limits_leave_time_for_an_apology() -> None:
    assert rest.ANSWER_WITHIN + 2 * 0.5 < 10
