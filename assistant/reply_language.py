"""In which language to answer: what the visitor writes, unless he asked for another."""

from __future__ import annotations

from collections.abc import Collection

from assistant.courtesy import LANGUAGE_ABILITY
from assistant.languages import DEFAULT, SURE_OF_LANGUAGE
from assistant.state import State
from assistant.understanding import Understanding

LIKELY = 0.7  # probability from which a language in doubt takes the place of one that less spoke for
BACK = 0.8  # ... from which a language that the visitor has written in before comes back ("super, bedankt!" after a turn in English)
CHANGE = 0.97  # ... and from which a sentence of another language changes a conversation's that is beyond doubt ("under what banner?" is no German)


def follow_language(state: State, understood: Understanding, by_script: Collection[str] = ()) -> State:
    """The state with the language of the coming reply in `language`.

    The first message's language is taken, or its likeliest where it is in doubt (the page's locale has been weighed in). A later sentence
    of another language changes it if it is as sure as what the conversation's was taken from, `CHANGE` at most; a language that the
    visitor has written in before comes back sooner. A message in doubt keeps it, unless it was itself taken in doubt and more speaks for
    another one now ("NxtPort?", then "Ziel?"). A wish for a language outlasts this while the visitor goes on writing in the language he
    asked in; once he writes in the one he asked for, he is followed again.

    Args:
        by_script: codes of the languages that their script alone gives away: a sentence in another script is in none of them.
    """
    back = not state.wish and understood.guess in state.written and understood.unaided >= BACK
    written = understood.guess if back else _written(state, understood, by_script)
    if state.wish:
        if written in (None, state.wish_from):
            return state.copy(update={"language": state.wish})
        state = state.copy(update={"wish": None, "wish_from": None})
    confidence = max(round(understood.confidence, 2), SURE_OF_LANGUAGE if back else 0.0)
    if written:
        before = state.language_confidence if written == state.language else 0.0
        known = state.written if written in state.written else [*state.written, written]
        return state.copy(update={"language": written, "language_confidence": max(before, confidence), "written": known})
    if state.language is None or state.language_confidence < SURE_OF_LANGUAGE and confidence > max(LIKELY, state.language_confidence):
        return state.copy(update={"language": understood.guess or DEFAULT, "language_confidence": confidence})
    return state


def _written(state: State, understood: Understanding, by_script: Collection[str]) -> str | None:
    """The language that a message is written in, if it says enough to go by; None if the conversation's stays."""
    needed = SURE_OF_LANGUAGE if state.language in by_script else min(CHANGE, state.language_confidence)
    if state.language and understood.language != state.language and understood.confidence < needed:
        return None
    return understood.language


def language_wanted(understood: Understanding, state: State) -> str | None:
    """Which language a message asks for, if it names any: not the one that the conversation is in, where it names another; else the first.

    Of a message that refuses those it names ("I don't speak Dutch"), the one that it is written in, or that the visitor wrote in last;
    none where that is what the conversation is in anyway.

    Args:
        understood: the message ("I slipped into Dutch, English again please").
        state: the conversation before the message.
    """
    named = understood.wanted_languages
    if understood.refuses:
        left = next((code for code in (understood.guess, *reversed(state.written)) if code not in named), None)
        return left if state.language not in (None, left) else None
    asks_which = len(named) > 1 and bool(understood.parts) and understood.parts[0].on_language == LANGUAGE_ABILITY
    if asks_which and understood.guess in named:  # "do you speak Korean or English better?"
        return understood.guess
    return next((code for code in named if code != state.language), next(iter(named), None))


def grant_wish(state: State, wanted: str, before: str | None) -> State:
    """The state after the visitor asked for `wanted` (a configured code).

    Args:
        before: the language that the conversation was in before that message, which he goes on in if he asked in the wanted one.
    """
    asked_in = before if state.language == wanted else state.language
    return state.copy(update={"language": wanted, "language_confidence": 1.0, "wish": wanted, "wish_from": asked_in})


def grant_for_once(state: State, wanted: str) -> State:
    """The state after the visitor asked whether `wanted` (a configured code) is spoken: it is, in the reply; then he is followed as he writes."""
    if state.language == wanted and not state.wish:
        return state  # he asked in it, and may well go on in it
    return state.copy(update={"language": wanted, "language_confidence": 0.0, "wish": None, "wish_from": None})
