"""The web channel over HTTP: its limits, its events, its faults."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore

from assistant.channels import web_history
from assistant.channels.rest import ReliableRestInput
from assistant.channels.web import WebInput
from assistant.channels.web_session import Sessions
from assistant.channels.web_settings import WebSettings
from assistant.cli.server import LOOPBACK
from assistant.engine.tracker_store import ConversationStore
from tests.unit.channels.conftest import DOMAIN


def _web(**settings: int) -> WebInput:
    return WebInput(WebSettings(**settings))


async def test_a_message_is_accepted_and_answered(serve: Callable) -> None:
    client = await serve(_web())
    status, events = await client.message(await client.session())
    assert status == 200
    assert [name for name, _ in events] == ["accepted", "reply"]
    assert events[0][1] == {"id": "message-1"}
    assert events[1][1]["messages"][0] == {"text": "No."}


async def test_one_session_cannot_use_up_what_its_address_may_send(serve: Callable) -> None:
    client = await serve(_web(messages_per_minute=2, messages_per_minute_per_address=5))
    eager, other = await client.session(), await client.session()
    assert [(await client.message(eager, f"message-{number}"))[0] for number in range(12)] == [200] * 2 + [429] * 10
    assert [(await client.message(other, f"message-{number}"))[0] for number in range(3)] == [200, 200, 429]
    assert (await client.message(await client.session()))[0] == 200
    status, told, headers = await client.call("POST", "web/message", await client.session(), {"id": "message-1", "text": "x"})
    assert status == 429, "the address has had its five"
    assert told["code"] == "too_many"
    assert 0 < int(headers["Retry-After"]) <= 60


CALLS = [
    ("GET", "web/history", None),
    ("POST", "web/rating", {"id": "message-1", "rating": "up"}),
    ("POST", "web/session", {}),
    ("DELETE", "web/session", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
async def test_every_other_call_has_a_limit_for_each_session(serve: Callable, method: str, path: str, body: dict | None) -> None:
    client = await serve(_web(calls_per_minute=1))
    token, other = await client.session(), await client.session()
    for one in (token, other):
        await client.message(one)
        assert (await client.call(method, path, one, body))[0] == 200
    status, told, headers = await client.call(method, path, token, body)
    assert (status, told["code"]) == (429, "too_many")
    assert 0 < int(headers["Retry-After"]) <= 60


async def test_every_other_call_has_a_limit_for_each_address_and_the_refused_count_for_none(serve: Callable) -> None:
    client = await serve(_web(calls_per_minute=2, calls_per_minute_per_address=3))
    first, second = await client.session(), await client.session()
    assert [(await client.call("GET", "web/history", first))[0] for _ in range(5)] == [200, 200, 429, 429, 429]
    assert (await client.call("GET", "web/history", "no session"))[0] == 401
    assert [(await client.call("GET", "web/history", second))[0] for _ in range(2)] == [200, 429]


async def test_a_bad_call_is_not_counted(serve: Callable) -> None:
    client = await serve(_web(calls_per_minute=1))
    token = await client.session()
    assert (await client.call("POST", "web/rating", token, {"id": 5}))[0] == 400
    assert (await client.call("GET", "web/history", token))[0] == 200


async def test_what_was_erased_meanwhile_is_told_so(serve: Callable) -> None:
    client = await serve(_web())
    token = await client.session()
    client.agent.seconds = 5.0
    waiting = asyncio.ensure_future(client.message(token))
    await asyncio.sleep(0.3)
    client.agent.seconds = 0.0
    assert (await client.call("DELETE", "web/session", token))[1] == {"erased": True}
    assert await waiting == (200, [("accepted", {"id": "message-1"}), ("erased", {"id": "message-1"})])
    assert (await client.message(token))[1][-1][0] == "reply", "it may be sent again"


async def test_what_was_read_while_it_was_erased_is_forgotten(serve: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that was answered before is sent again while the conversation is being erased: its answer is not kept."""
    client = await serve(_web())
    token = await client.session()
    await client.message(token)
    erase = web_history.erase

    async def slowly(*arguments: object) -> None:
        await asyncio.sleep(0.3)
        await erase(*arguments)

    monkeypatch.setattr(web_history, "erase", slowly)
    erasing = asyncio.ensure_future(client.call("DELETE", "web/session", token))
    await asyncio.sleep(0.1)
    await client.message(token)
    assert (await erasing)[0] == 200
    assert client.agent.seen == ["hello"]
    await client.message(token)
    assert client.agent.seen == ["hello"] * 2, "it is a new message of a new conversation"
    assert len((await client.call("GET", "web/history", token))[1]["turns"]) == 1


