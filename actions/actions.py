"""The custom actions: tracker in, a call into `assistant/`, a reply out."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from assistant.conversation import Conversation
from assistant.facts import facts
from assistant.languages import DEFAULT, languages
from assistant.responses import responses
from assistant.state import State
from assistant.understanding import KEY, Understanding

logger = logging.getLogger(__name__)


class ActionReply(Action):
    """Replies to the latest message, from the fact base and the project's sentences."""

    def __init__(self) -> None:
        self._conversation: Conversation | None = None

    def name(self) -> str:
        """The action's name in `domain.yml`."""
        return "action_reply"

    @property
    def conversation(self) -> Conversation:
        """The conversation's rules, on the project's data; made at first use."""
        if self._conversation is None:
            self._conversation = Conversation(facts(), responses(), languages())
        return self._conversation

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Utter one reply that keeps the contract; remember what it spoke of. A fault inside becomes an apology."""
        try:
            state = State.from_slots(tracker.slots)
            understood = Understanding.parse_obj(tracker.latest_message[KEY])
            turn = self.conversation.reply(understood, state)
        except Exception:
            # Never the text: a log is kept by other rules than a conversation, and no visitor can erase it.
            logger.exception("The reply to message %r of %r failed", tracker.latest_message.get("message_id"), tracker.sender_id)
            reply = self.conversation.error(_language_of(tracker))
            dispatcher.utter_message(text=reply.text, json_message=reply.custom())
            return []
        reply = turn.reply
        dispatcher.utter_message(text=reply.text, buttons=reply.buttons(), json_message=reply.custom())
        before = state.dict()
        changed = {name: value for name, value in turn.state.dict().items() if value != before[name]}
        return [SlotSet(name, value) for name, value in changed.items()]


def _language_of(tracker: Tracker) -> str:
    """The language to say sorry in: the message's, else the conversation's; whatever of it cannot be read is passed over."""
    understood = tracker.latest_message.get(KEY)
    told = understood.get("language") if isinstance(understood, dict) else None
    return next((code for code in (told, tracker.slots.get("language")) if isinstance(code, str) and code in languages()), DEFAULT)
