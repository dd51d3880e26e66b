"""What a ranked part says of the reply's language."""

from __future__ import annotations

import pytest

from assistant.courtesy import LANGUAGE_WISH
from assistant.language_wishes import ALSO, HEARD, OF_ITS_OWN, also_wishes, is_heard, on_language
from assistant.understanding import Part, Scored
from tests.helpers.parts import told


@pytest.mark.parametrize(
    "rest, heard",
    [
        (told(("mission/leader", 0.9)), True),
        (told(("port/nxtport", 0.9)), False),  # "can we do this in Dutch" without its Dutch
        (told(("port/nxtport", 0.9), support=OF_ITS_OWN), True),  # surely a question
        (told(("follow_up/repeat", 0.9), support=OF_ITS_OWN), False),  # from the next answer on
    ],
)
def test_what_is_left_of_a_wish_for_a_language_counts_where_it_is_heard_in_the_whole_or_sure(rest: Part, heard: bool) -> None:
    wish = told((LANGUAGE_WISH, 0.98), ("mission/leader", HEARD), ("port/nxtport", HEARD - 0.001))
    assert is_heard(rest, wish) is heard
    assert is_heard(rest, told(("mission/leader", 0.9)))  # the whole looks like no wish


@pytest.mark.parametrize(
    "label, wish, wishes",
    [
        ("port/nxtport", ALSO, True),  # "explain NxtPort in French"
        ("port/nxtport", ALSO - 0.01, False),
        ("follow_up/who", ALSO, True),
        ("gap/city_facts", 0.4, False),  # "do they speak French there?"
        ("out_of_scope", 0.4, False),  # "what is hello in French?"
        (LANGUAGE_WISH, 0.6, False),  # a wish and nothing else
        ("smalltalk/help", 0.4, False),
        ("follow_up/repeat", 0.0, True),  # "once more in German"
    ],
)
def test_what_tells_something_may_be_asked_in_a_language(label: str, wish: float, wishes: bool) -> None:
    asked = told((label, 1 - wish), (LANGUAGE_WISH, wish)).copy(update={"on_language": LANGUAGE_WISH})
    assert also_wishes(asked, asks_in_one=False) is wishes


@pytest.mark.parametrize(
    "ranking, counted, said",
    [
        (
            [("smalltalk/language", 0.5), ("smalltalk/language_refused", 0.3), ("port/nxtport", 0.2)],
            [("smalltalk/language", 0.8), ("port/nxtport", 0.2)],
            "smalltalk/language",
        ),
        (
            [("port/nxtport", 0.4), ("smalltalk/language_refused", 0.35), ("smalltalk/language", 0.25)],
            [("smalltalk/language", 0.6), ("port/nxtport", 0.4)],
            "smalltalk/language_refused",
        ),
        (
            [("smalltalk/language_ability", 0.4), ("smalltalk/language", 0.3), ("smalltalk/language_refused", 0.2), ("port/nxtport", 0.1)],
            [("smalltalk/language", 0.9), ("port/nxtport", 0.1)],
            "smalltalk/language_ability",
        ),
        ([("port/nxtport", 0.9), ("smalltalk/language", 0.1)], [("port/nxtport", 0.9), ("smalltalk/language", 0.1)], "smalltalk/language"),
        ([("port/nxtport", 0.9), ("gap/details", 0.1)], [("port/nxtport", 0.9), ("gap/details", 0.1)], None),
    ],
)
def test_all_that_is_said_of_the_replys_language_counts_as_one(ranking: list, counted: list, said: str | None) -> None:
    labels, told_so = on_language([Scored(*one) for one in ranking])
    assert ([(label, pytest.approx(probability)) for label, probability in labels], told_so) == (counted, said)


@pytest.mark.parametrize(
    "said, wishes", [("smalltalk/language", True), ("smalltalk/language_ability", False), ("smalltalk/language_refused", False), (None, False)]
)
def test_beside_a_question_only_what_sounds_of_a_wish_for_a_language_is_one(said: str | None, wishes: bool) -> None:
    ranking = [Scored("partnering/fashion", 0.5), Scored("smalltalk/language", ALSO if said else 0.0)]  # "and for a Korean label?"
    assert also_wishes(Part(text="x", ranking=ranking, support=0.5, on_language=said), asks_in_one=False) == wishes


@pytest.mark.parametrize(
    "ranking, wishes",
    [
        ([("port/nxtport", 0.99), (LANGUAGE_WISH, 0.001)], True),
        ([("port/nxtport", 0.8), ("out_of_scope", 0.16)], False),  # "how do you say NxtPort in Korean?"
        ([("mission/seminar", 0.82), ("gap/seminar_details", 0.17)], False),  # "the seminar was in English?"
        ([("gap/seminar_details", 0.99)], False),
        ([("smalltalk/bot", 0.99)], False),
    ],
)
def test_a_claim_asked_for_in_a_language_is_told_in_it_unless_the_language_may_be_what_is_asked(ranking: list[tuple[str, float]], wishes: bool) -> None:
    part = Part(text="x", ranking=[Scored(*one) for one in ranking], support=0.5)
    assert also_wishes(part, asks_in_one=True) == wishes
