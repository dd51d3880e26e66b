"""How training data enters Rasa: a message for each label and language, and only if all data is sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Optional, Text

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from assistant.facts import facts
from assistant.languages import languages
from assistant.responses import responses
from assistant.training_data import read_examples
from assistant.understanding import intent_of

LANGUAGE = "language"  # the message property that holds the code of the examples' language
LABEL = "label"  # ... and the one that holds what they ask for: a claim's or gap's id, "smalltalk/greet" ...
BETWEEN = "\n"  # what stands between two examples; none of them has it


class FactBaseImporter(RasaFileImporter):
    """Imports `data/nlu/<language>/<topic>.yml`, after checking the fact base and the sentences.

    The languages' examples are read by the project's own reader (one YAML scalar an intent), which is faster than Rasa's and
    names file, entry and language when something is wrong. Each fact's title becomes an example of it, so that a quick reply
    is always understood.

    All examples of a label in a language are one message. Rasa copies every message several times while it puts the training data
    together, and takes a fingerprint of each, several times too: with a message for each example, half a minute for ours.

    Raises:
        DataError: when the fact base, the sentences or the examples are not sound; it lists every problem.
    """

    @cached_method
    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The training examples of all languages (see `examples_of`): messages with the properties `label` and `language`."""
        base = facts()
        responses()
        examples: dict[tuple[Text, Text], list[Text]] = {}
        for path in map(Path, self._nlu_files):
            code = path.parent.name
            if code in languages():
                for label, texts in read_examples(path).items():
                    examples.setdefault((label, code), []).extend(texts)
        for entry in base.entries.values():
            for code, title in entry.title.items():
                examples.setdefault((entry.id, code), []).append(title)
        return TrainingData([message_of(texts, label, code) for (label, code), texts in examples.items()])


def examples_of(training_data: TrainingData) -> Iterator[tuple[Text, Text, Text]]:
    """Each example that the importer handed to Rasa: its text, what it asks for, and the code of its language."""
    for message in training_data.training_examples:
        if message.get(LABEL):  # Rasa adds messages of its own, for what the rules name
            for text in message.get(TEXT).split(BETWEEN):
                yield text, message.get(LABEL), message.get(LANGUAGE)


def message_of(texts: Iterable[str], label: str, code: str) -> Message:
    """The message that holds all examples of a label in a language, each once."""
    return Message({TEXT: BETWEEN.join(dict.fromkeys(texts)), INTENT: intent_of(label), LABEL: label, LANGUAGE: code})
