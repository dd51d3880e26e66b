"""How training data enters Rasa: each example with the language of its folder, and only if all data is sound."""

from __future__ import annotations

import copy
from hashlib import md5
from pathlib import Path
from typing import Any, Dict, Optional, Text

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

LANGUAGE = "language"  # the message property that holds an example's language code
LABEL = "label"  # ... and the one that holds what it asks for: a claim's or gap's id, "smalltalk/greet" ...


class FactBaseImporter(RasaFileImporter):
    """Imports `data/nlu/<language>/<topic>.yml`, after checking the fact base and the sentences.

    The languages' examples are read by the project's own reader (one YAML scalar an intent), which is faster than Rasa's and
    names file, entry and language when something is wrong. Each fact's title becomes an example of it, so that a quick reply
    is always understood.

    Raises:
        DataError: when the fact base, the sentences or the examples are not sound; it lists every problem.
    """

    @cached_method
    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The training examples of all languages, each message with the properties `label` and `language`."""
        base = facts()
        responses()
        messages = []
        for path in map(Path, self._nlu_files):
            code = path.parent.name
            if code not in languages():
                continue
            for label, texts in read_examples(path).items():
                messages += [_message(text, label, code) for text in texts]
        for entry in base.entries.values():
            messages += [_message(title, entry.id, code) for code, title in entry.title.items()]
        return TrainingData(messages)


class Example(Message):
    """A training example: a text, what it asks for, and in which language.

    Rasa copies all examples several times while it puts the training data together, and takes a fingerprint of every value of
    each, several times too: half a minute for ours. An example that holds nothing but strings is copied and told apart in one go.
    """

    def fingerprint(self) -> Text:
        """A digest of all that the example holds, as Rasa's own is."""
        if self._cached_fingerprint is None:
            if self.features or not all(isinstance(value, str) for value in self.data.values()):
                return super().fingerprint()
            self._cached_fingerprint = md5(repr(sorted(self.data.items())).encode()).hexdigest()  # noqa: S324 - tells apart, secures nothing
        return self._cached_fingerprint

    def __deepcopy__(self, memo: Dict[int, Any]) -> Example:
        """A copy that shares what cannot be changed."""
        if self.features or not all(isinstance(value, str) for value in self.data.values()):
            return Example(copy.deepcopy(self.data, memo), set(self.output_properties), self.time, copy.deepcopy(self.features, memo))
        made = Example.__new__(Example)
        made.__dict__.update(self.__dict__, data=dict(self.data), output_properties=set(self.output_properties), features=[])
        return made

    def set(self, prop: Text, info: Any, add_to_output: bool = False) -> None:
        """Set a property; what is set as it was leaves the example, and what is known of it, as they are."""
        if add_to_output or not isinstance(info, str) or self.data.get(prop) != info:
            super().set(prop, info, add_to_output)


def _message(text: str, label: str, code: str) -> Message:
    return Example(data={TEXT: text, INTENT: intent_of(label), LABEL: label, LANGUAGE: code})
