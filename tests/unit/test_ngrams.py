"""Counting n-grams one text at a time, and the linear model on them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.ngrams import LinearModel, NgramCounter
from assistant.question_classifier import squeeze

TEXTS = [
    "what is the data platform of the port",
    "the the the port",
    "who led the mission to seoul",
    "데이터 플랫폼은 뭐예요",
    "데이터플랫폼 알려줘",
    "数据平台是什么",
    "数据平台 数据平台",
    "ou est le port d'anvers",
    "a",
    "",
    " ",
]
LABELS = ["port", "port", "mission", "port", "port", "port", "port", "city", "city", "city", "mission"]


def pairs(words: list[str]) -> list[str]:
    """Words and pairs of words."""
    return [*words, *(" ".join(pair) for pair in zip(words, words[1:]))]


KINDS: dict[str, tuple[Callable[[int], NgramCounter], list[Any]]] = {
    "within words": (lambda min_df: NgramCounter("char_wb", (2, 5), min_df=min_df), TEXTS),
    "single characters": (lambda min_df: NgramCounter("char_wb", (1, 1), min_df=min_df), TEXTS),
    "without spaces": (lambda min_df: NgramCounter("char", (1, 3), preprocessor=squeeze, min_df=min_df), TEXTS),
    "words": (lambda min_df: NgramCounter(pairs, min_df=min_df), [text.split() for text in TEXTS]),
}


def row(counter: NgramCounter, one: Any) -> np.ndarray:
    """What `count` gives, as the vectorizers give it."""
    numbers, weights = counter.count(one)
    filled = np.zeros(len(counter), np.float32)
    filled[numbers] = weights
    return filled


def by_scikit_learn(kind: str, min_df: int) -> TfidfVectorizer:
    """scikit-learn's own vectorizer for the features that `KINDS` names so."""
    analyzer, span, preprocessor = {
        "within words": ("char_wb", (2, 5), None),
        "single characters": ("char_wb", (1, 1), None),
        "without spaces": ("char", (1, 3), squeeze),
        "words": (pairs, (1, 1), None),
    }[kind]
    return TfidfVectorizer(analyzer=analyzer, ngram_range=span, preprocessor=preprocessor, lowercase=False, sublinear_tf=True, min_df=min_df)


