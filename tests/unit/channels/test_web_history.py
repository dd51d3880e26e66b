"""The conversation in the tracker store: told, rated, erased."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.channels.web_history import CLIENT_ID, RATINGS, CannotErase, erase, history, rate, turns_of

DOMAIN = Domain.from_yaml(f'version: "3.1"\nslots:\n  {RATINGS}: {{type: any, mappings: [{{type: custom}}]}}\n')


def _said(key: str, text: str) -> UserUttered:
    return UserUttered(text, metadata={CLIENT_ID: key})


def _replied(text: str, kind: str = "answer") -> BotUttered:
    return BotUttered(text, {"custom": {"kind": kind, "language": "en"}, "buttons": [{"title": "t", "payload": "p"}]})


@pytest.fixture(params=["sql", "memory"])
def agent(request, tmp_path):
    """An agent's stores, with the conversations "mine" and "other" in them."""
    store = SQLTrackerStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "c.db")) if request.param == "sql" else InMemoryTrackerStore(DOMAIN)
    agent = SimpleNamespace(tracker_store=FailSafeTrackerStore(store), lock_store=InMemoryLockStore(), file=tmp_path / "c.db")
    for sender in ("mine", "other"):
        events = [ActionExecuted("action_session_start"), SessionStarted(), _said("first-id", f"question of {sender}"), _replied("answer")]
        asyncio.run(agent.tracker_store.save(DialogueStateTracker.from_events(sender, events, slots=DOMAIN.slots)))
    return agent


def test_a_message_and_its_reply_are_one_turn():
    (turn,) = turns_of([_said("a", "hello"), ActionExecuted("x"), _replied("hi")])
    assert (turn["id"], turn["text"]) == ("a", "hello")
    assert turn["messages"] == [{"text": "hi", "buttons": [{"title": "t", "payload": "p"}]}, {"custom": {"kind": "answer", "language": "en"}}]


def test_a_message_that_was_sent_again_stands_once_with_its_last_reply():
    turns = turns_of([_said("a", "hello"), _replied("sorry", "error"), _said("b", "other"), _replied("yes"), _said("a", "hello"), _replied("hi")])
    assert [(turn["id"], turn["messages"][0]["text"]) for turn in turns] == [("b", "yes"), ("a", "hi")]


def test_a_message_of_another_channel_has_an_id_too():
    assert [turn["id"] for turn in turns_of([UserUttered("hello"), _replied("hi")])] == ["event-0"]


def test_a_rating_is_kept_changed_and_taken_back(agent):
    for rating in ("up", "down", None):
        assert asyncio.run(rate(agent, "mine", "first-id", rating))
        (turn,) = asyncio.run(history(agent, "mine"))
        assert turn.get("rating") == rating
    assert not asyncio.run(rate(agent, "mine", "unknown-id", "up"))
    assert not asyncio.run(rate(agent, "nobody", "first-id", "up"))


def test_erased_is_erased_and_nobody_elses_is(agent):
    asyncio.run(erase(agent, "mine"))
    assert asyncio.run(history(agent, "mine")) == []
    assert len(asyncio.run(history(agent, "other"))) == 1
    asyncio.run(erase(agent, "mine"))
    if agent.file.exists():
        assert b"question of mine" not in agent.file.read_bytes()


def test_what_rasa_kept_elsewhere_while_the_database_failed_is_erased_too(agent):
    asyncio.run(agent.tracker_store.fallback_tracker_store.save(DialogueStateTracker.from_events("mine", [_said("x", "y")], slots=DOMAIN.slots)))
    asyncio.run(erase(agent, "mine"))
    assert "mine" not in agent.tracker_store.fallback_tracker_store.store


def test_a_store_of_another_kind_is_not_silently_left_alone(agent):
    agent.tracker_store = FailSafeTrackerStore(SimpleNamespace(domain=DOMAIN, event_broker=None))
    with pytest.raises(CannotErase, match="SimpleNamespace"):
        asyncio.run(erase(agent, "mine"))
