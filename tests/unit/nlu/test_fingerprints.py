"""When a trained component is trained anew: Rasa takes it from its cache as long as its fingerprint is the same."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable

import pytest
import yaml
from rasa.engine.training.fingerprinting import calculate_fingerprint_key

from assistant.ensemble import SOURCES
from assistant.nlu.language_detector import LanguageDetectorComponent
from assistant.nlu.question_classifier import QuestionClassifierComponent
from tests.helpers.project import ROOT

Change = Callable[[str], None]

TRAINED = [LanguageDetectorComponent, QuestionClassifierComponent]


def key_of(component: type) -> str:
    """The key that Rasa looks a trained component up by."""
    return calculate_fingerprint_key(component, {}, {})


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("component", TRAINED)
def test_a_component_is_trained_anew_when_a_source_changes(change_source: Change, component: type, name: str) -> None:
    before, key = component.fingerprint_addon({}), key_of(component)
    assert (component.fingerprint_addon({}), key_of(component)) == (before, key)
    change_source(name)
    assert component.fingerprint_addon({}) != before
    assert key_of(component) != key


# What decides, beside `SOURCES`, what an example is taken apart into; a model trained before a change to it has learned something else.
BESIDE = {
    QuestionClassifierComponent: ["assistant/names.py", "assistant/lexicon.py", "languages.yml"],
    LanguageDetectorComponent: ["facts/names.yml", "languages.yml"],
}


@pytest.mark.parametrize("component, name", [(component, name) for component, names in BESIDE.items() for name in names])
def test_a_component_is_trained_anew_when_what_it_takes_examples_apart_by_changes(change_source: Change, component: type, name: str) -> None:
    before = component.fingerprint_addon({})
    change_source(name)
    assert component.fingerprint_addon({}) != before


@pytest.mark.parametrize("name", ["assistant/conversation.py", "assistant/cli/run.py", "facts/port.yml", "domain.yml"])
@pytest.mark.parametrize("component", TRAINED)
def test_a_component_is_not_trained_anew_for_what_it_does_not_depend_on(change_source: Change, component: type, name: str) -> None:
    before = component.fingerprint_addon({})
    change_source(name)
    assert component.fingerprint_addon({}) == before


def test_every_source_is_there() -> None:
    assert [name for name in SOURCES if not (ROOT / name).is_file()] == []


def test_every_trainable_component_of_the_configuration_tells_what_it_depends_on() -> None:
    named = [component["name"] for component in yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))["pipeline"]]
    trainable = []
    for path in sorted((ROOT / "assistant" / "nlu").glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and any("is_trainable=True" in ast.unparse(decorator) for decorator in node.decorator_list):
                trainable.append(f"assistant.nlu.{path.stem}.{node.name}")
    assert [name for name in named if name in trainable] == [f"{component.__module__}.{component.__name__}" for component in TRAINED]
    assert all("fingerprint_addon" in vars(component) for component in TRAINED)
    assert all("digest_of_sources" in inspect.getsource(component.fingerprint_addon) for component in TRAINED)
