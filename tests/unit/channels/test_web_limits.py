"""How often somebody may do something."""

from __future__ import annotations

from assistant.channels import web_limits
from assistant.channels.web_limits import Limit, wait_of_all


class Clock:
    """A clock to set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def _one_more(limit: Limit, key: str) -> int:
    return wait_of_all((limit, key))


def test_the_window_slides():
    clock = Clock()
    limit = Limit(2, 60, clock)
    assert _one_more(limit, "a") == 0
    clock.now = 40
    assert _one_more(limit, "a") == 0
    clock.now = 50
    assert _one_more(limit, "a") == 10, "the first one is forgotten in ten seconds"
    assert _one_more(limit, "b") == 0, "another one's count is another"
    clock.now = 60
    assert _one_more(limit, "a") == 0
    assert _one_more(limit, "a") == 40


def test_what_was_refused_does_not_count():
    clock = Clock()
    limit = Limit(1, 60, clock)
    assert _one_more(limit, "a") == 0
    for clock.now in range(1, 60):
        assert _one_more(limit, "a") == 60 - clock.now
    clock.now = 60
    assert _one_more(limit, "a") == 0


def test_the_quiet_are_forgotten(monkeypatch):
    monkeypatch.setattr(web_limits, "MAX_KEYS", 10)
    clock = Clock()
    limit = Limit(1, 60, clock)
    for number in range(10):
        _one_more(limit, f"early {number}")
    clock.now = 61
    _one_more(limit, "late")
    assert set(limit._seen) == {"late"}


def test_what_one_limit_refuses_counts_for_no_other():
    office, visitor = Limit(3), Limit(1)
    assert wait_of_all((office, "office"), (visitor, "eager")) == 0
    for _ in range(10):
        assert wait_of_all((office, "office"), (visitor, "eager")) > 0
    assert wait_of_all((office, "office"), (visitor, "second")) == 0
    assert wait_of_all((office, "office"), (visitor, "third")) == 0
    assert wait_of_all((office, "office"), (visitor, "fourth")) > 0
    assert visitor.wait("fourth") == 0, "the office's refusal is not the visitor's"


def test_among_many_who_are_active_the_quiet_are_looked_for_once_a_second(monkeypatch):
    monkeypatch.setattr(web_limits, "MAX_KEYS", 10)
    clock = Clock()
    limit = Limit(1, 60, clock)
    limit.count("quiet")
    clock.now = 59.5
    for number in range(20):
        limit.count(f"active {number}")
    assert "quiet" in limit._seen, "it was not quiet yet when they were looked for"
    clock.now = 60.4
    limit.count("soon after")
    assert "quiet" in limit._seen
    clock.now = 60.5
    limit.count("a second after")
    assert "quiet" not in limit._seen and len(limit._seen) == 22
