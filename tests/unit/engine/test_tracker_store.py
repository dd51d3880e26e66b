"""The conversation store: it reads the end of a conversation and keeps the whole of it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from assistant.channels.web_history import CLIENT_ID, RATINGS, erase, flush, history, rate
from assistant.channels.web_session import PREFIX, RENEWABLE
from assistant.engine import tracker_store
from assistant.engine.tracker_store import DAY, KEEP_DAYS, LASTING_INDEX, WEB, ConversationStore
from tests.helpers.project import ROOT

MANY = 60  # turns; many times what is read of a conversation
A_TURN = 5  # events

Open = Callable[[], ConversationStore]


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


@pytest.fixture
def opened(domain: Domain, file: Path) -> Iterator[Open]:
    """Opens a store on the same file, as each start of the assistant does."""
    stores: list[ConversationStore] = []

    def opened() -> ConversationStore:
        stores.append(ConversationStore(domain, dialect="sqlite", db=str(file)))
        return stores[-1]

    yield opened
    for store in stores:
        store.engine.dispose()


@pytest.fixture
def store(opened: Open) -> ConversationStore:
    return opened()


def session_start(carried: dict[str, Any] | None = None) -> list[Event]:
    """What Rasa adds where a session begins."""
    slots = [SlotSet(name, value) for name, value in (carried or {}).items()]
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *slots, ActionExecuted(ACTION_LISTEN_NAME)]


def turn(number: int, *more: Event) -> list[Event]:
    """What Rasa adds in one turn."""
    said = UserUttered(f"question {number}", metadata={CLIENT_ID: f"message-{number}"})
    told = [SlotSet("told", [f"port/{number}"]), BotUttered(f"answer {number}", {"custom": {"kind": "answer"}})]
    return [said, ActionExecuted("action_reply"), *told, *more, ActionExecuted(ACTION_LISTEN_NAME)]


async def add(store: TrackerStore, sender: str, events: list[Event]) -> DialogueStateTracker:
    """Add to a conversation as Rasa does: read it, go on with it, save it."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for event in events:
        tracker.update(event)
    await store.save(tracker)
    return tracker


async def talk(store: TrackerStore, sender: str, turns: int = MANY, first: tuple[Event, ...] = ()) -> list[Event]:
    """A conversation of so many turns, `first` among the events of its first; returns all its events."""
    events = session_start()
    await add(store, sender, events)
    for number in range(turns):
        said = turn(number, *(first if number == 0 else ()))
        await add(store, sender, said)
        events = [*events, *said]
    return events


def as_data(events: Any) -> list[dict]:
    return [event.as_dict() for event in events]


async def read(store: ConversationStore, sender: str = "visitor") -> DialogueStateTracker:
    tracker = await store.retrieve(sender)
    assert tracker is not None
    return tracker


async def test_a_long_conversation_is_stored_whole_each_event_once_and_in_order(store: ConversationStore) -> None:
    events = await talk(store, "visitor")
    full = await store.retrieve_full_tracker("visitor")
    assert len(events) > 5 * MANY
    assert as_data(full.events) == as_data(events)


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("turns", [1, 2, 3, 4, 5, MANY])
async def test_of_a_conversation_the_last_turn_is_read_after_the_slots_that_earlier_ones_set(
    store: ConversationStore, opened: Open, turns: int, anew: bool
) -> None:
    events = await talk(store, "visitor", turns)
    seen = (await read(opened() if anew else store)).events
    earlier = [event for event in seen if isinstance(event, SlotSet)][:-1]
    assert as_data(seen) == as_data([*earlier, *events[-A_TURN - 1 :]])
    assert [event.value for event in earlier] == ([[f"port/{turns - 2}"]] if turns > 1 else [])


async def test_the_500th_turn_reads_no_more_events_than_the_20th(store: ConversationStore) -> None:
    await talk(store, "short", 20)
    await add(store, "long", [event for number in range(500) for event in turn(number)])
    assert len((await read(store, "long")).events) <= len((await read(store, "short")).events)


