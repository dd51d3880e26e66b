"""What Rasa must be helped with; these fail when Rasa changes under it."""

from __future__ import annotations

import ast
import hashlib
import inspect
from types import ModuleType

import pytest
import rasa
import rasa.core.actions.action as action
import rasa.core.channels.rest as rest
import rasa.core.processor as processor
import rasa.shared.utils.common as common
from jsonschema import ValidationError

from assistant.engine import fixes


def source_of(module: ModuleType, name: str) -> str:
    """A definition as it stands in Rasa's file, whatever has been put in its place since."""
    text = inspect.getsource(module)
    node: ast.AST = ast.parse(text)
    for part in name.split("."):
        node = next(child for child in node.body if getattr(child, "name", None) == part)
    return str(ast.get_source_segment(text, node))


@pytest.mark.parametrize(
    "module, name, digest",
    [
        (action, "RemoteAction._validate_action_result", "24da0f6bdeb2d44f"),
        (action, "RemoteAction.run", "b530fc5a6789c82f"),
        (common, "all_subclasses", "55ff0c71e7e3e3de"),
        (rest, "RestInput.blueprint", "adab74a107316c52"),
        (processor, "MessageProcessor.parse_message", "1cd8ac2218759de2"),
    ],
)
def test_rasa_is_what_the_fixes_were_written_for(module: ModuleType, name: str, digest: str) -> None:
    source = source_of(module, name)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == digest, (
        f"{module.__name__}.{name} has changed; look at assistant/engine/fixes.py and channels/rest.py:\n{source}"
    )


def test_the_version_is_the_one_installed() -> None:
    assert rasa.__version__ == fixes.VERSION


def test_a_hanging_action_is_given_up_by_the_name_that_rasa_reads() -> None:
    assert "timeout=DEFAULT_REQUEST_TIMEOUT" in source_of(action, "RemoteAction.run")
    assert fixes.ACTION_TIMEOUT < 10


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixes, taken back after the test."""
    monkeypatch.setattr(action.RemoteAction, "_validate_action_result", action.RemoteAction._validate_action_result)
    monkeypatch.setattr(action, "DEFAULT_REQUEST_TIMEOUT", action.DEFAULT_REQUEST_TIMEOUT)
    monkeypatch.setattr(common, "all_subclasses", common.all_subclasses)
    fixes.apply()


@pytest.fixture
def remote() -> action.RemoteAction:
    return action.RemoteAction("action_reply", None)


@pytest.mark.parametrize(
    "result", [{"events": [], "responses": []}, {"events": [{"event": "slot", "name": "language", "value": "nl"}], "responses": [{"text": "x", "custom": {}}]}]
)
def test_a_sound_result_is_taken(applied: None, remote: action.RemoteAction, result: dict) -> None:
    assert remote._validate_action_result(result) is True


@pytest.mark.parametrize("result", [None, [], "x", {"events": "x"}, {"responses": {}}, {"events": [{"name": "x"}]}])
def test_a_result_that_rasa_refuses_is_refused_just_as_well(applied: None, remote: action.RemoteAction, result: object) -> None:
    with pytest.raises(ValidationError, match="Failed to validate"):
        remote._validate_action_result(result)


def test_applying_twice_changes_nothing(applied: None) -> None:
    first = common.all_subclasses
    fixes.apply()
    assert common.all_subclasses is first
    assert action.DEFAULT_REQUEST_TIMEOUT == fixes.ACTION_TIMEOUT


def test_a_new_subclass_is_found(applied: None) -> None:
    class Base:
        pass

    class One(Base):
        pass

    assert common.all_subclasses(Base) == [One]

    class Two(Base):
        pass

    assert set(common.all_subclasses(Base)) == {One, Two}


def test_another_version_of_rasa_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa, "__version__", "3.7.0")
    with pytest.raises(RuntimeError, match=r"written for Rasa 3\.6\.21; 3\.7\.0 is installed\. Check each"):
        fixes.apply()
