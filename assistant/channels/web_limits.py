"""How often somebody may do something: a sliding window for each session and each network address.

Written here because it is forty lines: the libraries for it want newer helpers than Rasa allows.
"""

from __future__ import annotations

import math
import time
from collections import deque
from typing import Callable

MAX_KEYS = 20_000  # sessions or addresses remembered at once; when there are more, those that have been quiet are dropped


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

    def wait(self, key: str) -> int:
        """Count one more for `key`; the whole seconds it has to wait if that is too many (then it is not counted), else 0."""
        now = self._now()
        seen = self._seen.setdefault(key, deque())
        while seen and seen[0] <= now - self._seconds:
            seen.popleft()
        if len(seen) >= self._times:
            return max(1, math.ceil(seen[0] + self._seconds - now))
        seen.append(now)
        if len(self._seen) > MAX_KEYS:
            self._drop_quiet(now)
        return 0

    def _drop_quiet(self, now: float) -> None:
        self._seen = {key: seen for key, seen in self._seen.items() if seen and seen[-1] > now - self._seconds}
