"""How often somebody may do something."""

from __future__ import annotations

from assistant.channels import web_limits
from assistant.channels.web_limits import Limit


class Clock:
    """A clock to set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_window_slides():
    clock = Clock()
    limit = Limit(2, 60, clock)
    assert limit.wait("a") == 0
    clock.now = 40
    assert limit.wait("a") == 0
    clock.now = 50
    assert limit.wait("a") == 10, "the first one is forgotten in ten seconds"
    assert limit.wait("b") == 0, "another one's count is another"
    clock.now = 60
    assert limit.wait("a") == 0
    assert limit.wait("a") == 40


def test_what_was_refused_does_not_count():
    clock = Clock()
    limit = Limit(1, 60, clock)
    assert limit.wait("a") == 0
    for clock.now in range(1, 60):
        assert limit.wait("a") == 60 - clock.now
    clock.now = 60
    assert limit.wait("a") == 0


def test_the_quiet_are_forgotten(monkeypatch):
    monkeypatch.setattr(web_limits, "MAX_KEYS", 10)
    clock = Clock()
    limit = Limit(1, 60, clock)
    for number in range(10):
        limit.wait(f"early {number}")
    clock.now = 61
    limit.wait("late")
    assert set(limit._seen) == {"late"}
