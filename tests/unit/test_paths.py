"""Where the project's data lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.paths import root
from tests.helpers.project import ROOT


def test_the_root_is_the_project_unless_the_environment_names_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ASSISTANT_ROOT", raising=False)
    assert root() == ROOT
    monkeypatch.setenv("ASSISTANT_ROOT", str(tmp_path))
    assert root() == tmp_path
