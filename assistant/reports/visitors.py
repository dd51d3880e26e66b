"""What visitors asked: the conversations in the store, read for whoever tends the facts and the examples."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from assistant.text import fold

CLIENT_ID = "client_id"  # key in a message's metadata: the browser's own id of it (assistant/channels/web_history.py)
RATINGS = "ratings"  # the slot with the visitor's thumbs
REQUEST = "request"  # the slot with his partner request (assistant/partner_request.py)
SENT, WITHDRAWN = "sent", "withdrawn"  # the steps at which a request has been made, and the last one taken back
SILENT = ("out_of_scope", "suggest")  # kinds of replies to what was not understood, or is no subject
GRUMBLES = "complaint"  # the small talk that tells of an answer that did not help


class Turn(NamedTuple):
    """One message of a visitor, and what came back.

    Attributes:
        text: the message, as typed.
        at: when, in seconds since 1970.
        reply: the reply's `custom` object; empty where none was stored.
        rating: the visitor's thumb, "up" or "down"; None for none.
        grumbled: the visitor complained right after it.
    """

    text: str
    at: float
    reply: dict[str, Any]
    rating: str | None = None
    grumbled: bool = False

    @property
    def language(self) -> str:
        """Code of the reply's language; "?" where there was no reply."""
        return self.reply.get("language", "?")

    @property
    def told(self) -> str:
        """What came back, in a word: the claims, the gap, the small talk, or the kind of the reply."""
        return " + ".join(self.reply.get("facts") or ()) or self.reply.get("gap") or self.reply.get("smalltalk") or self.reply.get("kind") or "no reply"


class Request(NamedTuple):
    """A partner request that a visitor made.

    Attributes:
        at: when, in seconds since 1970.
        contact: how to reach him, as he typed it.
        question: what he wants to know, in his words.
        language: code of the language he was spoken to in.
        before: the messages of the conversation up to the request, oldest first.
    """

    at: float
    contact: str
    question: str
    language: str
    before: tuple[str, ...]


def conversations(database: Path, since: float) -> list[list[Turn]]:
    """The conversations of a store in which something was said after a moment: of each the turns after it, oldest first.

    Args:
        database: the SQLite file that the tracker store writes; it is only read.
        since: seconds since 1970.

    Raises:
        FileNotFoundError: there is no such file.
        sqlite3.Error: it is no such store, or cannot be read.
    """
    kept = ([turn for turn in turns_of(events) if turn.at >= since] for events in _events_by_sender(database).values())
    return [turns for turns in kept if turns]


def requests(database: Path, since: float) -> list[Request]:
    """The partner requests that a store holds from a moment on, oldest first.

    Args and errors are those of `conversations`.
    """
    found = [request for events in _events_by_sender(database).values() for request in requests_of(events) if request.at >= since]
    return sorted(found, key=lambda request: request.at)


def requests_of(events: Iterable[dict[str, Any]]) -> list[Request]:
    """The partner requests of one conversation, from its events as Rasa stores them, without what was withdrawn.

    Each stands once, though a new session sets all slots again.
    """
    made: dict[tuple[str, str], Request] = {}
    said: list[str] = []
    language, step = "?", None
    for event in events:
        if event.get("event") == "user" and event.get("text"):
            said.append(event["text"])
        elif event.get("event") == "slot" and event.get("name") == "language":
            language = event.get("value") or language
        elif event.get("event") == "slot" and event.get("name") == REQUEST:
            value = event.get("value") or {}
            questions = [value.get("question") or "", *(value.get("further") or ())]
            key = " | ".join(filter(None, (value.get("contact"), value.get("note")))), " | ".join(questions)
            if value.get("step") == SENT and key not in made:
                made[key] = Request(event.get("timestamp") or 0.0, *key, language, tuple(said))
            elif value.get("step") == WITHDRAWN != step and made:
                made.pop(list(made)[-1])
            step = value.get("step")
    return list(made.values())


def _events_by_sender(database: Path) -> dict[str, list[dict[str, Any]]]:
    if not database.is_file():
        raise FileNotFoundError(database)
    by_sender: dict[str, list[dict[str, Any]]] = {}
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        for sender, data in connection.execute("SELECT sender_id, data FROM events WHERE type_name IN ('user', 'bot', 'slot') ORDER BY id"):
            by_sender.setdefault(sender, []).append(json.loads(data))
    return by_sender


def turns_of(events: Iterable[dict[str, Any]]) -> list[Turn]:
    """The turns of one conversation, from its events as Rasa stores them; a message that was sent again counts once, with its last reply."""
    turns: dict[str, Turn] = {}
    ratings: dict[str, str] = {}
    current = None
    for number, event in enumerate(events):
        if event.get("event") == "user" and event.get("text"):
            current = str((event.get("metadata") or {}).get(CLIENT_ID) or f"event-{number}")
            turns.pop(current, None)
            turns[current] = Turn(event["text"], event.get("timestamp") or 0.0, {})
        elif event.get("event") == "bot" and current is not None:
            custom = (event.get("data") or {}).get("custom")
            if custom:
                turns[current] = turns[current]._replace(reply=custom)
        elif event.get("event") == "slot" and event.get("name") == RATINGS:
            ratings = event.get("value") or {}
    in_order = [turn._replace(rating=ratings.get(key)) for key, turn in turns.items()]
    after = [*in_order[1:], None]
    return [turn._replace(grumbled=bool(then and then.reply.get("smalltalk") == GRUMBLES)) for turn, then in zip(in_order, after)]


def table(turns: Sequence[Turn]) -> str:
    """A row for each language, the most spoken first: messages, kinds of replies, thumbs."""
    kinds = ("answer", "gap", "suggest", "out_of_scope", "smalltalk", "partner", "error")
    head = f"{'':4}{'messages':>10}" + "".join(f"{kind:>14}" for kind in kinds) + f"{'thumbs up':>11}{'down':>6}"
    lines = [head]
    for language, count in Counter(turn.language for turn in turns).most_common():
        own = [turn for turn in turns if turn.language == language]
        of = Counter(turn.reply.get("kind") for turn in own)
        thumbs = Counter(turn.rating for turn in own)
        lines.append(f"{language:4}{count:>10}" + "".join(f"{of[kind]:>14}" for kind in kinds) + f"{thumbs['up']:>11}{thumbs['down']:>6}")
    return "\n".join(lines)


def disliked(turns: Iterable[Turn]) -> list[Turn]:
    """The turns whose answer got a thumb down, or a complaint as the next message."""
    return [turn for turn in turns if turn.rating == "down" or turn.grumbled]


def not_answered(turns: Iterable[Turn]) -> list[Turn]:
    """The turns whose message was declined, or got quick replies only."""
    return [turn for turn in turns if turn.reply.get("kind") in SILENT]


def gaps_asked(turns: Iterable[Turn]) -> Counter[str]:
    """How often each gap was named: what visitors want to know and the material does not say."""
    return Counter(turn.reply["gap"] for turn in turns if turn.reply.get("gap"))


def listing(turns: Iterable[Turn]) -> list[str]:
    """A line for each different message, the most frequent first: how often, the language, the message, what came back."""
    seen: dict[tuple[str, str, str], tuple[int, str]] = {}
    for turn in turns:
        key = turn.language, fold(turn.text), turn.told
        count, text = seen.get(key, (0, " ".join(turn.text.split())))
        seen[key] = count + 1, text
    ordered = sorted(seen.items(), key=lambda one: -one[1][0])
    return [f"{count:>4} x  {language}  {text}  ->  {told}" for (language, _, told), (count, text) in ordered]
