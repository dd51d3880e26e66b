"""The training examples: `data/nlu/<language>/<topic>.yml`, in Rasa's own format."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import DataError, Problem
from assistant.yaml_files import read_table


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
        DataError: an entry that is no intent with examples, or an intent that stands twice in the file.
    """
    name = str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
    blocks = read_table(path, root).get("nlu") or []
    problems: list[Problem] = []
    if not isinstance(blocks, list):
        problems.append(Problem(name, "", path.parent.name, "`nlu` is not a list of intents", "Begin each intent with `- intent:`, as in the files beside it."))
        blocks = []
    examples: dict[str, list[str]] = {}
    for block in blocks:
        label = str(block.get("intent") or "") if isinstance(block, dict) else ""
        text = block.get("examples") if isinstance(block, dict) else None
        if not label or not isinstance(text, str):
            problems.append(Problem(name, label, path.parent.name, "an entry is not an `intent` with `examples: |`", "Compare it with its neighbours."))
            continue
        if label in examples:
            problems.append(Problem(name, label, path.parent.name, "the intent stands twice in this file", "Move its examples into one list."))
        examples.setdefault(label, [])
        for line in text.splitlines():
            line = line.strip()
            if not line:
                continue
            if not line.startswith("- "):
                problems.append(
                    Problem(
                        name,
                        label,
                        path.parent.name,
                        f"an example does not begin with '- ': {line[:60]!r}",
                        "Begin each example with '- ' on a line of its own.",
                    )
                )
                continue
            examples[label].append(line[2:].strip())
    if problems:
        raise DataError(problems)
    return examples
