"""Custom actions without an action server; these fail when Rasa changes under it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rasa.core.actions.action as action
import rasa.utils.endpoints as endpoints
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.engine import direct_actions
from tests.helpers.project import ROOT

MODULE = """
import asyncio
from rasa_sdk import Action
from rasa_sdk.events import SlotSet

class Greets(Action):
    def name(self):
        return "action_greets"
    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=f"hello {tracker.sender_id}", json_message={"seen": tracker.slots["seen"]})
        return [SlotSet("seen", [*tracker.slots["seen"], 2])]

class Hangs(Greets):
    def name(self):
        return "action_hangs"
    async def run(self, dispatcher, tracker, domain):
        await asyncio.sleep(60)

class Raises(Greets):
    def name(self):
        return "action_raises"
    async def run(self, dispatcher, tracker, domain):
        raise ZeroDivisionError("oops")
"""
SEEN = AnySlot("seen", [{"type": "custom", "action": "action_greets"}], initial_value=[1])


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A module of actions."""
    (tmp_path / "greeting_actions.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    yield "greeting_actions"
    sys.modules.pop("greeting_actions", None)


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it puts in the place of Rasa's, taken back after the test."""
    for name in ("__init__", "request"):
        monkeypatch.setattr(endpoints.EndpointConfig, name, getattr(endpoints.EndpointConfig, name))
    direct_actions.run_directly(timeout=0.3)


async def run(name: str, endpoint: endpoints.EndpointConfig) -> list[Any]:
    """What Rasa's own `RemoteAction` makes of the action."""
    tracker = DialogueStateTracker("me", [SEEN])
    remote = action.RemoteAction(name, endpoint)
    return await remote.run(CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, Domain.empty())


async def test_an_action_is_run_where_it_is_asked_for(applied: None, module: str) -> None:
    said, remembered = await run("action_greets", endpoints.EndpointConfig(actions_module=module))
    assert isinstance(said, BotUttered) and said.text == "hello me" and said.data["custom"] == {"seen": [1]}
    assert isinstance(remembered, SlotSet) and (remembered.key, remembered.value) == ("seen", [1, 2])


async def test_an_action_that_waits_too_long_is_given_up(applied: None, module: str) -> None:
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(run("action_hangs", endpoints.EndpointConfig(actions_module=module)), 5)


async def test_an_action_that_raises_is_told_to_rasa(applied: None, module: str) -> None:
    with pytest.raises(ZeroDivisionError, match="oops"):
        await run("action_raises", endpoints.EndpointConfig(actions_module=module))


async def test_an_action_that_is_not_there_is_told_to_rasa(applied: None, module: str) -> None:
    with pytest.raises(Exception, match="action_unheard_of"):
        await run("action_unheard_of", endpoints.EndpointConfig(actions_module=module))


def test_a_module_that_cannot_be_imported_is_told_at_the_start(applied: None) -> None:
    with pytest.raises(RuntimeError, match=r"endpoints\.yml, action_endpoint: actions_module 'no\.such' cannot be imported .*No module named 'no'"):
        endpoints.EndpointConfig(actions_module="no.such")


async def test_an_action_server_is_asked_where_one_is_named(applied: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(next(line.split(b":")[1] for line in head.lower().splitlines() if line.startswith(b"content-length")))
        asked.append(await reader.readexactly(length))
        body = b'{"events": [], "responses": [{"text": "from afar"}]}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        endpoint = endpoints.EndpointConfig(url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/webhook", actions_module="no.such")
        (said,) = await run("action_greets", endpoint)
    assert said.text == "from afar"
    assert [json.loads(body)["next_action"] for body in asked] == ["action_greets"]


def test_an_endpoint_made_before_it_was_put_in_place_runs_its_actions_too(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    for name in ("__init__", "request"):
        monkeypatch.setattr(endpoints.EndpointConfig, name, getattr(endpoints.EndpointConfig, name))
    before = endpoints.EndpointConfig(actions_module=module)
    direct_actions.run_directly(timeout=0.3)
    assert len(asyncio.run(run("action_greets", before))) == 2


def test_the_projects_endpoints_name_the_projects_actions(applied: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTION_ENDPOINT", "")
    monkeypatch.setenv("TRACKER_DB", "")
    endpoint = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml")).action
    assert set(endpoint._executor.actions) >= {"action_reply"}


def test_a_second_call_changes_nothing(applied: None) -> None:
    before = endpoints.EndpointConfig.__init__, endpoints.EndpointConfig.request
    direct_actions.run_directly(timeout=9)
    assert (endpoints.EndpointConfig.__init__, endpoints.EndpointConfig.request) == before
