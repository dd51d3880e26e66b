"""How an unsound edit is told."""

from __future__ import annotations

import pytest

from assistant.errors import DataError, Problem, in_plain_words


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


@pytest.mark.parametrize(
    "detail, words",
    [
        ({"type": "value_error.missing", "msg": "field required"}, "is missing"),
        ({"type": "value_error.extra", "msg": "extra fields not permitted"}, "there is no such key here"),
        ({"type": "value_error.any_str.max_length", "msg": "ensure ...", "ctx": {"limit_value": 60}}, "is longer than 60 characters"),
        ({"type": "type_error.str", "msg": "str type expected"}, "is no text: write one sentence, in quotes"),
        ({"type": "value_error.of_its_own", "msg": "what nobody foresaw"}, "what nobody foresaw"),
    ],
)
def test_what_the_schema_finds_is_told_in_plain_words(detail: dict, words: str) -> None:
    assert in_plain_words(detail) == words
