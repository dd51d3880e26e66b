"""YAML reading that refuses what a hand-edited file must not hold: the same key twice, a key that YAML takes for no word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import DataError, Problem
from assistant.yaml_faults import Slip, fault_of

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAKEN_FOR = {"bool": "true or false", "null": "nothing", "int": "a number", "float": "a number", "timestamp": "a date"}  # kind of a value -> in plain words


class _UniqueKeyLoader(_Base):  # type: ignore[misc, valid-type]  # which of the two it is, is known at run time only
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        lines: dict[Any, int] = {}
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, (str, int, float, bool, type(None))):
                raise Slip("a key is a list or a table", "Write a word before the colon.", key_node)
            if isinstance(key, (bool, type(None))):
                word = key_node.value
                raise Slip(f"YAML takes the key `{word}` for {taken_for(key_node)}", f'Write it in quotes: `"{word}":`.' if word else "Write a word.", key_node)
            if key in lines:
                what = f"the key {key!r} stands here twice, first on line {lines[key]}"
                raise Slip(what, "Remove one of the two, or join what stands below them.", key_node)
            lines[key] = key_node.start_mark.line + 1
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, root: Path | None = None) -> Any:
    """Read one YAML file.

    Args:
        path: the file, UTF-8.
        root: the folder that error messages name the file relative to.

    Raises:
        DataError: the file is missing, is not UTF-8 or not YAML, or holds a key twice or one that is no word; it names the line,
            shows it, and says in plain words what is wrong with it.
    """
    name = name_of(path, root)
    try:
        text = path.read_text("utf-8")
        return yaml.load(text, Loader=_UniqueKeyLoader)
    except FileNotFoundError:
        raise DataError([Problem(name, "", "", "the file is missing", "Put it back, or restore it with `git checkout`.")]) from None
    except UnicodeDecodeError as error:
        raise DataError([Problem(name, "", "", f"the file is not UTF-8 ({error})", "Save it as UTF-8.")]) from None
    except yaml.MarkedYAMLError as error:
        line, what, do = fault_of(error, text)
        raise DataError([Problem(name, f"line {line}", "", what, do)]) from None
    except yaml.YAMLError as error:
        raise DataError([Problem(name, "", "", f"the file cannot be read: {error}", "Remove the character that it names.")]) from None


def read_table(path: Path, root: Path | None = None) -> dict[Any, Any]:
    """Read one YAML file that holds a table: keys, and what belongs to each.

    Args:
        path: the file, UTF-8.
        root: the folder that error messages name the file relative to.

    Raises:
        DataError: as `read_yaml`, or the file holds something else than a table.
    """
    content = read_yaml(path, root)
    if not isinstance(content, dict):
        what = "the file is empty" if content is None else f"the file holds no table but a {type(content).__name__}"
        raise DataError([Problem(name_of(path, root), "", "", what, "Begin each entry with its key and a colon, as in the files beside it.")])
    return content


def name_of(path: Path, root: Path | None) -> str:
    """How messages name a file: from the folder `root` on, if it lies below it."""
    return str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)


def nodes_of(path: Path) -> yaml.Node:
    """A file that could be read, with the lines that its parts stand on: only for messages, it takes as long as reading."""
    return yaml.compose(path.read_text("utf-8"), Loader=_Base)


def node_at(node: yaml.Node | None, keys: Sequence[object]) -> yaml.Node | None:
    """The part of a file below some keys and places in lists; None if there is none."""
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == str(key)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        else:
            return None
    return node


def taken_for(node: yaml.Node | None) -> str:
    """What YAML takes a value for that is no text, in plain words ("a number"); "" for a text, a list or a table."""
    return _TAKEN_FOR.get(node.tag.rsplit(":", 1)[-1], "") if isinstance(node, yaml.ScalarNode) else ""


def no_texts(path: Path, content: object, *keys: object) -> list[tuple[str, str, str]]:
    """Words that YAML takes for something else, in a part of a file that is to hold texts only: `no`, `on`, `2016`.

    Args:
        path: the file.
        content: what was read of that part; where it holds texts only, the file is not looked into again.
        keys: the keys that lead to that part.

    Returns:
        For each such word its place below `keys` ("title.nl"), what is wrong with it, as it was typed, and what to do. A key with
        nothing behind it is none: it lacks its text.
    """
    if _is_of_texts(content):
        return []
    found = _no_texts(node_at(nodes_of(path), keys), [], in_list=False)
    return [(where, f"YAML takes `{node.value}` for {taken_for(node)}", f'Write it in quotes: "{node.value}".') for where, node in found]


def _is_of_texts(content: object) -> bool:
    if isinstance(content, dict):
        return all(value is None or _is_of_texts(value) for value in content.values())
    return all(map(_is_of_texts, content)) if isinstance(content, list) else isinstance(content, str)


def _no_texts(node: yaml.Node | None, keys: list[str], in_list: bool) -> Iterator[tuple[str, yaml.ScalarNode]]:
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _no_texts(value, keys, in_list=True)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _no_texts(value, [*keys, key.value], in_list=False)
    elif (kind := taken_for(node)) and (in_list or kind != _TAKEN_FOR["null"]):
        yield ".".join(keys), node
