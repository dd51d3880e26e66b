"""The errors that a maintainer's edit can cause, told in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one place of the project's data.

    Attributes:
        file: path of the file, relative to the project's root.
        entry: the entry in it (a fact's id, an intent, a response's name); "" for the file as a whole.
        language: language code; "" where the problem is not one language's.
        what: what is wrong, with the bad value.
        do: what the maintainer can do about it.
    """

    file: str
    entry: str
    language: str
    what: str
    do: str

    def __str__(self) -> str:
        place = " · ".join(part for part in (self.file, self.entry, self.language) if part)
        return f"{place}: {self.what}. {self.do}"


def in_plain_words(detail: Mapping[str, Any]) -> str:
    """What is wrong with a value, of one of the errors that pydantic lists ("there is no such key here")."""
    kind, context = detail["type"], detail.get("ctx") or {}
    for beginning, words in _PLAIN.items():
        if kind.startswith(beginning):
            return words.format(**context)
    return str(detail["msg"])


_PLAIN = {
    "value_error.missing": "is missing",
    "value_error.extra": "there is no such key here",
    "value_error.any_str.max_length": "is longer than {limit_value} characters",
    "value_error.any_str.min_length": "is empty, or too short to say anything",
    "value_error.list.min_items": "lists nothing",
    "value_error.str.regex": "does not look as it should ({pattern})",
    "value_error.const": "is none of those that are known: {permitted}",
    "type_error.list": "is no list: write [one, two]",
    "type_error.dict": "is no table: write its keys below it, each with a colon",
    "type_error.str": "is no text: write one sentence, in quotes",
    "type_error.none": "is empty",
    "type_error.integer": "is no whole number",
}


class DataError(ValueError):
    """The project's data cannot be used as it is.

    Attributes:
        problems: every problem found, not only the first one.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{len(problems)} problem(s) in the project's data:\n{lines}")
