"""`make evaluate`: the table and the lists."""

from __future__ import annotations

from pathlib import Path

from assistant.cli.evaluate import error_line, own_sets, shared_sets, table
from assistant.scoring import MEASURES, Row, kind_of
from tests.helpers.project import ROOT


def row(accept: list[str], got: set[str]) -> Row:
    return Row("wat?", accept, "nl", kind_of(accept), False, {"kind": "answer", "facts": ["a/2"], "language": "nl"}, got)


def test_the_worst_language_stands_first_and_the_worst_of_each_measure_last() -> None:
    good = [row(["a/1"], {"answered", "offered", "language"})] * 4
    bad = [*good[:2], *[row(["a/1"], {"wrong", "language"})] * 2]
    lines = table({Path("own/en.jsonl"): good, Path("own/nl.jsonl"): bad}).splitlines()
    assert lines[0].split() == list(MEASURES)
    assert [line.split()[0] for line in lines[1:]] == ["nl", "en", "worst"]
    assert lines[1].split()[1:7] == ["2/4", "50.0%", "2/4", "50.0%", "2/4", "50.0%"]
    assert lines[3].split()[1:4] == ["50.0%", "50.0%", "50.0%"]  # the most wrong is the worst
    assert lines[3].split()[4] == "-"  # no gap was asked for


def test_an_error_is_told_with_what_was_wanted_and_what_came() -> None:
    assert error_line(Path("own/nl.jsonl"), row(["a/1"], {"wrong"})) == "own/nl  'wat?'  want a/1 in nl  got answer ['a/2'] in nl"


def test_a_failed_request_is_told_by_its_name() -> None:
    failed = Row("wat?", ["a/1"], "nl", "claim", True, {"error": "URLError()"}, set())
    assert "own/nl (turn)" in error_line(Path("own/nl.jsonl"), failed)
    assert "URLError()" in error_line(Path("own/nl.jsonl"), failed)


def test_there_is_a_set_of_its_own_for_each_language(languages: dict) -> None:
    assert {path.stem for path in own_sets(ROOT)} == set(languages)


def test_sets_that_are_not_there_are_no_fault(tmp_path: Path) -> None:
    assert own_sets(tmp_path) == []
    assert shared_sets(tmp_path / "project") == []
