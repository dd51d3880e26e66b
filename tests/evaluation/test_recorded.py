"""No language falls under its recorded figures, nor under what no record permits; and the comparison that says so can fail."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.cli.evaluate import own_sets
from assistant.languages import languages, load_languages
from assistant.paths import root
from assistant.reports.pipeline import InProcess
from assistant.reports.recorded import FILE, FLOOR, MARKS, SHOWN_IN, TOLERANCE, falls, load_recorded, record, table
from assistant.scoring import MEASURES, rates
from tests.helpers.project import ROOT


@pytest.mark.parametrize("path", own_sets(root()), ids=lambda path: path.stem)
def test_no_language_falls_under_its_recorded_figures(path: Path, assistant: InProcess) -> None:
    fallen = falls({path.stem: load_recorded(root())[path.stem]}, {path.stem: rates(assistant.ask(path))})
    assert not fallen, "\n" + "\n".join(map(str, fallen))


def test_every_set_of_the_project_is_recorded_in_every_measure() -> None:
    recorded = load_recorded(root())
    assert set(recorded) == {path.stem for path in own_sets(root())} == set(languages())
    assert all(set(measures) == set(MEASURES) for measures in recorded.values())


def test_nothing_is_recorded_under_its_floor() -> None:
    recorded = load_recorded(root())
    assert [str(fall) for fall in falls(recorded, recorded)] == []


def test_every_measure_has_its_tolerance_and_its_floor() -> None:
    assert set(TOLERANCE) == set(FLOOR) == set(MEASURES)


@pytest.mark.parametrize(
    ("measure", "before", "now", "fallen"),
    [
        ("answered", (990, 1000), (985, 1000), False),  # half a point is tolerated ...
        ("answered", (990, 1000), (984, 1000), True),  # ... not more
        ("answered", (970, 1000), (990, 1000), False),
        ("answered", (99, 100), (198, 200), False),  # rates are compared, not counts
        ("answered", (99, 100), (0, 0), True),  # nothing asked is no pass
        ("answered", (99, 100), (99, 99), True),  # nor is a failing question that was removed
        ("wrong", (2, 756), (5, 756), False),
        ("wrong", (2, 756), (6, 756), True),
        ("wrong", (12, 756), (0, 756), False),
        ("turns", (950, 1000), (940, 1000), False),
        ("turns", (950, 1000), (939, 1000), True),
    ],
)
def test_what_is_worse_than_tolerated_or_asked_less_is_a_fall(measure: str, before: tuple[int, int], now: tuple[int, int], fallen: bool) -> None:
    assert bool(falls({"ko": {measure: before}}, {"ko": {measure: now}})) is fallen


@pytest.mark.parametrize(
    ("measure", "now", "fallen"),
    [("answered", (950, 1000), False), ("answered", (949, 1000), True), ("wrong", (20, 1000), False), ("wrong", (21, 1000), True)],
)
def test_no_record_permits_what_is_under_the_floor(measure: str, now: tuple[int, int], fallen: bool) -> None:
    rate = {"ko": {measure: now}}
    assert bool(falls(rate, rate)) is bool(falls({}, rate)) is fallen


def test_a_set_that_was_not_asked_has_fallen() -> None:
    assert [fall.language for fall in falls({"ko": {"gap": (9, 10)}, "en": {"gap": (9, 10)}}, {"en": {"gap": (9, 10)}})] == ["ko"]


@pytest.mark.parametrize(
    ("measure", "before", "now", "parts"),
    [
        ("wrong", (1, 500), (6, 500), ("risen", "1/500 (0.2%)", "6/500 (1.2%)", "0.5 points", "make evaluate", "--record")),
        ("gap", (98, 100), (96, 100), ("fallen", "98/100 (98.0%)", "96/100 (96.0%)", "1 points", "make evaluate", "--record")),
        ("gap", (98, 100), (97, 99), ("99 questions", "100 are recorded", "Put the questions back", "--record")),
        ("gap", (89, 100), (89, 100), ("89/100 (89.0%)", "at least 90%", "whatever is recorded", "make evaluate")),
    ],
)
def test_a_fall_is_told_with_language_measure_figures_and_what_to_do(measure: str, before: tuple[int, int], now: tuple[int, int], parts: tuple) -> None:
    (fall,) = falls({"nl": {measure: before}}, {"nl": {measure: now}})
    for part in ("nl", repr(measure), *parts):
        assert part in str(fall)


def test_recording_replaces_what_was_measured_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    record(tmp_path, {"en": {"gap": (1, 2)}, "ko": {"gap": (3, 4)}}, "2016-12-05", "old")
    record(tmp_path, {"ko": {"gap": (4, 4)}}, "2016-12-12", "new")
    assert load_recorded(tmp_path) == {"en": {"gap": (1, 2)}, "ko": {"gap": (4, 4)}}
    written = json.loads((tmp_path / FILE).read_text("utf-8"))
    assert (written["date"], written["data"]) == ("2016-12-12", "new")


def test_recording_renews_the_table_in_the_documents_and_nothing_around_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "languages.yml", tmp_path)
    page = tmp_path / SHOWN_IN
    page.parent.mkdir()
    (tmp_path / FILE).parent.mkdir()
    page.write_text(f"Before.\n{MARKS[0]}| old |{MARKS[1]}\nAfter.\n", "utf-8")
    record(tmp_path, {code: {measure: (1, 4) for measure in MEASURES} for code in load_languages(ROOT)}, "2016-12-12", "new")
    assert page.read_text("utf-8") == f"Before.\n{MARKS[0]}{table(tmp_path)}{MARKS[1]}\nAfter.\n"


def test_no_record_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--record"):
        load_recorded(tmp_path)
