"""`make train`: trains when something has changed that a model depends on, and only then."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.cli import train as command
from tests.helpers.project import ROOT

MAX_MEGABYTES = 100  # of a trained model


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "config.yml",
        "domain.yml",
        "languages.yml",
        "requirements.txt",
        "facts/port.yml",
        "data/nlu/nl/port.yml",
        "assistant/text.py",
        "assistant/nlu/importer.py",
        "actions/actions.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setenv("ASSISTANT_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def trained(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run to train."""
    commands: list[list[str]] = []

    def run(arguments: list[str], **_: object) -> SimpleNamespace:
        commands.append(arguments)
        (folder / command.MODEL).parent.mkdir(exist_ok=True)
        (folder / command.MODEL).write_bytes(b"model")
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_it_trains_once_and_then_only_when_forced(trained: list) -> None:
    assert [command.train(), command.train(), len(trained)] == [0, 0, 1]
    command.train(force=True)
    assert len(trained) == 2


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "domain.yml",
        "languages.yml",
        "requirements.txt",
        "facts/port.yml",
        "data/nlu/nl/port.yml",
        "assistant/text.py",
        "assistant/nlu/importer.py",
    ],
)
def test_it_trains_again_when_an_input_changes(trained: list, folder: Path, name: str) -> None:
    command.train()
    (folder / name).write_text("changed")
    command.train()
    assert len(trained) == 2


@pytest.mark.parametrize("name", ["facts/cranes.yml", "data/nlu/ko/port.yml"])
def test_it_trains_again_when_an_input_is_added_or_renamed(trained: list, folder: Path, name: str) -> None:
    command.train()
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / "facts/port.yml").rename(folder / name)
    command.train()
    assert len(trained) == 2


def test_an_action_does_not_change_the_model(trained: list, folder: Path) -> None:
    command.train()
    (folder / "actions/actions.py").write_text("changed")
    command.train()
    assert len(trained) == 1


def test_a_failed_training_is_told_and_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=3))
    assert command.train() == 3
    assert "Training failed" in capsys.readouterr().err
    assert not (folder / command.MODEL).with_suffix(".fingerprint").exists()


def test_the_model_is_not_larger_than_it_may_be() -> None:
    assert (ROOT / command.MODEL).stat().st_size < MAX_MEGABYTES * 1e6
