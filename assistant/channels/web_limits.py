"""How often somebody may do something: a sliding window for each session and each network address.

Written here because it is little: the libraries for it want newer versions of what Rasa pins.
"""

from __future__ import annotations

import math
import time
from collections import deque
from typing import Callable

MAX_KEYS = 20_000  # sessions or addresses remembered at once; when there are more, those that have been quiet are dropped
SWEEP_EVERY = 1.0  # seconds at least between two droppings: each looks at all keys


class Limit:
    """At most `times` in any `seconds`, counted for each key apart.

    Args:
        times: how often.
        seconds: the window's length.
        now: the clock, in seconds; only differences count.
    """

    def __init__(self, times: int, seconds: float = 60.0, now: Callable[[], float] = time.monotonic) -> None:
        self._times = times
        self._seconds = seconds
        self._now = now
        self._seen: dict[str, deque[float]] = {}
        self._swept = -math.inf

    def wait(self, key: str) -> int:
        """The whole seconds that `key` has to wait before one more, 0 if it need not; counts nothing."""
        now = self._now()
        seen = self._seen.get(key, deque())
        while seen and seen[0] <= now - self._seconds:
            seen.popleft()
        return max(1, math.ceil(seen[0] + self._seconds - now)) if len(seen) >= self._times else 0

    def count(self, key: str) -> None:
        """Count one more for `key`."""
        now = self._now()
        self._seen.setdefault(key, deque()).append(now)
        if len(self._seen) > MAX_KEYS and now - self._swept >= SWEEP_EVERY:
            self._swept = now
            self._seen = {key: seen for key, seen in self._seen.items() if seen and seen[-1] > now - self._seconds}


def wait_of_all(*counted: tuple[Limit, str]) -> int:
    """Count one more for the key of each limit, or, if that is too many for any of them, for none.

    Returns:
        The whole seconds to wait if it was not counted, else 0.
    """
    wait = max(limit.wait(key) for limit, key in counted)
    if not wait:
        for limit, key in counted:
            limit.count(key)
    return wait
