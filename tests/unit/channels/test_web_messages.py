"""One answer for one message."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from assistant.channels import web_messages
from assistant.channels.web_messages import BadMessage, Erased, Messages, TooLong, WebMessage
from assistant.conversation import Conversation
from tests.helpers.contract import check_messages

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


async def forgotten_while_waited_for() -> Messages:
    """A visitor waits for an answer while his conversation is forgotten, and is told so; what handled it."""
    messages = Messages(None, None)
    waiting = asyncio.ensure_future(messages.reply(None, "web-1", MESSAGE))
    await asyncio.sleep(0.005)
    messages.forget("web-1")
    with pytest.raises(Erased):
        await waiting
    return messages


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
    asyncio.run(forgotten_while_waited_for())


def test_forgotten_while_what_was_answered_before_is_read(rasa, monkeypatch):
    async def slow_history(agent, sender):
        await asyncio.sleep(0.01)
        return []

    monkeypatch.setattr(web_messages, "history", slow_history)

    async def talk():
        messages = await forgotten_while_waited_for()
        return await messages.reply(None, "web-1", MESSAGE)

    assert asyncio.run(talk())[0] == {"text": "hi"}
    assert rasa.answered == 1


def test_who_no_longer_waits_is_not_told_that_it_was_erased(rasa):
    async def talk():
        waiting = asyncio.ensure_future(Messages(None, None).reply(None, "web-1", MESSAGE))
        await asyncio.sleep(0.005)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(talk())


def test_a_fault_is_an_apology_in_the_pages_language_and_the_next_try_is_answered(rasa, monkeypatch, base, sentences, languages):
    healthy = web_messages.history

    async def failing(agent, sender):
        raise OSError("no database")

    async def talk():
        messages = Messages(None, Conversation(base, sentences, languages))
        monkeypatch.setattr(web_messages, "history", failing)
        apology = await messages.reply(None, "web-1", WebMessage({"id": "message-1", "text": "hello", "locale": "ko_KR"}))
        monkeypatch.setattr(web_messages, "history", healthy)
        return apology, await messages.reply(None, "web-1", MESSAGE)

    apology, answer = asyncio.run(talk())
    reply = check_messages([{"recipient_id": "web-1", **message} for message in apology], base, languages)
    assert (reply.kind, reply.language) == ("error", "ko")
    assert all("recipient_id" not in message for message in apology)
    assert answer[0] == {"text": "hi"}


def test_only_the_newest_answers_of_a_conversation_are_remembered(rasa, monkeypatch):
    monkeypatch.setattr(web_messages, "MAX_ANSWERS", 3)
    rasa.stored = [{"id": f"stored-{number}", "messages": [{"text": "stored"}, {"custom": {"kind": "answer"}}]} for number in range(9)]

    async def talk():
        messages = Messages(None, None)
        await messages.reply(None, "web-1", WebMessage({"id": "stored-8", "text": "x"}))
        kept = [set(await messages._answers["web-1"])]
        for number in range(5):
            await messages.reply(None, "web-1", WebMessage({"id": f"message-{number}", "text": "x"}))
            kept.append(set(await messages._answers["web-1"]))
        assert (await messages.reply(None, "web-1", WebMessage({"id": "message-3", "text": "x"})))[0] == {"text": "hi"}
        return kept

    kept = asyncio.run(talk())
    assert kept[:2] == [{"stored-6", "stored-7", "stored-8"}, {"stored-6", "stored-7", "stored-8", "message-0"}]
    assert kept[-1] == {"message-1", "message-2", "message-3", "message-4"}, "three that are answered, and the one that was in the making"
    assert rasa.answered == 5


def test_an_answer_in_the_making_is_never_dropped_for_newer_ones(rasa, monkeypatch):
    monkeypatch.setattr(web_messages, "MAX_ANSWERS", 1)

    async def talk():
        messages = Messages(None, None)
        await asyncio.gather(*(messages.reply(None, "web-1", WebMessage({"id": f"message-{number % 4}", "text": "x"})) for number in range(8)))

    asyncio.run(talk())
    assert rasa.answered == 4


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
