"""`make shell`: the line for staff."""

from __future__ import annotations

import pytest

from assistant.cli.shell import staff_line
from assistant.understanding import KEY, Part, Scored, Understanding

SOURCE = {"title": "t", "url": "u", "date": "d", "paragraph": "p2"}
ANSWER = {"kind": "answer", "language": "nl", "facts": ["port/nxtport"], "suggestions": [], "source": SOURCE}
RANKING = [Scored("port/nxtport", 0.91), Scored("port/overview", 0.05)]


def line(custom: dict, **understood: object) -> str:
    return staff_line(custom, {KEY: Understanding(**{"guess": "nl", "confidence": 0.98, **understood}).dict()})


def test_staff_see_language_intent_confidence_runner_up_and_claims() -> None:
    shown = line(ANSWER, language="nl", parts=[Part(text="x", ranking=RANKING, support=0.9)])
    assert (
        shown == "  · kind answer · reply in nl · message in nl (sure, 0.98) · port/nxtport 0.91, then port/overview 0.05 · claims port/nxtport (paragraph p2)"
    )


@pytest.mark.parametrize(
    "understood, part",
    [
        ({"exact": "port/nxtport"}, "title of port/nxtport"),
        ({"problem": "empty"}, "not read: empty"),
        ({"problem": "empty", "misspelt": {"haevn": "haven"}}, "'haevn' read as 'haven' · not read"),
        ({"parts": [Part(text="a", ranking=RANKING, support=0.9), Part(text="b", ranking=RANKING[1:], support=0.9)]}, "part 'b': port/overview 0.05"),
        ({"parts": [Part(text="a", ranking=RANKING[:1], support=0.9)]}, "message in nl (guess, 0.98) · port/nxtport 0.91 ·"),
    ],
)
def test_staff_see_how_it_was_understood(understood: dict, part: str) -> None:
    assert part in line(ANSWER, **understood)


def test_a_gap_is_named() -> None:
    assert line({"kind": "gap", "language": "nl", "facts": [], "gap": "gap/contact"}, problem="empty").endswith(" · gap/contact")


def test_a_message_that_never_got_so_far_has_its_reply_shown() -> None:
    assert staff_line({"kind": "error", "language": "ko", "facts": []}, {}) == "  · kind error · reply in ko"
