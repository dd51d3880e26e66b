"""A real server with the channels, and a stand-in for Rasa's agent behind it."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from rasa.core.channels.channel import InputChannel, UserMessage, register
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.server import AsyncioServer

from assistant.channels.web_history import RATINGS
from assistant.cli.server import LOOPBACK, free_port
from assistant.engine import fixes

DOMAIN = Domain.from_yaml(f'version: "3.1"\nslots:\n  {RATINGS}: {{type: any, mappings: [{{type: custom}}]}}\n')
CUSTOM = {"kind": "out_of_scope", "language": "en", "facts": [], "suggestions": []}


class FaultyStore(InMemoryTrackerStore):
    """A tracker store that fails while it is told to."""

    fails = False

    async def _retrieve(self, sender_id: str, fetch_all_sessions: bool) -> DialogueStateTracker | None:
        if self.fails:
            raise OSError("no database")
        return await super()._retrieve(sender_id, fetch_all_sessions)


class StandIn:
    """As much of Rasa's agent as the channels ask: answers every message alike, `seconds` after it came."""

    def __init__(self) -> None:
        self.store = FaultyStore(DOMAIN)
        self.tracker_store = FailSafeTrackerStore(self.store)
        self.lock_store = InMemoryLockStore()
        self.processor = self
        self.ready = True
        self.seconds = 0.0
        self.seen: list[str] = []

    def is_ready(self) -> bool:
        """Whether there is a model."""
        return self.ready

    async def handle_message(self, message: UserMessage) -> None:
        """Answer, and store what was said."""
        async with self.lock_store.lock(message.sender_id):
            await asyncio.sleep(self.seconds)
            tracker = await self.tracker_store.retrieve(message.sender_id) or DialogueStateTracker(message.sender_id, DOMAIN.slots)
            tracker.update(UserUttered(message.text, metadata=message.metadata))
            tracker.update(BotUttered("No.", {"custom": CUSTOM}))
            await self.tracker_store.save(tracker)
        self.seen.append(message.text)
        await message.output_channel._persist_message({"recipient_id": message.sender_id, "text": "No."})
        await message.output_channel._persist_message({"recipient_id": message.sender_id, "custom": CUSTOM})

    async def parse_message(self, _: UserMessage) -> dict:
        """Understand nothing."""
        raise LookupError("no model")


class Client:
    """Calls a server that runs in this process; `agent` is what stands behind it."""

    def __init__(self, url: str, server: AsyncioServer, http: aiohttp.ClientSession) -> None:
        self.url = url
        self.server = server
        self.app = app = server.app
        self.agent: StandIn = app.ctx.agent
        self._http = http

    async def call(self, method: str, path: str, token: str | None = None, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON (or text), and headers of what comes of a call below `/webhooks/`; `body` is sent as JSON unless it is bytes."""
        sent = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {}), **headers}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        async with self._http.request(method, f"{self.url}/webhooks/{path}", data=data, headers=sent) as response:
            text = await response.text()
            return response.status, json.loads(text) if "json" in response.content_type else text, dict(response.headers)

    async def session(self) -> str:
        """A new session's token."""
        return (await self.call("POST", "web/session", body={}))[1]["token"]

    async def message(self, token: str, key: str = "message-1", locale: str = "en") -> tuple[int, list[tuple[str, dict]]]:
        """Status, and the events that come of a message: each its name and its data."""
        status, text, _ = await self.call("POST", "web/message", token, {"id": key, "text": "hello", "locale": locale})
        blocks = [block.split("\n") for block in text.split("\n\n") if block] if status == 200 else []
        return status, [(name.split(": ", 1)[1], json.loads(data.split(": ", 1)[1])) for name, data in blocks]


@pytest_asyncio.fixture
async def serve(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable]:
    """Serve channels as Rasa does, in this process; give a client of them."""
    monkeypatch.setenv("WEB_SESSION_SECRET", "x" * 32)
    monkeypatch.setattr(fixes, "apply", lambda: None)  # they outlast a test, and those of Rasa itself come later
    monkeypatch.setattr(Sanic, "test_mode", True)  # else it rewrites its own methods at a start, which it can do once only
    running: list[Any] = []

    async def start(*channels: InputChannel) -> Client:
        port = free_port()
        app = Sanic(f"channels_{uuid.uuid4().hex}", configure_logging=False)
        register(list(channels), app, route="/webhooks/")
        app.ctx.agent = StandIn()
        server = await app.create_server(host=LOOPBACK, port=port, return_asyncio_server=True, access_log=False)
        await server.startup()
        http = aiohttp.ClientSession()
        running.append((server, http))
        return Client(f"http://{LOOPBACK}:{port}", server, http)

    yield start
    for server, http in running:
        await http.close()
        await server.close()
