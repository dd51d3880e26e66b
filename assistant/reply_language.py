"""In which language to answer: what the visitor writes, unless he asked for another."""

from __future__ import annotations

from assistant.languages import DEFAULT
from assistant.state import State
from assistant.understanding import Understanding


def follow_language(state: State, understood: Understanding) -> State:
    """The state with the language of the coming reply in `language`.

    A message whose language is beyond doubt sets it; one in doubt keeps the conversation's; at the start of a conversation
    the likeliest one is taken (the page's locale has been weighed in). A wish for a language outlasts this while the visitor
    goes on writing in the language he asked in, or in the one he asked for.
    """
    written: str | None = understood.language
    if state.wish:
        if written in (None, state.wish, state.wish_from):
            return state.copy(update={"language": state.wish})
        state = state.copy(update={"wish": None, "wish_from": None})
    return state.copy(update={"language": written or state.language or understood.guess or DEFAULT})


def grant_wish(state: State, wanted: str) -> State:
    """The state after the visitor asked for `wanted` (a configured code) while the conversation was in `state.language`."""
    return state.copy(update={"language": wanted, "wish": wanted, "wish_from": state.language})
