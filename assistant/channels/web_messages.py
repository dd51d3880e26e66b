"""One answer for one message, however often the browser sends it."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from typing import Any, Awaitable, Callable, TypeVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from assistant.channels.rest import Incoming, answer, apology
from assistant.channels.web_history import CLIENT_ID, history
from assistant.conversation import Conversation
from assistant.text import MAX_CHARACTERS

logger = logging.getLogger(__name__)

MAX_SESSIONS = 2_000  # conversations whose answered messages are kept in memory; the others are read from the store again
MAX_ANSWERS = 50  # answered messages kept of each: a browser asks again for its newest ones
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
Answering = asyncio.Future[list[dict[str, Any]]]  # an answer in the making, or made
_T = TypeVar("_T")


class BadMessage(ValueError):
    """What is wrong with a message, in words for whoever wrote the client."""


class TooLong(BadMessage):
    """The text has more characters than are read."""


class Erased(Exception):
    """The conversation was erased before the message was answered."""


class WebMessage:
    """A checked message from the widget.

    Args:
        body: the request's JSON: `{"id", "text", "locale"}`.

    Raises:
        BadMessage: a field is missing or of the wrong type.
        TooLong: the text has more than 1,000 characters.
    """

    def __init__(self, body: Any) -> None:
        if not isinstance(body, dict):
            raise BadMessage('the body must be a JSON object: {"id": "...", "text": "...", "locale": "..."}')
        key, text, locale = body.get("id"), body.get("text"), body.get("locale")
        if not isinstance(key, str) or not _ID.fullmatch(key):
            raise BadMessage("`id` must be a string of 8 to 64 letters, digits, - or _, a new one for each message")
        if not isinstance(text, str):
            raise BadMessage(f"`text` must be a string, not {type(text).__name__}")
        if locale is not None and not isinstance(locale, str):
            raise BadMessage(f"`locale` must be a string, not {type(locale).__name__}")
        if len(text) > MAX_CHARACTERS:
            raise TooLong(f"`text` has {len(text)} characters; at most {MAX_CHARACTERS} are read")
        self.id, self.text, self.locale = key, text, locale


class Messages:
    """Has messages answered, each once.

    A message that is sent again gets the answer it got, or waits with the first for the one in the making: also when the
    connection was lost in between (the answer is made whether anyone waits for it or not), and after a restart (what was
    answered stands in the tracker store). Only an answer that was an apology is tried again, and one that is none of the
    conversation's newest.
    """

    def __init__(self, on_new_message: Callable[[UserMessage], Awaitable[None]], conversation: Conversation) -> None:
        self._on_new_message = on_new_message
        self._conversation = conversation
        self._answers: OrderedDict[str, asyncio.Future[dict[str, Answering]]] = OrderedDict()

    async def reply(self, agent: Agent, sender: str, message: WebMessage) -> list[dict[str, Any]]:
        """The contract's messages in reply to `message` of the conversation `sender`; an apology after any fault.

        Raises:
            Erased: the conversation was forgotten before the answer was made.
        """
        try:
            answers = await self._of(agent, sender)
            running = answers.get(message.id)
            if running is None or _failed(running):
                answers.pop(message.id, None)
                running = answers[message.id] = asyncio.ensure_future(self._answer(agent, sender, message))
                _keep_newest(answers)
            return await _unless_erased(running)
        except Erased:
            raise
        except Exception:
            logger.exception("Answering a message of %r failed", sender)
            return _sent(await apology(_incoming(sender, message), agent, self._conversation))

    def forget(self, sender: str) -> None:
        """Drop what is known of a conversation, and answers in the making.

        To be called before it is erased, so that this need not wait for an answer, and once more after, because of what
        was read or asked meanwhile.
        """
        answers = self._answers.pop(sender, None)
        if answers is None or answers.cancel() or answers.cancelled() or answers.exception():
            return
        for running in answers.result().values():
            running.cancel()

    async def _of(self, agent: Agent, sender: str) -> dict[str, Answering]:
        known = self._answers.get(sender)
        if known is None or (known.done() and (known.cancelled() or known.exception())):
            known = self._answers[sender] = asyncio.ensure_future(_stored(agent, sender))
        self._answers.move_to_end(sender)
        while len(self._answers) > MAX_SESSIONS:
            self._answers.popitem(last=False)
        return await _unless_erased(known)

    async def _answer(self, agent: Agent, sender: str, message: WebMessage) -> list[dict[str, Any]]:
        return _sent(await answer(_incoming(sender, message), self._on_new_message, agent, self._conversation, channel="web"))


def _incoming(sender: str, message: WebMessage) -> Incoming:
    incoming = Incoming({"message": message.text, "sender": sender, "metadata": {"locale": message.locale}})
    incoming.metadata[CLIENT_ID] = message.id
    return incoming


def _sent(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in reply.items() if key != "recipient_id"} for reply in replies]


async def _stored(agent: Agent, sender: str) -> dict[str, Answering]:
    answers: dict[str, Answering] = {}
    for turn in (await history(agent, sender))[-MAX_ANSWERS:]:
        if any("custom" in reply for reply in turn["messages"]):
            answers[turn["id"]] = asyncio.get_running_loop().create_future()
            answers[turn["id"]].set_result(turn["messages"])
    return answers


def _keep_newest(answers: dict[str, Answering]) -> None:
    for key in [key for key, running in answers.items() if running.done()][:-MAX_ANSWERS]:
        del answers[key]


async def _unless_erased(running: asyncio.Future[_T]) -> _T:
    """What comes of `running`, which goes on when nobody waits for it.

    Raises:
        Erased: it was itself cancelled, not the waiting for it.
    """
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        if running.cancelled():
            raise Erased from None
        raise


def _failed(running: Answering) -> bool:
    if not running.done():
        return False
    return running.cancelled() or running.exception() is not None or any((reply.get("custom") or {}).get("kind") == "error" for reply in running.result())
