"""`python -m assistant <command>`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant import __main__ as main
from assistant.errors import DataError, Problem
from tests.helpers.project import ROOT


@pytest.mark.parametrize(
    "arguments, module, name, call",
    [
        (["train"], "train", "train", {"force": False}),
        (["train", "--force"], "train", "train", {"force": True}),
        (["run", "--host", "0.0.0.0"], "run", "run", {"host": "0.0.0.0"}),
        (["shell", "--plain", "--locale", "ko-KR"], "shell", "shell", {"plain": True, "locale": "ko-KR"}),
        (["check"], "check", "check", {}),
    ],
)
def test_each_command_calls_its_function(monkeypatch: pytest.MonkeyPatch, arguments: list[str], module: str, name: str, call: dict) -> None:
    calls: list[dict] = []
    monkeypatch.setattr(f"assistant.cli.{module}.{name}", lambda **given: calls.append(given) or 7)
    assert main.main(arguments) == 7
    assert calls == [call]


def test_unsound_data_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def check() -> int:
        raise DataError([Problem("facts/port.yml", "port/nxtport", "ko", "no answer", "Add it.")])

    monkeypatch.setattr("assistant.cli.check.check", check)
    assert main.main(["check"]) == 1
    assert capsys.readouterr().err.endswith("  facts/port.yml · port/nxtport · ko: no answer. Add it.\n")


@pytest.mark.parametrize("arguments", [[], ["dance"], ["train", "--fast"]])
def test_an_unknown_command_is_refused_with_how_to_use_it(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_code:
        main.main(arguments)
    assert exit_code.value.code == 2
    assert "usage: python -m assistant" in capsys.readouterr().err


def test_checking_does_not_wait_for_rasa() -> None:
    code = "import sys, assistant.__main__, assistant.cli.check; sys.exit(any(name.split('.')[0] in ('rasa', 'tensorflow') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_importing_any_module_of_the_assistant_reads_no_data() -> None:
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sorted((ROOT / "assistant").glob("*.py")) if path.stem != "__main__"]
    code = f"import os; os.environ['ASSISTANT_ROOT'] = '/nowhere'\nfor name in {modules}: __import__(name)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
