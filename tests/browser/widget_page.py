"""The widget as a visitor meets it: what one can do with it, and what one sees."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from typing import Any

from playwright.sync_api import Browser, Locator, expect

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1200, "height": 800}
PHONE = {"width": 390, "height": 780}
WITHIN = 15_000  # ms; the server answers within 10 s


class WidgetPage:
    """A page with the widget on it, and its visitor.

    Args:
        browser: the browser.
        server: the assistant's address.
        language: the browser's language.
        url: the page.
        context: further settings of Playwright's context.
    """

    def __init__(self, browser: Browser, server: str, language: str, url: str, context: dict[str, Any]) -> None:
        self.server = server
        self.context = browser.new_context(**{"viewport": DESKTOP, "locale": language, **context})
        self.context.set_default_timeout(WITHIN)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.goto(url)

    def close(self) -> None:
        """Leave; fails if the page reported an error."""
        self.context.close()
        assert not self.errors, self.errors

    # -- what a visitor does --------------------------------------------------------------------------------------------

    def open(self) -> WidgetPage:
        """Open the panel."""
        self.find("#launcher").click()
        expect(self.find("#panel")).to_be_visible()
        expect(self.find(".assistant").first).to_be_visible(timeout=WITHIN)
        return self

    def ask(self, text: str, answered: bool = True) -> None:
        """Type a question and send it with Enter."""
        self.find("#input").fill(text)
        self.find("#input").press("Enter")
        if answered:
            self.wait_for_answer()

    def wait_for_answer(self) -> None:
        """Wait until the last question is answered."""
        expect(self.turns.last).to_have_attribute("data-state", "answered", timeout=WITHIN)

    def menu(self, entry: int) -> None:
        """Choose from the menu: 0 new conversation, 1 erase."""
        self.find("#menu-button").click()
        self.find("#menu button").nth(entry).click()

    # -- what a visitor sees --------------------------------------------------------------------------------------------

    def find(self, selector: str) -> Locator:
        """Something inside the widget."""
        return self.page.locator(f"antwerp-chat {selector}")

    @property
    def turns(self) -> Locator:
        """The questions, each with its answer."""
        return self.find(".turn")

    @property
    def questions(self) -> list[str]:
        """The visitor's words, in order; a French no-break space counts as a space."""
        return [text.replace("\xa0", " ") for text in self.find(".visitor p").all_inner_texts()]

    @property
    def answers(self) -> list[str]:
        """The answers' words, in order, the greeting not among them."""
        return self.find(".turn .assistant > p").all_inner_texts()

    def kept(self) -> dict[str, Any]:
        """What the browser keeps for the assistant."""
        return json.loads(self.page.evaluate("key => localStorage.getItem(key) ?? '{}'", f"antwerp-chat {self.server}"))

    @property
    def token(self) -> str:
        """The visitor's session."""
        return self.kept()["token"]


def call(server: str, method: str, name: str, token: str | None = None, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
    """Call the web channel without a browser: status, JSON (or text) and headers (names in lower case)."""
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(f"{server}/webhooks/web/{name}", data, method=method)
    for key, value in {
        "Content-Type": "application/json",
        **({"Authorization": f"Bearer {token}"} if token else {}),
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }.items():
        request.add_header(key, value)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, _parsed(response.read()), {key.lower(): value for key, value in response.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, _parsed(error.read()), {key.lower(): value for key, value in error.headers.items()}


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
