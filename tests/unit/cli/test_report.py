"""`make report`: what visitors asked, in plain lines."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest

from assistant.cli.report import AT_MOST, report
from assistant.cli.server import DATABASE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_ROOT", str(tmp_path))
    (tmp_path / DATABASE).parent.mkdir()
    return tmp_path


def store(folder: Path, *said: tuple[str, dict]) -> None:
    """A store with one conversation."""
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, data TEXT)")
        for text, custom in said:
            for kind, event in (("user", {"text": text, "timestamp": time.time()}), ("bot", {"data": {"custom": custom}})):
                connection.execute("INSERT INTO events (sender_id, type_name, data) VALUES ('me', ?, ?)", (kind, json.dumps({"event": kind, **event})))


def reply(kind: str, language: str = "ko", **more: object) -> dict:
    return {"kind": kind, "language": language, "facts": [], **more}


def test_what_was_not_answered_and_what_the_material_lacks_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(
        folder,
        ("호텔 추천", reply("gap", gap="gap/tourism")),
        ("blah", reply("out_of_scope", "en")),
        ("또 뭐", reply("suggest")),
        ("아니", reply("smalltalk", smalltalk="complaint")),
    )
    assert report() == 0
    told = capsys.readouterr().out
    assert "4 messages of 1 conversations" in told
    assert "1 x  ko  또 뭐  ->  suggest" in told.partition("Disliked")[2].partition("Declined")[0]
    assert "1 x  en  blah  ->  out_of_scope" in told.partition("Declined")[2]
    assert "1 x  gap/tourism" in told.partition("Asked for")[2]


def test_what_was_passed_on_is_listed_with_how_to_reach_the_visitor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, ("호텔 추천", reply("gap", gap="gap/tourism")))
    request = {"step": "sent", "question": "호텔 추천", "contact": "kim@example.com\n김민지"}
    with sqlite3.connect(folder / DATABASE) as connection:
        for name, value in (("language", "ko"), ("request", request)):
            event = {"event": "slot", "name": name, "value": value, "timestamp": time.time()}
            connection.execute("INSERT INTO events (sender_id, type_name, data) VALUES ('me', 'slot', ?)", (json.dumps(event),))
    assert report() == 0
    told = capsys.readouterr().out.partition("Passed on")[2]
    assert "ko  kim@example.com 김민지" in told and "호텔 추천" in told
    assert report(language="en") == 0
    assert "Passed on" not in capsys.readouterr().out


def test_one_language_may_be_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, ("nope", reply("out_of_scope", "en")), ("아무거나", reply("out_of_scope")))
    assert report(language="ko") == 0
    told = capsys.readouterr().out
    assert "아무거나" in told and "nope" not in told
    assert "1 messages of 1 conversations" in told


def test_conversations_in_other_languages_are_not_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, ("nope", reply("out_of_scope", "en")))
    assert report(language="ko") == 0
    assert "0 messages of 0 conversations" in capsys.readouterr().out


def test_a_long_list_is_cut_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store(folder, *((f"what {number}", reply("out_of_scope", "en")) for number in range(AT_MOST + 3)))
    assert report() == 0
    assert "... and 3 more" in capsys.readouterr().out


def test_no_conversations_yet_is_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report() == 0
    assert "no conversations yet" in capsys.readouterr().out


def test_a_file_that_is_no_store_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / DATABASE).write_text("no database at all, but long enough to be none " * 20)
    assert report() == 1
    assert str(DATABASE) in capsys.readouterr().err
