"""Quotes that became part of a text."""

from __future__ import annotations

import pytest

from assistant.example_checks import Example
from assistant.facts import FactBase
from assistant.quote_checks import quote_fault
from assistant.responses import Responses


@pytest.mark.parametrize(
    "text, what",
    [
        ("“NxtPort manages data in real time.”", "it stands between “ and ”"),
        ("„NxtPort verwaltet Daten.“", "it stands between „ and “"),
        ("« NxtPort gère des données. »", "it stands between « and »"),
        ("「NxtPort 是一项计划。」", "it stands between 「 and 」"),
        ("‘NxtPort’", "it stands between ‘ and ’"),
        ("“NxtPort manages data.", "it begins with “, which nothing closes"),
        ("「即時是什麼", "it begins with 「, which nothing closes"),
        ("NxtPort manages data.”", "it ends with ”, which nothing opens"),
        ("NxtPort gère »", "it ends with », which nothing opens"),
        ('"is antwerp a port', 'it holds a " that has no other half'),
        ('is antwerp a port"', 'it holds a " that has no other half'),
        ('NxtPort is "new', 'it holds a " that has no other half'),
    ],
)
def test_a_quote_that_is_no_quote_is_told(text: str, what: str) -> None:
    told = quote_fault(text)
    assert told and what in told[0] and told[1].startswith("Take ")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said: “If it works in Antwerp, it works everywhere.”",
        "“测试城市”这个说法咋理解",
        "“的”和“得”",
        "„Du bist ja gar kein Pirat“, sagte Mia, „du hast ja noch beide Augen!“",
        "« on the up and up », de quelle industrie parle-t-on ?",
        '"if it works in antwerp" who said that',
        '"it works everywhere"',
        "‘t is voor mijn eindwerk",
        "'t is voor mijn eindwerk",
        "l’internet des objets",
        "“{typed}”",
        'a screen of 27"',
        "NxtPort",
        "",
    ],
)
def test_a_quote_within_a_sentence_is_fine(text: str) -> None:
    assert quote_fault(text) is None


def test_no_text_of_the_project_has_such_a_quote(base: FactBase, sentences: Responses, examples: list[Example]) -> None:
    said = [text for entry in base.entries.values() for texts in (entry.title, entry.answer) for text in texts.values()]
    said += [text for texts in sentences.texts.values() for text in texts.values()] + [example.text for example in examples]
    assert [text for text in said if quote_fault(text)] == []
