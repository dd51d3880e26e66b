"""The graph components, built and stored as Rasa's own tests do, trained on a dozen sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from assistant import ensemble
from assistant.nlu.language_detector import LanguageDetectorComponent
from assistant.nlu.question_classifier import QuestionClassifierComponent
from assistant.nlu.spacy_reader import SpacyReader
from tests.helpers.components import CONTEXT, training_data
from tests.helpers.project import ROOT


@pytest.fixture
def change_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Changes one of the project's files, as the digest of the sources sees them; the files themselves stay as they are."""
    copy = tmp_path / "copy"
    for path in [*ROOT.glob("assistant/**/*.py"), *ROOT.glob("data/*.yml"), *ROOT.glob("facts/*.yml"), *ROOT.glob("*.yml"), *ROOT.glob("*.txt")]:
        to = copy / path.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(path.read_bytes())
    monkeypatch.setenv("ASSISTANT_ROOT", str(copy))
    monkeypatch.setattr(ensemble, "__file__", str(copy / "assistant" / "ensemble.py"))

    def change_source(name: str) -> None:
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")

    return change_source


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> ModelStorage:
    return LocalModelStorage.create(tmp_path_factory.mktemp("storage"))


@pytest.fixture(scope="session")
def detector(storage: ModelStorage) -> LanguageDetectorComponent:
    """The component as it is after a start: trained, stored, loaded."""
    trained = LanguageDetectorComponent.create({}, storage, Resource("detector"), CONTEXT)
    resource = trained.train(training_data())
    return LanguageDetectorComponent.load({}, storage, resource, CONTEXT)


@pytest.fixture(scope="session")
def reader(storage: ModelStorage) -> SpacyReader:
    return SpacyReader.create(SpacyReader.get_default_config(), storage, Resource("reader"), CONTEXT)


@pytest.fixture(scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests' classifiers learn is kept apart from what the project's learned."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ensemble, "CACHE", tmp_path_factory.mktemp("classifiers"))
        yield


@pytest.fixture(scope="session")
def classifier(storage: ModelStorage, reader: SpacyReader, _own_cache: None) -> QuestionClassifierComponent:
    config = QuestionClassifierComponent.get_default_config()
    config["features"]["zh"] = {"squeezed": [[1, 3]]}
    trained = QuestionClassifierComponent.create(config, storage, Resource("classifier"), CONTEXT)
    resource = trained.train(reader.process_training_data(training_data()))
    return QuestionClassifierComponent.load(config, storage, resource, CONTEXT)
