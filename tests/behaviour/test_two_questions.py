"""Two questions in one message are both answered.

The pairs are made of held-out questions on claims and gaps that are short and answered right by themselves, joined as two sentences, or
as one with the language's word for "and". In each language a sample of them, seeded, is told both in at least the share below; the
worst language decides, since each is a test of its own.
"""

from __future__ import annotations

import json
import random

import pytest

from assistant.cli.evaluate import own_sets
from assistant.conversation import Conversation
from assistant.facts import DETAILS, FactBase
from assistant.languages import codes, languages
from assistant.paths import root
from assistant.reports.pipeline import Pipeline
from assistant.responses import responses
from assistant.state import State

CODES = codes()
PAIRS = 100
LETTERS = 70  # who asks two things at once is brief
IN_TWO_SENTENCES = 0.93
IN_ONE = {"fr": 0.82}  # French asks by its tone alone ("la mode c'est connu ou bien"), so what is a question cannot be told as often as ...
ELSEWHERE = 0.86  # ... in other languages; both are some five points under what was measured (fr 88, en and nl 92)
BESIDE_A_SPACE = 0.5  # in Chinese, whose spaces are commas in a chat; measured: 57%, and 23% where a space parts nothing
AND = {"en": " and ", "nl": " en ", "fr": " et ", "de": " und ", "ko": " 그리고 ", "zh": "，"}
Asked = tuple[str, str]  # a question, and the entry that answers it


@pytest.fixture(scope="module")
def told(pipeline: Pipeline, base: FactBase):
    """What a message, the first of a conversation, is told: ids of claims and gaps, none for any other reply."""
    conversation = Conversation(base, responses(), languages())
    return lambda text: set(conversation.reply(pipeline.understand(text), State()).state.last_said)


@pytest.fixture(scope="module")
def pairs(told, base: FactBase) -> dict[str, list[tuple[Asked, Asked]]]:
    """Language -> pairs of questions, each of which is told by itself what it asks for, and nothing else."""
    found = {}
    for path in own_sets(root()):
        dice = random.Random(path.stem)
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        usable = [
            line
            for line in lines
            if line.get("q", "").rstrip().endswith(("?", "？")) and "lang" not in line and len(line["q"]) <= LETTERS and line["accept"][0] in base.entries
        ]
        single = []
        for line in dice.sample(usable, len(usable)):
            said = told(line["q"])
            if len(said) == 1 and said <= set(line["accept"]) - {DETAILS}:
                single.append((line["q"].strip(), *said))
            if len(single) == 2 * PAIRS:
                break
        found[path.stem] = [(one, two) for one, two in zip(single[:PAIRS], single[PAIRS:]) if one[1] != two[1]]
    return found


def share(told, pairs: list[tuple[Asked, Asked]], between: str, bare: bool) -> tuple[float, list[str]]:
    """The share of pairs that are told both when joined by `between`, and those that are not; `bare` takes the first one's question mark away."""
    assert len(pairs) >= PAIRS / 2
    lost = []
    for (first, one), (second, two) in pairs:
        message = (first.rstrip("?？ ") if bare else first) + between + second
        if not {one, two} <= told(message):
            lost.append(message)
    return 1 - len(lost) / len(pairs), lost


@pytest.mark.parametrize("code", CODES)
def test_two_questions_in_two_sentences_are_both_answered(told, pairs: dict, code: str) -> None:
    rate, lost = share(told, pairs[code], " ", bare=False)
    assert rate >= IN_TWO_SENTENCES, f"{rate:.1%} are told both; lost: {lost}"


@pytest.mark.parametrize("code", CODES)
def test_two_questions_in_one_sentence_are_mostly_both_answered(told, pairs: dict, code: str) -> None:
    rate, lost = share(told, pairs[code], AND[code], bare=True)
    assert rate >= IN_ONE.get(code, ELSEWHERE), f"{rate:.1%} are told both; lost: {lost}"


def test_two_chinese_questions_with_a_space_between_are_told_apart_more_often_than_not(told, pairs: dict) -> None:
    rate, lost = share(told, pairs["zh"], " ", bare=True)
    assert rate >= BESIDE_A_SPACE, f"{rate:.1%} are told both; lost: {lost}"


def test_without_anything_between_them_they_are_not(told, pairs: dict) -> None:
    rate, _ = share(told, pairs["en"], " ", bare=True)
    assert rate < 0.5, "two questions without a word between them are told apart: the measure cannot fail"
