"""The conversation store: Rasa's SQL store, that reads only the end of a conversation and keeps the whole of it.

Rasa's own reads, rebuilds and counts every event of a conversation on every message, so that the 500th costs many times the
first; and the bound that it offers (`max_event_history`) makes it save nothing more once a conversation has outgrown it. Here
the last few turns are read, with what earlier ones left behind (the slots), and what is new is known without counting.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

WINDOW = 20  # events read of a conversation: the last two turns or so; the rules look at one
LASTING = tuple(event.type_name for event in (SlotSet, ConversationPaused, ConversationResumed, ActiveLoop))  # what outlasts the turn it happened in
BEGINNINGS = tuple(event.type_name for event in (SessionStarted, Restarted, AllSlotsReset))  # nothing said before outlasts these
LASTING_INDEX = "ix_events_lasting"  # so that finding them does not read the conversation
STORED = "_events_stored"  # attribute of a tracker: how many of its events need no saving


class ConversationStore(SQLTrackerStore):
    """Keeps every event; hands out the last turns.

    `retrieve` gives the end of the latest session, `retrieve_full_tracker` everything. Arguments are those of Rasa's
    `SQLTrackerStore` (see `endpoints.yml`).
    """

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        super().__init__(domain=domain, event_broker=event_broker, **kwargs)
        if self.engine.dialect.name == "sqlite":
            self.engine = _lasting_sqlite_engine(self.engine.url)
            self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self._events: sa.Table = self.SQLEvent.__table__
        event = self._events.c
        if LASTING_INDEX not in {index["name"] for index in sa.inspect(self.engine).get_indexes(self._events.name)}:
            sa.schema.DDL(
                f"CREATE INDEX IF NOT EXISTS {LASTING_INDEX} ON {self._events.name} "
                f"({event.sender_id.name}, {event.type_name.name}, {event.action_name.name}, {event.id.name})"
            ).execute(self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The end of the latest session of `sender_id`, with every slot as it stands; None for an unknown sender."""
        with self.engine.connect() as connection:
            rows = self._newest(connection, sender_id)
            if not rows or not self.domain:
                return None
            rows = _since_session_start(rows)
            if len(rows) >= WINDOW and rows[0].type_name != SessionStarted.type_name:
                rows = _since_turn_start(rows)
                rows = [*self._lasting(connection, sender_id, rows[0].id), *rows]
        tracker = DialogueStateTracker.from_dict(sender_id, [json.loads(row.data) for row in rows], self.domain.slots)
        setattr(tracker, STORED, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the events of `tracker` that are new."""
        await self.stream_events(tracker)
        stored = getattr(tracker, STORED, None)
        if stored is None:  # not handed out by this store
            with self.session_scope() as session:
                new = list(self._additional_events(session, tracker))
        else:
            new = list(islice(tracker.events, stored, None))
        if new:
            with self.engine.begin() as connection:
                connection.execute(self._events.insert(), [_row_of(event, tracker.sender_id) for event in new])
        setattr(tracker, STORED, len(tracker.events))

    def _newest(self, connection: sa.engine.Connection, sender_id: str) -> list[Any]:
        event = self._events.c
        query = sa.select(event.id, event.type_name, event.action_name, event.data).where(event.sender_id == sender_id)
        return connection.execute(query.order_by(event.id.desc()).limit(WINDOW)).all()[::-1]

    def _lasting(self, connection: sa.engine.Connection, sender_id: str, before: int) -> list[Any]:
        """What the latest session left behind before the event `before`: the last value of each slot, and the like, in order."""
        event = self._events.c
        earlier = (event.sender_id == sender_id) & (event.id < before)
        start = sa.select(sa.func.max(event.id)).where(earlier, event.type_name.in_(BEGINNINGS)).scalar_subquery()
        last = sa.select(sa.func.max(event.id)).where(earlier, event.type_name.in_(LASTING), event.id >= sa.func.coalesce(start, 0))
        ids = [found for (found,) in connection.execute(last.group_by(event.type_name, event.action_name))]
        query = sa.select(event.id, event.type_name, event.action_name, event.data).where(event.id.in_(ids))
        return connection.execute(query.order_by(event.id)).all()


def _row_of(event: Event, sender_id: str) -> dict[str, Any]:
    """An event as Rasa's own store writes it."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _since_session_start(rows: list[Any]) -> list[Any]:
    starts = [index for index, row in enumerate(rows) if row.type_name == SessionStarted.type_name]
    return rows[starts[-1] :] if starts else rows


def _since_turn_start(rows: list[Any]) -> list[Any]:
    """The rows from the first whole turn on: a turn begins with the assistant listening."""
    for index, row in enumerate(rows[1:]):
        listening = rows[index].type_name == ActionExecuted.type_name and rows[index].action_name == ACTION_LISTEN_NAME
        if listening and row.type_name == UserUttered.type_name:
            return rows[index:]
    return rows


def _lasting_sqlite_engine(url: Any) -> sa.engine.Engine:
    """An engine that keeps its connection, and appends to a log (WAL) instead of rewriting pages at each commit.

    With `synchronous = NORMAL` a crash of the program loses nothing; a power cut may lose the last moments, and never
    damages the file (sqlite.org/wal.html).
    """
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": 5.0}}
    if url.database:
        options["poolclass"] = sa.pool.QueuePool
    engine = sa.create_engine(url, **options)

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    return engine
