"""Graph component: which claim does each part of a message ask for? One classifier a language, one vocabulary of labels."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Dict, List, Optional, Text, Tuple

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.corrections import Corrections
from assistant.ensemble import Ensemble, digest_of_sources
from assistant.facts import facts
from assistant.language_wishes import also_wishes
from assistant.languages import languages
from assistant.names import LanguageNames
from assistant.nlu.importer import examples_of
from assistant.nlu.language_detector import DETECTION, POSTERIOR
from assistant.nlu.spacy_reader import SEGMENTS
from assistant.part_ranking import PartRanking
from assistant.parts import Parts
from assistant.sentence_vectors import expect_tokens
from assistant.text import MAX_CHARACTERS, clean, fold, has_words
from assistant.tokenization import reader
from assistant.understanding import KEY, Understanding

CLASSIFIER_FILE = "question_classifier.joblib"
UNDERSTOOD = "understood"  # message property: the `Understanding`, for the components after this one


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifierComponent(GraphComponent, IntentClassifier):
    """Ranks claims, gaps, small talk, follow-ups and out of scope for each part of a message.

    Sets on each message: `understanding` (see `assistant.understanding.Understanding`), and Rasa's `intent_ranking` with the
    labels of the message as a whole.
    """

    def __init__(self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, ensemble: Optional[Ensemble] = None) -> None:
        self._storage = model_storage
        self._resource = resource
        self._ensemble = ensemble or Ensemble(config["features"])
        self._language_names = LanguageNames(languages())
        rank = PartRanking(self._ensemble).rank
        self._corrections = Corrections(rank)
        self._parts = Parts(rank, self._language_names)
        self._titles = {(code, fold(title)): entry.id for entry in facts().entries.values() for code, title in entry.title.items()}

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The features of each language; `default` stands for every language not named."""
        return {"features": {"default": {"character": [[2, 4]], "squeezed": [], "word": [1, 2]}}}

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> QuestionClassifierComponent:
        """Create an untrained component (see Rasa's `GraphComponent.create`)."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """What else a trained component depends on: Rasa's cache knows this file only."""
        return digest_of_sources()

    def train(self, training_data: TrainingData) -> Resource:
        """Train one classifier a language on that language's examples, and store them."""
        examples: Dict[str, Tuple[List[str], List[str]]] = {}
        for text, label, code in examples_of(training_data):
            texts, labels = examples.setdefault(code, ([], []))
            texts.append(text)
            labels.append(label)
        self._ensemble.fit(examples)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._ensemble, folder / CLASSIFIER_FILE, compress=3)
        return self._resource

    @classmethod
    def load(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> QuestionClassifierComponent:
        """Load the trained component, and all that the first message would have to wait for."""
        reader().prepare()
        with model_storage.read_from(resource) as folder:
            ensemble = joblib.load(folder / CLASSIFIER_FILE)
        expect_tokens(classifier.tokens for classifier in ensemble.classifiers.values())
        return cls(config, model_storage, resource, ensemble)

    def process(self, messages: List[Message]) -> List[Message]:
        """Understand messages."""
        for message in messages:
            understood = self.understand(message)
            message.set(UNDERSTOOD, understood)
            message.set(KEY, understood.as_data(), add_to_output=True)
            ranking = understood.parts[0].ranking if understood.parts else []
            message.set("intent_ranking", [{"name": label, "confidence": probability} for label, probability in ranking], add_to_output=True)
        return messages

    def understand(self, message: Message) -> Understanding:
        """What is understood of one message that has been through the components before this one."""
        text = clean(str(message.get(TEXT) or ""))
        detection = asdict(message.get(DETECTION))
        problem = _problem_with(text)
        if problem:
            return Understanding(**{**detection, "foreign": False}, problem=problem)
        weights = message.get(POSTERIOR)
        code, exact = self._title(text, weights)
        if exact:
            detection.update(language=code, guess=code, confidence=1.0, unaided=1.0)
        wanted = self._language_names.wanted(text)
        found = self._parts.of(self._corrections.meant(message.get(SEGMENTS), weights), weights)
        refusal = found.refusal and self._language_names.names_one(text)
        code = max(weights, key=weights.__getitem__)
        asks_in_one = self._language_names.asks_in_one(text, code)
        own = asks_in_one and wanted == [code]  # "I'll go on in English: who led it?"
        wished = found.wish or own or also_wishes(found.parts[0], asks_in_one)
        wish = wished and not refusal and not self._language_names.refuses_all(text)
        refuses = refusal or self._language_names.refuses(text)
        misspelt = self._ensemble.misspelt(text, code)
        for_once = wish and asks_in_one and not (own or found.wish)
        typed = text if text != found.parts[0].text else ""
        on_language: Dict[str, Any] = {"wanted_languages": wanted, "refuses": refuses, "wish": wish, "for_once": for_once}
        return Understanding(**detection, **on_language, exact=exact, misspelt=misspelt, text=typed, parts=found.parts, opening=found.opening)

    def _title(self, text: str, weights: Dict[str, float]) -> Tuple[Optional[str], Optional[str]]:
        """The language in which a text is an entry's title, word for word, the likeliest first, and that entry's id; None twice if it is none."""
        folded = fold(text)
        code = next((code for code in (*weights, *languages()) if (code, folded) in self._titles), None)
        return code, self._titles[code, folded] if code else None


def _problem_with(text: str) -> Optional[str]:
    """Why a text cannot be classified, as `Understanding.problem` says it; None if it can."""
    if not text:
        return "empty"
    if not has_words(text):
        return "no_words"
    return "too_long" if len(text) > MAX_CHARACTERS else None
