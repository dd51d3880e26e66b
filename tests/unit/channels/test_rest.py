"""The REST channel: what it takes, what it refuses, and that something always comes of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest

from assistant.channels import rest
from assistant.channels.rest import MAX_BODY, MAX_READ, MAX_SENDER, BadRequest, Incoming, ReliableRestInput, answer, as_message, language_for
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


@pytest.mark.parametrize("handle", [handler(fault=ZeroDivisionError()), handler(seconds=1.0)], ids=["fault", "hanging"])
async def test_a_visitors_words_are_not_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, conversation: Conversation, handle: Any
) -> None:
    monkeypatch.setattr(rest, "ANSWER_WITHIN", 0.05)
    with caplog.at_level(logging.DEBUG):
        await answer(Incoming({"message": "my secret", "sender": "visitor-7"}), handle, Agent(fault=OSError("no database")), conversation)
    assert "secret" not in caplog.text
    assert caplog.text.count("visitor-7") == 2, "the fault is told, and that the language could not be found out"


# -- over HTTP ------------------------------------------------------------------------------------------------------------------


def body_of(length: int) -> bytes:
    """A message whose request has so many bytes."""
    body = b'{"sender": "me", "message": "%s"}'
    return body % (b"x" * (length - len(body) + 2))


async def test_a_long_message_is_answered_and_a_body_beyond_the_bound_is_refused_unread(serve: Callable) -> None:
    client = await serve(ReliableRestInput())
    assert len(body_of(MAX_BODY)) == MAX_BODY
    status, told, _ = await client.call("POST", "rest/webhook", body=body_of(MAX_BODY))
    assert (status, told[0]["text"]) == (200, "No.")
    status, told, _ = await client.call("POST", "rest/webhook", body=body_of(MAX_BODY + 1))
    assert (status, told) == (413, {"error": f"the body has {MAX_BODY + 1} bytes; at most {MAX_BODY} are read"})
    status, _, _ = await client.call("POST", "rest/webhook", body=b"[" * (MAX_BODY + 1))
    assert status == 413
    assert client.agent.seen == ["x" * (MAX_CHARACTERS + 1)]


async def test_as_many_characters_as_are_looked_at_fit_however_they_are_written(serve: Callable) -> None:
    client = await serve(ReliableRestInput())
    status, _, _ = await client.call("POST", "rest/webhook", body={"sender": "\U0001f44b" * MAX_SENDER, "message": "\U0001f44b" * MAX_READ})
    assert status == 200  # the client writes each of them as twelve bytes: \\ud83d\\udc4b


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1"])
async def test_a_page_of_another_site_may_not_use_it(serve: Callable, origin: str) -> None:
    client = await serve(ReliableRestInput())
    body = {"sender": "me", "message": "hello"}
    for content_type in ("application/json", "text/plain"):  # a browser sends the second without asking first
        status, told, _ = await client.call("POST", "rest/webhook", body=body, **{"Origin": origin, "Content-Type": content_type})
        assert status == 403
        assert "another site" in told["error"]
    assert client.agent.seen == []
    assert (await client.call("POST", "rest/webhook", body=body, Origin=client.url))[0] == 200
    assert (await client.call("POST", "rest/webhook", body=body))[0] == 200


@pytest.mark.parametrize(("body", "told"), [(b"{", "not valid JSON"), (b"[" * 10_000, "not valid JSON"), (b"{}", "`message` must be a string")])
async def test_a_bad_request_is_told_so_over_http(serve: Callable, body: bytes, told: str) -> None:
    client = await serve(ReliableRestInput())
    status, error, _ = await client.call("POST", "rest/webhook", body=body)
    assert status == 400
    assert told in error["error"]
