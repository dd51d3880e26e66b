"""In which language to answer."""

from __future__ import annotations

import pytest

from assistant.reply_language import follow_language, grant_wish
from assistant.state import State
from assistant.understanding import Understanding


@pytest.mark.parametrize(
    "before, written, guess, after",
    [
        (None, "nl", "nl", "nl"),  # what is told counts
        (None, None, "fr", "fr"),  # at the start the likeliest is taken
        ("ko", None, "en", "ko"),  # in doubt the conversation's language stays
        ("ko", "zh", "zh", "zh"),  # a switch is followed
    ],
)
def test_the_reply_is_in_the_visitors_language(before: str | None, written: str | None, guess: str, after: str) -> None:
    assert follow_language(State(language=before), Understanding(language=written, guess=guess)).language == after


def test_a_wish_is_granted_and_remembers_where_it_was_asked() -> None:
    assert grant_wish(State(language="ko"), "nl") == State(language="nl", wish="nl", wish_from="ko")


@pytest.mark.parametrize("written", ["ko", "nl", None])
def test_a_wish_outlasts_messages_in_either_language_and_in_doubt(written: str | None) -> None:
    state = State(language="nl", wish="nl", wish_from="ko")
    assert follow_language(state, Understanding(language=written, guess="en")) == state


def test_a_third_language_ends_a_wish() -> None:
    state = State(language="nl", wish="nl", wish_from="ko")
    assert follow_language(state, Understanding(language="fr", guess="fr")) == State(language="fr")


def test_following_leaves_the_earlier_state_alone() -> None:
    state = State(language="nl")
    follow_language(state, Understanding(language="fr", guess="fr"))
    assert state == State(language="nl")
