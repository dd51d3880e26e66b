"""What all tests share: quiet libraries, the project's data, copies of it to break, and the trained model."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.cli.quiet import KNOWN_WARNINGS, be_quiet

be_quiet()

from assistant.cli.train import MODEL, fingerprint  # noqa: E402
from assistant.example_checks import Example  # noqa: E402
from assistant.facts import FactBase, load_facts  # noqa: E402
from assistant.languages import Language, load_languages  # noqa: E402
from assistant.responses import Responses, load_responses  # noqa: E402
from tests.helpers.project import ROOT, real_examples, trimmed_copy  # noqa: E402

if TYPE_CHECKING:
    from assistant.reports.pipeline import InProcess, Pipeline


def pytest_configure(config: pytest.Config) -> None:
    """Leave out of pytest's summary the warnings that no user sees either; it shows every other one."""
    for text, module in KNOWN_WARNINGS:
        config.addinivalue_line("filterwarnings", f"ignore:{text}::{module}")


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
def examples() -> list[Example]:
    """The project's training examples, some 150,000: to be read, not changed."""
    return real_examples()


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The trained model in this process."""
    from assistant.reports.pipeline import Pipeline  # loads Rasa, which most tests do without

    stamp = ROOT / MODEL.with_suffix(".fingerprint")
    assert stamp.exists() and stamp.read_text() == fingerprint(ROOT), "the model is missing or older than the data: run `make train`"
    return Pipeline.load(ROOT / MODEL)


@pytest.fixture(scope="session")
def assistant(pipeline: Pipeline, base: FactBase, sentences: Responses, languages: dict[str, Language]) -> InProcess:
    """The assistant in this process, fast enough to be asked thousands of questions; what it has understood once it remembers."""
    from assistant.conversation import Conversation
    from assistant.reports.pipeline import InProcess

    return InProcess(pipeline, Conversation(base, sentences, languages))


@pytest.fixture(scope="session")
def _trimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trimmed_copy(tmp_path_factory.mktemp("trimmed") / "project")


@pytest.fixture
def project(_trimmed: Path, tmp_path: Path) -> Path:
    """A copy of the project's data, to be broken: all facts and sentences, three examples a label."""
    return Path(shutil.copytree(_trimmed, tmp_path / "project"))
