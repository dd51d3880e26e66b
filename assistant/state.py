"""What a conversation remembers between messages: the slots, as a value; and a turn, which is a reply and what to remember after it."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel, Extra, Field

from assistant.languages import codes
from assistant.partner_request import PartnerRequest
from assistant.reply import Reply

MAX_TOLD = 60  # ids kept of what was told; more than there are claims


class State(BaseModel, extra=Extra.ignore):
    """The conversation's memory, one attribute a slot of `domain.yml`.

    Attributes:
        language: code of the language the conversation is in; None before the first message that tells.
        language_confidence: probability of that language in the message that was surest of it; 1 where it was asked for.
        written: codes of the languages that the visitor has written in beyond doubt, in order.
        wish: code of a language the visitor asked for; it holds while he goes on in the language he asked in.
        wish_from: code of the language he asked in.
        spoken: ids of the claims or the gap that the last reply with any stated or named: what "it" refers to.
        told: ids of the claims told so far, each where it was first told, for "tell me more" and "the first thing you told me".
        listed: ids of what the last list told of held, in order, or else of what was last told together, for "and the second one?".
        said: ids of what the last reply with any said, the first two claims and all gaps: what "say that again" repeats.
        said_in: code of the language that it was said in, if that was for once and not in the conversation's; else None.
        offered: the id of the claim that the last reply asked about ("did you mean this?"): what "yes" asks for.
        request: the partner request, from the first question on that could be passed on.
    """

    language: str | None = None
    language_confidence: float = 1.0
    written: list[str] = Field(default_factory=list)
    wish: str | None = None
    wish_from: str | None = None
    spoken: list[str] = Field(default_factory=list)
    told: list[str] = Field(default_factory=list)
    listed: list[str] = Field(default_factory=list)
    said: list[str] = Field(default_factory=list)
    said_in: str | None = None
    offered: list[str] = Field(default_factory=list)
    request: PartnerRequest | None = None

    @property
    def last_said(self) -> list[str]:
        """What "say that again" repeats; of a conversation that is older than `said`, the first thing that was spoken of."""
        return self.said or self.spoken[:1]

    @classmethod
    def from_slots(cls, slots: dict[str, Any]) -> State:
        """Read the state from a tracker's slots; a slot never set counts as empty, and so does a language that is no longer configured."""
        known = codes()
        state = cls(**{name: slots[name] for name in cls.__fields__ if slots.get(name) is not None})
        gone: dict[str, Any] = {"written": [code for code in state.written if code in known]}
        if state.language not in known:
            gone["language"] = None
        if state.said_in not in known:
            gone["said_in"] = None
        if not {state.wish, state.wish_from} <= {None, *known}:
            gone.update(wish=None, wish_from=None)
        return state.copy(update=gone)

    def remember(self, spoken: list[str], claims: list[str], listed: list[str] | None = None) -> State:
        """The state after a reply that spoke of `spoken`, of which `claims` were stated; nothing spoken changes nothing.

        Args:
            listed: what a list among the claims holds; a reply without one leaves the last list to be asked about.
        """
        if not spoken:
            return self
        told = [*self.told, *(claim for claim in claims if claim not in self.told)]
        return self.copy(update={"spoken": spoken, "told": told[-MAX_TOLD:], "listed": listed or self.listed})

    def having_said(self, ids: list[str]) -> State:
        """The state after a reply that said the entries `ids`."""
        return self.copy(update={"said": ids, "said_in": None})


class Turn(NamedTuple):
    """A reply, and what to remember after it."""

    reply: Reply
    state: State
