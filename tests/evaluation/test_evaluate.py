"""The command behind `make evaluate`, as far as it needs no server."""

from __future__ import annotations

import io
import json
import urllib.request
from pathlib import Path

import pytest

from assistant.cli.evaluate import evaluate, own_sets, rest_client, table
from assistant.languages import languages
from assistant.paths import root
from assistant.scoring import Row, judge, kind_of


def row(accept: str, *told: str) -> Row:
    reply = {"kind": "answer" if told else "out_of_scope", "facts": list(told), "language": "en"}
    return Row("?", [accept], "en", kind_of([accept]), False, reply, judge([accept], "en", reply))


def test_a_set_that_is_not_there_is_told_before_anything_starts(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(["nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_figures_of_a_page_are_not_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate([], recording=True, on_page=True) == 2
    assert "--on-page" in capsys.readouterr().err


@pytest.mark.parametrize("locale, sent", [(None, {}), ("nl", {"metadata": {"locale": "nl"}})])
def test_a_page_is_asked_from_with_its_locale(monkeypatch: pytest.MonkeyPatch, locale: str | None, sent: dict) -> None:
    bodies = []

    def urlopen(request: urllib.request.Request, timeout: int) -> io.BytesIO:
        bodies.append(json.loads(request.data))
        return io.BytesIO(json.dumps([{"text": "x"}, {"custom": {"kind": "gap"}}]).encode())

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    assert rest_client("http://localhost:1", locale)("nl-0", "port?") == {"kind": "gap"}
    assert {key: value for key, value in bodies[0].items() if key != "sender"} == {"message": "port?", **sent}


def test_every_language_has_its_own_questions_at_least_250() -> None:
    sets = {path.stem: path for path in own_sets(root())}
    assert set(sets) == set(languages())
    assert min(len(path.read_text("utf-8").splitlines()) for path in sets.values()) >= 250


def test_the_table_puts_the_worst_first_and_the_counts_behind_every_rate() -> None:
    right, wrong = row("port/a", "port/a"), row("port/a", "port/b")
    lines = table({Path("en.jsonl"): [right, right], Path("ko.jsonl"): [right, wrong]}).splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["ko", "en", "worst"]
    assert "1/2  50.0%" in lines[1] and "2/2 100.0%" in lines[2]
    assert lines[3].split()[1:4] == ["50.0%", "50.0%", "50.0%"]
