"""What a conversation remembers."""

from __future__ import annotations

import pytest
import yaml

from assistant.state import MAX_TOLD, State
from tests.helpers.project import ROOT


def test_every_slot_of_the_domain_is_an_attribute_and_the_other_way_round() -> None:
    slots = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["slots"]
    of_the_web_channel = {"ratings"}  # thumbs up and down: no reply depends on them
    assert set(slots) - of_the_web_channel == set(State.__fields__)


def test_slots_never_set_count_as_empty() -> None:
    assert State.from_slots({"language": None, "told": None, "session_started_metadata": {}}) == State()


def test_slots_that_are_set_are_read() -> None:
    assert State.from_slots({"language": "nl", "spoken": ["a/b"]}) == State(language="nl", spoken=["a/b"])


def test_what_was_told_is_kept_in_the_order_in_which_it_was_first_told() -> None:
    state = State().remember(["a/1"], ["a/1"]).remember(["a/2"], ["a/2"]).remember(["a/1"], ["a/1"])
    assert (state.spoken, state.told) == (["a/1"], ["a/1", "a/2"])


def test_a_gap_is_spoken_of_but_not_told() -> None:
    state = State(told=["a/1"]).remember(["gap/contact"], [])
    assert (state.spoken, state.told) == (["gap/contact"], ["a/1"])


def test_a_reply_that_spoke_of_nothing_changes_nothing() -> None:
    state = State(spoken=["a/1"], told=["a/1"])
    assert state.remember([], []) == state


def test_what_a_list_held_is_remembered_until_another_list_is_told() -> None:
    state = State().remember(["a/1"], ["a/1"], ["b/1", "gap/c"])
    assert state.listed == ["b/1", "gap/c"]
    assert state.remember(["b/1"], ["b/1"]).listed == ["b/1", "gap/c"]
    assert state.remember(["gap/c"], []).listed == ["b/1", "gap/c"]
    assert state.remember(["a/2"], ["a/2"], []).listed == ["b/1", "gap/c"]
    assert state.remember(["a/2"], ["a/2"], ["d/1"]).listed == ["d/1"]
    assert state.remember([], [], ["d/1"]) == state


def test_what_was_listed_is_read_back_from_its_slot() -> None:
    assert State.from_slots({"listed": ["b/1", "gap/c"]}).listed == ["b/1", "gap/c"]
    assert State.from_slots({"listed": None}).listed == []


def test_the_memory_is_bounded() -> None:
    state = State()
    for number in range(MAX_TOLD + 5):
        state = state.remember([f"a/{number}"], [f"a/{number}"])
    assert len(state.told) == MAX_TOLD
    assert state.told[-1] == f"a/{MAX_TOLD + 4}"


def test_remembering_leaves_the_earlier_state_alone() -> None:
    state = State(told=["a/1"])
    state.remember(["a/2"], ["a/2"])
    assert state == State(told=["a/1"])


@pytest.mark.parametrize("name", ["spoken", "told", "listed"])
def test_a_list_slot_of_another_type_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        State.from_slots({name: "port/nxtport"})


@pytest.mark.parametrize("name", ["wish", "wish_from", "language"])
def test_a_text_slot_of_another_type_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        State.from_slots({name: ["nl"]})


def test_a_language_that_is_no_longer_configured_counts_as_none() -> None:
    slots = {"language": "xx", "written": ["xx", "nl"], "wish": "xx", "wish_from": "nl"}
    assert State.from_slots(slots) == State(written=["nl"])
    assert State.from_slots({"language": "nl", "wish": "nl", "wish_from": "xx"}) == State(language="nl")
    assert State.from_slots({"language": "ko", "wish": "ko", "wish_from": "nl"}) == State(language="ko", wish="ko", wish_from="nl")
