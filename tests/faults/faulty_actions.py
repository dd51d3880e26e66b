"""The project's actions, that go wrong where the message says so; for Rasa's own process, in the place of `actions`."""

from __future__ import annotations

import asyncio
from typing import Any

from actions.actions import ActionReply

RAISES, HANGS, BABBLES = "zzraises", "zzhangs", "zzbabbles"  # words of a message

_reply = ActionReply.run


async def _run(self: ActionReply, dispatcher: Any, tracker: Any, domain: Any) -> Any:
    said = tracker.latest_message["text"]
    if RAISES in said:
        raise ZeroDivisionError("oops")
    if HANGS in said:
        await asyncio.sleep(60)
    if BABBLES in said:
        return [{"event": "no such event"}]
    return await _reply(self, dispatcher, tracker, domain)


ActionReply.run = _run  # type: ignore[method-assign]
