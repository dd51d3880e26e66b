"""Graph component: from the ranking of labels to the outcome that the rules know."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from assistant.decision import INTENTS, OWN_INTENT, findings
from assistant.facts import facts
from assistant.nlu.question_classifier import UNDERSTOOD
from assistant.understanding import KEY, Understanding


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerGate(GraphComponent, IntentClassifier):
    """Decides what a message comes to, seen by itself; the action decides again with what was last spoken of.

    Sets Rasa's `intent`: its name is the outcome ("question", "gap", "nlu_fallback" ...), its confidence that of the likeliest
    label, and `full_retrieval_intent_name` that label ("port/nxtport").
    """

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> AnswerGate:
        """Create the component (see Rasa's `GraphComponent.create`)."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Set each message's intent to its outcome."""
        for message in messages:
            understood = message.get(UNDERSTOOD) or Understanding.parse_obj(message.get(KEY))
            if understood.problem or understood.foreign:
                intent: Dict[str, Any] = {"name": "out_of_scope", "confidence": 1.0}
            else:
                found = findings(understood, [], facts())[0]
                name = found.ids[0] if found.kind == OWN_INTENT else INTENTS[found.kind]
                intent = {"name": name, "confidence": round(found.probability, 4)}
                label = found.ids[0] if found.ids else understood.parts[0].ranking[0].label
                if "/" in label:
                    intent["full_retrieval_intent_name"] = label
            message.set(INTENT, intent, add_to_output=True)
        return messages
