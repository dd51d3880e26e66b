"""Rasa served without TensorFlow; these fail when Rasa changes under it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rasa
import yaml

from assistant.cli.quiet import quiet_environment
from assistant.engine.light import COMPONENTS, LIGHT, NETWORKS, SERVING, TRAINING, components_of
from tests.helpers.project import ROOT

RASA = Path(rasa.__file__).parent

PRELUDE = """
import json, sys
from pathlib import Path
from assistant.cli.quiet import be_quiet
be_quiet()
from assistant.engine.light import without_tensorflow

def heavy():
    return sorted(name for name in sys.modules if name.split(".")[0] in ("tensorflow", "keras", "tensorflow_hub", "tensorflow_text"))
"""


@cache
def run(code: str) -> Any:
    """What a fresh Python writes as JSON in its last line."""
    done = subprocess.run([sys.executable, "-c", PRELUDE + code], cwd=ROOT, env=quiet_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def folder_with(tmp_path: Path, config: Any) -> Path:
    (tmp_path / "config.yml").write_text(config if isinstance(config, str) else yaml.safe_dump(config), "utf-8")
    return tmp_path


SERVED = f"""
spared = without_tensorflow(Path({str(ROOT)!r}))
import rasa.core.agent, rasa.server
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from assistant.engine.light import components_of
from assistant.yaml_files import read_yaml
config = read_yaml(Path("config.yml"), Path("."))
found = [DefaultV1Recipe._from_registry(name).clazz for name in components_of(config)]
DefaultV1Recipe().graph_config_for_recipe(config, {{}})
files = [module.__file__ for name, module in sys.modules.items() if name.split(".")[0] == "rasa" and getattr(module, "__file__", None)]
print(json.dumps({{"spared": spared, "found": [f"{{one.__module__}}.{{one.__name__}}" for one in found], "heavy": heavy(), "files": files}}))
"""


def test_the_project_is_served_without_tensorflow() -> None:
    assert run(SERVED)["spared"] is True
    assert run(SERVED)["heavy"] == []


def test_rasa_finds_every_component_of_the_configuration_without_tensorflow() -> None:
    named = components_of(yaml.safe_load((ROOT / "config.yml").read_text("utf-8")))
    assert run(SERVED)["found"] == [name if "." in name else f"{LIGHT[name]}.{name}" for name in named]
    assert "rasa.core.policies.rule_policy.RulePolicy" in run(SERVED)["found"]


def test_every_light_component_comes_without_tensorflow(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {"pipeline": [{"name": name} for name in LIGHT]})
    code = f"""
assert without_tensorflow(Path({str(folder)!r}))
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
heavy_with = {{}}
for name in {list(LIGHT)}:
    one = DefaultV1Recipe._from_registry(name).clazz
    heavy_with[f"{{one.__module__}}.{{one.__name__}}"] = heavy()
print(json.dumps(heavy_with))
"""
    assert run(code) == {f"{module}.{name}": [] for name, module in LIGHT.items()}


@pytest.mark.parametrize(
    "config, spared",
    [
        ({"pipeline": [{"name": "WhitespaceTokenizer"}], "policies": [{"name": "RulePolicy"}]}, True),
        ({"pipeline": [{"name": "WhitespaceTokenizer"}, {"name": "DIETClassifier", "epochs": 1}], "policies": [{"name": "RulePolicy"}]}, False),
        ({"pipeline": [{"name": "WhitespaceTokenizer"}], "policies": [{"name": "RulePolicy"}, {"name": "TEDPolicy"}]}, False),
        ({"pipeline": [{"name": "assistant.nlu.spacy_reader.SpacyReader"}], "policies": None}, True),
        ({"pipeline": [{"epochs": 1}]}, False),
        ({"recipe": "default.v1"}, True),
        ("", True),
        ("- pipeline\n", True),
    ],
)
def test_a_configuration_that_names_another_component_gets_rasa_as_it_is(tmp_path: Path, config: Any, spared: bool) -> None:
    code = f"""
spared = without_tensorflow(Path({str(folder_with(tmp_path, config))!r}))
print(json.dumps([spared, sorted({{*{[*SERVING, COMPONENTS]}}} & set(sys.modules))]))
"""
    assert run(code) == [spared, sorted([*SERVING, COMPONENTS]) if spared else []]


def test_once_rasa_is_there_and_tensorflow_with_it_it_is_too_late() -> None:
    code = f"import rasa.utils.train_utils\nprint(json.dumps(['tensorflow' in heavy(), without_tensorflow(Path({str(ROOT)!r}))]))"
    assert run(code) == [True, False]


def test_the_stand_in_for_the_list_of_components_holds_those_that_are_named_and_nothing_else() -> None:
    code = f"""
