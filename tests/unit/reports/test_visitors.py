"""What visitors asked, read from the store that the assistant writes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.channels import web_history
from assistant.engine.tracker_store import ConversationStore
from assistant.reports import visitors
from assistant.reports.visitors import Request, Turn, conversations, disliked, gaps_asked, listing, not_answered, requests, requests_of, table, turns_of
from tests.helpers.project import ROOT

ANSWER = {"kind": "answer", "language": "nl", "facts": ["port/nxtport"]}
DECLINED = {"kind": "out_of_scope", "language": "nl", "facts": []}
COMPLAINT = {"kind": "smalltalk", "language": "nl", "facts": [], "smalltalk": "complaint"}


def user(text: str, key: str = "", at: float = 10.0) -> dict:
    return {"event": "user", "text": text, "timestamp": at, "metadata": {"client_id": key} if key else {}}


def bot(custom: dict) -> dict:
    return {"event": "bot", "text": None, "data": {"custom": custom}}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A store as the assistant writes it: an old conversation, and one with a thumb down."""
    domain = Domain.load(str(ROOT / "domain.yml"))
    path = tmp_path / "conversations.db"
    store = ConversationStore(domain=domain, dialect="sqlite", db=str(path))
    for sender, at in (("old", 100.0), ("new", 2000.0)):
        said = UserUttered("Wat is NxtPort?", timestamp=at, metadata={"client_id": "m1"})
        events = [said, BotUttered(data={"custom": ANSWER}, timestamp=at), SlotSet("ratings", {"m1": "down"}, timestamp=at)]
        asyncio.run(store.save(DialogueStateTracker.from_events(sender, events, domain.slots)))
    return path


def test_conversations_are_read_from_the_store_that_the_assistant_writes(database: Path) -> None:
    (turns,) = conversations(database, since=1000.0)
    assert turns == [Turn("Wat is NxtPort?", 2000.0, ANSWER, "down")]


def test_old_conversations_count_when_they_are_asked_for(database: Path) -> None:
    assert len(conversations(database, since=0.0)) == 2


def test_nothing_is_written_to_the_store(database: Path) -> None:
    before = database.read_bytes()
    conversations(database, since=0.0)
    assert database.read_bytes() == before


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        conversations(tmp_path / "none.db", since=0.0)


def test_the_keys_are_those_of_the_channel() -> None:
    assert (visitors.CLIENT_ID, visitors.RATINGS) == (web_history.CLIENT_ID, web_history.RATINGS)


def test_a_message_that_was_sent_again_counts_once_with_its_last_reply() -> None:
    error = {"kind": "error", "language": "nl", "facts": []}
    assert [turn.reply for turn in turns_of([user("wat", "a"), bot(error), user("wat", "a"), bot(ANSWER)])] == [ANSWER]


def test_a_complaint_tells_that_the_answer_before_it_was_disliked() -> None:
    turns = turns_of([user("een"), bot(ANSWER), user("twee"), bot(DECLINED), user("dat is geen antwoord"), bot(COMPLAINT)])
    assert [turn.text for turn in disliked(turns)] == ["twee"]


def test_what_was_declined_or_only_offered_was_not_answered() -> None:
    suggested = {"kind": "suggest", "language": "nl", "facts": []}
    turns = [Turn(kind["kind"], 0.0, kind) for kind in (ANSWER, DECLINED, suggested, COMPLAINT)]
    assert [turn.text for turn in not_answered(turns)] == ["out_of_scope", "suggest"]


def test_gaps_are_counted() -> None:
    gap = {"kind": "gap", "language": "nl", "facts": [], "gap": "gap/contact"}
    assert gaps_asked([Turn("x", 0.0, gap), Turn("y", 0.0, gap), Turn("z", 0.0, ANSWER)]) == {"gap/contact": 2}


def test_the_same_message_stands_once_with_its_number() -> None:
    turns = [Turn("Wie was dat?", 0.0, DECLINED), Turn("een", 0.0, DECLINED), Turn("wie  was dat?", 0.0, DECLINED), Turn("twee", 0.0, {})]
    lines = listing(turns)
    assert lines[0] == "   2 x  nl  Wie was dat?  ->  out_of_scope"
    assert len(lines) == 3 and lines[-1].endswith("no reply")


def test_the_table_has_a_row_for_each_language_the_most_spoken_first() -> None:
    korean = {**ANSWER, "language": "ko"}
    rows = table([Turn("a", 0.0, ANSWER, "up"), Turn("b", 0.0, korean), Turn("c", 0.0, {**korean, "kind": "gap"}, "down")]).splitlines()
    assert [row.split() for row in rows[1:]] == [["ko", "2", "1", "1", *["0"] * 6, "1"], ["nl", "1", "1", *["0"] * 6, "1", "0"]]


def slot(name: str, value: object, at: float = 20.0) -> dict:
    return {"event": "slot", "name": name, "value": value, "timestamp": at}


SENT = {"step": "sent", "question": "Hoeveel jobs?", "contact": "jan@voorbeeld.be"}


def test_a_request_is_read_with_what_was_said_before_it() -> None:
    events = [slot("language", "nl"), user("Hoeveel jobs?"), slot("request", {**SENT, "step": "confirm"}), user("ja", at=19.0), slot("request", SENT)]
    assert requests_of(events) == [Request(20.0, "jan@voorbeeld.be", "Hoeveel jobs?", "nl", ("Hoeveel jobs?", "ja"))]


def test_a_request_that_was_not_confirmed_is_none() -> None:
    assert requests_of([slot("request", {**SENT, "step": "confirm"}), slot("request", {"step": "dropped", "question": None, "contact": None}), slot("request", None)]) == []


def test_a_request_counts_once_though_a_new_session_sets_all_slots_again() -> None:
    assert len(requests_of([slot("request", SENT), slot("request", SENT, at=99.0)])) == 1


def test_two_requests_of_one_conversation_are_two() -> None:
    assert [request.question for request in requests_of([slot("request", SENT), slot("request", {**SENT, "question": "Hotels?"})])] == ["Hoeveel jobs?", "Hotels?"]


def test_further_questions_and_what_stands_beside_an_address_are_read_too() -> None:
    made = requests_of([slot("request", {**SENT, "further": ["Hotels?"], "note": "after 5 pm"})])
    assert [(request.question, request.contact) for request in made] == [("Hoeveel jobs? | Hotels?", f"{SENT['contact']} | after 5 pm")]


def test_requests_are_read_from_the_store_the_oldest_first(tmp_path: Path) -> None:
    domain = Domain.load(str(ROOT / "domain.yml"))
    store = ConversationStore(domain=domain, dialect="sqlite", db=str(tmp_path / "conversations.db"))
    for sender, at in (("late", 3000.0), ("early", 2000.0), ("old", 10.0)):
        events = [UserUttered("ja", timestamp=at), SlotSet("request", {**SENT, "contact": sender}, timestamp=at)]
        asyncio.run(store.save(DialogueStateTracker.from_events(sender, events, domain.slots)))
    assert [request.contact for request in requests(tmp_path / "conversations.db", since=1000.0)] == ["early", "late"]


def test_what_was_withdrawn_is_left_out_and_nothing_else_though_a_new_session_sets_all_slots_again() -> None:
    withdrawn = slot("request", {"step": "withdrawn"})
    made = requests_of([slot("request", SENT), slot("request", {**SENT, "question": "Hotels?"}), withdrawn, withdrawn])
    assert [request.question for request in made] == ["Hoeveel jobs?"]
