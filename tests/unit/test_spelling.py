"""Misspelt words are read as what they were meant to be."""

from __future__ import annotations

import pickle
import time

import pytest

from assistant.languages import Language
from assistant.spelling import HARDLY, OFTEN, Speller, word_lists, words_of

TEXTS = ["a company in the port", "which company partners", "companies and partners", "the healthcare partners of a company"] * OFTEN + ["the compani"] * HARDLY
WORDS = ["a", "in", "the", "port", "which", "of", "and", "campany's", "rare", "pastners", "éclair"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(TEXTS, WORDS)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("compnay", "company"),  # swapped
        ("compny", "company"),  # left out
        ("commpany", "company"),  # too many
        ("cimpany", "company"),  # wrong
        ("ocmpany", "company"),  # the first two swapped
        ("haelthcrae", "healthcare"),  # two of a long one
        ("compani", "company"),  # a mistake in the examples too, and rare there
    ],
)
def test_a_misspelt_word_is_read_as_the_nearest_of_the_examples(speller: Speller, typed: str, meant: str) -> None:
    assert speller.corrected(f"the {typed}?") == f"the {meant}?"
    assert speller.corrections(f"the {typed}?") == {typed: meant}


@pytest.mark.parametrize(
    "text",
    [
        "pastners",  # a word, whatever it is near to
        "companies",  # of the examples
        "eclair",  # a word, folded
        "prot",  # too short to tell
        "cmopnay",  # two wrong in a short one
        "rotterdam samsung",  # near to nothing
        "항구 港口 2016",
        "",
    ],
)
def test_what_is_no_mistake_stays(speller: Speller, text: str) -> None:
    assert speller.corrected(text) == text
    assert speller.corrections(text) == {}


def test_of_two_that_are_as_near_the_more_frequent_one_is_meant() -> None:
    speller = Speller(["marker"] * OFTEN + ["market"] * (OFTEN + 1), [])
    assert speller.corrected("markex") == "market"


def test_a_word_of_few_examples_is_nothing_to_read_another_as() -> None:
    assert Speller(["marker"] * (OFTEN - 1), []).corrected("markex") == "markex"


def test_it_can_be_stored(speller: Speller) -> None:
    speller.corrected("compnay")
    assert pickle.loads(pickle.dumps(speller)).corrected("compnay") == "company"


def test_a_hostile_message_takes_no_time(speller: Speller) -> None:
    started = time.perf_counter()
    speller.corrected("compnax" * 140)
    speller.corrected(" ".join(f"comp{chr(97 + a)}{chr(97 + b)}y" for a in range(12) for b in range(12)))
    assert time.perf_counter() - started < 0.5


def test_the_configured_languages_have_their_lists(languages: dict[str, Language]) -> None:
    configured = {code: language.word_list for code, language in languages.items() if language.word_list}
    assert set(configured) == {"en", "nl", "fr", "de"} and set(configured.values()) <= set(word_lists())
    assert {"ceiling", "company"} <= set(words_of("en"))
