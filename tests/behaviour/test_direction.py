"""Direction: what should change the answer does."""

from __future__ import annotations

import pytest

from assistant.conversation import Conversation
from assistant.facts import FactBase
from assistant.languages import codes, languages
from assistant.reports.pipeline import InProcess, Pipeline
from assistant.responses import responses
from assistant.state import State

FOLLOW_UPS = {
    "en": "so who would be the people behind this then?",
    "nl": "en wie zit er daar dan eigenlijk achter?",
    "fr": "et au juste, qui se trouve derrière tout ça ?",
    "de": "und wer steckt da denn eigentlich so dahinter?",
    "ko": "그럼 그 뒤에는 대체 누가 있는 거예요?",
    "zh": "那这背后到底都是谁呢？",
}


@pytest.mark.parametrize("code", codes())
def test_an_edited_fact_is_answered_as_edited(pipeline: Pipeline, base: FactBase, code: str) -> None:
    edited = base.copy(deep=True)
    edited.entries["port/nxtport"].answer[code] = "edited"
    title = base.entries["port/nxtport"].title[code]
    turn = Conversation(edited, responses(), languages()).reply(pipeline.understand(title), State())
    assert turn.reply.text == "edited"


@pytest.mark.parametrize("code", codes())
def test_a_follow_up_is_answered_by_what_was_spoken_of(assistant: InProcess, base: FactBase, code: str) -> None:
    title = {key: entry.title[code] for key, entry in base.entries.items()}
    assistant(f"port-{code}", title["port/nxtport"])
    assert assistant(f"port-{code}", FOLLOW_UPS[code])["facts"][:1] == ["port/nxtport_founders"]
    assistant(f"things-{code}", title["sectors/city_of_things"])
    assert assistant(f"things-{code}", FOLLOW_UPS[code])["facts"][:1] == ["sectors/imec"]
