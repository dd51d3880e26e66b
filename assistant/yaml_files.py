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
            if not isinstance(key, (str, int, float, bool, type(None))):
                raise yaml.MarkedYAMLError(problem="a key is a list or a table", problem_mark=key_node.start_mark)
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
            [
                Problem(
                    name,
                    f"line {line}",
                    "",
                    f"not valid YAML: {error.problem}",
                    "Compare this line and the one above with their neighbours: indentation, quotes, a colon, no tab.",
                )
            ]
        ) from None
    except yaml.YAMLError as error:
        raise DataError([Problem(name, "", "", f"not valid YAML: {error}", "Remove the character that it names.")]) from None


def read_table(path: Path, root: Path | None = None) -> dict:
    """Read one YAML file that holds a table: keys, and what belongs to each.

    Args:
        path: the file, UTF-8.
        root: the folder that error messages name the file relative to.

    Raises:
        DataError: as `read_yaml`, or the file holds something else than a table.
    """
    content = read_yaml(path, root)
    if not isinstance(content, dict):
        name = str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
        what = "the file is empty" if content is None else f"the file holds no table but a {type(content).__name__}"
        raise DataError([Problem(name, "", "", what, "Begin each entry with its key and a colon, as in the files beside it.")])
    return content
