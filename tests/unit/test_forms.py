"""Forms of `languages.yml` as patterns."""

from __future__ import annotations

import pytest

from assistant.forms import any_of, pattern_of
from assistant.languages import Forms, Language
from assistant.text import fold

LATIN = Forms(begin=["is"], hold=["-t-il", "ou bien"], end=["hé"])
OTHER = Forms(hold=["是不是"], end=["吗", "죠"])


@pytest.mark.parametrize("text", ["is it so", "¿Is it so", "y a-t-il un parc", "vrai ou bien faux", "klopt, hé?", "da klopt he"])
def test_a_form_is_found_where_it_belongs(text: str) -> None:
    assert pattern_of(LATIN, spaced=True).search(fold(text))


@pytest.mark.parametrize("text", ["it is so", "island", "ou bientôt", "hé, klopt", "ohé", ""])
def test_a_form_is_no_part_of_a_word_and_stands_where_it_belongs(text: str) -> None:
    assert not pattern_of(LATIN, spaced=True).search(fold(text))


@pytest.mark.parametrize("text, found", [("市长是不是去了", True), ("去了吗？", True), ("吗去了", False), ("오셨죠?", True)])
def test_without_spaces_a_form_may_stand_in_anything(text: str, found: bool) -> None:
    assert bool(pattern_of(OTHER, spaced=False).search(fold(text))) is found


def test_no_forms_find_nothing() -> None:
    assert not pattern_of(Forms(), spaced=True).search("is it so?")
    assert any_of([]) == ""


@pytest.mark.parametrize(
    "code, asks, does_not",
    [
        ("en", "the mission was in 2018, right?", "when was the mission?"),
        ("nl", "klopt het dat De Wever mee was?", "wie was er mee?"),
        ("fr", "est-il vrai que c'est un parc ?", "c'est quoi ce parc ?"),
        ("de", "wer behauptet denn das von der Mode?", "was ist mit der Mode?"),
        ("ko", "시장님이 오셨죠?", "누가 오셨어요?"),
        ("zh", "听说市长去了", "市长去哪儿了？"),
    ],
)
def test_each_language_knows_who_asks_whether_something_is_so(languages: dict[str, Language], code: str, asks: str, does_not: str) -> None:
    verifies = pattern_of(languages[code].verifies, spaced=not languages[code].scripts)
    assert verifies.search(fold(asks)) and not verifies.search(fold(does_not))


@pytest.mark.parametrize(
    "code, asks, does_not",
    [
        ("en", "wait whats an incubator", "is there an incubator?"),
        ("nl", "wa is een incubator", "is er een incubator?"),
        ("fr", "c quoi un incubateur", "il y a un incubateur ?"),
        ("de", "was heißt Valorisierung", "wie heißt das Seminar?"),
        ("ko", "인큐베이터가 무슨 뜻이에요?", "인큐베이터가 있어요?"),
        ("zh", "孵化器是什么意思", "有孵化器吗"),
    ],
)
def test_each_language_knows_who_asks_what_a_word_means(languages: dict[str, Language], code: str, asks: str, does_not: str) -> None:
    defines = pattern_of(languages[code].defines, spaced=not languages[code].scripts)
    assert defines.search(fold(asks)) and not defines.search(fold(does_not))
