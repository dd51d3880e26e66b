"""Counting the n-grams of texts: with scikit-learn's analyzers and the results of its `TfidfVectorizer`, in a third of its time.

N-grams within words depend on each word alone: of many texts each different word is taken apart once, of one text at a time no word
that was seen before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from assistant.text import kept_for_words

if TYPE_CHECKING:
    from numpy.typing import NDArray  # takes 20 ms, and no run needs it

KEPT = 1 << 12  # words whose features are kept: a message's words stand in its parts too
_BETWEEN = "\n"  # what stands between the names of two features in a stored model: examples are lines, so none has it


class NgramCounter:
    """Counts one kind of features, weighed by how rare they are (tf-idf, sublinear, each text of length 1).

    Args:
        analyzer: "char_wb", "char", or what takes an input apart into its features.
        span: shortest and longest n-gram, for the two kinds of characters.
        preprocessor: what is done to an input first.
        min_df: a feature counts from this many texts on; keeps the model small.
    """

    def __init__(
        self,
        analyzer: str | Callable[[Any], list[str]],
        span: Sequence[int] = (1, 1),
        preprocessor: Callable[[str], str] | None = None,
        min_df: int = 2,
    ) -> None:
        self._counter = CountVectorizer(analyzer=analyzer, ngram_range=tuple(span), preprocessor=preprocessor, lowercase=False, dtype=np.float32)
        self._min_df = min_df
        self._within_words = analyzer == "char_wb"
        self._numbers: dict[str, int] = {}
        self._idf = np.zeros(0, np.float32)
        self._features: Callable[[Any], Iterable[int]] | None = None

    def __len__(self) -> int:
        """How many features are known."""
        return len(self._numbers)

    def fit(self, inputs: Sequence[Any]) -> sparse.csr_matrix:
        """Learn the features of `inputs`, and count them; no column where they have none."""
        self._features = None
        self._numbers, self._idf = {}, np.zeros(0, np.float32)
        try:
            counts = self._counts_by_word(inputs) if self._within_words else self._counter.fit_transform(inputs)
        except ValueError:  # scikit-learn's word for a vocabulary without an entry
            return sparse.csr_matrix((len(inputs), 0), dtype=np.float32)
        kept = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= self._min_df)
        if not len(kept):
            return sparse.csr_matrix((len(inputs), 0), dtype=np.float32)
        names = self._counter.get_feature_names_out()[kept]
        del self._counter.vocabulary_  # with what min_df dropped; not needed to take a text apart
        weighing = TfidfTransformer(sublinear_tf=True)
        counted = weighing.fit_transform(counts[:, kept])
        self._numbers, self._idf = {name: number for number, name in enumerate(names)}, weighing.idf_.astype(np.float32)
        return counted

    def _counts_by_word(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """How often each text has each n-gram: how often it has each word, times how often that word has each n-gram."""
        numbers: dict[str, int] = {}
        present = [[numbers.setdefault(word, len(numbers)) for word in text.split()] for text in texts]
        ends = np.cumsum([0, *map(len, present)])
        found = np.fromiter(chain.from_iterable(present), np.int64, ends[-1])
        words = sparse.csr_matrix((np.ones(len(found), np.float32), found, ends), shape=(len(texts), len(numbers)))
        return words @ self._counter.fit_transform(list(numbers))

    def count(self, one: str | Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The features of one input: their numbers, ascending in no order, and their weights, float32."""
        if self._features is None:
            self._features = self._make_features()
        # No n-gram within words spans two of them, so each word is looked up by itself.
        counts = Counter(chain.from_iterable(map(self._features, str(one).split())) if self._within_words else self._features(one))
        if not counts:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        present = np.fromiter(counts, np.int64, len(counts))
        weights = (1.0 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * self._idf[present]
        return present, weights / np.sqrt(weights @ weights)

    def _make_features(self) -> Callable[[Any], Iterable[int]]:
        """What gives the numbers of an input's known features, each as often as it stands there."""
        analyze, numbers = self._counter.build_analyzer(), self._numbers

        def features(one: Any) -> list[int]:
            return [numbers[feature] for feature in analyze(one) if feature in numbers]

        return kept_for_words(features, KEPT) if self._within_words else features

    def __getstate__(self) -> dict[str, Any]:
        """All but `_features`, which cannot be pickled and is made anew; the features' names as one text, which is stored sooner."""
        return {**self.__dict__, "_features": None, "_numbers": _BETWEEN.join(self._numbers)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """What `__getstate__` returned."""
        names = state["_numbers"].split(_BETWEEN) if state["_numbers"] else ()
        self.__dict__.update(state, _numbers={name: number for number, name in enumerate(names)})


class LinearModel:
    """A fitted linear model, as small as it may be: what it takes to score, with weights of eight bits.

    Each feature's weights are whole numbers from -127 to 127 on a scale of that feature's own, so that what rounding takes away
    is at most a 254th of its largest weight.

    Args:
        weights: shape (features, labels), so that a text needs only the rows of the features it has.
        bias: shape (labels,).
    """

    def __init__(self, weights: NDArray[np.floating[Any]], bias: NDArray[np.floating[Any]]) -> None:
        largest = np.abs(weights).max(axis=1, initial=0.0)
        self._scales = (np.where(largest > 0.0, largest, 1.0) / 127.0).astype(np.float32)
        self._weights = np.ascontiguousarray(np.rint(weights / self._scales[:, None]), dtype=np.int8)
        self._bias = bias.astype(np.float32)

    @classmethod
    def of(cls, model: Any) -> LinearModel:
        """The weights of a fitted scikit-learn classifier."""
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # scikit-learn then keeps the second label's weights only; the first one's are their opposite
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        return cls(weights.T, bias)

    def scores(self, features: NDArray[np.int64]) -> NDArray[np.floating[Any]]:
        """Each label's score for each row of `features` (rows, features): shape (rows, labels), float32."""
        return (features * self._scales) @ self._weights.astype(np.float32) + self._bias

    def score(self, counters: Sequence[tuple[NgramCounter, Any]]) -> NDArray[np.floating[Any]]:
        """Each label's score for one text: shape (labels,), float32.

        Args:
            counters: those that the model was fitted on, in that order, each with its input.
        """
        total, offset = self._bias.copy(), 0
        for counter, one in counters:
            present, weights = counter.count(one)
            if len(present):
                rows = present + offset
                total += (weights * self._scales[rows]) @ self._weights[rows].astype(np.float32)
            offset += len(counter)
        return total


def softmax(scores: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Scores as probabilities: each row sums to 1."""
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
