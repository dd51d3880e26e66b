"""The graph components, built and stored as Rasa's own tests do, trained on a dozen sentences."""

from __future__ import annotations

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from assistant.nlu.language_detector import LanguageDetectorComponent
from assistant.nlu.question_classifier import QuestionClassifierComponent
from assistant.nlu.spacy_reader import SpacyReader
from tests.helpers.components import CONTEXT, training_data


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
def classifier(storage: ModelStorage, reader: SpacyReader) -> QuestionClassifierComponent:
    config = QuestionClassifierComponent.get_default_config()
    config["features"]["zh"] = {"squeezed": [[1, 3]]}
    trained = QuestionClassifierComponent.create(config, storage, Resource("classifier"), CONTEXT)
    resource = trained.train(reader.process_training_data(training_data()))
    return QuestionClassifierComponent.load(config, storage, resource, CONTEXT)
