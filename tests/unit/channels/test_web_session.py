"""Signed sessions: whose conversation is it, and for how long."""

from __future__ import annotations

import warnings

import jwt
import pytest

from assistant.channels.web_session import AUDIENCE, LIFETIME, RENEWABLE, SessionRefused, Sessions

SECRET = b"s" * 48


class Clock:
    """A clock to set."""

    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    return Sessions(SECRET, clock)


def test_each_session_is_of_a_conversation_of_its_own(sessions):
    issued = [sessions.issue() for _ in range(100)]
    assert len({session.sender for session in issued}) == 100
    assert all(sessions.check(session.token) == session.sender for session in issued)


def test_it_runs_out_and_can_be_renewed(sessions, clock):
    session = sessions.issue()
    clock.now += LIFETIME
    with pytest.raises(SessionRefused, match="run out"):
        sessions.check(session.token)
    assert sessions.check(sessions.renew(session.token).token) == session.sender


def test_renewing_does_not_go_on_for_ever(sessions, clock):
    session = sessions.issue()
    clock.now += RENEWABLE - 1
    session = sessions.renew(session.token)
    clock.now += 2
    with pytest.raises(SessionRefused, match="too old"):
        sessions.renew(session.token)


def _signed(key: bytes | None = SECRET, algorithm: str = "HS256", **claims: object) -> str:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The HMAC key is", module=r"jwt\.")  # too short for HS512, which is to be refused anyway
        return jwt.encode({"sub": "web-x", "aud": AUDIENCE, "iat": 0, "exp": 9e9, "began": 1_700_000_000, **claims}, key, algorithm)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        "x" * 5_000,
        "é.ü.ñ",
        _signed(b"another secret, and long enough too"),
        _signed(None, "none"),
        _signed(algorithm="HS512"),
        _signed(aud="another"),
        _signed(sub="default"),
        _signed(sub=7),
        _signed(began="yesterday"),
        jwt.encode({"sub": "web-x", "aud": AUDIENCE}, SECRET),
    ],
)
def test_what_is_not_ours_is_refused(sessions, token):
    for use in (sessions.check, sessions.renew):
        with pytest.raises(SessionRefused):
            use(token)
