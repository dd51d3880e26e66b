"""Rasa's REST channel, under its own address, with a reply for every message.

Rasa's own swallows every fault and answers `200 []`, puts all visitors without a `sender` into one conversation, and lets
anyone type `/restart`. Here a bad request is told what is wrong with it, and whatever happens inside, the visitor gets one
reply that keeps the contract, in his language, within ten seconds.

It is for the operator's own programs: it knows no sessions and no limits, and refuses what a browser sends for another site's
page.
"""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from typing import Any, Awaitable, Callable, Optional, Text

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from assistant.channels.web_access import Access
from assistant.conversation import Conversation
from assistant.engine import fixes
from assistant.facts import facts
from assistant.languages import DEFAULT, codes, languages
from assistant.reply import Reply
from assistant.reply_language import follow_language
from assistant.responses import responses
from assistant.state import State
from assistant.text import MAX_CHARACTERS, clean
from assistant.understanding import KEY, Understanding

logger = logging.getLogger(__name__)

ANSWER_WITHIN = 8.5  # seconds; the rest of the ten is for finding out the visitor's language and saying sorry
MAX_SENDER = 255  # characters; the tracker store's column is no longer
MAX_READ = 20 * MAX_CHARACTERS  # characters of a message that are looked at: what nobody can see is removed before its length counts
MAX_BODY = 262_144  # bytes; that many characters, each escaped as JSON may, are 240,000


class BadRequest(ValueError):
    """What is wrong with a request, in words for whoever wrote the client.

    Args:
        what: what is wrong.
        status: the HTTP status.
    """

    def __init__(self, what: str, status: int = 400) -> None:
        super().__init__(what)
        self.status = status


class Incoming:
    """A checked request.

    Args:
        body: the request's JSON.

    Raises:
        BadRequest: a field is missing or of the wrong type.
    """

    def __init__(self, body: Any) -> None:
        if not isinstance(body, dict):
            raise BadRequest('the body must be a JSON object: {"sender": "...", "message": "..."}')
        message, sender, metadata = body.get("message"), body.get("sender"), body.get("metadata")
        if not isinstance(message, str):
            raise BadRequest(f"`message` must be a string, not {type(message).__name__}")
        if sender is not None and not isinstance(sender, str):
            raise BadRequest(f"`sender` must be a string, not {type(sender).__name__}")
        if sender and len(sender) > MAX_SENDER:
            raise BadRequest(f"`sender` must have at most {MAX_SENDER} characters, not {len(sender)}")
        if metadata is not None and not isinstance(metadata, dict):
            raise BadRequest(f"`metadata` must be an object, not {type(metadata).__name__}")
        self.text = as_message(message)
        self.sender = clean(sender or "") or uuid.uuid4().hex  # never one conversation for all who name no sender
        locale = (metadata or {}).get("locale")
        self.metadata: dict[str, Any] = {"locale": locale[:35]} if isinstance(locale, str) else {}  # BCP 47 asks for 35


def as_message(text: str) -> str:
    """What a visitor sent, as Rasa may see it: cleaned, bounded, and never a command (`/restart`, `/intent{...}`)."""
    return clean(text[:MAX_READ]).lstrip("/ ")[: MAX_CHARACTERS + 1]


class ReliableRestInput(RestInput):
    """The channel that `credentials.yml` names."""

    @classmethod
    def name(cls) -> Text:
        """Rasa's own channel's name, so that the address is `/webhooks/rest/webhook`."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The channel's routes: `GET /` tells that it is there, `POST /webhook` takes a message."""
        fixes.apply()
        conversation = Conversation(facts(), responses(), languages())
        access = Access([])  # no other site's page: one that may embed the widget has the web channel
        webhook = Blueprint("reliable_rest", url_prefix=None)

        @webhook.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                if access.refuses(request):
                    raise BadRequest("a page of another site may not use this channel; it may embed the chat widget", 403)
                incoming = Incoming(_body_of(request))
            except BadRequest as error:
                return json_response({"error": str(error)}, status=error.status)
            return json_response(await answer(incoming, on_new_message, request.app.ctx.agent, conversation))

        return webhook


def _body_of(request: Request) -> Any:
    if len(request.body) > MAX_BODY:
        raise BadRequest(f"the body has {len(request.body)} bytes; at most {MAX_BODY} are read", 413)
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadRequest("the body is not valid JSON") from None


async def answer(
    incoming: Incoming, on_new_message: Callable[[UserMessage], Awaitable[None]], agent: Agent, conversation: Conversation, channel: str = "rest"
) -> list[dict[str, Any]]:
    """Let Rasa handle a message, and make sure that something comes of it.

    Args:
        channel: name of the channel that the message came by; it is stored with the message.

    Returns:
        The messages to send: one or more with `text`, exactly one with `custom`.
    """
    collector = CollectingOutputChannel()
    message = UserMessage(incoming.text, collector, incoming.sender, input_channel=channel, metadata=incoming.metadata)
    try:
        await asyncio.wait_for(on_new_message(message), ANSWER_WITHIN)
    except asyncio.TimeoutError:
        logger.error("No answer within %s s to a message of %r", ANSWER_WITHIN, incoming.sender)
    except Exception:
        logger.exception("Handling a message of %r failed", incoming.sender)
    return collector.messages if _keeps_the_contract(collector.messages) else await apology(incoming, agent, conversation)


async def apology(incoming: Incoming, agent: Agent, conversation: Conversation) -> list[dict[str, Any]]:
    """The messages to send where none could be made of `incoming`, in the language that it asks for."""
    reply = conversation.error(await language_for(incoming, agent))
    return [{"recipient_id": incoming.sender, "text": reply.text}, {"recipient_id": incoming.sender, "custom": reply.custom()}]


def _keeps_the_contract(messages: list[dict[str, Any]]) -> bool:
    customs = [sent["custom"] for sent in messages if "custom" in sent]
    texts = [sent["text"] for sent in messages if sent.get("text")]
    if len(customs) != 1 or not texts:
        return False
    try:
        Reply.parse_obj({**customs[0], "text": texts[0]})
    except (TypeError, ValueError):
        logger.exception("The action gave what the contract does not know: %r", customs[0])
        return False
    return True


async def language_for(incoming: Incoming, agent: Optional[Agent]) -> str:
    """The language to say sorry in: that of the message, else the conversation's, else the page's."""
    understood, state = Understanding(guess=_page_language(incoming.metadata)), State()
    try:
        assert agent is not None, "no model is loaded"
        tracker = await asyncio.wait_for(agent.tracker_store.retrieve(incoming.sender), 0.5)
        state = State.from_slots(tracker.current_slot_values()) if tracker else state
        parsed = await asyncio.wait_for(agent.processor.parse_message(UserMessage(incoming.text, metadata=incoming.metadata)), 0.5)
        understood = Understanding.parse_obj(parsed[KEY])
    except Exception:
        logger.exception("Could not tell the language of a message of %r", incoming.sender)
    by_script = [code for code, language in languages().items() if language.scripts]
    return str(follow_language(state, understood, by_script).language)


def _page_language(metadata: dict[str, Any]) -> str:
    page = str(metadata.get("locale") or "").replace("_", "-").split("-")[0].lower()
    return page if page in codes() else DEFAULT
