"""What a sentence rejects, and what it means instead."""

from __future__ import annotations

import pytest

from assistant.languages import Language
from assistant.rejections import Rejections, Split


@pytest.mark.parametrize(
    ("code", "sentence", "meant", "rejected"),
    [
        ("en", "not NxtPort but IMEC", "IMEC", "NxtPort"),
        ("en", "I meant IMEC, not NxtPort", "I meant IMEC", "NxtPort"),
        ("en", "No, not the mission, the seminar. When was it?", "the seminar. When was it?", "the mission"),
        ("en", "Not the shops, I meant the fashion academy", "the fashion academy", "the shops"),
        ("en", "I didn\u2019t mean NxtPort, I meant IMEC", "IMEC", "NxtPort"),  # as a phone writes it
        ("en", "I dont mean NxtPort, I meant IMEC", "IMEC", "NxtPort"),
        ("en", "why not the port, but the park?", "why the park?", "the port"),
        ("en", "IMEC rather than NxtPort", "IMEC", "NxtPort"),
        ("nl", "niet Bluehealth maar NxtPort bedoelde ik", "NxtPort bedoelde ik", "Bluehealth"),
        ("fr", "pas l'énergie mais la santé", "la santé", "l'énergie"),
        ("fr", "non, la mode plutôt que la pharma", "non, la mode", "la pharma"),
        ("de", "Ich meinte nicht den Hafen, sondern den Gewerbepark", "Ich meinte den Gewerbepark", "den Hafen"),
        ("ko", "아뇨 블루헬스 말고 블루게이트요", "블루게이트요", "아뇨 블루헬스"),
        ("ko", "블루게이트가 아니라 블루헬스요", "블루헬스요", "블루게이트"),
        ("zh", "不是上海，我说的是首尔", "我说的是首尔", "上海"),
        ("zh", "不是时尚，是港口", "港口", "时尚"),
        ("zh", "不是上海而是首尔", "首尔", "上海"),
        ("zh", "我要问时装，不要港口", "我要问时装", "港口"),
        ("en", "no the mission not the seminar", "no the mission", "the seminar"),  # after a "no" or an "I mean" no comma is needed
        ("nl", "ik bedoel de stad niet de haven", "ik bedoel de stad", "de haven"),
        ("fr", "nn la mode pas la santé", "nn la mode", "la santé"),
        ("de", "ich meine die Mode nicht den Hafen", "ich meine die Mode", "den Hafen"),
        ("zh", "我说的是首尔不是上海", "我说的是首尔", "上海"),
        ("en", "NxtPort, sorry, Blue Gate", "Blue Gate", "NxtPort"),  # a slip
        ("nl", "imec nee wacht bluehealth", "bluehealth", "imec"),
        ("fr", "la mode pardon le port", "le port", "la mode"),
        ("de", "Bluehealth ... ach nein, Blue Gate?", "Blue Gate?", "Bluehealth"),
        ("ko", "블루헬스 아니 블루게이트요", "블루게이트요", "블루헬스"),
        ("zh", "上海，不对，首尔", "首尔", "上海"),
    ],
)
def test_what_is_meant_is_what_is_left_without_what_is_rejected(languages: dict[str, Language], code: str, sentence: str, meant: str, rejected: str) -> None:
    assert list(Rejections(languages[code]).readings(sentence)) == [Split(meant, rejected)]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "What is NxtPort?"),
        ("en", "is it not"),
        ("en", "nothing at all, notably"),  # no "not" of their own
        ("nl", "waarom niet"),
        ("zh", "Blue Gate是不是园区"),  # A or not A: a question
        ("en", "I know what it is, but not where it is"),  # that is asked
        ("de", "gibts da nicht so ein Gründerzentrum, irgendwas mit blue?"),  # questions
        ("fr", "Il y avait pas un slogan pour les couturiers coréens ?"),
        ("fr", "pourquoi Anvers et pas Rotterdam pour un essai ?"),
        ("nl", "had de burgemeester niet zo'n slogan over dingen uitproberen"),
        ("ko", "저희는 제약회사인데 앤트워프에서 거기 말고 또 볼 데가 있나요?"),
        ("en", "not only NxtPort but also IMEC"),  # both are asked for
        ("nl", "niet alleen NxtPort maar ook IMEC"),
        ("fr", "pas seulement NxtPort mais aussi IMEC"),
        ("de", "nicht nur NxtPort, sondern auch IMEC"),
        ("zh", "不是只有港口，还有时尚"),
        ("zh", "不是"),
        ("fr", "pardon"),
        ("de", "Entschuldigung, wer leitet das?"),
        ("ko", "말고요"),
        ("de", ""),
    ],
)
def test_a_sentence_that_sets_nothing_right_rejects_nothing(languages: dict[str, Language], code: str, sentence: str) -> None:
    assert list(Rejections(languages[code]).readings(sentence)) == []
