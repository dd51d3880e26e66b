"""Minimum functionality: what must work in every language, whatever else does."""

from __future__ import annotations

import pytest

from assistant.facts import FactBase
from assistant.languages import codes
from assistant.reports.pipeline import InProcess

CODES = codes()


@pytest.mark.parametrize("code", CODES)
def test_each_title_leads_to_its_entry_in_its_language(assistant: InProcess, base: FactBase, code: str) -> None:
    for key, entry in base.entries.items():
        reply = assistant(f"title-{code}-{key}", entry.title[code])
        assert reply["language"] == code, entry.title[code]
        assert (reply["gap"] if entry.is_gap else reply["facts"]) == (key if entry.is_gap else [key]), entry.title[code]


@pytest.mark.parametrize("code", CODES)
def test_each_quick_reply_leads_to_its_fact_in_the_running_talk(assistant: InProcess, base: FactBase, code: str) -> None:
    for key, entry in base.entries.items():
        for number, suggestion in enumerate(assistant(f"offer-{code}-{key}", entry.title[code])["suggestions"]):
            talk = f"offer-{code}-{key}-{number}"
            assistant(talk, entry.title[code])
            reply = assistant(talk, suggestion["payload"])
            assert (reply["facts"], reply["language"]) == ([suggestion["fact"]], code), suggestion


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Is a visa needed for Rotterdam, and what would a Galaxy Fold cost me there?"),
        ("nl", "Wie is er burgemeester van Hasselt op dit moment?"),
        ("fr", "Ma machine à laver Samsung fuit, que dois-je faire ?"),
        ("de", "Wie lange kocht man ein Ei, bis es hart ist?"),
        ("ko", "부산항 크레인 기사 연봉이 얼마나 되는지 궁금합니다"),
        ("zh", "请问米兰时装周的门票多少钱一张？"),
    ],
)
def test_what_is_foreign_to_the_material_is_met_without_a_fact(assistant: InProcess, code: str, text: str) -> None:
    reply = assistant(f"foreign-{code}", text)
    assert reply["facts"] == [] and reply["language"] == code
