"""What all tests share: quiet libraries, the project's data, and copies of it to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.cli.quiet import be_quiet

be_quiet()

from assistant.facts import FactBase, load_facts  # noqa: E402
from assistant.languages import Language, load_languages  # noqa: E402
from assistant.responses import Responses, load_responses  # noqa: E402
from tests.helpers.project import ROOT, trimmed_copy  # noqa: E402


@pytest.fixture(scope="session")
def languages() -> dict[str, Language]:
    """The project's languages."""
    return load_languages(ROOT)


@pytest.fixture(scope="session")
def base() -> FactBase:
    """The project's fact base."""
    return load_facts(ROOT)


@pytest.fixture(scope="session")
def sentences() -> Responses:
    """The project's conversational sentences."""
    return load_responses(ROOT)


@pytest.fixture(scope="session")
def _trimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trimmed_copy(tmp_path_factory.mktemp("trimmed") / "project")


@pytest.fixture
def project(_trimmed: Path, tmp_path: Path) -> Path:
    """A copy of the project's data, to be broken: all facts and sentences, three examples a label."""
    return Path(shutil.copytree(_trimmed, tmp_path / "project"))