assert without_tensorflow(Path({str(ROOT)!r}))
from {COMPONENTS} import DEFAULT_COMPONENTS
print(json.dumps([[one.__name__ for one in DEFAULT_COMPONENTS], hasattr(sys.modules[{COMPONENTS!r}], "DIETClassifier")]))
"""
    named = components_of(yaml.safe_load((ROOT / "config.yml").read_text("utf-8")))
    assert run(code) == [[name for name in named if "." not in name], False]


def test_the_project_is_trained_without_tensorflow_and_its_configuration_validated(tmp_path: Path) -> None:
    code = f"""
assert without_tensorflow(Path({str(ROOT)!r}), training=True)
import rasa.model_training
from rasa.graph_components.validators.default_recipe_validator import DefaultV1RecipeValidator
from assistant.yaml_files import read_yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
graph = DefaultV1Recipe().graph_config_for_recipe(read_yaml(Path("config.yml"), Path(".")), {{}}).train_schema
print(json.dumps([graph.nodes["schema_validator"].uses is DefaultV1RecipeValidator, hasattr(DefaultV1RecipeValidator, "validate"), heavy()]))
"""
    assert run(code) == [True, True, []]


def test_the_validator_asks_for_the_stand_ins_only_whether_they_are_configured() -> None:
    """A stand-in answers that, since the configuration does not name it; it could do nothing else."""
    tree = ast.parse((RASA / "graph_components" / "validators" / "default_recipe_validator.py").read_text("utf-8"))
    held = {name for module, names in TRAINING.items() if module not in NETWORKS for name in names}
    used = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in held]
    assert {node.id for node in used} == held
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in held]
    assert {(node.value.id, node.attr) for node in attributes} <= {(name, "__name__") for name in held}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in held]
    assert not calls


# -- what Rasa must be for this -------------------------------------------------------------------------------------------------


def imports_of(path: Path) -> list[tuple[str, str]]:
    """(module, name) of every `from module import name` in a file, also within functions."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    return [(str(node.module), alias.name) for node in nodes for alias in node.names]


def test_what_serving_imports_from_the_stand_ins_is_exactly_what_they_hold() -> None:
    asked: dict[str, set[str]] = {}
    for file in run(SERVED)["files"]:
        for module, name in imports_of(Path(file)):
            if module in SERVING:
                asked.setdefault(module, set()).add(name)
    assert asked == {module: set(names) for module, names in SERVING.items()}


def test_what_rasas_train_utils_imports_from_the_stand_ins_is_exactly_what_they_hold() -> None:
    asked = [(module, name) for module, name in imports_of(RASA / "utils" / "train_utils.py") if module in NETWORKS]
    held = [(module, name) for module, names in NETWORKS.items() for name in names]
    assert sorted(asked) == sorted(held)


def test_train_utils_gives_what_it_imports_from_the_stand_ins_to_training_only() -> None:
    """A class that serving would use cannot be a stand-in: outside the functions that fit a network none is named."""
    tree = ast.parse((RASA / "utils" / "train_utils.py").read_text("utf-8"))
    held = {name for names in NETWORKS.values() for name in names}
    users = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and held & {used.id for used in ast.walk(node) if isinstance(used, ast.Name)}}
    assert users == {"create_data_generators", "create_common_callbacks"}
    outside = [node for node in tree.body if not isinstance(node, (ast.FunctionDef, ast.ImportFrom, ast.Import))]
    assert not [used.id for node in outside for used in ast.walk(node) if isinstance(used, ast.Name) and used.id in held]


def test_rasa_takes_each_light_component_from_the_same_module() -> None:
    taken = {name: module for module, name in imports_of(RASA / "engine" / "recipes" / "default_components.py")}
    assert {name: taken.get(name) for name in LIGHT} == LIGHT


def test_the_stand_ins_stand_for_modules_that_there_are() -> None:
    for module in [*SERVING, *TRAINING, COMPONENTS]:
        assert (RASA.parent / Path(*module.split("."))).with_suffix(".py").is_file(), module
