"""The conversation in the tracker store: told, rated, erased."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from types import SimpleNamespace

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.channels import web_history
from assistant.channels.web_history import CLIENT_ID, RATINGS, CannotErase, erase, history, rate, turns_of
from assistant.engine.tracker_store import ConversationStore

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


def test_a_read_that_fails_is_a_fault_not_an_empty_conversation(agent, monkeypatch):
    async def fail(_):
        raise OSError("no database")

    inner = agent.tracker_store._tracker_store
    monkeypatch.setattr(inner, "retrieve_full_tracker", fail)
    for asked in (history(agent, "mine"), rate(agent, "mine", "first-id", "up")):
        with pytest.raises(OSError, match="no database"):
            asyncio.run(asked)


def test_a_rating_that_cannot_be_stored_is_a_fault(agent, monkeypatch):
    async def fail(_):
        raise OSError("no database")

    for name in ("save", "retrieve"):
        with monkeypatch.context() as patch:
            patch.setattr(agent.tracker_store._tracker_store, name, fail)
            with pytest.raises(OSError, match="no database"):
                asyncio.run(rate(agent, "mine", "first-id", "up"))
    assert "rating" not in asyncio.run(history(agent, "mine"))[0]


def test_a_rating_reads_the_whole_conversation_once(agent, monkeypatch):
    inner = agent.tracker_store._tracker_store
    read, original = [], inner.retrieve_full_tracker

    async def count(sender):
        read.append(sender)
        return await original(sender)

    monkeypatch.setattr(inner, "retrieve_full_tracker", count)
    assert asyncio.run(rate(agent, "mine", "first-id", "up"))
    assert read == ["mine"]


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


@pytest.fixture
def logged(tmp_path):
    """An agent with a conversation in a database that is written by its log, and the database's file."""
    store = ConversationStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "c.db"))
    agent = SimpleNamespace(tracker_store=FailSafeTrackerStore(store), lock_store=InMemoryLockStore())
    asyncio.run(agent.tracker_store.save(DialogueStateTracker.from_events("mine", [_said("first-id", "marmalade")], slots=DOMAIN.slots)))
    return agent, tmp_path / "c.db"


def _reading(file):
    """Another program in the middle of reading the database."""
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    return reader


async def test_the_log_is_emptied_as_soon_as_nobody_reads_in_it(logged, caplog):
    agent, file = logged
    reader = _reading(file)
    with caplog.at_level(logging.WARNING):
        erasing = asyncio.ensure_future(erase(agent, "mine"))
        await asyncio.sleep(0.15)
        assert not erasing.done(), "it waits"
        reader.close()
        await erasing
    assert b"marmalade" not in file.read_bytes() + file.with_name("c.db-wal").read_bytes()
    assert not caplog.records


async def test_a_log_that_could_not_be_emptied_is_told(logged, caplog, monkeypatch):
    monkeypatch.setattr(web_history, "EMPTY_LOG_AFTER", (0.01, 0.01))
    agent, file = logged
    reader = _reading(file)
    with caplog.at_level(logging.WARNING):
        await erase(agent, "mine")
    reader.close()
    assert "may still stand in the log" in caplog.text
    assert await history(agent, "mine") == []