@pytest.mark.parametrize("anew", [False, True])
async def test_a_session_in_which_nothing_was_said_is_read_whole(store: ConversationStore, opened: Open, anew: bool) -> None:
    events = await talk(store, "visitor", 0)
    seen = await read(opened() if anew else store)
    assert as_data(seen.events) == as_data(events[1:])  # as Rasa: from the session's start on


async def test_what_is_read_stands_as_it_would_after_reading_everything(store: ConversationStore) -> None:
    await talk(store, "visitor", first=(SlotSet("language", "ko"), SlotSet("wish", "nl")))
    seen, full = await read(store), await store.retrieve_full_tracker("visitor")
    assert seen.current_slot_values() == full.current_slot_values()
    assert seen.latest_action_name == full.latest_action_name
    assert seen.latest_message.text == full.latest_message.text == f"question {MANY - 1}"
    assert seen.latest_message.metadata == full.latest_message.metadata


async def test_slots_of_the_first_turn_are_still_there_after_many(store: ConversationStore) -> None:
    await talk(store, "visitor", first=(SlotSet("language", "ko"), SlotSet("listed", ["port/nxtport", "gap/shanghai"])))
    seen = await read(store)
    assert not [event for event in seen.events if isinstance(event, UserUttered) and event.text == "question 0"]
    assert seen.get_slot("language") == "ko"
    assert seen.get_slot("listed") == ["port/nxtport", "gap/shanghai"]


async def test_of_a_slot_that_was_set_several_times_the_last_value_counts(store: ConversationStore) -> None:
    first = (SlotSet("language", "ko"), SlotSet("wish", "ko"), SlotSet("language", "nl"), SlotSet("wish", None))
    await talk(store, "visitor", first=first)
    seen = await read(store)
    assert (seen.get_slot("language"), seen.get_slot("wish")) == ("nl", None)
    assert seen.get_slot("told") == [f"port/{MANY - 1}"]


@pytest.mark.parametrize(
    "first, paused",
    [((ConversationPaused(),), True), ((ConversationPaused(), ConversationResumed()), False), ((ConversationResumed(), ConversationPaused()), True)],
)
async def test_a_conversation_that_was_paused_long_ago_is_still_paused(store: ConversationStore, first: tuple[Event, ...], paused: bool) -> None:
    await talk(store, "visitor", first=first)
    assert (await read(store)).is_paused() is paused


@pytest.mark.parametrize("forgetting", [Restarted, AllSlotsReset])
async def test_slots_that_were_forgotten_long_ago_do_not_return(store: ConversationStore, forgetting: type[Event]) -> None:
    await talk(store, "visitor", first=(SlotSet("language", "ko"), forgetting()))
    assert (await store.retrieve_full_tracker("visitor")).get_slot("language") is None
    assert (await read(store)).get_slot("language") is None


async def test_a_new_session_drops_the_last_ones_events_and_keeps_the_slots_that_were_carried_over(store: ConversationStore) -> None:
    await talk(store, "visitor", 3, first=(SlotSet("language", "ko"), SlotSet("wish", "nl")))
    begun = session_start({"language": "ko"})
    await add(store, "visitor", begun)
    seen = await read(store)
    assert as_data(seen.events) == as_data(begun[1:])
    assert (seen.get_slot("language"), seen.get_slot("wish"), seen.get_slot("told")) == ("ko", None, None)


async def test_carried_over_slots_outlast_a_long_session_and_what_was_not_carried_over_does_not_return(store: ConversationStore) -> None:
    await talk(store, "visitor", 3, first=(SlotSet("language", "ko"), SlotSet("wish", "nl")))
    await add(store, "visitor", session_start({"language": "ko"}))
    for number in range(MANY):
        await add(store, "visitor", turn(number))
    seen = await read(store)
    assert (seen.get_slot("language"), seen.get_slot("wish")) == ("ko", None)


async def test_the_whole_conversation_holds_all_its_sessions(store: ConversationStore) -> None:
    first = await talk(store, "visitor", 3)
    second = [*session_start({"language": "ko"}), *turn(3)]
    await add(store, "visitor", second)
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data([*first, *second])


