"""How fast a running bot answers over REST, and what it takes: measured from outside, alike for every bot."""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import psutil

CONVERSATION = 10  # messages a sender writes before the next one comes


@dataclass
class Figures:
    """What was measured of one bot; times in milliseconds.

    Attributes:
        start_seconds: from the start of its processes to its first answer.
        megabytes: resident memory of all its processes after all that was asked.
        alone: percentiles with one client: {"p50", "p95", "p99"}.
        loads: number of clients -> the same, "per_second" (messages), "lost" (requests without a reply) and "empty" (replies without a text: Rasa's
            default bot has no word for what it does not understand).
        nth: number of a message within one conversation -> what it cost, the median of its neighbours.
        training_seconds: training on `trained_on` examples.
    """

    start_seconds: float = 0.0
    megabytes: float = 0.0
    alone: dict[str, float] = field(default_factory=dict)
    loads: dict[int, dict[str, float]] = field(default_factory=dict)
    nth: dict[int, float] = field(default_factory=dict)
    training_seconds: float = 0.0
    trained_on: int = 0

    def dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


class Client:
    """One client of a bot's REST channel, on one connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, sender: str, text: str) -> tuple[float, str]:
        """Send a message.

        Returns:
            Milliseconds until the reply was there, and what it was: "text", "empty" or "lost".
        """
        started = time.perf_counter()
        try:
            body = json.dumps({"sender": sender, "message": text})
            self._connection.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
            messages = json.loads(self._connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            self._connection.close()
            return (time.perf_counter() - started) * 1000, "lost"
        return (time.perf_counter() - started) * 1000, "text" if any(message.get("text") for message in messages) else "empty"


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """The median and the tail of some times."""
    ordered = sorted(times)
    return {f"p{share}": round(ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 1) for share in (50, 95, 99)}


def alone(port: int, questions: Sequence[str], count: int) -> dict[str, float]:
    """One client after another message: percentiles of `count` messages, in conversations of ten."""
    client, run = Client(port), uuid.uuid4().hex
    return percentiles([client.ask(f"{run}-{number // CONVERSATION}", questions[number % len(questions)])[0] for number in range(count)])


def under_load(port: int, questions: Sequence[str], clients: int, count: int) -> dict[str, float]:
    """So many clients at once, `count` messages altogether: percentiles, messages a second, and how many had no reply."""
    run, lock = uuid.uuid4().hex, threading.Lock()
    left = list(range(count))
    times: list[float] = []
    outcomes: Counter[str] = Counter()

    def work(own: int) -> None:
        client = Client(port)
        sent = 0
        while True:
            with lock:
                if not left:
                    return
                number = left.pop()
            milliseconds, outcome = client.ask(f"{run}-{own}-{sent // CONVERSATION}", questions[number % len(questions)])
            sent += 1
            with lock:
                times.append(milliseconds)
                outcomes[outcome] += 1

    threads = [threading.Thread(target=work, args=(own,)) for own in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    return {**percentiles(times), "per_second": round(count / seconds, 1), "lost": outcomes["lost"], "empty": outcomes["empty"]}


def along(port: int, question: str, at: Sequence[int]) -> dict[int, float]:
    """What the n-th message of one conversation costs, for each n of `at`: the median of it and its four neighbours on either side."""
    client, sender = Client(port), uuid.uuid4().hex
    times = [client.ask(sender, question)[0] for _ in range(max(at) + 5)]
    return {n: round(statistics.median(times[max(0, n - 5) : n + 4]), 1) for n in at}


def megabytes(pids: Sequence[int]) -> float:
    """Resident memory of some processes and all their children."""
    processes = [psutil.Process(pid) for pid in pids]
    family = {process.pid: process for one in processes for process in (one, *one.children(recursive=True))}
    return round(sum(process.memory_info().rss for process in family.values()) / 1e6, 0)
