"""How training data enters Rasa."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT

from assistant.errors import DataError
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.nlu.importer import LABEL, LANGUAGE, FactBaseImporter
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
