"""The demo page and the files around it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.channels.web_files import PublicFile
from assistant.channels.web_page import DemoPage
from assistant.channels.web_start import start
from assistant.facts import facts
from assistant.languages import codes, languages
from assistant.responses import responses

PAGE = DemoPage(facts(), languages(), {"widget.js": "w1", "page.css": "p1", "icon.svg": "i1"})


def _request(accept: str = "", lang: str = "", **headers: str) -> SimpleNamespace:
    return SimpleNamespace(
        args={"lang": lang} if lang else {}, headers={"accept-language": accept, **{name.replace("_", "-"): value for name, value in headers.items()}}
    )


@pytest.mark.parametrize(
    ("accept", "lang", "shown"),
    [
        ("", "", "en"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "", "ko"),
        ("en;q=0.1, nl-BE;q=0.9", "", "nl"),
        ("ja, zh-TW;q=0.5", "", "zh"),
        ("ko", "de", "de"),
        ("fr", "xx", "fr"),
        ("q;q=;;q=x,,", "", "en"),
        ("de", "<script>", "de"),
    ],
)
def test_the_page_speaks_the_visitors_language(accept, lang, shown):
    assert f'<html lang="{shown}">'.encode() in PAGE.response(_request(accept, lang)).body


@pytest.mark.parametrize("code", codes())
def test_the_page_tells_what_the_fact_base_says(code):
    body = PAGE.response(_request(lang=code)).body.decode()
    assert facts().entries["mission/delegation"].answer[code].replace("'", "&#x27;") in body
    assert "$" not in body and "/widget.js?v=w1" in body


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", None), ("identity", None)]
)
def test_a_file_comes_as_the_browser_takes_it(accepted, encoding):
    assert PublicFile(b"x" * 1000, "text/plain", {}).response(_request(accept_encoding=accepted)).headers.get("Content-Encoding") == encoding


def test_a_file_is_kept_for_ever_under_its_version_only():
    file = PublicFile(b"x", "text/plain", {})
    assert "immutable" not in file.response(_request()).headers["Cache-Control"]
    old, new = (file.response(SimpleNamespace(args={"v": version}, headers={})) for version in ("another", file.version))
    assert "immutable" not in old.headers["Cache-Control"] and "immutable" in new.headers["Cache-Control"]
    assert file.response(_request(if_none_match=f'W/"{file.version}"')).status == 304


def test_the_greeting_is_there_in_every_language():
    told = start(facts(), responses(), languages())["languages"]
    assert list(told) == codes()
    for greeting in told.values():
        assert greeting["text"] and len(greeting["suggestions"]) == 3
