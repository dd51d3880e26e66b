"""`make check`, its output and its exit code; what it finds is in tests/data/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import check as command
from assistant.errors import Problem
from assistant.paths import root
from tests.helpers.project import edit


def test_sound_data_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "problems_in", lambda _: iter([]))
    assert command.check() == 0
    assert capsys.readouterr().out == "Facts, sentences and examples are sound.\n"


def test_problems_are_told_one_a_line_with_their_number(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem("a.yml", "a/b", "nl", "wrong", "Mend it."), Problem("b.yml", "", "", "gone", "Put it back.")]
    monkeypatch.setattr(command, "problems_in", lambda _: iter(problems))
    assert command.check() == 1
    assert capsys.readouterr().err == "a.yml · a/b · nl: wrong. Mend it.\nb.yml: gone. Put it back.\n\n2 problem(s). Nothing was changed.\n"


def test_a_hint_is_told_and_is_no_problem(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "problems_in", lambda _: iter([]))
    monkeypatch.setenv("ASSISTANT_ROOT", str(project))
    edit(project / "languages.yml", lambda content: content["ko"].pop("defines"))
    assert command.check() == 0
    told = capsys.readouterr()
    assert told.err.startswith("Hint (no problem): languages.yml · ko · ko: it has no `defines`, as other languages have.")
    assert "sound" in told.out


def test_it_checks_the_folder_that_the_environment_names(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "facts" / "names.yml").unlink()
    monkeypatch.setenv("ASSISTANT_ROOT", str(project))
    assert command.check() == 1
    assert "facts/names.yml: the file is missing" in capsys.readouterr().err


def test_the_check_shows_no_warnings_of_libraries_about_one_another() -> None:
    code = "import sys; import assistant.cli.check as c; c.check = lambda: bool(__import__('spacy')) - 1; from assistant.__main__ import main; sys.exit(main(['check']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
