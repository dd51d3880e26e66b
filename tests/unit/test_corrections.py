"""What is set right in a message: "not the port but the park"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.corrections import MEANT, MOST_READINGS, REJECTED, Corrections
from assistant.segments import Segment
from assistant.understanding import Part, Scored


def meaning(heard: dict[str, tuple[str, float]]) -> Callable[..., list[str]]:
    """What a message means, given as the whole of it and its parts, where just that is heard in some texts, and nothing in any other."""

    def rank(texts: list[Segment], weights: dict[str, float]) -> list[Part]:
        return [Part(text=one.text, ranking=[Scored(*heard.get(one.text, ("out_of_scope", 0.9)))], support=0.9) for one in texts]

    corrections = Corrections(rank)
    return lambda *texts: [one.text for one in corrections.meant([Segment(text) for text in texts], {"en": 1.0})]


def test_what_is_rejected_is_left_out() -> None:
    meant = meaning({"IMEC": ("sectors/imec", MEANT), "NxtPort": ("port/nxtport", REJECTED)})
    assert meant("not NxtPort but IMEC") == ["IMEC"]
    assert meant("Hello. not NxtPort but IMEC", "Hello.", "not NxtPort but IMEC") == ["Hello. IMEC", "Hello.", "IMEC"]


@pytest.mark.parametrize(
    ("meant", "rejected"),
    [
        (("sectors/imec", MEANT - 0.01), ("port/nxtport", 0.9)),
        (("sectors/imec", 0.9), ("port/nxtport", REJECTED - 0.01)),
        (("sectors/imec", 0.9), ("sectors/imec", 0.9)),  # the same thing
        (("sectors/imec", 0.9), ("out_of_scope", 0.9)),  # "not for me but IMEC ..."
        (("smalltalk/thanks", 0.9), ("port/nxtport", 0.9)),
        (("follow_up/where", 0.9), ("port/nxtport", 0.9)),  # "where else but in NxtPort"
    ],
)
def test_a_not_that_rejects_no_thing_for_another_changes_nothing(meant: tuple[str, float], rejected: tuple[str, float]) -> None:
    assert meaning({"IMEC": meant, "NxtPort": rejected})("not NxtPort but IMEC") == ["not NxtPort but IMEC"]


def test_a_field_may_be_meant_and_an_aspect_rejected() -> None:
    assert meaning({"health": ("follow_up/health", 0.9), "the name": ("follow_up/names", 0.9)})("not the name but health") == ["health"]


def test_of_a_message_full_of_nots_a_few_are_judged() -> None:
    judged: list[list[Segment]] = []

    def rank(texts: list[Segment], weights: dict[str, float]) -> list[Part]:
        judged.append(texts)
        return [Part(text=one.text, ranking=[Scored("out_of_scope", 0.9)], support=0.9) for one in texts]

    Corrections(rank).meant([Segment("not this but that " * 50)], {"en": 1.0})
    assert len(judged) == MOST_READINGS
