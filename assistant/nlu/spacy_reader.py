"""Graph component: words and sentences, read by spaCy with the message's own language."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.languages import DEFAULT, languages
from assistant.nlu.language_detector import DETECTION
from assistant.segments import Halver, segments
from assistant.text import MAX_CHARACTERS, clean
from assistant.tokenization import reader

SEGMENTS = "segments"  # message property: the message and its parts, as texts


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyReader(Tokenizer):
    """Tokenizes with spaCy in the language that was detected; splits a message into the parts that may ask something.

    Sets on each message: Rasa's tokens of `text`, and `segments`. Training examples are left as they
    are: the classifier reads them itself, on all cores.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The default configuration (see Rasa's `Tokenizer`)."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def __init__(self, config: Dict[Text, Any]) -> None:
        super().__init__(config)
        self._reader = reader()
        self._halvers = {code: Halver(language) for code, language in languages().items()}

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> SpacyReader:
        """Create the component (see Rasa's `GraphComponent.create`)."""
        return cls(config)

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        """The words of one attribute of a message, each with its place in the text."""
        text = str(message.get(attribute) or "")[: MAX_CHARACTERS + 1]
        code = message.get(DETECTION).guess if message.get(DETECTION) else DEFAULT
        return [Token(word.text, word.start) for word in self._reader.words(text, code)]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training data as it is."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Tokenize messages and split them into their parts."""
        messages = super().process(messages)
        for message in messages:
            text = clean(str(message.get(TEXT) or ""))[: MAX_CHARACTERS + 1]
            code = message.get(DETECTION).guess
            message.set(SEGMENTS, segments(text, self._reader.read(text, code).sentences, self._halvers[code]))
        return messages
