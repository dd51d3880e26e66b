"""What the examples of all languages mean."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from assistant import meaning
from assistant.meaning import MeaningModel

LABELS = ["gap/contact", "mission/leader", "port/nxtport"]
MANY = [label for label in LABELS for _ in range(20)]


def vectors_of(labels: list[str], seed: int = 0) -> np.ndarray:
    """Sentence vectors that lie near their label's own direction: what a label's examples mean, without an encoder."""
    made = np.eye(8, dtype=np.float32)[[LABELS.index(label) for label in labels]]
    made += np.random.default_rng(seed).normal(scale=0.1, size=made.shape).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def model() -> MeaningModel:
    return MeaningModel().fit(vectors_of(MANY), MANY, threads=1)


def told(model: MeaningModel, vectors: np.ndarray) -> list[str]:
    return [model.labels[index] for index in model.probabilities(vectors).argmax(axis=1)]


def test_unseen_vectors_near_a_label_are_its_own(model: MeaningModel) -> None:
    assert told(model, vectors_of(MANY, seed=1)) == MANY


def test_two_regions_that_no_line_parts_from_another_are_told_apart() -> None:
    corners = np.array([[1, 1], [-1, -1], [1, -1], [-1, 1]], np.float32)
    labels = ["same", "same", "other", "other"]
    vectors = np.repeat(corners, 20, axis=0) + np.random.default_rng(0).normal(scale=0.1, size=(80, 2)).astype(np.float32)
    model = MeaningModel().fit(vectors, np.repeat(labels, 20).tolist(), threads=1)
    assert told(model, corners) == labels


def test_the_probabilities_of_a_text_sum_to_one(model: MeaningModel) -> None:
    probabilities = model.probabilities(vectors_of(LABELS))
    assert probabilities.shape == (3, 3)
    assert probabilities.dtype == np.float32
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_they_are_those_of_the_network_that_was_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []

    class Recorded(meaning.MLPClassifier):
        def fit(self, *given: object) -> Recorded:
            kept.append(self)
            return super().fit(*given)

    monkeypatch.setattr(meaning, "MLPClassifier", Recorded)
    for labels in (MANY, MANY[:40]):  # of two labels scikit-learn keeps one unit
        model = MeaningModel().fit(vectors_of(labels), labels, threads=1)
        unseen = vectors_of(labels, seed=1)
        assert model.probabilities(unseen) == pytest.approx(kept[-1].predict_proba(unseen), abs=1e-5)


def test_training_twice_gives_the_same_model(model: MeaningModel) -> None:
    again = MeaningModel().fit(vectors_of(MANY), MANY, threads=1)
    assert (again.probabilities(vectors_of(LABELS)) == model.probabilities(vectors_of(LABELS))).all()


def test_a_stored_model_is_the_same(model: MeaningModel) -> None:
    again = pickle.loads(pickle.dumps(model))
    assert again.labels == model.labels == LABELS
    assert (again.probabilities(vectors_of(LABELS)) == model.probabilities(vectors_of(LABELS))).all()


def test_no_text_is_no_row(model: MeaningModel) -> None:
    assert model.probabilities(np.empty((0, 8), np.float32)).shape == (0, 3)
