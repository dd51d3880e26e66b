"""A real server and a real browser, for every test in this folder."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assistant.cli.action_server import ActionServer
from assistant.cli.server import Server, free_port
from tests.browser.widget_page import CHROMIUM, CHROMIUM_ARGUMENTS, WidgetPage

PICTURES = Path(__file__).parent / "out"  # git-ignored; CI keeps it


class Site(http.server.SimpleHTTPRequestHandler):
    """Another website: `pages` are its pages, address -> (headers, HTML)."""

    pages: dict[str, tuple[dict[str, str], str]] = {}

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        """Serve a page."""
        headers, body = self.pages.get(self.path, ({}, ""))
        self.send_response(200 if body else 404)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


def _serve(port: int) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()


@pytest.fixture(scope="session")
def listed_port() -> int:
    """The port of the other site that may embed the widget; the server must know it when it starts."""
    return free_port()


@pytest.fixture(scope="session")
def actions() -> Iterator[ActionServer]:
    """An action server, so that a test can let an answer take its time."""
    with ActionServer() as running:
        yield running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, listed_port: int, actions: ActionServer) -> Iterator[Server]:
    """The assistant, with the limit for each session in force and the one for each address out of the way."""
    folder = tmp_path_factory.mktemp("assistant")
    settings = {"WEB_MESSAGES_PER_ADDRESS": "100000", "WEB_SESSIONS_PER_ADDRESS": "100000", "WEB_ORIGINS": f"http://127.0.0.1:{listed_port}"}
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        with Server(database=folder / "conversations.db", logs=folder, action_url=actions.url) as running:
            yield running
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., WidgetPage]]:
    """Open the demo page (or `url`) as a new visitor; whatever the page reports as an error fails the test."""
    opened: list[WidgetPage] = []

    def open_page(language: str = "en", url: str | None = None, **context: object) -> WidgetPage:
        page = WidgetPage(browser, server.url, language, url or f"{server.url}/?lang={language}", context)
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        page.close()


@pytest.fixture(scope="session")
def listed_site(listed_port: int) -> Iterator[str]:
    """Another website, which is in the list of sites that may embed the widget."""
    yield from _serve(listed_port)


@pytest.fixture(scope="session")
def unlisted_site() -> Iterator[str]:
    """Another website, which is not."""
    yield from _serve(free_port())


@pytest.fixture(scope="session")
def site() -> type[Site]:
    """Both sites' pages, to put one there."""
    return Site


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots go."""
    PICTURES.mkdir(exist_ok=True)
    return PICTURES
