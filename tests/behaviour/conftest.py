"""The trained model in this process: fast enough to be asked thousands of questions."""

from __future__ import annotations

import pytest

from assistant.cli.train import MODEL, fingerprint
from assistant.conversation import Conversation
from assistant.facts import facts
from assistant.languages import languages
from assistant.paths import root
from assistant.reports.pipeline import InProcess, Pipeline
from assistant.responses import responses


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    stamp = root() / MODEL.with_suffix(".fingerprint")
    assert stamp.exists() and stamp.read_text() == fingerprint(root()), "the model is missing or older than the data: run `make train`"
    return Pipeline.load(root() / MODEL)


@pytest.fixture(scope="session")
def assistant(pipeline: Pipeline) -> InProcess:
    return InProcess(pipeline, Conversation(facts(), responses(), languages()))
