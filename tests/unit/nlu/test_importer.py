"""How training data enters Rasa."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.errors import DataError
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.nlu.importer import LABEL, LANGUAGE, Example, FactBaseImporter
from assistant.understanding import intent_of
from tests.helpers.project import ROOT, edit


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def at(folder: Path) -> FactBaseImporter:
        monkeypatch.setenv("ASSISTANT_ROOT", str(folder))
        return FactBaseImporter(str(ROOT / "config.yml"), str(folder / "domain.yml"), [str(folder / "data")])

    yield at


def test_the_importer_gives_each_example_its_label_and_language(project: Path, at, base: FactBase, languages: dict[str, Language]) -> None:
    data = at(project).get_nlu_data()
    assert {one.get(LANGUAGE) for one in data.training_examples} == set(languages)
    assert set(base.entries) <= {one.get(LABEL) for one in data.training_examples}
    assert all(one.get(INTENT) == intent_of(one.get(LABEL)) for one in data.training_examples)


def test_the_importer_makes_each_title_an_example_so_that_a_quick_reply_is_understood(project: Path, at, base: FactBase) -> None:
    examples = {(one.get(LANGUAGE), one.get(TEXT), one.get(LABEL)) for one in at(project).get_nlu_data().training_examples}
    assert {(code, title, entry.id) for entry in base.entries.values() for code, title in entry.title.items()} <= examples


@pytest.mark.parametrize(
    "file, change", [("facts/port.yml", lambda c: c["port/nxtport"]["answer"].pop("ko")), ("domain.yml", lambda c: c["responses"]["utter_greet"].pop())]
)
def test_the_importer_refuses_unsound_data(project: Path, at, file: str, change) -> None:
    edit(project / file, change)
    with pytest.raises(DataError, match=file):
        at(project).get_nlu_data()


# -- an example, told apart and copied in one go --------------------------------------------------------------------------------

GIVEN = {TEXT: "what is it", INTENT: "question", LABEL: "port/nxtport", LANGUAGE: "en"}


def example(**more: Any) -> Example:
    return Example({**GIVEN, **more})


def features() -> Features:
    return Features(np.array([[1.0, 2.0]]), FEATURE_TYPE_SENTENCE, TEXT, "a featurizer")


def test_two_examples_that_hold_the_same_have_the_same_fingerprint() -> None:
    assert example().fingerprint() == example().fingerprint() == Example(dict(reversed(GIVEN.items()))).fingerprint()
    assert example() == example()


@pytest.mark.parametrize("more", [{TEXT: "what is it?"}, {INTENT: "gap"}, {LABEL: "port/overview"}, {LANGUAGE: "nl"}, {"note": "x"}])
def test_examples_that_differ_in_anything_have_another_fingerprint(more: dict) -> None:
    assert example(**more).fingerprint() != example().fingerprint()


def test_what_stands_under_another_name_makes_another_fingerprint() -> None:
    assert Example({TEXT: "a", LABEL: "b"}).fingerprint() != Example({TEXT: "b", LABEL: "a"}).fingerprint()


@pytest.mark.parametrize("name, value", [(LABEL, "port/overview"), ("tokens", [1, 2])])
def test_an_example_that_is_changed_has_another_fingerprint(name: str, value: Any) -> None:
    changed = example()
    before = changed.fingerprint()
    changed.set(name, value)
    assert changed.fingerprint() != before


def test_an_example_that_gets_features_has_another_fingerprint() -> None:
    changed = example()
    before = changed.fingerprint()
    changed.add_features(features())
    assert changed.fingerprint() != before


def test_an_example_that_holds_more_than_strings_has_the_fingerprint_that_rasa_gives_it() -> None:
    more = {"tokens": ["what", "is", "it"], "number": 7, "nothing": None}
    assert example(**more).fingerprint() == Message({**GIVEN, **more}).fingerprint()
    with_features, rasas = example(), Message(dict(GIVEN))
    for one in (with_features, rasas):
        one.add_features(features())
    assert with_features.fingerprint() == rasas.fingerprint()


def test_training_data_is_told_apart_by_its_examples() -> None:
    assert TrainingData([example()]).fingerprint() == TrainingData([example()]).fingerprint()
    assert TrainingData([example()]).fingerprint() != TrainingData([example(**{LABEL: "port/overview"})]).fingerprint()


def test_a_copy_holds_the_same_and_is_an_example_too() -> None:
    given = Example(dict(GIVEN), {"intent"}, 7)
    made = copy.deepcopy(given)
    assert type(made) is Example
    assert (made.data, made.output_properties, made.time, made.features) == (given.data, given.output_properties, given.time, [])
    assert made.fingerprint() == given.fingerprint()


def test_a_change_of_a_copy_leaves_the_example_alone_and_the_other_way_round() -> None:
    given = example()
    given.fingerprint()
    made = copy.deepcopy(given)
    made.set(LABEL, "port/overview", add_to_output=True)
    made.add_features(features())
    given.set("note", "x")
    assert given.data == {**GIVEN, "note": "x"}
    assert made.data == {**GIVEN, LABEL: "port/overview"}
    assert LABEL not in given.output_properties
    assert given.features == []
    assert made.fingerprint() != given.fingerprint()


def test_a_copy_of_what_is_more_than_strings_is_as_deep_as_it_goes() -> None:
    given = example(tokens=["what", ["is"]])
    given.add_features(features())
    made = copy.deepcopy(given)
    assert made.data == given.data
    assert np.array_equal(made.features[0].features, given.features[0].features)
    made.get("tokens")[1].append("it")
    made.features[0].features[0, 0] = 9.0
    assert given.get("tokens") == ["what", ["is"]]
    assert given.features[0].features[0, 0] == 1.0


def test_a_copy_of_training_data_is_one_of_its_own() -> None:
    data = TrainingData([example(), example(**{LANGUAGE: "nl"})])
    made = copy.deepcopy(data)
    made.training_examples[0].set(LABEL, "port/overview")
    assert [one.get(LABEL) for one in data.training_examples] == ["port/nxtport", "port/nxtport"]


def test_what_the_importer_reads_are_such_examples(project: Path, at) -> None:
    examples = at(project).get_nlu_data().training_examples
    assert {type(one) for one in examples} == {Example}
    assert {key for one in examples for key in one.data} == {TEXT, INTENT, LABEL, LANGUAGE}