@pytest.mark.parametrize("min_df", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_texts_are_counted_as_scikit_learn_counts_them(kind: str, min_df: int) -> None:
    make, inputs = KINDS[kind]
    counter = make(min_df)
    counted, theirs = counter.fit(inputs), by_scikit_learn(kind, min_df)
    expected = theirs.fit_transform(inputs)
    assert counted.nnz > 2
    assert counted.dtype == np.float32
    assert counter._numbers == theirs.vocabulary_
    assert counted.toarray() == pytest.approx(expected.toarray(), abs=1e-6)


@pytest.mark.parametrize("min_df", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_one_text_is_counted_like_many(kind: str, min_df: int) -> None:
    make, inputs = KINDS[kind]
    counter = make(min_df)
    counted = counter.fit(inputs)
    assert counted.shape == (len(inputs), len(counter))
    for one, many in zip(inputs, counted.toarray(), strict=True):
        assert row(counter, one) == pytest.approx(many, abs=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_an_unseen_text_is_counted_as_scikit_learn_would(kind: str) -> None:
    make, inputs = KINDS[kind]
    counter = make(1)
    counter.fit(inputs[:5])
    theirs = by_scikit_learn(kind, 1).fit(inputs[:5])
    for one, many in zip(inputs, theirs.transform(inputs).toarray(), strict=True):
        assert row(counter, one) == pytest.approx(many, abs=1e-6)


@pytest.mark.parametrize("kind", ["within words", "without spaces", "words"])
def test_a_text_of_many_features_has_length_one_and_one_without_any_none(kind: str) -> None:
    make, inputs = KINDS[kind]
    counter = make(1)
    counter.fit(inputs)
    assert np.linalg.norm(counter.count(inputs[0])[1]) == pytest.approx(1.0)
    numbers, weights = counter.count("ωωω" if isinstance(inputs[0], str) else ["ωωω"])
    assert (len(numbers), len(weights)) == (0, 0)


@pytest.mark.parametrize("inputs", [["", ""], ["ab", "cd"], []])
def test_a_vocabulary_without_an_entry_gives_no_column(inputs: list[str]) -> None:
    counter = NgramCounter("char_wb", (2, 2), min_df=2)
    counted = counter.fit(inputs)
    assert counted.shape == (len(inputs), 0)
    assert len(counter) == 0
    numbers, weights = counter.count("ab")
    assert (len(numbers), len(weights)) == (0, 0)


def test_a_feature_of_a_single_text_is_left_out_where_two_are_wanted() -> None:
    counter = NgramCounter(str.split, min_df=2)
    counter.fit(["port data", "port city"])
    assert len(counter) == 1
    assert len(counter.count("data city")[0]) == 0
    assert counter.count("port")[1] == pytest.approx([1.0])


@pytest.mark.parametrize("kind", ["within words", "single characters", "without spaces"])
def test_a_counter_can_be_stored_and_taken_up(kind: str) -> None:
    make, inputs = KINDS[kind]
    counter = make(1)
    counter.fit(inputs)
    before = row(counter, inputs[0])
    again = pickle.loads(pickle.dumps(counter))
    assert (row(again, inputs[0]) == before).all()
    assert (row(counter, inputs[0]) == before).all()


def test_a_counter_that_knows_nothing_can_be_stored_too() -> None:
    counter = NgramCounter("char_wb", (1, 3))
    counter.fit(["", ""])
    again = pickle.loads(pickle.dumps(counter))
    assert len(again) == 0
    assert len(again.count("port")[0]) == 0


# -- the linear model -----------------------------------------------------------------------------------------------------------


def fitted(labels: int) -> tuple[list[NgramCounter], LogisticRegression, sparse.csr_matrix]:
    """Counters, a regression on what they counted of the texts with so many different labels, and what they counted."""
    chosen = [index for index, label in enumerate(LABELS) if label in sorted(set(LABELS))[-labels:]]
    counters = [NgramCounter("char_wb", (1, 3), min_df=1), NgramCounter("char", (9, 9), min_df=9), NgramCounter("char", (1, 2), preprocessor=squeeze)]
    counted = sparse.hstack([counter.fit([TEXTS[index] for index in chosen]) for counter in counters]).tocsr()
    return counters, LogisticRegression(C=10.0, solver="liblinear", random_state=0).fit(counted, [LABELS[index] for index in chosen]), counted


def decisions(model: LogisticRegression, counted: sparse.csr_matrix) -> np.ndarray:
    """scikit-learn's decision function, a column a label, for two labels too."""
    decided = model.decision_function(counted)
    return np.column_stack([-decided, decided]) if decided.ndim == 1 else decided


def within(model: LogisticRegression, counted: sparse.csr_matrix) -> float:
    """How far weights of eight bits may be off: half a step of each, times what it is multiplied by."""
    return float((abs(counted) @ abs(model.coef_).max(axis=0)).max()) / 254 + 1e-5


@pytest.mark.parametrize("labels", [2, 3])
def test_the_scores_are_those_of_the_fitted_model(labels: int) -> None:
    _, model, counted = fitted(labels)
    small = LinearModel.of(model)
    scores = small.scores(counted.toarray())
    assert scores.shape == (counted.shape[0], labels)
    assert scores.dtype == np.float32
    assert scores == pytest.approx(decisions(model, counted), abs=within(model, counted))
    assert [model.classes_[index] for index in scores.argmax(axis=1)] == list(model.predict(counted))


@pytest.mark.parametrize("labels", [2, 3])
def test_one_text_is_scored_like_many(labels: int) -> None:
    counters, model, counted = fitted(labels)
    small = LinearModel.of(model)
    texts = [text for text, label in zip(TEXTS, LABELS) if label in model.classes_]
    assert len(counters[1]) == 0
    for text, many in zip(texts, decisions(model, counted), strict=True):
        one = small.score([(counter, text) for counter in counters])
        assert (one.shape, one.dtype) == ((labels,), np.float32)
        assert one == pytest.approx(many, abs=within(model, counted))


def test_the_order_of_the_counters_counts() -> None:
    counters, model, _ = fitted(3)
    small = LinearModel.of(model)
    said = [(counter, TEXTS[0]) for counter in counters]
    assert small.score(said) != pytest.approx(small.score(said[::-1]), abs=1e-3)


def test_scoring_leaves_the_model_as_it_was() -> None:
    counters, model, _ = fitted(3)
    small = LinearModel.of(model)
    said = [(counter, TEXTS[0]) for counter in counters]
    first = small.score(said)
    small.score([(counter, TEXTS[2]) for counter in counters])
    assert (small.score(said) == first).all()


def test_a_text_without_a_known_feature_gets_the_bias() -> None:
    counters, model, _ = fitted(3)
    assert LinearModel.of(model).score([(counter, "ωωω") for counter in counters[1:]]) == pytest.approx(model.intercept_, abs=1e-6)


def test_a_stored_model_is_half_as_large_as_one_of_single_precision() -> None:
    weights = np.random.default_rng(0).normal(size=(1000, 50)).astype(np.float32)
    assert len(pickle.dumps(LinearModel(weights, np.zeros(50)))) < 0.51 * weights.nbytes
    again = pickle.loads(pickle.dumps(LinearModel(weights, np.zeros(50))))
    assert again.scores(weights.T) == pytest.approx(LinearModel(weights, np.zeros(50)).scores(weights.T))


def test_a_counter_fitted_anew_counts_what_it_learned_last() -> None:
    counter = NgramCounter("char_wb", (2, 3), min_df=1)
    counter.fit(["port"])
    assert len(counter.count("ship")[0]) == 0
    counter.fit(["ship"])
    assert len(counter.count("ship")[0]) == len(counter)


def test_long_words_are_counted_and_not_kept() -> None:
    counter = NgramCounter("char_wb", (1, 3), min_df=1)
    counter.fit(["ab" * 500, "quay"])
    word = "ab" * 500
    counts = [len(counter.count(text)[0]) for text in (word, "quay", f"{word} quay")]
    assert 0 < counts[0] < counts[2]
    assert counter._features.cache_info().currsize == 1