async def test_a_fault_behind_a_message_is_an_apology(serve: Callable) -> None:
    client = await serve(_web())
    token = await client.session()
    client.agent.store.fails = True
    status, events = await client.message(token, locale="nl-BE")
    assert status == 200
    assert [name for name, _ in events] == ["accepted", "reply"]
    custom = events[1][1]["messages"][-1]["custom"]
    assert (custom["kind"], custom["language"]) == ("error", "nl")
    client.agent.store.fails = False
    _, events = await client.message(token)
    assert events[1][1]["messages"][0] == {"text": "No."}


@pytest.mark.parametrize(("method", "path", "body"), CALLS[:2])
async def test_a_conversation_that_cannot_be_read_is_a_fault_not_an_empty_one(serve: Callable, method: str, path: str, body: dict | None) -> None:
    client = await serve(_web())
    token = await client.session()
    await client.message(token)
    client.agent.store.fails = True
    status, told, headers = await client.call(method, path, token, body)
    assert (status, told["code"]) == (500, "fault")
    assert "database" not in json.dumps(told)
    assert headers["Cache-Control"] == "no-store"


async def test_renewing_needs_no_store(serve: Callable) -> None:
    client = await serve(_web())
    token = await client.session()
    client.agent.store.fails = True
    status, told, _ = await client.call("POST", "web/session", token, {})
    sessions = Sessions(b"x" * 32)
    assert status == 200
    assert sessions.check(told["token"]) == sessions.check(token)


@pytest.mark.parametrize(("days", "told"), [("", 30), ("7", 7), ("0", 0)])
async def test_the_start_tells_for_how_many_days_the_store_keeps_a_conversation(
    serve: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, days: str, told: int
) -> None:
    client = await serve(_web())
    assert (await client.call("GET", "web/start"))[1]["keep_days"] == 0, "a store that deletes nothing promises nothing"
    monkeypatch.setenv("KEEP_DAYS", days)
    store = ConversationStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "conversations.db"))
    client.agent.tracker_store = FailSafeTrackerStore(store)
    status, start, headers = await client.call("GET", "web/start")
    assert (status, start["keep_days"], len(start["languages"])) == (200, told, 6)
    assert (await client.call("GET", "web/start", **{"If-None-Match": headers["Etag"]}))[0] == 304
    store.engine.dispose()


@pytest.mark.parametrize("path", ["web/message", "web/session", "rest/webhook"])
@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_that_is_far_too_large_is_refused_before_it_has_come(serve: Callable, monkeypatch: pytest.MonkeyPatch, path: str, declared: bool) -> None:
    monkeypatch.setenv("SANIC_REQUEST_MAX_SIZE", "524288")
    client = await serve(_web(), ReliableRestInput())
    reader, writer = await asyncio.open_connection(LOOPBACK, int(client.url.rsplit(":", 1)[1]))
    length = "Content-Length: 90000000" if declared else "Transfer-Encoding: chunked"
    body = b"" if declared else b"55d4a80\r\n"  # the size of the first piece
    writer.write(f"POST /webhooks/{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n".encode() + body + b"{" * 1000)
    head, _, told = (await asyncio.wait_for(reader.read(), 5)).partition(b"\r\n\r\n")
    writer.close()
    assert head.startswith(b"HTTP/1.1 413 ") and b"application/json" in head.lower()
    assert json.loads(told) == {"code": "too_long", "error": "at most 524288 bytes of a body are read, and 8192 of headers"}


@pytest.mark.parametrize(("ready", "answer"), [(True, (200, {"status": "ok"})), (False, (503, {"code": "not_ready"})), (None, (503, {"code": "not_ready"}))])
async def test_an_operator_sees_whether_the_model_is_loaded(serve: Callable, ready: bool | None, answer: tuple) -> None:
    client = await serve(_web())
    client.agent.ready = ready
    if ready is None:
        client.app.ctx.agent = None
    status, told, headers = await client.call("GET", "web/health")
    assert (status, told) == answer
    assert headers["Cache-Control"] == "no-store"


async def test_what_waits_for_the_database_is_written_when_the_server_stops(serve: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await serve(_web())
    flushed: list[object] = []

    async def flush(agent: object) -> None:
        flushed.append(agent)

    monkeypatch.setattr(web_history, "flush", flush)
    await client.server.before_stop()
    await client.server.after_stop()
    assert flushed == [client.agent] * 2
