"""Invariance: typos, case, politeness, accents, spaces and traditional characters do not change the answer.

The base sentences are held-out questions that are answered right. In each language, for each kind of change, the answer stays in
at least 97% of the cases; the worst language decides, since each is a test of its own. Every change is seeded.
"""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable

import pytest
from opencc import OpenCC

from assistant.cli.evaluate import own_sets
from assistant.languages import codes
from assistant.paths import root
from assistant.reports.pipeline import InProcess
from assistant.scoring import judge, kind_of

AT_LEAST = 0.97
TYPO_AT_LEAST = 0.90  # a typo may hit the one word that tells two claims apart
CODES = codes()
LATIN = [code for code in CODES if code not in ("ko", "zh")]
GREETING = {"en": "Hello, ", "nl": "Goedendag, ", "fr": "Bonjour, ", "de": "Guten Tag, ", "ko": "안녕하세요, ", "zh": "您好，"}
THANKS = {"en": " Thank you.", "nl": " Alvast bedankt.", "fr": " Merci d'avance.", "de": " Vielen Dank.", "ko": " 감사합니다.", "zh": " 谢谢。"}
Change = Callable[[str, random.Random], str]


@pytest.fixture(scope="session")
def asked(assistant: InProcess) -> dict[str, list[tuple[str, list[str]]]]:
    """Language -> the held-out questions on claims and gaps that are answered right, with what is accepted."""
    right: dict[str, list[tuple[str, list[str]]]] = {}
    for path in own_sets(root()):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            item = json.loads(line)
            if "q" not in item or "lang" in item or kind_of(item["accept"]) not in ("claim", "gap"):
                continue
            if kept(assistant, f"base-{path.stem}-{number}", item["q"], item["accept"], path.stem):
                right.setdefault(path.stem, []).append((item["q"], item["accept"]))
    return right


def kept(assistant: InProcess, sender: str, text: str, accept: list[str], code: str) -> bool:
    """Whether the reply is still the right one; the language counts where the script or a sentence tells it."""
    got = judge(accept, code, assistant(sender, text))
    return bool({"answered", "gap"} & got) and "wrong" not in got


def share(assistant: InProcess, asked: dict, code: str, change: Change, name: str) -> tuple[float, list[str]]:
    dice = random.Random(f"{name}-{code}")
    changed = [(change(text, dice), accept) for text, accept in asked[code]]
    changed = [(text, accept, old) for (text, accept), (old, _) in zip(changed, asked[code]) if text != old]
    assert len(changed) >= 20, f"only {len(changed)} questions are changed by {name} in {code}"
    lost = [text for number, (text, accept, _) in enumerate(changed) if not kept(assistant, f"{name}-{code}-{number}", text, accept, code)]
    return 1 - len(lost) / len(changed), lost


def swap_two_letters(text: str, dice: random.Random) -> str:
    places = [i for i in range(1, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha() and text[i] != text[i + 1]]
    if not places:
        return text
    i = dice.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def without_accents(text: str, _: random.Random) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


CHANGES: dict[str, tuple[Change, list[str], float]] = {
    "upper case": (lambda text, _: text.upper(), LATIN, AT_LEAST),
    "lower case": (lambda text, _: text.lower(), LATIN, AT_LEAST),
    "no accents": (without_accents, ["fr", "de"], AT_LEAST),
    "no punctuation": (lambda text, _: text.rstrip("?!. ？！。"), CODES, AT_LEAST),
    "typo": (lambda text, dice: swap_two_letters(text, dice), LATIN, TYPO_AT_LEAST),
    "no spaces": (lambda text, _: text.replace(" ", ""), ["ko"], AT_LEAST),
    "traditional characters": (lambda text, _: OpenCC("s2t").convert(text), ["zh"], AT_LEAST),
    "many question marks": (lambda text, _: text.rstrip("?？ ") + "???", CODES, AT_LEAST),
}


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, (_, chosen, _) in CHANGES.items() for code in chosen])
def test_the_answer_stays(assistant: InProcess, asked: dict, name: str, code: str) -> None:
    change, _, least = CHANGES[name]
    rate, lost = share(assistant, asked, code, change, name)
    assert rate >= least, f"{rate:.1%} stay; lost: {lost}"


@pytest.mark.parametrize("code", CODES)
def test_politeness_does_not_change_the_answer(assistant: InProcess, asked: dict, code: str) -> None:
    def polite(text: str, _: random.Random) -> str:
        end = "" if text.rstrip()[-1] in "?？!！.。" else "?"
        return GREETING[code] + text + end + THANKS[code]

    rate, lost = share(assistant, asked, code, polite, "politeness")
    assert rate >= AT_LEAST, f"{rate:.1%} stay; lost: {lost}"


def test_a_change_of_meaning_is_no_invariance(assistant: InProcess, asked: dict) -> None:
    rate, _ = share(assistant, asked, "en", lambda text, dice: "".join(dice.sample(text, len(text))), "shuffle")
    assert rate < 0.5, "shuffled letters are still answered: the measure cannot fail"
