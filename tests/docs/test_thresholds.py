"""The table of thresholds in docs/understanding.md holds what the code holds."""

from __future__ import annotations

import ast
import re

from tests.helpers.project import ROOT

ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| ([a-z_/]+\.py) \|", re.MULTILINE)
TOLD = {(file, name): ast.literal_eval(value) for name, value, file in ROW.findall((ROOT / "docs" / "understanding.md").read_text("utf-8"))}
FILES = {file for file, _ in TOLD}


def constants_of(file: str) -> dict[str, object]:
    """The constants of a module that are numbers, or tables of numbers, by name."""
    module = ast.parse((ROOT / "assistant" / file).read_text("utf-8"))
    pairs = [
        pair
        for statement in module.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        for pair in (zip(target.elts, statement.value.elts) if isinstance(target, ast.Tuple) else [(target, statement.value)])
    ]
    return {target.id: ast.literal_eval(value) for target, value in pairs if _holds_numbers(value)}


def _holds_numbers(value: ast.expr) -> bool:
    numbers = value.values if isinstance(value, ast.Dict) else [value]
    return all(isinstance(number, ast.Constant) and isinstance(number.value, (int, float)) for number in numbers)


def test_every_threshold_is_told_as_it_is() -> None:
    assert {"decision.py", "language.py", "reply_language.py", "answering.py"} <= FILES
    code = {(file, name): value for file in FILES for name, value in constants_of(file).items()}
    assert {key: value for key, value in code.items() if key != ("ensemble.py", "SEED")} == TOLD


def test_no_two_thresholds_share_a_name() -> None:
    names = [name for _, name in TOLD]
    assert sorted(names) == sorted(set(names))
