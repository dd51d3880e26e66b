"""No language falls more than two points under its recorded figures; and the comparison that says so can fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli.quiet import be_quiet

be_quiet()

from assistant.cli.evaluate import own_sets  # noqa: E402
from assistant.cli.train import MODEL, fingerprint  # noqa: E402
from assistant.conversation import Conversation  # noqa: E402
from assistant.facts import facts  # noqa: E402
from assistant.languages import languages  # noqa: E402
from assistant.paths import root  # noqa: E402
from assistant.reports.pipeline import InProcess, Pipeline  # noqa: E402
from assistant.reports.recorded import FILE, falls, load_recorded, record  # noqa: E402
from assistant.responses import responses  # noqa: E402
from assistant.scoring import MEASURES, rates  # noqa: E402


@pytest.fixture(scope="module")
def assistant() -> InProcess:
    stamp = root() / MODEL.with_suffix(".fingerprint")
    assert stamp.exists() and stamp.read_text() == fingerprint(root()), "the model is missing or older than the data: run `make train`"
    return InProcess(Pipeline.load(root() / MODEL), Conversation(facts(), responses(), languages()))


@pytest.mark.parametrize("path", own_sets(root()), ids=lambda path: path.stem)
def test_no_language_falls_under_its_recorded_figures(path: Path, assistant: InProcess) -> None:
    fallen = falls({path.stem: load_recorded(root())[path.stem]}, {path.stem: rates(assistant.ask(path))})
    assert not fallen, "\n" + "\n".join(map(str, fallen))


def test_every_set_of_the_project_is_recorded_in_every_measure() -> None:
    recorded = load_recorded(root())
    assert set(recorded) == {path.stem for path in own_sets(root())} == set(languages())
    assert all(set(measures) == set(MEASURES) for measures in recorded.values())


@pytest.mark.parametrize(
    ("measure", "before", "now", "fallen"),
    [
        ("answered", (95, 100), (93, 100), False),  # two points are tolerated ...
        ("answered", (950, 1000), (929, 1000), True),  # ... not more
        ("answered", (95, 100), (99, 100), False),
        ("answered", (95, 100), (190, 200), False),  # rates are compared, not counts
        ("answered", (95, 100), (0, 0), True),  # nothing asked is no pass
        ("wrong", (2, 100), (4, 100), False),
        ("wrong", (2, 100), (5, 100), True),
        ("wrong", (5, 100), (0, 100), False),
    ],
)
def test_more_than_two_points_are_a_fall(measure: str, before: tuple[int, int], now: tuple[int, int], fallen: bool) -> None:
    assert bool(falls({"ko": {measure: before}}, {"ko": {measure: now}})) is fallen


def test_a_set_that_was_not_asked_has_fallen() -> None:
    assert [fall.language for fall in falls({"ko": {"gap": (9, 10)}, "en": {"gap": (9, 10)}}, {"en": {"gap": (9, 10)}})] == ["ko"]


def test_a_fall_is_told_with_language_measure_both_figures_and_what_to_do() -> None:
    (fall,) = falls({"nl": {"wrong": (1, 50)}}, {"nl": {"wrong": (4, 50)}})
    for part in ("nl", "'wrong'", "risen", "1/50 (2.0%)", "4/50 (8.0%)", "make evaluate", "--record"):
        assert part in str(fall)


def test_recording_replaces_what_was_measured_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    record(tmp_path, {"en": {"gap": (1, 2)}, "ko": {"gap": (3, 4)}}, "2016-12-05", "old")
    record(tmp_path, {"ko": {"gap": (4, 4)}}, "2016-12-12", "new")
    assert load_recorded(tmp_path) == {"en": {"gap": (1, 2)}, "ko": {"gap": (4, 4)}}
    written = json.loads((tmp_path / FILE).read_text("utf-8"))
    assert (written["date"], written["data"]) == ("2016-12-12", "new")


def test_no_record_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--record"):
        load_recorded(tmp_path)
