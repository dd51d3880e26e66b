"""A visitor who talks to the assistant over REST, and looks at every reply he gets."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from functools import cache
from typing import Any

from assistant.example_checks import key_of
from assistant.facts import load_facts
from assistant.languages import load_languages
from assistant.reply import Reply
from tests.helpers.contract import check_messages
from tests.helpers.project import ROOT, real_examples

WITHIN = 10.0  # seconds; the longest that a visitor waits, whatever happens


@cache
def training_keys() -> frozenset[str]:
    """All training examples, as `make check` compares them."""
    return frozenset(key_of(example.text) for example in real_examples())


def post(url: str, body: bytes, content_type: str = "application/json") -> tuple[int, Any]:
    """POST `body` to the assistant at `url`; returns the status and the JSON that came."""
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body, {"Content-Type": content_type})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


class Visitor:
    """One visitor; each has a conversation of his own.

    Args:
        url: where the assistant listens.
        locale: language of the page he is on, e.g. "ko-KR".
    """

    def __init__(self, url: str, locale: str | None = None) -> None:
        self.url, self.sender, self.locale = url, uuid.uuid4().hex, locale
        self.seconds = 0.0

    def says(self, text: str) -> Reply:
        """Say something that is no training example; returns the reply, after the contract was checked on it."""
        assert key_of(text) not in training_keys(), f"{text!r} is a training example: a test needs a sentence that is none"
        return self.sends(text)

    def sends(self, text: str) -> Reply:
        """Send something, be it a quick reply's payload; returns the reply, after the contract was checked on it."""
        body: dict[str, Any] = {"sender": self.sender, "message": text}
        if self.locale:
            body["metadata"] = {"locale": self.locale}
        started = time.monotonic()
        status, messages = post(self.url, json.dumps(body).encode())
        self.seconds = time.monotonic() - started
        assert status == 200, messages
        assert self.seconds < WITHIN, f"the reply to {text[:60]!r} took {self.seconds:.1f} s"
        assert all(message["recipient_id"] == self.sender for message in messages), messages
        return check_messages(messages, load_facts_once(), load_languages_once())


@cache
def load_facts_once():
    """The project's fact base."""
    return load_facts(ROOT)


@cache
def load_languages_once():
    """The project's languages."""
    return load_languages(ROOT)
