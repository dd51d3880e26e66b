"""YAML, read so that a slip of the hand is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError
from assistant.yaml_files import read_table, read_yaml


@pytest.mark.parametrize("content, value", [("a: 1\n", {"a": 1}), ("- a\n- b\n", ["a", "b"]), ("", None), ("a: {b: 항구}\n", {"a": {"b": "항구"}})])
def test_sound_yaml_is_read(tmp_path: Path, content: str, value: object) -> None:
    (tmp_path / "a.yml").write_text(content, "utf-8")
    assert read_yaml(tmp_path / "a.yml") == value


@pytest.mark.parametrize(
    "content, told",
    [
        ("a: 1\nb: 2\na: 3\n", "a.yml · line 3: not valid YAML: the key 'a' stands here twice"),
        ("a:\n  b: 1\n  b: 2\n", "a.yml · line 3: not valid YAML: the key 'b' stands here twice"),
        ('a: "open\nb: 2\n', "a.yml · line"),
        ("a: b: c\n", "a.yml · line 1: not valid YAML"),
        ("a: 1\n b: 2\n", "a.yml · line 2: not valid YAML"),
        ("{a: 1}: b\n", "a.yml · line 1: not valid YAML: a key is a list or a table"),
        ("? [a, b]\n: c\n", "a.yml · line 1: not valid YAML: a key is a list or a table"),
        ("a: b\x07c\n", "a.yml"),
        ("a: !!python/object:os.system x\n", "a.yml · line 1: not valid YAML"),
    ],
)
def test_broken_yaml_is_told_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "a.yml").write_text(content, "utf-8")
    with pytest.raises(DataError) as error:
        read_yaml(tmp_path / "a.yml", tmp_path)
    assert told in str(error.value)
    assert error.value.problems[0].do


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="facts.yml: the file is missing"):
        read_yaml(tmp_path / "facts.yml", tmp_path)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("a: café\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"a.yml: the file is not UTF-8 .* Save it as UTF-8"):
        read_yaml(tmp_path / "a.yml", tmp_path)


@pytest.mark.parametrize("content, told", [("", "the file is empty"), ("- a\n", "no table but a list"), ("words\n", "no table but a str")])
def test_what_is_no_table_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "a.yml").write_text(content, "utf-8")
    with pytest.raises(DataError, match=told):
        read_table(tmp_path / "a.yml", tmp_path)
