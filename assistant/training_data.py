"""The training examples: `data/nlu/<language>/<topic>.yml`, in Rasa's own format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from assistant.errors import DataError, Problem
from assistant.yaml_files import name_of, node_at, nodes_of, read_table

KEYS = ("intent", "examples")  # of a block


def example_files(folder: Path) -> list[Path]:
    """The example files below `folder/data/nlu/`, by language, then topic."""
    return sorted((folder / "data" / "nlu").glob("*/*.yml"))


def read_examples(path: Path, root: Path | None = None) -> dict[str, list[str]]:
    r"""Read one file of examples.

    Args:
        path: a file in Rasa's NLU format: `nlu: [{intent: <label>, examples: "- ...\n- ..."}]`.
        root: the folder that error messages name the file relative to.

    Returns:
        Label -> its examples, in the file's order.

    Raises:
        DataError: an entry that is no intent with examples, an intent that stands twice in the file, or an example that is
            empty or has no dash; each with its line.
    """
    examples, problems = readable_examples(path, root)
    if problems:
        raise DataError(problems)
    return examples


def readable_examples(path: Path, root: Path | None = None) -> tuple[dict[str, list[str]], list[Problem]]:
    """As `read_examples`, but what can be read of an unsound file too, and what is wrong with the rest."""
    name, code = name_of(path, root), path.parent.name
    try:
        blocks = read_table(path, root).get("nlu") or []
    except DataError as error:
        return {}, error.problems
    if not isinstance(blocks, list):
        return {}, [Problem(name, "", code, "`nlu` is not a list of intents", "Begin each intent with `- intent:`, as in the files beside it.")]
    problems: list[Problem] = []
    examples: dict[str, list[str]] = {}
    lines = _Lines(path)
    for number, block in enumerate(blocks):
        label = str(block.get("intent") or "") if isinstance(block, dict) else ""
        text = block.get("examples") if isinstance(block, dict) else None
        if not label or not isinstance(text, str):
            what, do = _no_block(block, lambda *keys, number=number: lines.of(number, *keys))
            problems.append(Problem(name, label, code, what, do))
            continue
        if label in examples:
            what = f"the intent stands twice in this file, here on line {lines.of(number)}"
            problems.append(Problem(name, label, code, what, "Move its examples into one list."))
        examples.setdefault(label, [])
        for below, line in enumerate(text.splitlines(), 1):
            line = line.strip()
            if line.startswith("- "):
                examples[label].append(line[2:].strip())
            elif line == "-":
                what = f"an example is empty (line {lines.of(number, 'examples') + below})"
                problems.append(Problem(name, label, code, what, "Write it, or remove the line."))
            elif line:
                what = f"an example does not begin with '- ': {line[:60]!r} (line {lines.of(number, 'examples') + below})"
                problems.append(Problem(name, label, code, what, "Begin each example with '- ' on a line of its own."))
    return examples, problems


class _Lines:
    """The lines that a file's blocks stand on; looked up only if something is wrong with one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._nodes: yaml.Node | None = None

    def of(self, *keys: object) -> int:
        """The line, from 1, that a part of the list of intents begins on; of a part that is not there, that of the block."""
        self._nodes = self._nodes or nodes_of(self._path)
        node = node_at(self._nodes, ["nlu", *keys]) or node_at(self._nodes, ["nlu", *keys[:1]])
        return node.start_mark.line + 1 if node else 0


def _no_block(block: object, line: Callable[..., int]) -> tuple[str, str]:
    """Why an entry of the list is no intent with examples, and what to do."""
    here = f"line {line()}: an entry is not an `intent` with `examples: |`"
    if not isinstance(block, dict):
        return f"{here} but {str(block)[:60]!r}", "Write `- intent: <id>`, and `examples: |` below it."
    for key in block:
        if key not in KEYS:
            missing = [one for one in KEYS if one not in block]
            near = process.extractOne(str(key), missing, scorer=fuzz.ratio, score_cutoff=60)
            hint = f"Did you mean `{near[0]}`?" if near else f"A block has the keys {' and '.join(f'`{one}`' for one in KEYS)}."
            return f"{here}: there is no key {key!r}", hint
    if not block.get("intent"):
        return f"{here}: `intent` is {'empty' if 'intent' in block else 'missing'}", "Write the id of the claim or gap behind it: `- intent: port/nxtport`."
    at = f"line {line('examples')}: an entry is not an `intent` with `examples: |`"
    if isinstance(block.get("examples"), list):
        return f"{at}: the `|` is missing", "Write `examples: |`, and each example below it, in its own line, with '- '."
    return f"{at}: `examples` is {'empty' if not block.get('examples') else 'no text'}", "Write `examples: |`, and each example below it with '- '."
