"""Parts of the examples: so many a label, the same each time, and with each title."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.facts import facts
from assistant.reports.samples import all_labelled, sample, with_titles
from tests.helpers.project import write_examples

EXAMPLES = {
    "en": {"port/nxtport": [f"port {n}" for n in range(10)], "smalltalk/bot": ["are you a bot"]},
    "ko": {"port/nxtport": [f"항만 {n}" for n in range(5)]},
}


def test_a_share_is_drawn_of_each_label_in_each_language() -> None:
    drawn = sample(EXAMPLES, 0.5)
    counts = {code: {label: len(texts) for label, texts in by_label.items()} for code, by_label in drawn.items()}
    assert counts == {"en": {"port/nxtport": 5, "smalltalk/bot": 1}, "ko": {"port/nxtport": 3}}


def test_a_bound_holds_for_each_label() -> None:
    assert {len(texts) for texts in sample(EXAMPLES, most=4)["en"].values()} == {4, 1}


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    assert sample(EXAMPLES, 0.5) == sample(EXAMPLES, 0.5) != sample(EXAMPLES, 0.5, seed=1)


def test_a_larger_part_holds_the_smaller_one() -> None:
    small, large = (set(sample(EXAMPLES, share)["en"]["port/nxtport"]) for share in (0.25, 0.75))
    assert small < large


def test_all_of_it_is_all_of_it() -> None:
    assert {label: sorted(texts) for label, texts in sample(EXAMPLES)["en"].items()} == EXAMPLES["en"]


@pytest.mark.parametrize(("arguments", "told"), [({"share": 0}, "0"), ({"share": 1.5}, "1.5"), ({"most": 0}, "0")])
def test_a_part_that_cannot_be_is_told_with_its_value(arguments: dict, told: str) -> None:
    with pytest.raises(ValueError, match=f"is {told}: it must"):
        sample(EXAMPLES, **arguments)


def test_titles_are_examples_of_their_own_language() -> None:
    titled = with_titles(EXAMPLES, facts())
    entry = facts().entries["port/nxtport"]
    assert titled["ko"]["port/nxtport"][-1] == entry.title["ko"] and titled["en"]["port/nxtport"][-1] == entry.title["en"]
    assert titled["en"]["smalltalk/bot"] == EXAMPLES["en"]["smalltalk/bot"]


def test_examples_are_read_by_language_and_label(tmp_path: Path) -> None:
    write_examples(tmp_path / "data/nlu/en/port.yml", {"port/nxtport": ["what is it", "nxtport"]})
    write_examples(tmp_path / "data/nlu/ko/port.yml", {"port/nxtport": ["그게 뭐죠"], "port/overview": ["항만"]})
    assert all_labelled(tmp_path) == {"en": {"port/nxtport": ["what is it", "nxtport"]}, "ko": {"port/nxtport": ["그게 뭐죠"], "port/overview": ["항만"]}}