async def test_a_restart_reads_the_same_and_goes_on(store: ConversationStore, opened: Open) -> None:
    events = await talk(store, "visitor", first=(SlotSet("language", "ko"),))
    before = await read(store)
    store.engine.dispose()
    after = opened()
    assert as_data((await read(after)).events) == as_data(before.events)
    assert (await read(after)).current_slot_values() == before.current_slot_values()
    said = turn(MANY)
    await add(after, "visitor", said)
    assert as_data((await after.retrieve_full_tracker("visitor")).events) == as_data([*events, *said])


async def test_what_one_store_saved_another_on_the_same_file_reads_at_once(store: ConversationStore, opened: Open) -> None:
    other = opened()
    await talk(store, "visitor", 1)
    await add(other, "visitor", turn(1))
    assert [event.text for event in (await read(store)).events if isinstance(event, UserUttered)] == ["question 1"]


async def test_saving_twice_stores_nothing_twice(store: ConversationStore) -> None:
    events = await talk(store, "visitor")
    tracker = await read(store)
    await store.save(tracker)
    said = turn(MANY)
    for event in said:
        tracker.update(event)
    await store.save(tracker)
    await store.save(tracker)
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data([*events, *said])


async def test_a_tracker_that_the_store_did_not_hand_out_is_stored_once_too(store: ConversationStore, domain: Domain) -> None:
    events = [*session_start(), *turn(0)]
    for _ in range(2):
        await store.save(DialogueStateTracker.from_events("visitor", events[1:], slots=domain.slots))
    longer = [*events, *turn(1)]
    await store.save(DialogueStateTracker.from_events("visitor", longer[1:], slots=domain.slots))
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data(longer[1:])


async def test_rasas_own_way_of_reading_and_saving_turn_by_turn_loses_nothing(store: ConversationStore) -> None:
    """A message is saved before it is answered, and the answer after it, with the same tracker."""
    events = session_start()
    await add(store, "visitor", events)
    for number in range(MANY):
        tracker = await read(store)
        said = turn(number)
        for event in said:
            tracker.update(event)
            await store.save(tracker)
        events = [*events, *said]
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data(events)


async def test_an_unknown_sender_has_no_conversation(store: ConversationStore) -> None:
    await talk(store, "visitor", 1)
    assert await store.retrieve("nobody") is None
    assert await store.retrieve_full_tracker("nobody") is None
    assert await store.retrieve("visit") is None
    assert await store.retrieve("visito_") is None
    assert sorted(await store.keys()) == ["visitor"]


async def test_two_visitors_who_talk_in_turn_do_not_mix(store: ConversationStore) -> None:
    events: dict[str, list[Event]] = {"one": [], "two": []}
    for number in range(MANY):
        for sender, said in events.items():
            new = turn(number, SlotSet("language", "nl" if sender == "one" else "ko"), SlotSet("spoken", [f"{sender}/{number}"]))
            await add(store, sender, new)
            said += new
    for sender, language in (("one", "nl"), ("two", "ko")):
        assert as_data((await store.retrieve_full_tracker(sender)).events) == as_data(events[sender])
        assert (await read(store, sender)).get_slot("language") == language
        assert (await read(store, sender)).get_slot("spoken") == [f"{sender}/{MANY - 1}"]


async def test_what_is_stored_reads_as_if_rasas_own_store_had_written_it(store: ConversationStore, file: Path) -> None:
    said = UserUttered("question", intent={"name": "question", "confidence": 0.9})
    await add(store, "visitor", [said, SlotSet("language", "nl"), ActionExecuted("action_reply")])
    rows = sqlite3.connect(file).execute("SELECT sender_id, type_name, timestamp, intent_name, action_name FROM events ORDER BY id").fetchall()
    events = (await store.retrieve_full_tracker("visitor")).events
    assert rows == [
        ("visitor", "user", events[0].timestamp, "question", None),
        ("visitor", "slot", events[1].timestamp, None, "language"),
        ("visitor", "action", events[2].timestamp, None, "action_reply"),
    ]


async def test_each_event_is_handed_on_once(domain: Domain, file: Path) -> None:
    class Broker(EventBroker):
        def __init__(self) -> None:
            super().__init__()
            self.published: list[dict] = []

        def publish(self, event: dict) -> None:
            self.published.append(event)

    broker = Broker()
    store = ConversationStore(domain, event_broker=broker, dialect="sqlite", db=str(file))
    events = [*session_start(), *turn(0)]
    await add(store, "visitor", events)
    await store.save(await read(store))
    assert [event["event"] for event in broker.published] == [event.type_name for event in events]
    store.engine.dispose()


