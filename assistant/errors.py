"""The errors that a maintainer's edit can cause, told in plain words."""

from __future__ import annotations

from dataclasses import dataclass


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


class DataError(ValueError):
    """The project's data cannot be used as it is.

    Attributes:
        problems: every problem found, not only the first one.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{len(problems)} problem(s) in the project's data:\n{lines}")
