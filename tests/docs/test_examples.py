"""The table of examples in docs/understanding.md holds what there is in data/nlu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import pytest

from assistant.example_checks import all_examples
from assistant.facts import DETAILS
from assistant.understanding import FOLLOW_UP, GAP, OUT_OF_SCOPE, SMALLTALK, family
from tests.helpers.project import ROOT

DOC = (ROOT / "docs" / "understanding.md").read_text("utf-8")
TALK = (SMALLTALK, FOLLOW_UP, OUT_OF_SCOPE, GAP)
ROWS: dict[str, Callable[[str], bool]] = {
    "claims": lambda label: family(label) not in TALK and "/" in label,
    "gaps, without details": lambda label: family(label) == GAP and label != DETAILS,
    "details that are not told (`gap/details`)": lambda label: label == DETAILS,
    "small talk": lambda label: family(label) == SMALLTALK,
    "follow-ups": lambda label: family(label) == FOLLOW_UP,
    "out of scope": lambda label: family(label) == OUT_OF_SCOPE,
}


@pytest.fixture(scope="module")
def counts() -> Counter[tuple[str, str]]:
    """Language and label -> number of examples."""
    return Counter((example.language, example.label) for example in all_examples(ROOT))


def span(numbers: Iterable[int]) -> str:
    least, *_, most = sorted(numbers)
    return f"{least:,} to {most:,}"


def by_language(counts: Mapping[tuple[str, str], int]) -> list[int]:
    """The number of examples in each language."""
    return [sum(count for (code, _), count in counts.items() if code == one) for one in sorted({code for code, _ in counts})]


def row_of(name: str, counts: Mapping[tuple[str, str], int]) -> str:
    """The row `name` as it should be."""
    chosen = {key: count for key, count in counts.items() if ROWS[name](key[1])}
    labels = len({label for _, label in chosen})
    of_one = f" {span(chosen.values())} " if labels > 1 and name != "out of scope" else " "
    if name.startswith(("claims", "gaps")):
        of_one = f"{of_one.rstrip()}, on average {sum(chosen.values()) / len(chosen):.0f} "
    return f"| {name} | {labels}{' families, which count as one' if name == 'out of scope' else ''} | {span(by_language(chosen))} |{of_one}|"


@pytest.mark.parametrize("name", ROWS)
def test_each_row_tells_the_number_of_examples(name: str, counts: Counter[tuple[str, str]]) -> None:
    assert row_of(name, counts) in DOC, "put this row there"


def test_every_example_is_in_one_row(counts: Counter[tuple[str, str]]) -> None:
    assert all(sum(within(label) for within in ROWS.values()) == 1 for _, label in counts)


def test_the_sums_are_told(counts: Counter[tuple[str, str]]) -> None:
    assert f"| all | | {span(by_language(counts))} | |" in DOC
    assert f"That is {sum(counts.values()):,} examples." in DOC
