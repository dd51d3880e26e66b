"""What the README tells a newcomer to type exists, and what it shows is so."""

from __future__ import annotations

import json
import re
from typing import get_args

import yaml

from assistant.channels.rest import Incoming
from assistant.facts import Entry, FactBase
from assistant.languages import Language
from assistant.reply import Kind
from tests.helpers.project import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"make ([a-z][a-z-]+)", README)) - {"it"}
    assert {"run", "test", "shell", "check"} <= named
    assert named <= targets, named - targets


def test_the_entry_shown_is_an_entry_of_the_fact_base(base: FactBase) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", README, re.S)
    ((key, raw),) = yaml.safe_load(shown).items()
    entry, real = Entry.parse_obj({**raw, "id": key}).dict(include={*raw}), base.entries[key].dict(include={*raw})
    for field in ("title", "answer"):  # what is shown is shortened
        assert len(entry[field]) == 2
        real[field] = {code: real[field][code] for code in entry[field]}
    real["related"] = real["related"][: len(entry["related"])]
    assert entry == real


def test_the_reply_shown_is_the_answer_of_the_claim_shown(base: FactBase) -> None:
    (text,) = re.findall(r'"text": "([^"]+)"', README)
    (language,) = re.findall(r'"language": "(\w+)"', README)
    (claim,) = re.findall(r'"facts": \["([^"]+)"\]', README)
    assert text == base.claims[claim].answer[language]


def test_the_kinds_of_reply_are_those_of_the_contract() -> None:
    (kinds,) = re.findall(r"^\| `kind` \| (.*) \|$", README, re.M)
    assert re.findall(r"`(\w+)`", kinds) == list(get_args(Kind))


def test_the_languages_of_a_reply_are_those_that_are_spoken(languages: dict[str, Language]) -> None:
    (codes,) = re.findall(r"^\| `language` \| (.*) \|$", README, re.M)
    assert re.findall(r"`(\w+)`", codes) == list(languages)


def test_the_curl_example_is_a_message_of_the_contract() -> None:
    bodies = re.findall(r"-d '(\{.*?\})'", README)
    assert bodies
    assert all(Incoming(json.loads(body)).text for body in bodies)