async def test_a_message_that_could_not_be_saved_is_saved_with_the_next(store: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    events = await talk(store, "visitor", 1)
    tracker = await read(store)
    said = turn(1)
    for event in said:
        tracker.update(event)

    def fail() -> None:
        raise sa.exc.OperationalError("INSERT", {}, Exception("the disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(store.engine, "begin", fail)
        with pytest.raises(sa.exc.OperationalError):
            await store.save(tracker)
    await store.save(tracker)
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data([*events, *said])


# -- a database that another program has locked ---------------------------------------------------------------------------------


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program is writing, and does not come to an end."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "TRY_AGAIN", 0.05)


async def written(store: ConversationStore) -> None:
    async def nothing_waits() -> None:
        while store._waiting:
            await asyncio.sleep(0.02)

    await asyncio.wait_for(nothing_waits(), 5)


async def test_a_conversation_goes_on_while_the_database_is_locked_and_is_stored_once_it_is_free(
    store: ConversationStore, opened: Open, file: Path, quick: None
) -> None:
    events = await talk(store, "visitor", 2)
    with locked(file):
        for number in (2, 3):
            events += turn(number)
            await add(store, "visitor", events[-A_TURN:])
            seen = await read(store)
            assert (seen.latest_message.text, seen.get_slot("told")) == (f"question {number}", [f"port/{number}"])
            await asyncio.sleep(0.1)
        assert as_data((await opened().retrieve_full_tracker("visitor")).events) == as_data(events[: -2 * A_TURN])
    await written(store)
    await add(store, "visitor", turn(4))
    full = as_data((await store.retrieve_full_tracker("visitor")).events)
    assert full[:-A_TURN] == as_data(events)
    assert as_data((await read(store)).events) == as_data((await read(opened())).events)


async def test_a_conversation_may_begin_while_the_database_is_locked(store: ConversationStore, file: Path, quick: None) -> None:
    with locked(file):
        events = await talk(store, "visitor", 2, first=(SlotSet("language", "ko"),))
        assert ((await read(store)).latest_message.text, (await read(store)).get_slot("language")) == ("question 1", "ko")
    await written(store)
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data(events)


async def test_many_visitors_wait_for_a_locked_database_no_longer_than_one(store: ConversationStore, file: Path) -> None:
    with locked(file):
        started = time.monotonic()
        for number in range(20):
            await talk(store, f"visitor {number}", 1)
        assert time.monotonic() - started < 2


async def test_who_is_erased_while_his_words_wait_for_the_database_is_not_written(store: ConversationStore, file: Path, quick: None) -> None:
    with locked(file):
        await talk(store, "visitor", 1)
        other = await talk(store, "other", 1)
        store.forget("visitor")
        assert await store.retrieve("visitor") is None
    await written(store)
    assert await store.retrieve_full_tracker("visitor") is None
    assert as_data((await store.retrieve_full_tracker("other")).events) == as_data(other)


async def test_what_waits_for_the_database_is_bounded(store: ConversationStore, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "MAX_WAITING", 20)
    with locked(file):
        with pytest.raises(RuntimeError, match="the database of conversations is locked"):
            await talk(store, "visitor", 5)
        assert len(store._waiting) <= 20


@pytest.mark.parametrize("fault", [{"type_name": None}, {"timestamp": object()}, {"data": 2**70}], ids=["integrity", "binding", "overflow"])
async def test_a_row_that_the_database_never_takes_is_told_and_dropped_and_holds_up_nobody(
    store: ConversationStore, file: Path, quick: None, caplog: pytest.LogCaptureFixture, fault: dict
) -> None:
    with locked(file):
        conversations = {sender: await talk(store, sender, 2, first=(UserUttered("marmalade-lighthouse"),)) for sender in ("one", "two", "three")}
        (bad,) = [row for row in store._waiting if row["sender_id"] == "two" and "question 1" in row["data"]]
        bad.update(fault)
    await written(store)
    for sender in ("one", "three"):
        assert as_data((await store.retrieve_full_tracker(sender)).events) == as_data(conversations[sender])
    kept = [event for event in conversations["two"] if not isinstance(event, UserUttered) or event.text != "question 1"]
    assert as_data((await store.retrieve_full_tracker("two")).events) == as_data(kept)
    assert caplog.text.count("could not be written and was dropped") == 1 and "'two'" in caplog.text
    assert "marmalade" not in caplog.text and "question 1" not in caplog.text


async def test_a_fault_of_the_whole_database_drops_nothing_and_is_tried_again_ever_later(
    store: ConversationStore, file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    delays: list[float] = []
    monkeypatch.setattr(asyncio.get_running_loop(), "call_later", lambda delay, *_: delays.append(delay))
    with locked(file):
        events = await talk(store, "visitor", 2)
    delays.clear()

    def fail() -> None:
        raise sa.exc.OperationalError("INSERT", {"data": "question 1"}, Exception("the disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(store.engine, "begin", fail)
        for _ in range(8):
            store._write_waiting()
    assert delays == [1, 2, 4, 8, 16, 32, 60, 60]
    assert caplog.text.count("could not be written") == 8 and "Traceback" not in caplog.text and "question 1" not in caplog.text
    store._write_waiting()
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data(events)
    with locked(file):
        await add(store, "visitor", turn(2))
        delays.clear()
        store._write_waiting()
    assert delays == [1], "a lock is tried for each second, whatever was before"


async def test_the_end_of_a_conversation_that_waits_for_the_database_stays_in_memory(
    store: ConversationStore, file: Path, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    monkeypatch.setattr(tracker_store, "KEPT", 2)
    senders = ["one", "two", "three", "four"]
    with locked(file):
        for sender in senders:
            await talk(store, sender, 2)
        for sender in senders:
            assert (await read(store, sender)).latest_message.text == "question 1"
    await written(store)
    await talk(store, "five", 1)
    assert len(store._ends) == 2


async def test_what_waits_for_the_database_is_written_before_the_assistant_ends(store: ConversationStore, file: Path) -> None:
    with locked(file):
        events = await talk(store, "visitor", 2)
        flushed = asyncio.ensure_future(flush(SimpleNamespace(tracker_store=FailSafeTrackerStore(store))))
        await asyncio.sleep(0.1)
    await flushed
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data(events)


async def test_what_cannot_be_written_before_the_assistant_ends_is_told(
    store: ConversationStore, file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tracker_store, "FLUSH_WITHIN", 0.3)
    with locked(file):
        events = await talk(store, "visitor", 1)
        await asyncio.wait_for(store.flush(), 3)
    assert f"{len(events)} events" in caplog.text and "as the assistant ends" in caplog.text


async def test_a_fault_of_the_database_tells_nothing_that_was_said(store: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE events")
    with pytest.raises(sa.exc.OperationalError) as raised:
        store._write([{**tracker_store._row_of(UserUttered("marmalade-lighthouse"), "visitor")}], "visitor")
    assert "no such table" in str(raised.value) and "marmalade" not in str(raised.value)


# -- conversations that nobody can reach any more -------------------------------------------------------------------------------


def age(file: Path, sender: str, days: float, turns: str = "1") -> None:
    """Have a conversation happen so many days earlier; `turns`: only the events for which this SQL holds."""
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE events SET timestamp = timestamp - ? WHERE sender_id = ? AND {turns}", (days * DAY, sender))


async def test_a_web_conversation_is_deleted_when_its_visitor_can_reach_it_no_longer(
    store: ConversationStore, opened: Open, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert (WEB, KEEP_DAYS * DAY) == (PREFIX, RENEWABLE)
    secret = "marmalade-lighthouse"
    for sender in ("web-new", "web-old", "web-older", "web-returned", "rest", "website", "WEB-rest"):
        await talk(store, sender, 2, first=(UserUttered(f"my secret is {secret}"),) if sender == "web-old" else ())
    for sender, days in {"web-new": 29.9, "web-old": 30.1, "web-older": 400, "rest": 400, "website": 400, "WEB-rest": 400}.items():
        age(file, sender, days)
    age(file, "web-returned", 400, "id < (SELECT max(id) FROM events WHERE sender_id = 'web-returned')")
    returned = as_data((await store.retrieve_full_tracker("web-returned")).events)
    store.engine.dispose()
    store = opened()
    assert sorted(await store.keys()) == ["WEB-rest", "rest", "web-new", "web-returned", "website"]
    assert as_data((await store.retrieve_full_tracker("web-returned")).events) == returned
    assert "Deleted 2 web conversations that ended more than 30 days ago" in caplog.text
    assert secret.encode() not in words_on_disk(file)
    caplog.clear()
    opened()
    assert "Deleted" not in caplog.text


@pytest.mark.parametrize("days, kept", [("7", ["web-6"]), ("0", ["web-31", "web-6", "web-8"]), ("", ["web-6", "web-8"])])
async def test_the_operator_says_for_how_many_days(
    store: ConversationStore, opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch, days: str, kept: list[str]
) -> None:
    for ago in (6, 8, 31):
        await talk(store, f"web-{ago}", 1)
        age(file, f"web-{ago}", ago)
    monkeypatch.setenv("KEEP_DAYS", days)
    assert sorted(await opened().keys()) == kept


@pytest.mark.parametrize("days", ["-1", "a month", "1.5", "²"])
async def test_a_number_of_days_that_is_none_is_told_and_nothing_is_deleted(
    store: ConversationStore, opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    await talk(store, "web-old", 1)
    age(file, "web-old", 400)
    monkeypatch.setenv("KEEP_DAYS", days)
    with pytest.raises(ValueError, match=f"KEEP_DAYS is '{days}'; it must be a whole number of days"):
        opened()
    assert await store.retrieve("web-old")


async def until(holds) -> None:
    """Wait for what is done beside the conversation."""
    for _ in range(200):
        if holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come about in ten seconds")


async def test_a_server_that_runs_for_days_deletes_old_conversations_too(
    store: ConversationStore, opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "marmalade-lighthouse"
    running = opened()
    await talk(running, "web-old", 2, first=(UserUttered(f"my secret is {secret}"),))
    await talk(running, "web-new", 1)
    age(file, "web-old", 31)
    monkeypatch.setattr("assistant.engine.tracker_store.DROP_EVERY", 0.1)
    assert await opened().retrieve("web-new")  # whoever comes first sets the clock; nobody need write
    await until(lambda: "Deleted 1 web conversations" in caplog.text)
    assert list(await running.keys()) == ["web-new"]
    assert await running.retrieve("web-old") is None
    assert secret.encode() not in words_on_disk(file)


async def test_old_conversations_are_deleted_once_a_day_and_in_a_thread_of_its_own(store: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    deleted: list[int] = []
    monkeypatch.setattr(store, "_drop_web_conversations", lambda _: deleted.append(threading.get_ident()))
    await talk(store, "web-new", 3)
    await asyncio.sleep(0.2)
    assert deleted == []
    store._next_drop.cancel()
    store._next_drop = None
    monkeypatch.setattr("assistant.engine.tracker_store.DROP_EVERY", 0.1)
    await talk(store, "web-new", 1)
    await until(lambda: len(deleted) > 1)
    assert threading.get_ident() not in deleted


async def test_a_fault_while_deleting_is_told(store: ConversationStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("assistant.engine.tracker_store.DROP_EVERY", 0.1)
    monkeypatch.setattr(store, "_drop_web_conversations", lambda _: 1 / 0)
    await talk(store, "web-new", 1)
    await until(lambda: "ZeroDivisionError" in caplog.text)
    assert "Old web conversations could not be deleted" in caplog.text


async def test_who_comes_back_while_old_conversations_are_deleted_keeps_his(store: ConversationStore, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for sender in ("web-back", "web-gone"):
        await talk(store, sender, 1)
        age(file, sender, 31)
    begin = store.engine.begin

    def comes_back():
        age(file, "web-back", -31, "id = (SELECT max(id) FROM events WHERE sender_id = 'web-back')")
        monkeypatch.setattr(store.engine, "begin", begin)
        return begin()

    monkeypatch.setattr(store.engine, "begin", comes_back)  # between looking for the old ones and deleting them
    store._drop_web_conversations(30)
    assert list(await store.keys()) == ["web-back"]


async def test_words_that_a_reader_keeps_in_the_log_are_told_and_gone_the_next_time(
    store: ConversationStore, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "marmalade-lighthouse"
    await talk(store, "web-old", 1, first=(UserUttered(f"my secret is {secret}"),))
    age(file, "web-old", 31)
    with sqlite3.connect(file) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        store._drop_web_conversations(30)
        assert "another program is reading it" in caplog.text
        reader.rollback()
    store._drop_web_conversations(30)
    assert secret.encode() not in words_on_disk(file)


async def test_the_assistant_starts_also_while_old_conversations_cannot_be_deleted(
    store: ConversationStore, opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("rasa.core.tracker_store.create_engine_kwargs", lambda _: {"connect_args": {"timeout": 0.1}})
    await talk(store, "web-old", 1)
    age(file, "web-old", 400)
    with locked(file):
        assert await opened().retrieve("web-old")
    assert "Old web conversations could not be deleted: database is locked" in caplog.text


# -- the ends in memory ---------------------------------------------------------------------------------------------------------


async def statements_of(store: ConversationStore, reading: str) -> list[str]:
    asked: list[str] = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda _, __, statement, *___: asked.append(statement))
    await store.retrieve(reading)
    return asked


async def test_of_a_conversation_just_saved_the_database_is_asked_for_its_end_only(store: ConversationStore) -> None:
    await talk(store, "visitor", 3)
    (asked,) = await statements_of(store, "visitor")
    assert "max(events.id)" in asked and "events.data" not in asked


@pytest.mark.parametrize("first", [(), (SlotSet("language", "ko"), ConversationPaused())])
async def test_an_end_in_memory_is_what_the_database_holds(store: ConversationStore, opened: Open, first: tuple[Event, ...]) -> None:
    for number in range(5):
        await add(store, "visitor", [*(session_start() if not number else []), *turn(number, *(first if not number else ()))])
        assert as_data((await read(store)).events) == as_data((await read(opened())).events)


async def test_what_another_store_added_outdates_the_end_in_memory(store: ConversationStore, opened: Open) -> None:
    await talk(store, "visitor", 2)
    other = opened()
    await add(other, "visitor", turn(2, SlotSet("language", "nl")))
    assert (await read(store)).latest_message.text == "question 2"
    assert (await read(store)).get_slot("language") == "nl"


async def test_what_went_wrong_before_it_was_saved_is_not_in_memory(store: ConversationStore) -> None:
    await talk(store, "visitor", 2)
    tracker = await read(store)
    tracker.update(UserUttered("never answered"))
    assert (await read(store)).latest_message.text == "question 1"


async def test_the_oldest_end_is_forgotten_not_the_conversation(store: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "KEPT", 2)
    for sender in ("one", "two", "three"):
        await talk(store, sender, 1)
    assert len(store._ends) == 2
    assert (await read(store, "one")).latest_message.text == "question 0"


async def test_of_who_was_erased_nothing_stays_in_memory(agent: SimpleNamespace, store: ConversationStore) -> None:
    await talk(store, "visitor", 2)
    await erase(agent, "visitor")
    assert "visitor" not in store._ends
    assert await store.retrieve("visitor") is None


# -- the database ---------------------------------------------------------------------------------------------------------------


async def test_no_query_of_a_long_conversation_reads_the_whole_of_it(store: ConversationStore, opened: Open, file: Path) -> None:
    await talk(store, "visitor")
    store = opened()  # another keeps no end in memory
    asked: list[tuple[str, Any]] = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda _, __, statement, parameters, *___: asked.append((statement, parameters)))
    await read(store)
    plans = [[row[3] for row in sqlite3.connect(file).execute(f"EXPLAIN QUERY PLAN {statement}", parameters)] for statement, parameters in asked]
    lasting = next(plan for plan, (statement, _) in zip(plans, asked) if "GROUP BY" in statement)
    assert [step for step in lasting if LASTING_INDEX in step and "sender_id=? AND type_name=?" in step], lasting
    assert not [step for plan in plans for step in plan if step.startswith("SCAN") and "CONSTANT ROW" not in step], plans


def test_the_index_is_made_once_also_in_a_file_that_has_none(store: ConversationStore, opened: Open, file: Path) -> None:
    names = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events'"
    made = dict(sqlite3.connect(file).execute(names).fetchall())
    assert "(sender_id, type_name, action_name, id)" in made[LASTING_INDEX]
    with sqlite3.connect(file) as connection:
        connection.execute(f"DROP INDEX {LASTING_INDEX}")
    for _ in range(2):
        opened()
    assert dict(sqlite3.connect(file).execute(names).fetchall()) == made


def test_the_file_is_written_by_its_log(store: ConversationStore, file: Path) -> None:
    assert sqlite3.connect(file).execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1


async def test_rasa_makes_the_store_from_the_projects_endpoints(domain: Domain, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DB", str(file))
    monkeypatch.setenv("ACTION_ENDPOINT", "http://127.0.0.1:1/webhook")
    from rasa.core.utils import AvailableEndpoints

    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    store = TrackerStore.create(endpoints.tracker_store, domain)
    assert isinstance(endpoints.tracker_store, EndpointConfig)
    await add(store, "visitor", turn(0))
    assert file.exists()
    assert isinstance(getattr(store, "_tracker_store", store), ConversationStore)


# -- with the web channel -------------------------------------------------------------------------------------------------------


@pytest.fixture
def agent(store: ConversationStore) -> SimpleNamespace:
    return SimpleNamespace(tracker_store=FailSafeTrackerStore(store), lock_store=InMemoryLockStore())


def words_on_disk(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")) if not path.name.endswith("-shm"))


@pytest.mark.parametrize("turns", [1, MANY])
@pytest.mark.parametrize("in_the_log_only", [True, False])
async def test_erased_words_stand_neither_in_the_file_nor_in_its_log(
    agent: SimpleNamespace, store: ConversationStore, file: Path, turns: int, in_the_log_only: bool
) -> None:
    secret = "marmalade-lighthouse"
    await talk(store, "other", 3)
    await talk(store, "visitor", turns, first=(UserUttered(f"my secret is {secret}"), BotUttered(f"so it is {secret}"), SlotSet("spoken", [secret])))
    await add(store, "visitor", turn(turns, BotUttered(f"once more, it is {secret}")))
    if not in_the_log_only:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (secret.encode() in file.read_bytes()) is not in_the_log_only
    assert secret.encode() in words_on_disk(file)
    await erase(agent, "visitor")
    assert secret.encode() not in words_on_disk(file)
    assert await store.retrieve("visitor") is None
    assert len(await history(agent, "other")) == 3


async def test_who_was_erased_begins_anew(agent: SimpleNamespace, store: ConversationStore) -> None:
    await talk(store, "visitor", first=(SlotSet("language", "ko"),))
    await erase(agent, "visitor")
    events = await talk(store, "visitor", 2)
    assert as_data((await store.retrieve_full_tracker("visitor")).events) == as_data(events)
    assert (await read(store)).get_slot("language") is None


async def test_the_history_holds_every_turn_of_a_long_conversation(agent: SimpleNamespace, store: ConversationStore) -> None:
    await talk(store, "visitor")
    turns = await history(agent, "visitor")
    assert [one["text"] for one in turns] == [f"question {number}" for number in range(MANY)]
    assert [one["messages"][0]["text"] for one in turns] == [f"answer {number}" for number in range(MANY)]


async def test_a_rating_of_the_first_answer_outlasts_a_long_conversation(agent: SimpleNamespace, store: ConversationStore) -> None:
    await talk(store, "visitor", 1)
    assert await rate(agent, "visitor", "message-0", "up")
    for number in range(1, MANY):
        await add(store, "visitor", turn(number))
    assert await rate(agent, "visitor", f"message-{MANY - 1}", "down")
    assert (await read(store)).get_slot(RATINGS) == {"message-0": "up", f"message-{MANY - 1}": "down"}
    assert [one["rating"] for one in await history(agent, "visitor") if "rating" in one] == ["up", "down"]
