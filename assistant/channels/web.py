"""The web channel: what the chat widget talks to, the widget itself, and the demo page.

`POST session` issues or renews an anonymous session, `DELETE session` erases its conversation, `POST message` answers as
server-sent events, `GET history` tells the conversation so far, `POST rating` keeps a thumb, `GET start` is the greeting,
`GET health` tells an operator that the model is loaded; all below `/webhooks/web/`. `/` is the demo page, `/widget.js` the one file to embed.
"""

from __future__ import annotations

import json
from typing import Any, Awaitable, Callable, Coroutine, Optional, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import PayloadTooLarge
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse
from sanic.response import json as json_response

from assistant.channels import web_history
from assistant.channels.web_access import Access
from assistant.channels.web_files import PublicFile, read
from assistant.channels.web_limits import Limit, wait_of_all
from assistant.channels.web_messages import BadMessage, Erased, Messages, TooLong, WebMessage
from assistant.channels.web_page import DemoPage
from assistant.channels.web_refusals import Refused, address_of, body_of, refusing, sender_of, token_of
from assistant.channels.web_session import LIFETIME, SessionRefused, Sessions
from assistant.channels.web_settings import WebSettings, session_secret
from assistant.channels.web_start import start
from assistant.conversation import Conversation
from assistant.engine import fixes
from assistant.facts import facts
from assistant.languages import languages
from assistant.responses import responses


class WebInput(InputChannel):
    """The channel that `credentials.yml` names.

    Args:
        settings: what the operator set.
    """

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._access = Access(settings.origins)
        self._per_session = Limit(settings.messages_per_minute)
        self._per_address = Limit(settings.messages_per_minute_per_address)
        self._new_sessions = Limit(settings.sessions_per_minute_per_address)
        self._calls_per_session = Limit(settings.calls_per_minute)
        self._calls_per_address = Limit(settings.calls_per_minute_per_address)

    @classmethod
    def name(cls) -> Text:
        """The channel's name, so that its address is `/webhooks/web/`."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[Text, Any]]) -> WebInput:
        """The channel with the settings of its entry in `credentials.yml`."""
        return cls(WebSettings.read(credentials))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The channel's routes."""
        fixes.apply()
        self._sessions = Sessions(session_secret())
        self._messages = Messages(on_new_message, Conversation(facts(), responses(), languages()))
        self._start = start(facts(), responses(), languages())
        self._starts: dict[int, PublicFile] = {}  # days that the store keeps a conversation -> the file that says so
        web = WebBlueprint("web_channel")

        @web.on_response
        async def protect(request: Request, response: BaseHTTPResponse) -> None:
            self._access.add_headers(request, response)

        # OPTIONS is in each list so that a preflight finds a route; Rasa's own CORS middleware answers it, empty.
        for path, handler, methods in (
            ("/session", self.open_session, ["POST", "OPTIONS"]),
            ("/message", self.receive, ["POST", "OPTIONS"]),
            ("/history", self.tell_history, ["GET", "OPTIONS"]),
            ("/rating", self.keep_rating, ["POST", "OPTIONS"]),
            ("/start", self.tell_start, ["GET", "OPTIONS"]),
            ("/health", self.tell_health, ["GET"]),
        ):
            web.add_route(refusing(handler, self._access), path, methods=methods, name=path[1:])
        web.add_route(refusing(self.erase, self._access), "/session", methods=["DELETE"], name="erase")
        return web

    async def open_session(self, request: Request) -> HTTPResponse:
        """A new session, or a fresh one for the same conversation where an own one is shown (401 if it is not)."""
        body_of(request)
        token = token_of(request)
        if token is None:
            _refuse_too_many((self._new_sessions, address_of(request)))
        try:
            session = self._sessions.renew(token) if token else self._sessions.issue()
        except SessionRefused as error:
            raise Refused(401, "session", str(error)) from error
        if token is not None:
            self._count_call(request, session.sender)
        return json_response({"token": session.token, "expires_in": LIFETIME})

    async def receive(self, request: Request) -> None:
        """Take a message: `accepted` at once, then `reply` with the contract's messages, as server-sent events.

        `erased` comes for `reply` where the conversation was erased meanwhile.
        """
        sender = sender_of(request, self._sessions)
        try:
            message = WebMessage(body_of(request))
        except TooLong as error:
            raise Refused(413, "too_long", str(error)) from error
        except BadMessage as error:
            raise Refused(400, "bad_request", str(error)) from error
        _refuse_too_many((self._per_address, address_of(request)), (self._per_session, sender))
        response = await request.respond(content_type="text/event-stream; charset=utf-8", headers={"X-Accel-Buffering": "no"})
        await response.send(_event("accepted", {"id": message.id}))
        try:
            messages = await self._messages.reply(request.app.ctx.agent, sender, message)
        except Erased:
            await response.send(_event("erased", {"id": message.id}))
        else:
            await response.send(_event("reply", {"id": message.id, "messages": messages}))
        await response.eof()

    async def tell_history(self, request: Request) -> HTTPResponse:
        """The session's own conversation, oldest first."""
        sender = sender_of(request, self._sessions)
        self._count_call(request, sender)
        return json_response({"turns": await web_history.history(request.app.ctx.agent, sender)})

    async def keep_rating(self, request: Request) -> HTTPResponse:
        """Keep a thumb for an answer of the session's own conversation: `{"id", "rating": "up" | "down" | null}`."""
        sender, body = sender_of(request, self._sessions), body_of(request)
        key, rating = body.get("id"), body.get("rating")
        if not isinstance(key, str) or rating not in ("up", "down", None):
            raise Refused(400, "bad_request", '`id` must be a message\'s id, `rating` "up", "down" or null')
        self._count_call(request, sender)
        if not await web_history.rate(request.app.ctx.agent, sender, key, rating):
            raise Refused(404, "no_answer", "there is no answer to that message")
        return json_response({"id": key, "rating": rating})

    async def erase(self, request: Request) -> HTTPResponse:
        """Erase the session's own conversation, and say so."""
        sender = sender_of(request, self._sessions)
        self._count_call(request, sender)
        self._messages.forget(sender)
        try:
            await web_history.erase(request.app.ctx.agent, sender)
        except web_history.CannotErase as error:
            raise Refused(501, "cannot_erase", str(error)) from error
        self._messages.forget(sender)
        return json_response({"erased": True})

    async def tell_start(self, request: Request) -> HTTPResponse:
        """The greeting and the questions to start with, in every language; after how many days a conversation is deleted, 0 for never."""
        days = web_history.kept_days(request.app.ctx.agent)
        if days not in self._starts:  # the store is known only once the server runs
            told = json.dumps({**self._start, "keep_days": days}, ensure_ascii=False).encode()
            self._starts[days] = PublicFile(told, "application/json", {"Vary": "Accept-Encoding, Origin"}, caching="no-cache")
        return self._starts[days].response(request)

    async def tell_health(self, request: Request) -> HTTPResponse:
        """Whether visitors can be answered: the model is loaded (503 if it is not)."""
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            raise Refused(503, "not_ready")
        return json_response({"status": "ok"})

    def _count_call(self, request: Request, sender: str) -> None:
        """Count a call that is no message: each reads or writes the conversation, or proves a session anew."""
        _refuse_too_many((self._calls_per_address, address_of(request)), (self._calls_per_session, sender))


