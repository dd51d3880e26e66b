"""Rasa without TensorFlow, where the configuration has no component that needs it.

Rasa 3.6.21 imports every component that it brings, and TensorFlow with them, also to serve or to train a model that has no neural network:
360 MB and half of the time that it takes to start. `without_tensorflow` puts stand-ins in the place of the modules that do
so, before Rasa is imported. To train, the validator of the recipe is kept, and the neural components that it asks for (is one of them configured?) are the
stand-ins. A configuration that names a component not listed here gets Rasa as it is.

`tests/unit/engine/test_light.py` fails when Rasa changes under it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from assistant.yaml_files import read_yaml

COMPONENTS = "rasa.engine.recipes.default_components"
# Rasa's modules that import TensorFlow, and what is asked of them: classes that only a neural network's training uses.
NETWORKS = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}
# ... to serve: a class that training uses and serving only names;
SERVING = {**NETWORKS, "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",)}
# ... to train: components that the validator asks for, and the configuration does not name.
TRAINING = {
    **NETWORKS,
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
}
# Rasa's own components that need no TensorFlow -> their modules.
LIGHT = {
    "RulePolicy": "rasa.core.policies.rule_policy",
    "MemoizationPolicy": "rasa.core.policies.memoization",
    "AugmentedMemoizationPolicy": "rasa.core.policies.memoization",
    "FallbackClassifier": "rasa.nlu.classifiers.fallback_classifier",
    "KeywordIntentClassifier": "rasa.nlu.classifiers.keyword_intent_classifier",
    "WhitespaceTokenizer": "rasa.nlu.tokenizers.whitespace_tokenizer",
    "RegexFeaturizer": "rasa.nlu.featurizers.sparse_featurizer.regex_featurizer",
    "CountVectorsFeaturizer": "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer",
    "RegexEntityExtractor": "rasa.nlu.extractors.regex_entity_extractor",
    "EntitySynonymMapper": "rasa.nlu.extractors.entity_synonyms",
}


def components_of(config: dict[str, Any]) -> list[str]:
    """The components that a configuration names, as it names them."""
    return [str(component.get("name")) for part in ("pipeline", "policies") for component in config.get(part) or [] if isinstance(component, dict)]


def without_tensorflow(folder: Path, training: bool = False) -> bool:
    """Spare this process TensorFlow, if `folder/config.yml` allows; to be called before Rasa is imported.

    Args:
        folder: where `config.yml` lies.
        training: the process will train a model; else it will serve one.

    Returns:
        Whether it is spared.
    """
    config = read_yaml(folder / "config.yml", folder)
    named = [name for name in components_of(config if isinstance(config, dict) else {}) if "." not in name]
    if "rasa.utils.train_utils" in sys.modules or not all(name in LIGHT for name in named):
        return False
    for module, names in (TRAINING if training else SERVING).items():
        sys.modules[module] = _stand_in(module, {name: type(name, (), {}) for name in names})
    sys.modules[COMPONENTS] = _Components(COMPONENTS, named)
    return True


def _stand_in(name: str, content: dict[str, Any]) -> ModuleType:
    module = ModuleType(name, "Stands in for Rasa's own; see assistant/engine/light.py.")
    module.__dict__.update(content)
    return module


class _Components(ModuleType):
    """Rasa's list of the components that it brings, cut down to those that are used; imported when Rasa asks for them."""

    def __init__(self, name: str, named: list[str]) -> None:
        super().__init__(name, "Stands in for Rasa's own; see assistant/engine/light.py.")
        self._named = named

    def __getattr__(self, name: str) -> Any:
        if name != "DEFAULT_COMPONENTS":
            raise AttributeError(name)
        return [getattr(importlib.import_module(LIGHT[component]), component) for component in self._named]
