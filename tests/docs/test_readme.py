"""What the README tells a newcomer to type exists, and what it shows is so."""

from __future__ import annotations

import re

import yaml

from assistant.facts import Entry, FactBase
from tests.helpers.project import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"make ([a-z][a-z-]+)", README)) - {"it"}
    assert {"run", "test", "shell", "check"} <= named
    assert named <= targets, named - targets


def test_every_path_exists() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert link.startswith("http") or (ROOT / link).exists(), link


def test_the_entry_shown_is_an_entry_of_the_fact_base(base: FactBase) -> None:
    shown = yaml.safe_load(re.search(r"```yaml\n(.*?)```", README, re.S).group(1))
    for key, raw in shown.items():
        entry = Entry.parse_obj({**raw, "id": key})
        assert entry.source == base.entries[key].source
        for code, sentence in entry.answer.items():
            assert base.entries[key].answer[code] == sentence


def test_the_curl_example_is_a_message_of_the_contract() -> None:
    import json

    from assistant.channels.rest import Incoming

    bodies = re.findall(r"-d '(\{.*?\})'", README)
    assert bodies
    assert all(Incoming(json.loads(body)).text for body in bodies)
