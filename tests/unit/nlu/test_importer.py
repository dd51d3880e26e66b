"""How training data enters Rasa."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.errors import DataError
from assistant.example_checks import all_examples
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.nlu.importer import LABEL, LANGUAGE, FactBaseImporter, examples_of, message_of
from assistant.understanding import intent_of
from tests.helpers.project import ROOT, edit


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def at(folder: Path) -> FactBaseImporter:
        monkeypatch.setenv("ASSISTANT_ROOT", str(folder))
        return FactBaseImporter(str(ROOT / "config.yml"), str(folder / "domain.yml"), [str(folder / "data")])

    yield at


def test_the_importer_gives_each_example_its_label_and_language(project: Path, at, base: FactBase, languages: dict[str, Language]) -> None:
    examples = list(examples_of(at(project).get_nlu_data()))
    assert {code for _, _, code in examples} == set(languages)
    assert set(base.entries) <= {label for _, label, _ in examples}


def test_the_importer_hands_on_every_example_of_the_files_and_every_title(project: Path, at, base: FactBase) -> None:
    examples = list(examples_of(at(project).get_nlu_data()))
    written = {(one.text, one.label, one.language) for one in all_examples(project)}
    titles = {(title, entry.id, code) for entry in base.entries.values() for code, title in entry.title.items()}
    assert set(examples) == written | titles
    assert len(examples) == len(set(examples))


def test_all_examples_of_a_label_in_a_language_are_one_message(project: Path, at) -> None:
    messages = at(project).get_nlu_data().training_examples
    told_apart = [(one.get(LABEL), one.get(LANGUAGE)) for one in messages]
    assert len(told_apart) == len(set(told_apart))
    assert all(one.get(INTENT) == intent_of(one.get(LABEL)) for one in messages)
    assert {key for one in messages for key in one.data} == {TEXT, INTENT, LABEL, LANGUAGE}


def test_the_messages_that_rasa_adds_for_the_rules_are_no_examples() -> None:
    data = TrainingData([message_of(["what is it"], "port/nxtport", "en"), Message({INTENT: "question"}), Message({"action_name": "action_reply"})])
    assert list(examples_of(data)) == [("what is it", "port/nxtport", "en")]


def test_a_changed_example_gives_the_training_data_another_fingerprint() -> None:
    def fingerprint(*texts: str) -> str:
        return TrainingData([message_of(texts, "port/nxtport", "en")]).fingerprint()

    assert fingerprint("what is it", "it?") == fingerprint("what is it", "it?", "what is it")
    assert len({fingerprint("what is it", "it?"), fingerprint("what is it", "it"), fingerprint("what is it"), fingerprint("it?", "what is it")}) == 4


@pytest.mark.parametrize(
    "file, change", [("facts/port.yml", lambda c: c["port/nxtport"]["answer"].pop("ko")), ("domain.yml", lambda c: c["responses"]["utter_greet"].pop())]
)
def test_the_importer_refuses_unsound_data(project: Path, at, file: str, change) -> None:
    edit(project / file, change)
    with pytest.raises(DataError, match=file):
        at(project).get_nlu_data()
