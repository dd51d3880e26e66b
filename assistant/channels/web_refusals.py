"""What the web channel refuses, and how it says so: one JSON object with a code that the widget has words for."""

from __future__ import annotations

import json
import logging
from functools import wraps
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any, Callable, Coroutine, Optional

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from assistant.channels.web_access import Access
from assistant.channels.web_session import SessionRefused, Sessions

logger = logging.getLogger(__name__)

MAX_BODY = 16_384  # bytes; a thousand characters, each escaped as JSON may, are 12,000
NETWORK = 64  # bits of an IPv6 address that name the visitor's network; the rest he may choose anew for each request
Handler = Callable[[Request], Coroutine[Any, Any, Optional[HTTPResponse]]]


class Refused(Exception):
    """A request is not served.

    Args:
        status: the HTTP status.
        code: what the widget words in the visitor's language ("too_many", "too_long", "session" ...).
        detail: what is wrong, for whoever writes a client.
        wait: whole seconds after which it may be tried again.
    """

    def __init__(self, status: int, code: str, detail: str = "", wait: Optional[int] = None) -> None:
        super().__init__(detail or code)
        self.status = status
        self.body = {"code": code, **({"error": detail} if detail else {}), **({"retry_after": wait} if wait else {})}
        self.headers = {"Retry-After": str(wait)} if wait else {}


def refusing(handler: Handler, access: Access) -> Handler:
    """The handler behind the check of where a request comes from, its refusals and its faults as JSON."""

    @wraps(handler)
    async def guarded(request: Request) -> Optional[HTTPResponse]:
        try:
            if access.refuses(request):
                raise Refused(403, "origin", "this site is not in the list of sites that may use the assistant")
            return await handler(request)
        except Refused as refused:
            return json_response(refused.body, status=refused.status, headers=refused.headers)
        except Exception:
            logger.exception("%s %s failed", request.method, request.path)
            # What has begun to be sent can only be ended.
            return None if request.responded else json_response({"code": "fault", "error": "something went wrong here; try again later"}, status=500)

    return guarded


def body_of(request: Request) -> dict[str, Any]:
    """The request's JSON object.

    Raises:
        Refused: it is not declared as JSON (415), too large (413), or no JSON object (400).
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused(415, "json_only", "send JSON, with `Content-Type: application/json`")
    if len(request.body) > MAX_BODY:
        raise Refused(413, "too_long", f"the body has {len(request.body)} bytes; at most {MAX_BODY} are read")
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise Refused(400, "bad_request", "the body is not valid JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "bad_request", "the body must be a JSON object")
    return body


def token_of(request: Request) -> Optional[str]:
    """The session that the request shows: `Authorization: Bearer ...`; None if it shows none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def sender_of(request: Request, sessions: Sessions) -> str:
    """The id of the conversation that the request's session gives access to.

    Raises:
        Refused: it shows none, or one that is not good (401).
    """
    try:
        return sessions.check(token_of(request) or "")
    except SessionRefused as error:
        raise Refused(401, "session", str(error)) from error


def address_of(request: Request) -> str:
    """The visitor's network address, of IPv6 his network's; behind a proxy, set SANIC_PROXIES_COUNT so that it is not the proxy's."""
    given = request.remote_addr or request.ip
    try:
        address = ip_address(given.strip("[]").partition("%")[0])  # Sanic puts an IPv6 address of a proxy's header in brackets
    except ValueError:
        return given
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((int(address), NETWORK), strict=False))
    return str(address)
