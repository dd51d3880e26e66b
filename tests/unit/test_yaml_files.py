"""YAML, read so that a slip of the hand is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError
from assistant.yaml_files import no_texts, node_at, nodes_of, read_table, read_yaml


@pytest.mark.parametrize("content, value", [("a: 1\n", {"a": 1}), ("- a\n- b\n", ["a", "b"]), ("", None), ("a: {b: 항구}\n", {"a": {"b": "항구"}})])
def test_sound_yaml_is_read(tmp_path: Path, content: str, value: object) -> None:
    (tmp_path / "a.yml").write_text(content, "utf-8")
    assert read_yaml(tmp_path / "a.yml") == value


@pytest.mark.parametrize(
    "content, told",
    [
        ("a: 1\nb: 2\na: 3\n", "line 3: the key 'a' stands here twice, first on line 1: `a: 3`"),
        ("f/a:\n  b: 1\n  b: 2\n", "line 3: the key 'b' stands here twice, first on line 2: `b: 2` (the line above it: `b: 1`), in 'f/a'"),
        ('f/a:\n  t:\n    en: "It is so.\n    nl: "Het."\n', 'line 3: a quote is opened and not closed on its line: `en: "It is so.`'),
        ("a:\n  en: 'open\n  nl: 'x y'\n", "line 2: a quote is opened and not closed on its line: `en: 'open`"),
        ('a: "open\nb: 2\n', 'line 1: a quote is opened and never closed: `a: "open`'),
        ('a:\n  nl: "Dit is "mooi" werk."\n  fr: "b"\n', 'line 2: the text ends at its second quote, and words follow: `nl: "Dit is "mooi" werk."`'),
        ("a: 'it's'\nb: 1\n", "line 1: the text ends at its second quote"),
        ("f/a:\n  en: Antwerp: a port\n", "line 2: a text without quotes holds a colon: `en: Antwerp: a port` (the line above it: `f/a:`), in 'f/a'. Put the whole text"),
        ("a: b: c\n", "line 1: a text without quotes holds a colon"),
        ("a: 1\n b: 2\n", "line 2: the line does not fit in (1 space before it): `b: 2` (the line above it: `a: 1`)"),
        ('a:\n    en: "A"\n  nl: "B"\n', "line 3: the line does not fit in (2 spaces before it): `nl: "),
        ("nlu:\n- intent: p/x\n  examples: |\n    - x\n   - y\n", "line 5: the line does not fit in (3 spaces before it): `- y` (the line above it: `- x`), in 'p/x'"),
        ("a:\n  b: 1\n\t- x\n", "line 3: a tab stands where spaces are wanted: `→- x`"),
        ("nlu:\n- intent: a\n  examples: |\n    - x\n\t- y\n", "line 5: a tab stands where spaces are wanted"),
        ("port/x\n  source: s\n", "line 1: a key lacks its colon: `port/x`"),
        ("x: 1\nport/x\nb: 2\n", "line 2: a key lacks its colon: `port/x`"),
        ("a: [b, c\nd: 1\n", "line 1: a list or table in brackets is not closed: `a: [b, c`"),
        ("a:\n  - x\n  y: 1\n", "line 3: a line within a list does not begin with '- '"),
        ("a: @x\n", "line 1: a text without quotes begins with '@'"),
        ("a: [x, , y]\n", "line 1: a , stands where a text is wanted: `a: [x, , y]`"),
        ("a: - x\n", "line 1: a text without quotes begins with '-'"),
        ("a: !!python/object:os.system x\n", "line 1: a text without quotes begins with '!'"),
        ('a: "\\q"\n', "line 1: a backslash stands in a quoted text"),
        ("{a: 1}: b\n", "line 1: a key is a list or a table"),
        ("? [a, b]\n: c\n", "line 1: a key is a list or a table"),
        ('a:\n  no: "x"\n', "line 2: YAML takes the key `no` for true or false: `no: \"x\"` (the line above it: `a:`), in 'a'. Write it in quotes: `\"no\":`."),
        ("a:\n  ~: 1\n", "line 2: YAML takes the key `~` for nothing"),
        ("a: " + "x" * 90 + ": y\n", "line 1: a text without quotes holds a colon: `…" + "x" * 35 + ": y`"),
        ("a: " + "x" * 90 + "\n b: y\n", "line 2: the line does not fit in (1 space before it): `b: y` (the line above it: `a: " + "x" * 67 + "…`)"),
        ("a: [" + "x, " * 40 + '"y" z, ' + "x, " * 40 + "]\n", 'line 1: the text ends at its second quote, and words follow: `…' ),
        ("a: b\x07c\n", "the file cannot be read"),
    ],
)
def test_broken_yaml_is_told_in_plain_words_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "a.yml").write_text(content, "utf-8")
    with pytest.raises(DataError) as error:
        read_yaml(tmp_path / "a.yml", tmp_path)
    assert told in str(error.value)
    assert "a.yml" in str(error.value)
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


def test_a_word_that_yaml_takes_for_something_else_is_found_as_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a:\n  nl: no\n  nothing:\n  list: [and, on, 2016, ~, 'no', 2016-12-10]\n  deep: {x: [off]}\nb: {x: [y, 'on']}\n", "utf-8")
    content = read_yaml(path)
    assert [(where, what.removeprefix("YAML takes ")) for where, what, _ in no_texts(path, content["a"], "a")] == [
        ("nl", "`no` for true or false"),
        ("list", "`on` for true or false"),
        ("list", "`2016` for a number"),
        ("list", "`~` for nothing"),
        ("list", "`2016-12-10` for a date"),
        ("deep.x", "`off` for true or false"),
    ]
    assert no_texts(path, content["a"], "a")[0][2] == 'Write it in quotes: "no".'
    assert no_texts(path, content["b"], "b") == []


def test_a_part_of_a_file_is_found_by_its_keys(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a:\n  list: [x, y]\n", "utf-8")
    nodes = nodes_of(tmp_path / "a.yml")
    assert node_at(nodes, ["a", "list", 1]).value == "y"
    assert node_at(nodes, ["a", "list"]).start_mark.line == 1
    assert node_at(nodes, ["a", "gone"]) is node_at(nodes, ["a", "list", 9]) is node_at(nodes, ["a", "list", 0, "deeper"]) is None
