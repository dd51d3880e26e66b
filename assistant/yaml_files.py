"""YAML reading that refuses what a hand-edited file must not hold: the same key twice."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assistant.errors import DataError, Problem

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(_Base):  # type: ignore[misc, valid-type]
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen: set = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key!r} stands here twice", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, root: Path | None = None) -> Any:
    """Read one YAML file.

    Args:
        path: the file, UTF-8.
        root: the folder that error messages name the file relative to.

    Raises:
        DataError: the file is missing, is not UTF-8 or not YAML, or holds a key twice; it names the line.
    """
    name = str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_UniqueKeyLoader)
    except FileNotFoundError:
        raise DataError([Problem(name, "", "", "the file is missing", "Put it back, or restore it with `git checkout`.")]) from None
    except UnicodeDecodeError as error:
        raise DataError([Problem(name, "", "", f"the file is not UTF-8 ({error})", "Save it as UTF-8.")]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise DataError(
            [Problem(name, f"line {line}", "", f"not valid YAML: {error.problem}", "Compare the line with its neighbours: indentation, quotes, a colon.")]
        ) from None
