"""Graph component: which language is this message in?"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.agreement import load_names, shared_names
from assistant.ensemble import digest_of_sources
from assistant.language import LanguageDetector
from assistant.languages import languages
from assistant.nlu.importer import examples_of
from assistant.paths import root
from assistant.text import clean

DETECTION = "detection"  # message property: a `Detection`
POSTERIOR = "language_posterior"  # message property: language code -> probability, for the languages worth reading it in


def new_detector() -> LanguageDetector:
    """An untrained detector of the project's languages, that knows the project's names."""
    return LanguageDetector(languages(), shared_names(load_names(root())))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageDetectorComponent(GraphComponent):
    """Detects a message's language: script, lingua, and what the training examples of each language look like.

    Sets on each message: `detection`, `language_posterior`. A page's locale is read from the message's
    `metadata.locale`; what is not a string there is ignored.
    """

    def __init__(self, model_storage: ModelStorage, resource: Resource, detector: Optional[LanguageDetector] = None) -> None:
        self._storage = model_storage
        self._resource = resource
        self._detector = detector or new_detector()

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> LanguageDetectorComponent:
        """Create an untrained component (see Rasa's `GraphComponent.create`)."""
        return cls(model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """What else a trained component depends on: Rasa's cache knows this file only."""
        return digest_of_sources()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples' languages and store what was learned."""
        texts, _, codes = zip(*examples_of(training_data))
        self._detector.fit(texts, codes)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._detector.learned(), folder / "language_detector.joblib", compress=3)
        return self._resource

    @classmethod
    def load(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> LanguageDetectorComponent:
        """Load the trained component."""
        detector = new_detector()
        with model_storage.read_from(resource) as folder:
            detector.restore(joblib.load(folder / "language_detector.joblib"))
        return cls(model_storage, resource, detector)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training data as it is: its languages are known from its folders."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Detect each message's language."""
        for message in messages:
            text = clean(str(message.get(TEXT) or ""))
            locale = (message.get("metadata") or {}).get("locale")
            detection = self._detector.detect(text, locale if isinstance(locale, str) else None)
            message.set(DETECTION, detection)
            message.set(POSTERIOR, self._detector.readings(text, detection))
        return messages
