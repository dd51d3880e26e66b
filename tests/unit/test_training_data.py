"""Reading `data/nlu/<language>/<topic>.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError
from assistant.training_data import example_files, read_examples, readable_examples
from tests.helpers.project import write_examples


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "data" / "nlu" / "nl" / "port.yml"
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    return path


def test_examples_are_read_by_label_in_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'version: "3.1"\nnlu:\n- intent: port/nxtport\n  examples: |\n    - wat is dat\n\n    - NxtPort: uitleg?\n- intent: port/overview\n  examples: |\n    - de haven\n',
    )
    assert read_examples(path) == {"port/nxtport": ["wat is dat", "NxtPort: uitleg?"], "port/overview": ["de haven"]}


def test_what_is_written_for_a_test_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "nlu" / "ko" / "port.yml"
    write_examples(path, {"port/nxtport": ["뭐예요?", '"NxtPort"']})
    assert read_examples(path) == {"port/nxtport": ["뭐예요?", '"NxtPort"']}
    assert example_files(tmp_path) == [path]


@pytest.mark.parametrize(
    "content, told",
    [
        (
            "nlu:\n- intent: a/b\n  examples: |\n    - x\n    wat is dat\n",
            "data/nlu/nl/port.yml · a/b · nl: an example does not begin with '- ': 'wat is dat' (line 5)",
        ),
        ("nlu:\n- intent: a/b\n  examples: |\n    - x\n\n    -\n", "data/nlu/nl/port.yml · a/b · nl: an example is empty (line 6). Write it"),
        ("nlu:\n- intent: a/b\n  examples: |\n    -  \n", "a/b · nl: an example is empty (line 4)"),
        (
            "nlu:\n- intent: a/b\n  examples: |\n    - x\n- intent: a/b\n  examples: |\n    - y\n",
            "data/nlu/nl/port.yml · a/b · nl: the intent stands twice in this file, here on line 5",
        ),
        ("nlu:\n- intent: a/b\n  examples: [x, y]\n", "a/b · nl: line 3: an entry is not an `intent` with `examples: |`: the `|` is missing. Write `examples: |`"),
        ("nlu:\n- intent: a/b\n  examples:\n", "a/b · nl: line 3: an entry is not an `intent` with `examples: |`: `examples` is empty"),
        ("nlu:\n- intent: a/b\n", "a/b · nl: line 2: an entry is not an `intent` with `examples: |`: `examples` is empty"),
        ("nlu:\n- intent: a/b\n  examples: 7\n", "a/b · nl: line 3: an entry is not an `intent` with `examples: |`: `examples` is no text"),
        ("nlu:\n- examples: |\n    - x\n", "data/nlu/nl/port.yml · nl: line 2: an entry is not an `intent` with `examples: |`: `intent` is missing"),
        ("nlu:\n- intent: a/b\n  examples: |\n    - x\n- intnet: a/c\n  examples: |\n    - y\n", "nl: line 5: an entry is not an `intent` with `examples: |`: there is no key 'intnet'. Did you mean `intent`?"),
        ("nlu:\n- intent: a/b\n  exampels: |\n    - x\n", "there is no key 'exampels'. Did you mean `examples`?"),
        ("nlu:\n- just words\n", "data/nlu/nl/port.yml · nl: line 2: an entry is not an `intent` with `examples: |` but 'just words'"),
        ("- intent: a/b\n", "data/nlu/nl/port.yml: the file holds no table but a list"),
        ("nlu: words\n", "data/nlu/nl/port.yml · nl: `nlu` is not a list of intents"),
        ("nlu:\n - intent: a\n   examples: |\n  - b\n", "data/nlu/nl/port.yml · line"),
    ],
)
def test_a_slip_is_told_with_file_label_and_language(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(DataError) as error:
        read_examples(written(tmp_path, content), tmp_path)
    assert told in str(error.value)
    assert all(problem.do for problem in error.value.problems)


def test_only_languages_and_topics_are_example_files(tmp_path: Path) -> None:
    path = written(tmp_path, "nlu: []\n")
    (tmp_path / "data" / "nlu" / "notes.yml").write_text("", "utf-8")
    assert example_files(tmp_path) == [path]


def test_what_can_be_read_of_an_unsound_file_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "nlu:\n- intent: a/b\n  examples: |\n    - x\n    y\n    -\n    - z\n- intnet: a/c\n- intent: a/d\n  examples: |\n    - w\n")
    examples, problems = readable_examples(path, tmp_path)
    assert examples == {"a/b": ["x", "z"], "a/d": ["w"]}
    assert [problem.what.partition(" (")[0] for problem in problems] == [
        "an example does not begin with '- ': 'y'",
        "an example is empty",
        "line 8: an entry is not an `intent` with `examples: |`: there is no key 'intnet'",
    ]
