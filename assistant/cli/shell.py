"""`make shell`: the same assistant in the terminal, for staff: under each reply, what was understood and why."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import uuid
from typing import Any

from assistant.cli.quiet import be_quiet
from assistant.cli.server import DATABASE
from assistant.cli.train import MODEL
from assistant.engine.light import without_tensorflow
from assistant.paths import root
from assistant.understanding import KEY, Understanding

HELP = "Type a question; a number sends that quick reply; /new begins a new conversation, /stop ends (as does Ctrl-D)."
DIM, RESET = "\033[2m", "\033[0m"


def shell(plain: bool = False, locale: str | None = None) -> int:
    """Talk in the terminal until `/stop` or the end of the input.

    Args:
        plain: show only what a visitor would see.
        locale: the page's language, as a website would send it, e.g. "ko-KR".
    """
    be_quiet()
    without_tensorflow(root())
    logging.disable(logging.WARNING)
    database = root() / DATABASE
    database.parent.mkdir(parents=True, exist_ok=True)
    os.environ["TRACKER_DB"] = str(database)
    os.environ.setdefault("ACTION_ENDPOINT", "")
    return asyncio.run(_talk(plain, locale))


async def _talk(plain: bool, locale: str | None) -> int:
    # Rasa takes seconds to import: not where a command only wants to tell how it is used.
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.log_utils import configure_structlog

    from assistant.channels.rest import Incoming, answer
    from assistant.conversation import Conversation
    from assistant.engine import fixes
    from assistant.facts import facts
    from assistant.languages import languages
    from assistant.responses import responses

    configure_structlog(logging.ERROR)
    fixes.apply()
    agent = await load_agent(model_path=str(root() / MODEL), endpoints=AvailableEndpoints.read_endpoints(str(root() / "endpoints.yml")))
    conversation = Conversation(facts(), responses(), languages())
    print(HELP)
    sender = uuid.uuid4().hex
    offered: list[dict[str, Any]] = []
    while True:
        typed = _read()
        if typed is None or typed.strip() in ("/stop", "/quit", "/exit"):
            return 0
        if typed.strip() == "/new":
            sender, offered = uuid.uuid4().hex, []
            print("A new conversation.")
            continue
        if typed.strip().isdecimal() and 0 < int(typed) <= len(offered):
            typed = offered[int(typed) - 1]["payload"]
            print(f"  > {typed}")
        incoming = Incoming({"sender": sender, "message": typed, "metadata": {"locale": locale} if locale else {}})
        messages = await answer(incoming, agent.handle_message, agent, conversation)
        custom = next(message["custom"] for message in messages if "custom" in message)
        offered = [button for message in messages for button in message.get("buttons") or ()]
        for message in messages:
            if message.get("text"):
                print(message["text"])
        for number, button in enumerate(offered, 1):
            print(f"  [{number}] {button['title']}")
        if not plain:
            tracker = await agent.tracker_store.retrieve(sender)
            print(_dim(staff_line(custom, (tracker.latest_message.parse_data if tracker and tracker.latest_message else None) or {})))


def staff_line(custom: dict[str, Any], parse_data: dict[str, Any]) -> str:
    """What was understood of a message, and what the reply rests on, in one line.

    Args:
        custom: the contract's object of the reply.
        parse_data: what the NLU pipeline made of the message; empty where the message never got so far.
    """
    shown = [f"kind {custom['kind']}", f"reply in {custom['language']}"]
    if KEY in parse_data:
        understood = Understanding.parse_obj(parse_data[KEY])
        sure = "sure" if understood.language else "guess"
        shown.append(f"message in {understood.guess} ({sure}, {understood.confidence:.2f})")
        shown += [f"{word!r} read as {reading!r}" for word, reading in understood.misspelt.items()]
        if understood.exact:
            shown.append(f"title of {understood.exact}")
        elif understood.parts:
            first, *others = understood.parts[0].ranking
            shown.append(f"{first.label} {first.probability:.2f}" + (f", then {others[0].label} {others[0].probability:.2f}" if others else ""))
            shown += [f"part {part.text!r}: {part.ranking[0].label} {part.ranking[0].probability:.2f}" for part in understood.parts[1:]]
        else:
            shown.append(f"not read: {understood.problem}")
    if custom["facts"]:
        shown.append(f"claims {', '.join(custom['facts'])} (paragraph {custom['source']['paragraph']})")
    elif custom.get("gap"):
        shown.append(custom["gap"])
    return "  · " + " · ".join(shown)


def _read() -> str | None:
    try:
        return input("\nYou: " if sys.stdin.isatty() else "")
    except EOFError:
        return None


def _dim(text: str) -> str:
    return f"{DIM}{text}{RESET}" if sys.stdout.isatty() else text
