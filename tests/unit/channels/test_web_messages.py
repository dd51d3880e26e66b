"""One answer for one message."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from assistant.channels import web_messages
from assistant.channels.web_messages import BadMessage, Messages, TooLong, WebMessage

MESSAGE = WebMessage({"id": "message-1", "text": "hello", "locale": "en"})


@pytest.fixture
def rasa(monkeypatch):
    """Rasa's part: counts what it answers; `kinds` are the replies' kinds, `stored` what the tracker store holds."""
    part = SimpleNamespace(answered=0, kinds=[], stored=[])

    async def answer(incoming, on_new_message, agent, conversation, channel):
        part.answered += 1
        await asyncio.sleep(0.01)
        return [
            {"recipient_id": incoming.sender, "text": "hi"},
            {"recipient_id": incoming.sender, "custom": {"kind": part.kinds.pop(0) if part.kinds else "answer"}},
        ]

    async def history(agent, sender):
        return part.stored

    monkeypatch.setattr(web_messages, "answer", answer)
    monkeypatch.setattr(web_messages, "history", history)
    return part


def test_sent_twice_at_once_and_once_more_later(rasa):
    async def talk():
        messages = Messages(None, None)
        both = await asyncio.gather(*(messages.reply(None, "web-1", MESSAGE) for _ in range(2)))
        return [*both, await messages.reply(None, "web-1", MESSAGE)]

    replies = asyncio.run(talk())
    assert rasa.answered == 1
    assert replies == [[{"text": "hi"}, {"custom": {"kind": "answer"}}]] * 3


def test_the_same_id_of_another_visitor_is_another_message(rasa):
    async def talk():
        messages = Messages(None, None)
        await asyncio.gather(*(messages.reply(None, sender, MESSAGE) for sender in ("web-1", "web-2")))

    asyncio.run(talk())
    assert rasa.answered == 2


def test_an_answer_goes_on_when_nobody_waits_for_it(rasa):
    async def talk():
        messages = Messages(None, None)
        waiting = asyncio.ensure_future(messages.reply(None, "web-1", MESSAGE))
        await asyncio.sleep(0.005)
        waiting.cancel()
        return await messages.reply(None, "web-1", MESSAGE)

    assert asyncio.run(talk())[0] == {"text": "hi"}
    assert rasa.answered == 1


def test_after_a_restart_the_stored_answer_is_given(rasa):
    rasa.stored = [{"id": "message-1", "messages": [{"text": "stored"}, {"custom": {"kind": "answer"}}]}]
    assert asyncio.run(Messages(None, None).reply(None, "web-1", MESSAGE))[0] == {"text": "stored"}
    assert rasa.answered == 0


def test_an_apology_is_tried_again(rasa):
    rasa.kinds = ["error", "answer"]

    async def talk():
        messages = Messages(None, None)
        return [(await messages.reply(None, "web-1", MESSAGE))[1]["custom"]["kind"] for _ in range(3)]

    assert asyncio.run(talk()) == ["error", "answer", "answer"]
    assert rasa.answered == 2


def test_forgotten_before_it_is_answered(rasa):
    async def talk():
        messages = Messages(None, None)
        waiting = asyncio.ensure_future(messages.reply(None, "web-1", MESSAGE))
        await asyncio.sleep(0.005)
        messages.forget("web-1")
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(talk())


def test_only_so_many_conversations_are_remembered(rasa, monkeypatch):
    monkeypatch.setattr(web_messages, "MAX_SESSIONS", 3)

    async def talk():
        messages = Messages(None, None)
        for number in range(9):
            await messages.reply(None, f"web-{number}", MESSAGE)
        return len(messages._answers)

    assert asyncio.run(talk()) == 3


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"id": "short", "text": "x"},
        {"id": "x" * 65, "text": "x"},
        {"id": "with space", "text": "x"},
        {"id": "x" * 8},
        {"id": "x" * 8, "text": None},
        {"id": "x" * 8, "text": "x", "locale": 5},
    ],
)
def test_what_is_no_message_is_refused(body):
    with pytest.raises(BadMessage):
        WebMessage(body)


def test_a_thousand_characters_and_no_more():
    assert len(WebMessage({"id": "x" * 8, "text": "👋" * 1000}).text) == 1000
    with pytest.raises(TooLong, match="1001"):
        WebMessage({"id": "x" * 8, "text": "x" * 1001})
