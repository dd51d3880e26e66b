"""Anonymous signed sessions: what proves that a conversation is the visitor's own.

A session is a JSON Web Token around a conversation's id that nobody can guess. It is short-lived; its holder may renew it,
also when it has run out, until the conversation is a month old.
"""

from __future__ import annotations

import secrets
import time
from typing import Any, Callable, NamedTuple

import jwt
from jwt.types import Options

ALGORITHM = "HS256"
AUDIENCE = "antwerp-chat"
LIFETIME = 30 * 60  # seconds a token is good for
RENEWABLE = 30 * 24 * 3600  # seconds after its conversation's beginning, until which a token may be renewed
PREFIX = "web-"  # of a conversation's id: tells the operator where it was held
MAX_TOKEN = 2_000  # characters; ours have about 250


class SessionRefused(ValueError):
    """A token that is not ours, was changed, or has run out."""


class Session(NamedTuple):
    """A conversation's id, and the token that gives access to it."""

    sender: str
    token: str


class Sessions:
    """Issues, checks and renews sessions.

    Args:
        secret: the signing key, 32 bytes or more.
        now: the clock, in seconds since 1970.
    """

    def __init__(self, secret: bytes, now: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._now = now

    def issue(self) -> Session:
        """A session for a new conversation."""
        return self._sign(PREFIX + secrets.token_hex(16), int(self._now()))

    def check(self, token: str) -> str:
        """The id of the conversation that `token` gives access to.

        Raises:
            SessionRefused: it gives access to none, or no longer.
        """
        claims = self._read(token)
        if claims["exp"] <= self._now():
            raise SessionRefused("the session has run out; renew it")
        return claims["sub"]

    def renew(self, token: str) -> Session:
        """A fresh session for the same conversation.

        Raises:
            SessionRefused: the token is not ours, or its conversation began too long ago.
        """
        claims = self._read(token)
        if claims["began"] + RENEWABLE <= self._now():
            raise SessionRefused("the session is too old to be renewed")
        return self._sign(claims["sub"], claims["began"])

    def _sign(self, sender: str, began: int) -> Session:
        now = int(self._now())
        claims = {"sub": sender, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME, "began": began}
        return Session(sender, jwt.encode(claims, self._secret, ALGORITHM))

    def _read(self, token: str) -> dict[str, Any]:
        if len(token) > MAX_TOKEN:
            raise SessionRefused("this is not a session")
        try:
            # When it runs out is judged by `check` alone: a token that has run out may still be renewed.
            options: Options = {"require": ["sub", "exp", "began"], "verify_exp": False, "verify_iat": False}
            claims = jwt.decode(token, self._secret, algorithms=[ALGORITHM], audience=AUDIENCE, options=options)
        except (jwt.PyJWTError, UnicodeError, ValueError) as error:
            raise SessionRefused("this is not a session") from error
        if not str(claims["sub"]).startswith(PREFIX) or not isinstance(claims["began"], int):
            raise SessionRefused("this is not a session")
        return claims
