"""The demo page and the files around it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import yaml

from assistant.channels import web_page
from assistant.channels.web_files import PublicFile, wanted
from assistant.channels.web_page import FIELDS, DemoPage, page_problems
from assistant.channels.web_start import start
from assistant.errors import DataError
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
        ("de ; q = 0.2, fr ;q=0.7", "", "fr"),
        ("nl;q=0, ko;q=0.1", "", "ko"),
        ("de", "zh_CN", "zh"),
        ("pt_BR, ko_KR;q=0.9", "", "ko"),
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
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("br;q=0.001, gzip ; q=0.0", "br"), ("", None), ("identity", None)],
)
def test_a_file_comes_as_the_browser_takes_it(accepted, encoding):
    assert PublicFile(b"x" * 1000, "text/plain", {}).response(_request(accept_encoding=accepted)).headers.get("Content-Encoding") == encoding


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("", []),
        ("gzip, br", ["gzip", "br"]),
        ("a;q=0.1, b;q=0.9, c", ["c", "b", "a"]),
        ("A ; q = 0.5 ,B\t;\tq=0.6", ["b", "a"]),
        ("a;q=0, b;q=0.000, c; q=0", []),
        ("a;q=0.05", ["a"]),
        ("a;level=1;q=0.3, b;level=0;q=0.4", ["b", "a"]),
        ("a;Q=0, b", ["b"]),
        ("a;q=, b;q=x, c;q=nan, d;q=-1, ;q=1, e", ["e"]),
    ],
)
def test_what_a_browser_accepts_is_read_in_its_order(header, names):
    assert wanted(header) == names


def test_a_header_without_end_is_not_read_to_its_end():
    assert len(wanted(",".join(f"a{number}" for number in range(10_000)))) == 20


def test_the_pages_own_sentences_are_sound():
    assert page_problems(languages()) == []


@pytest.mark.parametrize(
    ("english", "missing"),
    [
        ({name: "x" for name in FIELDS}, set()),
        ({name: "x" for name in FIELDS - {"title"}}, {"title"}),
        ({**{name: "x" for name in FIELDS}, "source": " ", "title": 5}, {"source", "title"}),
        ("x", FIELDS),
        (None, FIELDS),
    ],
)
def test_each_sentence_that_is_missing_is_a_problem(monkeypatch, tmp_path, english, missing):
    monkeypatch.setattr(web_page, "WEB", tmp_path)
    (tmp_path / "page.yml").write_text(yaml.safe_dump({"en": english}))
    problems = page_problems({"en": languages()["en"]})
    assert {problem.entry for problem in problems} == missing
    assert {(problem.file, problem.language) for problem in problems} <= {("assistant/web/page.yml", "en")}
    if missing:
        with pytest.raises(DataError, match="the sentence is missing"):
            DemoPage(facts(), {"en": languages()["en"]}, {})


def test_a_file_of_sentences_that_cannot_be_read_is_a_problem(monkeypatch, tmp_path):
    monkeypatch.setattr(web_page, "WEB", tmp_path)
    assert "missing" in page_problems(languages())[0].what
    (tmp_path / "page.yml").write_text("en: [")
    assert "is not closed" in page_problems(languages())[0].what


def test_each_form_of_a_file_has_a_tag_of_its_own_and_is_known_by_it():
    file = PublicFile(b"x" * 1000, "text/plain", {})
    tags = {encoding: file.response(_request(accept_encoding=encoding)).headers["ETag"] for encoding in ("br", "gzip", "")}
    assert len(set(tags.values())) == 3 and tags[""] == f'"{file.version}"'
    for encoding, tag in tags.items():
        known = file.response(_request(accept_encoding=encoding, if_none_match=tag))
        assert (known.status, known.headers["ETag"], known.body) == (304, tag, b"")
        for other in set(tags) - {encoding}:
            assert file.response(_request(accept_encoding=other, if_none_match=tag)).status == 200, "another form is other bytes"
    assert file.response(_request(if_none_match=f'"abc", W/{tags[""]}')).status == 304
    assert file.response(_request(accept_encoding="br", if_none_match="*")).status == 304
    assert file.response(_request(if_none_match=f'"not-{file.version}"')).status == 200


def test_the_page_is_guarded_however_it_is_answered():
    tag = PAGE.response(_request()).headers["ETag"]
    for response in (PAGE.response(_request()), PAGE.response(_request(lang="ko")), PAGE.response(_request(if_none_match=tag))):
        policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
        assert {policy[kind] for kind in ("script-src", "style-src", "img-src", "connect-src")} == {"'self'"}
        assert (policy["require-trusted-types-for"], policy["trusted-types"]) == ("'script'", "lit-html")
        told = {name: response.headers[name] for name in ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy")}
        assert list(told.values()) == ["nosniff", "no-referrer", "DENY", "same-origin"]
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in response.headers["Permissions-Policy"]


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
