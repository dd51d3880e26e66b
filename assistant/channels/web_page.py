"""The demo page: the seminar in six languages, told by the fact base, with the widget in its corner."""

from __future__ import annotations

from html import escape
from string import Template
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.channels.web_files import WEB, PublicFile, wanted
from assistant.errors import DataError, Problem
from assistant.facts import FactBase
from assistant.languages import DEFAULT, Language
from assistant.paths import root
from assistant.yaml_files import read_table

# What the page tells, in this order: each claim's question is a heading, its answer the paragraph below.
TOLD = ["mission/seminar", "mission/delegation", "mission/cases", "city/motto", "fashion/gateway", "partnering/overview"]
SENTENCES = "page.yml"
FIELDS = {"title", "languages", "source", "noscript", "fallback"}

HEADERS = {
    # Only files of this server, and nothing inline; Lit makes the one policy that is named.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


class DemoPage:
    """The page in every language, made once.

    Args:
        facts: the fact base.
        languages: the configured languages.
        versions: file name -> its content's version.

    Raises:
        DataError: `assistant/web/page.yml` lacks a sentence in some language.
    """

    def __init__(self, facts: FactBase, languages: dict[str, Language], versions: dict[str, str]) -> None:
        problems = page_problems(languages)
        if problems:
            raise DataError(problems)
        sentences = read_table(WEB / SENTENCES, root())
        template = Template((WEB / "page.html").read_text(encoding="utf-8"))
        self._pages = {
            code: PublicFile(
                _page(code, template, sentences, facts, languages, versions).encode(),
                "text/html; charset=utf-8",
                {**HEADERS, "Content-Language": code, "Vary": "Accept-Encoding, Accept-Language"},
                caching="no-cache",
            )
            for code in languages
        }

    def response(self, request: Request) -> HTTPResponse:
        """The page in the language that `?lang=` names, else in the browser's, else in English."""
        tags = [request.args.get("lang", ""), *wanted(request.headers.get("accept-language", ""))]
        codes = (tag.replace("_", "-").split("-")[0].strip().lower() for tag in tags)
        return self._pages[next((code for code in codes if code in self._pages), DEFAULT)].response(request)


def page_problems(languages: dict[str, Language]) -> list[Problem]:
    """What is wrong with the demo page's own sentences, `assistant/web/page.yml`; empty if nothing is.

    Args:
        languages: the languages that each sentence must be there in.
    """
    try:
        sentences = read_table(WEB / SENTENCES, root())
    except DataError as error:
        return error.problems
    problems = []
    for code in languages:
        told = sentences.get(code)
        for name in sorted(FIELDS):
            sentence = told.get(name) if isinstance(told, dict) else None
            if not isinstance(sentence, str) or not sentence.strip():
                problems.append(Problem("assistant/web/page.yml", name, code, "the sentence is missing", "Write it, in quotes."))
    return problems


def _page(code: str, template: Template, sentences: dict[str, Any], facts: FactBase, languages: dict[str, Language], versions: dict[str, str]) -> str:
    source = next(iter(facts.sources.values()))
    told = [facts.entries[claim] for claim in TOLD]
    sections = "\n".join(f"<section><h2>{escape(entry.title[code])}</h2><p>{escape(entry.answer[code])}</p></section>" for entry in told)
    current = ' aria-current="page"'
    menu = "\n".join(
        f'<li><a href="?lang={other}" lang="{other}" hreflang="{other}"{current if other == code else ""}>{escape(language.name)}</a></li>'
        for other, language in languages.items()
    )
    words = {name: escape(sentences[code][name]) for name in FIELDS}
    files = {name.replace(".", "_") + "_version": version for name, version in versions.items()}
    return template.substitute(
        words,
        code=code,
        sections=sections,
        menu=menu,
        overview=escape(facts.entries["mission/overview"].answer[code]),
        source_title=escape(source.title),
        source_url=escape(source.url),
        source_date=escape(source.date),
        **files,
    )
