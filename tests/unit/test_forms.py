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
    "kind, code, asks, does_not",
    [
        ("verifies", "en", "the mission was in 2018, right?", "when was the mission?"),
        ("verifies", "nl", "klopt het dat De Wever mee was?", "wie was er mee?"),
        ("verifies", "fr", "est-il vrai que c'est un parc ?", "c'est quoi ce parc ?"),
        ("verifies", "de", "wer behauptet denn das von der Mode?", "was ist mit der Mode?"),
        ("verifies", "ko", "시장님이 오셨죠?", "누가 오셨어요?"),
        ("verifies", "zh", "听说市长去了", "市长去哪儿了？"),
        ("defines", "en", "wait whats an incubator", "is there an incubator?"),
        ("defines", "nl", "wa is een incubator", "is er een incubator?"),
        ("defines", "fr", "c quoi un incubateur", "il y a un incubateur ?"),
        ("defines", "de", "was heißt Valorisierung", "wie heißt das Seminar?"),
        ("defines", "ko", "인큐베이터가 무슨 뜻이에요?", "인큐베이터가 있어요?"),
        ("defines", "zh", "孵化器是什么意思", "有孵化器吗"),
        ("counts", "en", "any figure on that?", "what is on that?"),
        ("counts", "nl", "hoeveel investeren ze daarin?", "waarin investeren ze?"),
        ("counts", "fr", "c'est chiffré quelque part ?", "c'est écrit quelque part ?"),
        ("counts", "de", "wie groß ist das Gelände?", "wo ist das Gelände?"),
        ("counts", "ko", "금액이 얼마예요?", "뭐에 투자해요?"),
        ("counts", "zh", "投了多少钱", "投了什么"),
    ],
)
def test_each_language_knows_its_ways_of_asking(languages: dict[str, Language], kind: str, code: str, asks: str, does_not: str) -> None:
    pattern = pattern_of(getattr(languages[code], kind), spaced=not languages[code].scripts)
    assert pattern.search(fold(asks)) and not pattern.search(fold(does_not))
