"""`make report`: what did visitors ask, and what could not be answered? From the conversations on this machine, for whoever tends the facts."""

from __future__ import annotations

import sqlite3
import sys
import time
from datetime import datetime
from itertools import chain

from assistant.cli.server import DATABASE
from assistant.paths import root
from assistant.reports.visitors import Request, Turn, conversations, disliked, gaps_asked, listing, not_answered, requests, table

DAY = 24 * 3600  # seconds
AT_MOST = 40  # lines of each list
MESSAGES_BEFORE = 8  # of the conversation that a request was made in


def report(days: int = 30, language: str | None = None) -> int:
    """Print what visitors asked in the last days; returns the exit code.

    Args:
        days: how far back.
        language: only what was answered in this language (its code).
    """
    try:
        since = time.time() - days * DAY
        talks, made = conversations(root() / DATABASE, since), requests(root() / DATABASE, since)
    except FileNotFoundError:
        print(f"There are no conversations yet: {DATABASE} is made when the assistant is first talked to (`make run`).")
        return 0
    except sqlite3.Error as error:
        print(f"{DATABASE} cannot be read: {error}.", file=sys.stderr)
        return 1
    talks = [[turn for turn in turns if language in (None, turn.language)] for turns in talks]
    turns = [*chain.from_iterable(talks)]
    spoken = sum(map(bool, talks))
    print(f"{len(turns)} messages of {spoken} conversations in the last {days} days{f', those in {language!r}' if language else ''} ({DATABASE})\n")
    if not turns:
        return 0
    print(table(turns))
    _list_requests([request for request in made if language in (None, request.language)])
    _list("Disliked: a thumb down, or a complaint right after", disliked(turns))
    _list("Declined, or answered with quick replies only: examples may be missing, or the subject is none of the material's", not_answered(turns))
    asked = gaps_asked(turns)
    if asked:
        print("\nAsked for, and not in the material:")
        print("\n".join(f"{count:>4} x  {gap}" for gap, count in asked.most_common()))
    return 0


def _list_requests(made: list[Request]) -> None:
    if made:
        print(f"\nPassed on, the last first: {len(made)}, each with how to reach the visitor, his question, and his last messages before:")
    for request in reversed(made):
        print(f"  {datetime.fromtimestamp(request.at):%Y-%m-%d %H:%M}  {request.language}  {_on_one_line(request.contact)}")
        print(f"      {_on_one_line(request.question)}")
        print(f"      ({' | '.join(map(_on_one_line, request.before[-MESSAGES_BEFORE:]))})")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _list(title: str, turns: list[Turn]) -> None:
    lines = listing(turns)
    if lines:
        print(f"\n{title}:\n" + "\n".join(lines[:AT_MOST]))
    if len(lines) > AT_MOST:
        print(f"  ... and {len(lines) - AT_MOST} more")
