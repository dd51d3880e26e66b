"""How an unsound edit is told."""

from __future__ import annotations

import pytest

from assistant.errors import DataError, Problem


@pytest.mark.parametrize(
    "problem, line",
    [
        (Problem("facts/port.yml", "port/nxtport", "ko", "no answer", "Add it."), "facts/port.yml · port/nxtport · ko: no answer. Add it."),
        (Problem("facts/port.yml", "", "", "not YAML", "Mend it."), "facts/port.yml: not YAML. Mend it."),
    ],
)
def test_a_problem_reads_as_place_fault_and_remedy(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_a_data_error_tells_every_problem() -> None:
    problems = [Problem("a.yml", "a", "en", "one", "Do."), Problem("b.yml", "b", "nl", "two", "Do.")]
    error = DataError(problems)
    assert error.problems == problems
    assert str(error) == "2 problem(s) in the project's data:\n  a.yml · a · en: one. Do.\n  b.yml · b · nl: two. Do."
