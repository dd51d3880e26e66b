"""A visitor's conversation in the tracker store: read it, rate an answer in it, erase it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Iterable, Optional

from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered

from assistant.engine.tracker_store import OVERWRITE, ConversationStore, empty_log

logger = logging.getLogger(__name__)

CLIENT_ID = "client_id"  # key in a message's metadata: the browser's own id of it
RATINGS = "ratings"  # the slot with the visitor's thumbs: message id -> "up" or "down"
EMPTY_LOG_AFTER = (0.1, 0.2, 0.4, 0.8)  # seconds between the tries to empty the database's log while somebody reads in it


class CannotErase(RuntimeError):
    """The configured tracker store is of a kind that this module cannot erase from."""


def turns_of(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The conversation as the widget shows it, oldest first.

    Returns:
        For each message of the visitor `{"id", "text", "at", "messages"}`: `at` in seconds since 1970, `messages` the
        replies as the contract has them. A message that was sent again stands once, with its last reply.
    """
    turns: dict[str, dict[str, Any]] = {}
    current: Optional[dict[str, Any]] = None
    for number, event in enumerate(events):
        if isinstance(event, UserUttered):
            key = str((event.metadata or {}).get(CLIENT_ID) or f"event-{number}")
            turns.pop(key, None)
            current = turns[key] = {"id": key, "text": event.text or "", "at": event.timestamp, "messages": []}
        elif isinstance(event, BotUttered) and current is not None:
            data = event.data or {}
            if event.text:
                buttons = {"buttons": data["buttons"]} if data.get("buttons") else {}
                current["messages"].append({"text": event.text, **buttons})
            if data.get("custom"):
                current["messages"].append({"custom": data["custom"]})
    return list(turns.values())


async def history(agent: Agent, sender: str) -> list[dict[str, Any]]:
    """The whole conversation `sender`, over all its sessions, each turn with its `rating` where it has one.

    Raises:
        Exception: whatever the tracker store raises when it cannot be read.
    """
    tracker = await _primary(agent.tracker_store).retrieve_full_tracker(sender)
    if tracker is None:
        return []
    ratings = tracker.get_slot(RATINGS) or {}
    turns = turns_of(tracker.events)
    for turn in turns:
        if turn["id"] in ratings:
            turn["rating"] = ratings[turn["id"]]
    return turns


async def rate(agent: Agent, sender: str, message: str, rating: Optional[str]) -> bool:
    """Store the visitor's thumb for the answer to `message` with the conversation; None takes it back.

    Returns:
        Whether there is such an answer.

    Raises:
        Exception: whatever the tracker store raises when it can be neither read nor written.
    """
    store = _primary(agent.tracker_store)
    async with agent.lock_store.lock(sender):
        if not any(turn["id"] == message and turn["messages"] for turn in await history(agent, sender)):
            return False
        tracker = await store.retrieve(sender)  # its end only: more than that cannot be saved
        ratings = {**(tracker.get_slot(RATINGS) or {}), message: rating}
        tracker.update(SlotSet(RATINGS, {key: value for key, value in ratings.items() if value}))
        await store.save(tracker)
        return True


async def erase(agent: Agent, sender: str) -> None:
    """Delete every event of the conversation `sender`; waits for whatever is being done to it.

    The answers of the web channel that are in memory or in the making are `Messages.forget`'s.

    Raises:
        CannotErase: the tracker store is neither SQL nor in memory.
    """
    async with agent.lock_store.lock(sender):
        for store in _stores(agent.tracker_store):
            if isinstance(store, SQLTrackerStore):
                _erase_sql(store, sender)
                if store.engine.dialect.name == "sqlite":
                    await _empty_log(store)
            elif isinstance(store, InMemoryTrackerStore):
                store.store.pop(sender, None)
            else:
                raise CannotErase(f"erasing from a {type(store).__name__} is not known here; see assistant/channels/web_history.py")


async def flush(agent: Agent) -> None:
    """Write what waits for the conversations' database: to be called where the server stops."""
    for store in _stores(agent.tracker_store):
        if isinstance(store, ConversationStore):
            await store.flush()


def kept_days(agent: Agent) -> int:
    """Days after its last event from which a web conversation is deleted; 0 where the tracker store keeps it for ever."""
    store = _primary(agent.tracker_store)
    return store.kept_days if isinstance(store, ConversationStore) else 0


def _erase_sql(store: SQLTrackerStore, sender: str) -> None:
    with store.session_scope() as session:
        if store.engine.dialect.name == "sqlite":
            session.execute(OVERWRITE)
        session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete(synchronize_session=False)
        session.commit()
    if isinstance(store, ConversationStore):
        store.forget(sender)


async def _empty_log(store: SQLTrackerStore) -> None:
    """Empty SQLite's log of what was erased (see `empty_log`), some tries long."""
    for seconds in (0.0, *EMPTY_LOG_AFTER):
        await asyncio.sleep(seconds)
        if empty_log(store.engine):
            return
    logger.warning("Erased words may still stand in the log of %s: another program is reading it", store.engine.url.database)


def _primary(store: TrackerStore) -> TrackerStore:
    """The configured store, without Rasa's wrapper: that makes a failed read look like an unknown conversation."""
    return store._tracker_store if isinstance(store, FailSafeTrackerStore) else store


def _stores(store: Optional[TrackerStore]) -> list[TrackerStore]:
    """The stores that hold events: Rasa wraps the configured one, and keeps a second one for when that fails."""
    if store is None:
        return []
    inner = getattr(store, "_tracker_store", None)
    return [*_stores(inner), *_stores(getattr(store, "_fallback_tracker_store", None))] if inner is not None else [store]