class WebBlueprint(Blueprint):
    """The channel's routes, and beside them, at the server's root, the widget and the demo page.

    Rasa puts every channel below `/webhooks/` and answers `/` itself with its version; registering is the one moment at
    which a channel sees the whole server.
    """

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Called by Rasa with the server that is about to start."""
        super().register(app, options)  # type: ignore[no-untyped-call]  # Sanic gives it no types
        app.exception(PayloadTooLarge)(_tell_too_large)
        # Before, since a server that takes too long to stop is killed; and after, for what was still answered meanwhile.
        for event in ("before_server_stop", "after_server_stop"):
            app.register_listener(_write_what_waits, event)
        # A module script is always fetched with CORS: any site may load the file, the API judges who may use it.
        anywhere = {"Access_Control_Allow_Origin": "*", "Cross_Origin_Resource_Policy": "cross-origin"}
        files = {
            "widget.js": read("widget.js", "text/javascript; charset=utf-8", **anywhere),
            "page.css": read("page.css", "text/css; charset=utf-8"),
            "icon.svg": read("icon.svg", "image/svg+xml"),
        }
        for name, file in files.items():
            app.add_route(_serving(file), f"/{name}", methods=["GET"], name=name.replace(".", "_"))
        page = _serving(DemoPage(facts(), languages(), {name: file.version for name, file in files.items()}))
        roots = [route for route in app.router.routes if route.path == ""]
        for route in roots:
            route.handler = page
        if not roots:
            app.add_route(page, "/", methods=["GET"], name="page")


def _serving(file: Any) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def serve(request: Request) -> HTTPResponse:
        return file.response(request)

    return serve


async def _write_what_waits(app: Sanic, _: Any) -> None:
    agent = getattr(app.ctx, "agent", None)
    if agent is not None:
        await web_history.flush(agent)


async def _tell_too_large(request: Request, _: PayloadTooLarge) -> HTTPResponse:
    """What Sanic itself refuses, in any channel, said as JSON: it reads no larger request, so that nobody fills the memory."""
    config = request.app.config
    told = f"at most {config.REQUEST_MAX_SIZE} bytes of a body are read, and {config.REQUEST_MAX_HEADER_SIZE} of headers"
    return json_response({"code": "too_long", "error": told}, status=413)


def _refuse_too_many(*counted: tuple[Limit, str]) -> None:
    wait = wait_of_all(*counted)
    if wait:
        raise Refused(429, "too_many", wait=wait)


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
