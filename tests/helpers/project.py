"""Copies of the project's data, and edits to break them with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.example_checks import Example, all_examples
from assistant.training_data import example_files, read_examples

ROOT = Path(__file__).resolve().parents[2]
KEPT = 3  # examples of each label that a trimmed copy keeps


@cache
def real_examples() -> list[Example]:
    """The project's training examples, read once: not to be changed."""
    return all_examples(ROOT)


def trimmed_copy(to: Path) -> Path:
    """Copy what `make check` reads to the folder `to`, with a few examples of each label, names of each tag, and one question of each set."""
    to.mkdir(parents=True)
    for name in ("domain.yml", "languages.yml", "config.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, to / name)
    shutil.copytree(ROOT / "facts", to / "facts")
    shutil.copytree(ROOT / "data" / "stories", to / "data" / "stories")
    shutil.copy(ROOT / "data" / "lexicon.yml", to / "data" / "lexicon.yml")
    edit(to / "data" / "lexicon.yml", lambda tags: [tags.update({tag: dict(list(names.items())[:KEPT])}) for tag, names in tags.items()])
    for path in example_files(ROOT):
        write_examples(to / path.relative_to(ROOT), {label: texts[:KEPT] for label, texts in read_examples(path).items()})
    for path in sorted((ROOT / "evaluation" / "questions").glob("*.jsonl")):
        copy = to / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    return to


def write_examples(path: Path, examples: dict[str, list[str]]) -> None:
    """Write a file of training examples."""
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = "".join(f"- intent: {label}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts) for label, texts in examples.items())
    path.write_text(f'version: "3.1"\n\nnlu:\n{blocks}', "utf-8")


def edit(path: Path, change: Callable[[Any], Any]) -> None:
    """Change a YAML file in place: `change` gets its content; what it returns does not count."""
    content = yaml.safe_load(path.read_text("utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first `old` in a text file by `new`; `old` must be there."""
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} holds no {old!r} to replace"
    path.write_text(text.replace(old, new, 1), "utf-8")
