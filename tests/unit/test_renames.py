"""Entries whose id was changed in `facts/` and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.example_checks import Example
from assistant.facts import Entry, FactBase
from assistant.renames import Renamed, rename_problem, renamed_entries


def base_of(*ids: str) -> FactBase:
    return FactBase.construct(entries={key: Entry.construct(id=key) for key in ids}, sources={})


def examples_of(*labels: str, language: str = "nl") -> list[Example]:
    return [Example("x", label, language, f"data/nlu/{language}/{label.split('/')[0]}.yml") for label in labels]


@pytest.mark.parametrize(
    "ids, labels, renamed",
    [
        (["gap/attendees", "gap/contact"], ["gap/participants", "gap/contact"], [("gap/participants", "gap/attendees")]),
        (
            ["port/goals", "port/founder"],
            ["port/founders", "port/goal"],
            [("port/founders", "port/founder"), ("port/goal", "port/goals")],
        ),
        (["gap/contact"], ["gap/participants", "gap/contact"], []),  # removed
        (["gap/attendees", "gap/contact"], ["gap/contact"], []),  # added
        (["port/attendees"], ["gap/participants"], []),  # of another topic
        (["gap/attendees", "gap/more"], ["gap/participants"], []),
        (["gap/attendees"], ["gap/attendees", "gap/attendee"], []),  # misspelt among the examples
        (["port/x"], ["smalltalk/greet", "follow_up/who", "out_of_scope/chat", "newsletter", "port/x"], []),
    ],
)
def test_as_many_ids_gone_as_new_in_a_topic_are_renamed_ones(ids: list[str], labels: list[str], renamed: list[tuple[str, str]]) -> None:
    assert renamed_entries(examples_of(*labels), base_of(*ids), (), ()) == [Renamed(*pair) for pair in renamed]


@pytest.mark.parametrize("illegible, unsound", [({"gap"}, ()), ({"gap/attendees"}, ()), ((), {"data/nlu/nl/gap.yml"})])
def test_nothing_is_guessed_from_what_cannot_be_read(illegible, unsound) -> None:
    assert renamed_entries(examples_of("gap/participants"), base_of("gap/attendees"), illegible, unsound) == []


def test_every_file_that_has_the_old_id_is_named(tmp_path: Path) -> None:
    for name, text in {
        "facts/port.yml": "port/x:\n  related: [port/y,gap/old]\n",
        "facts/city.yml": "city/x:\n  related: [gap/older]\n",
        "evaluation/questions/nl.jsonl": '{"q": "?", "accept": ["gap/old"]}\n',
        "evaluation/questions/de.jsonl": '{"q": "?", "accept": ["gap/older"]}\n',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    problem = rename_problem(tmp_path, Renamed("gap/old", "gap/new"), [*examples_of("gap/old"), *examples_of("gap/old", "gap/older", language="fr")])
    assert problem.what.endswith("still stands in data/nlu/nl/gap.yml, data/nlu/fr/gap.yml, evaluation/questions/nl.jsonl, facts/port.yml")
