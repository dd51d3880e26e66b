"""Invariance: typos, case, politeness, accents, spaces and traditional characters do not change the answer.

The base sentences are held-out questions that are answered right. In each language, for each kind of change, a sample of them stays
right in at least 97% of the cases, and in its language; the worst language decides, since each is a test of its
own. Every sample and every change is seeded.
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
SAMPLE = 250  # questions that a change makes others of, in each language ...
WHOLE = {"no spaces"}  # ... and all there are where the figure is so near its bar that a sample would decide by luck
CODES = codes()
LATIN = [code for code in CODES if code not in ("ko", "zh")]
GREETING = {"en": "Hello, ", "nl": "Goedendag, ", "fr": "Bonjour, ", "de": "Guten Tag, ", "ko": "안녕하세요, ", "zh": "您好，"}
THANKS = {"en": " Thank you.", "nl": " Alvast bedankt.", "fr": " Merci d'avance.", "de": " Vielen Dank.", "ko": " 감사합니다.", "zh": " 谢谢。"}
TO_TRADITIONAL = OpenCC("s2t")  # reads its dictionaries once
VOWELS, ENDINGS = 21, 28  # that a Korean syllable may have
OTHER_VOWEL = {1: 5, 5: 1, 4: 8, 8: 4}  # ㅐ, ㅔ, ㅓ, ㅗ by their numbers
Question = tuple[str, list[str]]  # what is asked, and what is accepted
Change = Callable[[str, random.Random], str]


@pytest.fixture(scope="module")
def asked() -> dict[str, list[Question]]:
    """Language -> the held-out questions on claims and gaps."""
    items = {path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in own_sets(root())}
    return {
        code: [(item["q"], item["accept"]) for item in of if "q" in item and "lang" not in item and kind_of(item["accept"]) in ("claim", "gap")]
        for code, of in items.items()
    }


def is_right(got: set[str]) -> bool:
    return bool({"answered", "gap"} & got) and "wrong" not in got


def stays(before: set[str], after: set[str]) -> bool:
    """Whether a right reply is still right, and in the right language if it was."""
    return is_right(after) and ("language" in after or "language" not in before)


def share(assistant: InProcess, asked: dict[str, list[Question]], code: str, change: Change, name: str) -> tuple[float, list[str]]:
    """Of a sample of questions that are answered right and that a change makes others of: the share that stays right, and what does not."""
    dice = random.Random(f"{name}-{code}")
    lost, count = [], 0
    for number, (text, accept) in enumerate(dice.sample(asked[code], len(asked[code]))):
        changed = change(text, dice)
        before = judge(accept, code, assistant(f"{name}-{code}-{number}-base", text))
        if changed == text or not is_right(before):
            continue
        count += 1
        if not stays(before, judge(accept, code, assistant(f"{name}-{code}-{number}", changed))):
            lost.append(changed)
        if count == SAMPLE and name not in WHOLE:
            break
    assert count >= 20, f"only {count} questions are changed by {name} in {code}"
    return 1 - len(lost) / count, lost


def swap_two_letters(text: str, dice: random.Random) -> str:
    places = [i for i in range(1, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha() and text[i] != text[i + 1]]
    if not places:
        return text
    i = dice.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def leave_out_a_letter(text: str, dice: random.Random) -> str:
    places = _within_words(text)
    i = dice.choice(places) if places else len(text)
    return text[:i] + text[i + 1 :]


def change_a_letter(text: str, dice: random.Random) -> str:
    places = _within_words(text)
    i = dice.choice(places) if places else len(text)
    return text[:i] + dice.choice("aeinorst") * bool(places) + text[i + 1 :]


def _within_words(text: str) -> list[int]:
    """The letters that have two on both sides: a word of a letter or two less is another word."""
    return [i for i in range(2, len(text) - 2) if text[i - 2 : i + 3].isalpha()]


def change_a_korean_vowel(text: str, dice: random.Random) -> str:
    """One ㅐ for ㅔ, one ㅗ for ㅓ, or the other way round: what is misheard and mistyped."""
    places = [i for i, c in enumerate(text) if _vowel(c) in OTHER_VOWEL]
    if not places:
        return text
    i = dice.choice(places)
    return text[:i] + chr(ord(text[i]) + (OTHER_VOWEL[_vowel(text[i])] - _vowel(text[i])) * ENDINGS) + text[i + 1 :]


def _vowel(character: str) -> int:
    """The number of a Korean syllable's vowel, by Unicode's arithmetic of syllables; -1 for no such syllable."""
    return (ord(character) - ord("가")) // ENDINGS % VOWELS if "가" <= character <= "힣" else -1


def without_accents(text: str, _: random.Random) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


CHANGES: dict[str, tuple[Change, list[str]]] = {
    "upper case": (lambda text, _: text.upper(), LATIN),
    "lower case": (lambda text, _: text.lower(), LATIN),
    "no accents": (without_accents, ["fr", "de"]),
    "no punctuation": (lambda text, _: text.rstrip("?!. ？！。"), CODES),
    "two letters swapped": (swap_two_letters, LATIN),
    "a letter left out": (leave_out_a_letter, LATIN),
    "a wrong letter": (change_a_letter, LATIN),
    "a wrong vowel": (change_a_korean_vowel, ["ko"]),
    "no spaces": (lambda text, _: text.replace(" ", ""), ["ko"]),
    "traditional characters": (lambda text, _: TO_TRADITIONAL.convert(text), ["zh"]),
    "many question marks": (lambda text, _: text.rstrip("?？ ") + "???", CODES),
}


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, (_, chosen) in CHANGES.items() for code in chosen])
def test_the_answer_stays(assistant: InProcess, asked: dict, name: str, code: str) -> None:
    rate, lost = share(assistant, asked, code, CHANGES[name][0], name)
    assert rate >= AT_LEAST, f"{rate:.1%} stay; lost: {lost}"


@pytest.mark.parametrize("code", CODES)
def test_politeness_does_not_change_the_answer(assistant: InProcess, asked: dict, code: str) -> None:
    def polite(text: str, _: random.Random) -> str:
        end = "" if text.rstrip()[-1] in "?？!！.。" else "?"
        return GREETING[code] + text + end + THANKS[code]

    rate, lost = share(assistant, asked, code, polite, "politeness")
    assert rate >= AT_LEAST, f"{rate:.1%} stay; lost: {lost}"


@pytest.mark.parametrize(
    ("before", "after", "stayed"),
    [
        ({"answered", "language"}, {"answered", "language"}, True),
        ({"answered", "language"}, {"answered"}, False),  # right, in another language
        ({"answered"}, {"answered"}, True),
        ({"gap", "language"}, {"gap", "silent", "language"}, True),
        ({"answered", "language"}, {"answered", "wrong", "language"}, False),
        ({"answered", "language"}, {"offered", "silent", "language"}, False),
    ],
)
def test_a_reply_stays_if_its_content_and_its_language_do(before: set[str], after: set[str], stayed: bool) -> None:
    assert stays(before, after) is stayed


def test_a_change_of_meaning_is_no_invariance(assistant: InProcess, asked: dict) -> None:
    rate, _ = share(assistant, asked, "en", lambda text, dice: "".join(dice.sample(text, len(text))), "shuffle")
    assert rate < 0.5, "shuffled letters are still answered: the measure cannot fail"
