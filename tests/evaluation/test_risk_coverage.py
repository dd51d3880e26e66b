"""The risk-coverage curve moves the threshold that decides, and puts it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import decision
from assistant.facts import facts
from assistant.reports.risk_coverage import Point, answering_from, curve, draw, point
from assistant.scoring import Row, judge, kind_of
from assistant.understanding import Part, Scored


def row(accept: str, *told: str) -> Row:
    reply = {"kind": "answer" if told else "out_of_scope", "facts": list(told), "language": "en"}
    return Row("?", [accept], "en", kind_of([accept]), False, reply, judge([accept], "en", reply))


def test_the_threshold_decides_within_the_block_and_only_there() -> None:
    half_sure = Part(text="what about NxtPort", ranking=[Scored("port/nxtport", 0.7)], support=0.9)
    before = decision.ANSWER
    with answering_from(0.9):
        assert decision.decide(half_sure, [], facts()).kind == "suggest"
    with answering_from(0.5):
        assert decision.decide(half_sure, [], facts()).kind == "answer"
    assert before == decision.ANSWER


def test_a_fault_within_the_block_leaves_the_threshold_as_it_was() -> None:
    before = decision.ANSWER
    with pytest.raises(ZeroDivisionError), answering_from(0.9):
        _ = 1 / 0
    assert before == decision.ANSWER


def test_a_threshold_that_is_no_probability_is_told() -> None:
    with pytest.raises(ValueError, match="1.2"), answering_from(1.2):
        pass


def test_a_point_is_the_rates_as_shares() -> None:
    rows = [row("port/a", "port/a"), row("port/a", "port/b"), row("port/a"), row("port/a", "port/a"), row("oos", "port/a"), row("gap/x")]
    assert point(rows, 0.4) == Point(0.4, answered=0.5, wrong=0.25, stated=0.5)
    assert point(rows[:1], 0.4).stated is None
    assert point(rows[4:], 0.4) is None


def test_the_curve_has_a_point_for_each_threshold_and_for_the_one_that_is_set() -> None:
    asked_at = []

    def ask_all() -> list[Row]:
        asked_at.append(decision.ANSWER)
        return [row("port/a", "port/a")]

    assert [one.threshold for one in curve(ask_all, (0.9, 0.1))] == asked_at == sorted({0.1, 0.9, decision.ANSWER})


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    draw({"en": [Point(0.1, 0.9, 0.1, None), Point(decision.ANSWER, 0.8, 0.0, 0.0)], "ko": [Point(0.5, 0.7, 0.1, 0.2)]}, tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")
