"""The conversation store: Rasa's SQL store, that reads only the end of a conversation and keeps the whole of it.

Rasa's own reads, rebuilds and counts every event of a conversation on every message, so that the 500th costs many times the
first; and the bound that it offers (`max_event_history`) makes it save nothing more once a conversation has outgrown it. Here
the last turn is read, with what earlier ones left behind (the slots), and what is new is known without counting. Of the
conversations that were spoken in last, that end is kept in memory, and the database is only asked whether it is still the end.

Where another program holds SQLite's lock, no visitor waits for it: what is new waits in memory, is there for the next message,
and is written once the lock is gone.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

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

logger = logging.getLogger(__name__)

WINDOW = 20  # events read of a conversation: the last turn or two; the rules look at one
KEPT = 500  # conversations whose end is kept in memory, some 10 kB each
LASTING_EVENTS = (SlotSet, ConversationPaused, ConversationResumed, ActiveLoop)  # what outlasts the turn it happened in
BEGINNING_EVENTS = (SessionStarted, Restarted, AllSlotsReset)  # nothing said before outlasts these
LASTING = tuple(event.type_name for event in LASTING_EVENTS)
BEGINNINGS = tuple(event.type_name for event in BEGINNING_EVENTS)
LASTING_INDEX = "ix_events_lasting"  # so that finding them does not read the conversation
STORED = "_events_stored"  # attribute of a tracker: how many of its events need no saving
LOCKED_WITHIN = 0.2  # seconds that a statement waits for SQLite's lock; no other visitor is served meanwhile
TRY_AGAIN = 1.0  # seconds until what waits for the lock is tried again
TRY_AGAIN_AT_LAST = 60.0  # ... at most, after a fault other than the lock (a full disk): each time is twice as long as the one before
FLUSH_WITHIN = 2.0  # seconds that the end of the assistant waits for the lock; `make run` kills it after eight
MAX_WAITING = 20_000  # events that may wait for the lock, some 20 MB
WEB = "web-"  # begins the id of a conversation of the web channel, which builds upon this module and not the reverse; a test holds both together
KEEP_DAYS = 30  # days that a web conversation is kept after its last event: its visitor can reach it no longer
DAY = 24 * 3600  # seconds
OVERWRITE = sa.text("PRAGMA secure_delete = ON")  # of SQLite: without it deleted words stay readable in the file
DROP_EVERY = DAY  # seconds from one deletion of old conversations to the next
DROPPED_AT_ONCE = 50  # conversations that are deleted in one transaction: what is said meanwhile waits for no more than these


class End(NamedTuple):
    """The end of a conversation: the id of its last event, and the events of its last turn after what outlasts earlier ones.

    `last` is None for a conversation that has no event.
    """

    last: int | None
    events: list[Event]


class ConversationStore(SQLTrackerStore):
    """Keeps every event; hands out the last turn.

    `retrieve` gives the end of the latest session, `retrieve_full_tracker` everything. Arguments are those of Rasa's
    `SQLTrackerStore` (see `endpoints.yml`).

    Raises:
        ValueError: `KEEP_DAYS` is no number of days.
    """

    engine: sa.engine.Engine  # Rasa's at first

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        days = keep_days()
        super().__init__(domain=domain, event_broker=event_broker, **kwargs)
        self._ends: OrderedDict[str, End] = OrderedDict()
        self._waiting: list[dict[str, Any]] = []  # rows that wait for the database's lock
        self._events: sa.Table = self.SQLEvent.__table__
        self._last_id = sa.select(sa.func.max(self._events.c.id)).where(self._events.c.sender_id == sa.bindparam("sender"))
        # What is done once, at the start, is done by Rasa's own engine: it waits five seconds for a lock.
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        event = self._events.c
        if LASTING_INDEX not in {index["name"] for index in sa.inspect(self.engine).get_indexes(self._events.name)}:
            sa.schema.DDL(
                f"CREATE INDEX IF NOT EXISTS {LASTING_INDEX} ON {self._events.name} "
                f"({event.sender_id.name}, {event.type_name.name}, {event.action_name.name}, {event.id.name})"
            ).execute(self.engine)
        self._days = days
        self._next_drop: asyncio.TimerHandle | None = None
        self._dropping = self._locked_by_another = False
        self._try_again = TRY_AGAIN
        if days:
            self._drop_web_conversations(days)
        if self.engine.dialect.name == "sqlite":
            self.engine.dispose()
            self.engine = _lasting_sqlite_engine(self.engine.url)
            self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self.engine.hide_parameters = True  # a fault is logged, and what a visitor said is no business of a log

    @property
    def kept_days(self) -> int:
        """Days that a web conversation is kept after its last event; 0 for ever."""
        return self._days

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The end of the latest session of `sender_id`, with every slot as it stands; None for an unknown sender."""
        if self._days and not self._next_drop:  # the first message: from here on there is a loop that can wait for it
            self._next_drop = asyncio.get_running_loop().call_later(DROP_EVERY, self._drop_again)
        with self.engine.connect() as connection:
            last = connection.execute(self._last_id, {"sender": sender_id}).scalar()
            end = self._ends.get(sender_id)
            if end is None or end.last != last:
                self._ends.pop(sender_id, None)
                end = self._read_end(connection, sender_id) if last is not None else End(None, [])
        if not end.events or not self.domain:
            self._keep(sender_id, End(None, []))
            return None
        tracker = DialogueStateTracker.from_events(sender_id, end.events, self.domain.slots)
        setattr(tracker, STORED, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the events of `tracker` that are new."""
        await self.stream_events(tracker)
        stored = getattr(tracker, STORED, None)
        if stored is None and self._ends.get(tracker.sender_id) == End(None, []):
            stored = 0  # it was asked for and was not there: all of it is new
        if stored is None:  # not handed out by this store
            with self.session_scope() as session:
                new = list(self._additional_events(session, tracker))
        else:
            new = list(islice(tracker.events, stored, None))
        if new:
            last = self._write([_row_of(event, tracker.sender_id) for event in new], tracker.sender_id)
            if stored is not None:
                self._keep(tracker.sender_id, End(last, _end_of(list(tracker.events))))
        setattr(tracker, STORED, len(tracker.events))

    def forget(self, sender_id: str) -> None:
        """Drop what is kept in memory of a conversation; to be called where its events are deleted."""
        self._ends.pop(sender_id, None)
        self._waiting = [row for row in self._waiting if row["sender_id"] != sender_id]

    def _write(self, rows: list[dict[str, Any]], sender_id: str) -> int | None:
        """Write new events of a conversation; while the database is locked they wait in memory instead.

        Returns:
            The id of the conversation's last event in the database; None if none is there yet.
        """
        if not self._waiting:
            try:
                with self.engine.begin() as connection:
                    connection.execute(self._events.insert(), rows)
                    return connection.execute(self._last_id, {"sender": sender_id}).scalar()
            except sa.exc.OperationalError as error:
                if not _is_lock(error):
                    raise
                if self._dropping:
                    logger.info("Old conversations are being deleted; what is said meanwhile waits in memory")
                else:
                    self._locked_by_another = True
                    logger.error("The database of conversations is locked by another program; what is said meanwhile waits in memory")
                asyncio.get_running_loop().call_later(TRY_AGAIN, self._write_waiting)
        elif len(self._waiting) + len(rows) > MAX_WAITING:
            raise RuntimeError(f"the database of conversations is locked, and {len(self._waiting)} events wait for it already")
        with self.engine.connect() as connection:
            last = connection.execute(self._last_id, {"sender": sender_id}).scalar()
        self._waiting += rows
        return last

    async def flush(self) -> None:
        """Write what waits for the database, trying for `FLUSH_WITHIN` seconds: to be called where the assistant ends."""
        until = time.monotonic() + FLUSH_WITHIN
        while fault := self._put_waiting():
            if time.monotonic() > until:
                logger.error("%s events could not be written as the assistant ends (%s)", len(self._waiting), _name_of(fault))
                return
            await asyncio.sleep(LOCKED_WITHIN / 2)

    def _write_waiting(self) -> None:
        """Write what waits for the database, or try again: where it is locked each second, after another fault ever later."""
        count = len(self._waiting)
        fault = self._put_waiting()
        if fault is None:
            self._try_again = TRY_AGAIN
            if count:
                level = logging.WARNING if self._locked_by_another else logging.INFO
                logger.log(level, "The database of conversations is free again: %s events that waited were written", count)
            self._locked_by_another = False
            return
        if _is_lock(fault):
            self._try_again = TRY_AGAIN
        else:
            told = "%s events that wait for the database could not be written (%s); they are tried again in %.0f s"
            logger.error(told, len(self._waiting), _name_of(fault), self._try_again)
        asyncio.get_running_loop().call_later(self._try_again, self._write_waiting)
        self._try_again = min(2 * self._try_again, TRY_AGAIN_AT_LAST)

    def _put_waiting(self) -> Exception | None:
        """Write what waits, but for rows that the database will never take: those are dropped, since all others wait behind them.

        Where many rows meet such a fault, fewer are written at once until the bad one stands alone.

        Returns:
            The fault of the database that kept some from being written; None if nothing waits any more.
        """
        size = len(self._waiting)
        while self._waiting:
            rows = self._waiting[:size]
            try:
                with self.engine.begin() as connection:
                    connection.execute(self._events.insert(), rows)
            except Exception as error:
                if not _is_of_a_row(error):
                    return error
                if len(rows) > 1:
                    size = len(rows) // 2
                    continue
                # Never what was said: a log is kept by other rules than a conversation.
                told = "An event (%s) of %r could not be written and was dropped: %s"
                logger.error(told, rows[0]["type_name"], rows[0]["sender_id"], _name_of(error))
            else:
                size *= 2
            self._waiting = self._waiting[len(rows) :]
        return None

    def _drop_again(self) -> None:
        """Delete old web conversations in a thread, since nobody shall wait for it, and again after `DROP_EVERY`."""
        loop = asyncio.get_running_loop()
        self._next_drop = loop.call_later(DROP_EVERY, self._drop_again)
        loop.run_in_executor(None, self._drop_web_conversations, self._days).add_done_callback(_log_fault)

    def _drop_web_conversations(self, days: int) -> None:
        """Delete the web conversations whose last event is older than `days`; where the database is locked, the next time does."""
        before = time.time() - days * DAY
        deleted, self._dropping = 0, True
        try:
            senders = self._ended_web_conversations(before)
            for start in range(0, len(senders), DROPPED_AT_ONCE):
                deleted += self._delete_ended(senders[start : start + DROPPED_AT_ONCE], before)
            if self.engine.dialect.name == "sqlite" and not empty_log(self.engine) and deleted:
                logger.warning("Deleted words stand in the log of %s until the next time: another program is reading it", self.engine.url.database)
        except sa.exc.OperationalError as error:
            logger.error("Old web conversations could not be deleted: %s", error.orig)
        finally:
            self._dropping = False
        if deleted:
            logger.warning("Deleted %s web conversations that ended more than %s days ago", deleted, days)

    def _ended_web_conversations(self, before: float) -> list[str]:
        """The ids of the web conversations whose last event is older than `before`, in seconds since 1970."""
        event = self._events.c
        is_web = sa.func.substr(event.sender_id, 1, len(WEB)) == WEB
        last = sa.select(sa.func.max(event.id)).where(is_web).group_by(event.sender_id)
        with self.engine.connect() as connection:
            return connection.execute(sa.select(event.sender_id).where(event.id.in_(last), event.timestamp < before)).scalars().all()

    def _delete_ended(self, senders: Sequence[str], before: float) -> int:
        """Delete, in one transaction, those of some conversations that still ended before `before`, and of which nothing waits; tells how many."""
        event, later = self._events.c, self._events.alias()
        sender = sa.bindparam("sender")
        # Whoever came back since they were looked for keeps his conversation: the statement that deletes looks once more.
        ended = sa.select(sa.func.max(later.c.timestamp)).where(later.c.sender_id == sender).scalar_subquery() < before
        delete = sa.delete(self._events).where(event.sender_id == sender, ended)
        waiting = {row["sender_id"] for row in self._waiting}
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.execute(OVERWRITE)
            gone = [one for one in set(senders) - waiting if connection.execute(delete, {"sender": one}).rowcount]
        for one in gone:
            self._ends.pop(one, None)
        return len(gone)

    def _keep(self, sender_id: str, end: End) -> None:
        self._ends.pop(sender_id, None)  # so that it stands last; a thread that deletes may have dropped it
        self._ends[sender_id] = end
        excess = len(self._ends) - KEPT
        if excess <= 0:
            return
        waiting = {row["sender_id"] for row in self._waiting}  # the end of a conversation that waits stands nowhere else
        for oldest in list(islice((one for one in tuple(self._ends) if one not in waiting), excess)):
            self._ends.pop(oldest, None)

    def _read_end(self, connection: sa.engine.Connection, sender_id: str) -> End:
        rows = self._newest(connection, sender_id)
        last = rows[-1].id
        rows = _since_session_start(rows)
        if len(rows) >= WINDOW and rows[0].type_name != SessionStarted.type_name:
            rows = _since_turn_start(rows)
            rows = [*self._lasting(connection, sender_id, rows[0].id), *rows]
        events = [Event.from_parameters(json.loads(row.data)) for row in rows]
        return End(last, _end_of([event for event in events if event is not None]))

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


def empty_log(engine: sa.engine.Engine) -> bool:
    """Write SQLite's log into the database, since what was overwritten there still stands in the log; False where another program is reading it."""
    with engine.connect() as connection:
        busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy


def keep_days() -> int:
    """Days that a web conversation is kept after its last event, as `KEEP_DAYS` in the environment says; 0 for ever.

    Raises:
        ValueError: `KEEP_DAYS` is no number of days.
    """
    value = os.environ.get("KEEP_DAYS") or str(KEEP_DAYS)
    if not value.isdecimal():
        raise ValueError(f"KEEP_DAYS is {value!r}; it must be a whole number of days, 0 to keep web conversations for ever")
    return int(value)


def _is_lock(fault: Exception) -> bool:
    """Whether another program holds SQLite's lock."""
    return isinstance(fault, sa.exc.OperationalError) and "locked" in str(fault.orig)


def _is_of_a_row(fault: Exception) -> bool:
    """Whether a fault lies in what was to be written, and not in the database: trying again would be of no use."""
    if isinstance(fault, sa.exc.InterfaceError):  # a value that cannot be bound, or a connection that was lost
        return not fault.connection_invalidated
    if isinstance(fault, sa.exc.DBAPIError):
        return isinstance(fault, (sa.exc.IntegrityError, sa.exc.DataError))
    return isinstance(fault, (sa.exc.StatementError, ValueError, TypeError, OverflowError))


def _name_of(fault: Exception) -> str:
    """What a fault may be called in a log: its text could quote what was to be written."""
    return type(getattr(fault, "orig", None) or fault).__name__


def _log_fault(deletion: asyncio.Future[None]) -> None:
    """Tell of a fault that nobody waits for."""
    if not deletion.cancelled() and deletion.exception():
        logger.error("Old web conversations could not be deleted", exc_info=deletion.exception())


def _end_of(events: Sequence[Event]) -> list[Event]:
    """The events of the last turn, after the last value of each slot, and the like, that the session's earlier events left behind.

    A turn begins with the assistant listening; where there is no whole turn, all events of the session.
    """
    begun = max((index for index, event in enumerate(events) if isinstance(event, SessionStarted)), default=0)
    events = events[begun:]
    said = max((index for index, event in enumerate(events) if isinstance(event, UserUttered)), default=0)
    start = max((index for index, event in enumerate(events[:said]) if _is_listening(event)), default=0)
    lasting: dict[tuple[str, str | None], Event] = {}
    for event in events[:start]:
        if isinstance(event, BEGINNING_EVENTS):
            lasting.clear()
        elif isinstance(event, LASTING_EVENTS):
            key = (event.type_name, getattr(event, "key", None))
            lasting.pop(key, None)  # the latest comes last
            lasting[key] = event
    return [*lasting.values(), *events[start:]]


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


def _is_listening(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


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
    """An engine that keeps its connection to a file which is written by its log (WAL), and waits for no lock for long.

    A commit appends to the log instead of rewriting pages. With `synchronous = NORMAL` a crash of the program loses nothing; a
    power cut may lose the last moments, and never damages the file (sqlite.org/wal.html).
    """
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": LOCKED_WITHIN}}
    if url.database:
        options["poolclass"] = sa.pool.QueuePool
    engine = sa.create_engine(url, **options)

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    return engine
