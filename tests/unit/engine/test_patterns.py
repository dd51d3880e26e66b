"""Compiled expressions kept on disk; these fail when Python's `re` changes under them."""

from __future__ import annotations

import re
import sre_compile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import patterns

EXPRESSION = r"(?iu)^(?P<word>[a-zà-ÿ]+)(?:-(?P<rest>\w{2,}?))*$|" + "|".join(f"name{number}" for number in range(3000))
TEXTS = ["arc-en-ciel", "Rendez-vous", "NAME2999", "name3000x-", "été", "l'eau", "", "-"]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where expressions are kept; `re` itself remembers none, and is as before after the test."""
    monkeypatch.setattr(patterns, "root", lambda: tmp_path)
    monkeypatch.setattr(sre_compile, "compile", sre_compile.compile)
    sre_compile.compile = getattr(sre_compile.compile, "original", sre_compile.compile)
    re.purge()
    yield tmp_path / patterns.FOLDER
    re.purge()


def matches(expression: re.Pattern) -> list[object]:
    return [(found.span(), found.groupdict()) if (found := expression.match(text)) else None for text in TEXTS]


def test_a_long_expression_is_compiled_once_and_matches_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(EXPRESSION) > patterns.LONG
    plain = re.compile(EXPRESSION)
    re.purge()
    patterns.keep_compiled()
    made = re.compile(EXPRESSION)
    re.purge()
    monkeypatch.setattr(patterns, "_made_of", lambda *_: pytest.fail("compiled again"))
    kept = re.compile(EXPRESSION)
    assert matches(made) == matches(kept) == matches(plain)
    assert made.flags == kept.flags == plain.flags
    assert kept.groupindex == plain.groupindex and kept.groups == plain.groups
    assert kept == plain  # to Python: the same code, flags and pattern
    assert len(list(folder.iterdir())) == 1


def test_short_ones_are_not_kept(folder: Path) -> None:
    patterns.keep_compiled()
    assert re.compile("a+b").match("aab")
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xe3\x01\x02"])
def test_what_is_damaged_is_made_anew(folder: Path, damage: bytes) -> None:
    patterns.keep_compiled()
    re.compile(EXPRESSION)
    (file,) = folder.iterdir()
    sound = file.read_bytes()
    file.write_bytes(damage)
    re.purge()
    assert re.compile(EXPRESSION).match("name7")
    assert file.read_bytes() == sound


def test_where_nothing_can_be_written_it_works_all_the_same(folder: Path) -> None:
    folder.parent.write_text("a file where the folder would be")
    patterns.keep_compiled()
    assert re.compile(EXPRESSION).match("name7")


@pytest.mark.filterwarnings("ignore:Flags not at the start of the expression")  # that is not what is wrong with it here
def test_a_wrong_expression_is_refused_as_ever(folder: Path) -> None:
    patterns.keep_compiled()
    with pytest.raises(re.error, match="unterminated"):
        re.compile("(" + EXPRESSION)
