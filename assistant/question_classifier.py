"""Which claim does a question ask for? A linear model a language on character n-grams and words.

One logistic regression per label, one against the rest, so that each label says for itself whether a text is its own: a
text that is nobody's gets low scores everywhere, which a softmax alone would hide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.lexicon import lexicon
from assistant.text import fold

_SPACE = re.compile(r"\s+")


class Ranked(NamedTuple):
    """What the model makes of one text.

    Attributes:
        labels: all labels, the likeliest first.
        probabilities: of those labels, calibrated; they sum to 1.
        support: how sure the first label's own model is that the text is its own, 0 to 1; low for a text that is nobody's.
    """

    labels: list[str]
    probabilities: np.ndarray
    support: float


class Features(NamedTuple):
    """Which n-grams a language's classifier counts; each range as (shortest, longest).

    Attributes:
        character: character n-grams within words.
        squeezed: character n-grams of the text without its spaces: for Chinese, and for Korean as typed on a phone,
            where spaces come and go.
        word: word n-grams; empty for none.
        lexicon: count what kinds of foreign names a text holds (see `assistant.lexicon`).
    """

    character: Sequence[Sequence[int]] = ()
    squeezed: Sequence[Sequence[int]] = ()
    word: Sequence[int] = ()
    lexicon: bool = False


def squeeze(text: str) -> str:
    """The text without its spaces."""
    return _SPACE.sub("", text)


class _WordNgrams:
    """Word n-grams of a list of words; a class, so that it can be stored with the model."""

    def __init__(self, span: tuple[int, int]) -> None:
        self._span = span

    def __call__(self, words: Sequence[str]) -> list[str]:
        shortest, longest = self._span
        return [" ".join(words[i : i + n]) for n in range(shortest, longest + 1) for i in range(len(words) - n + 1)]


class QuestionClassifier:
    """A classifier for one language.

    Args:
        features: which n-grams are counted.
        strength: inverse regularisation of the logistic regressions.
        min_df: an n-gram counts from this many examples on; keeps the model small.
    """

    def __init__(self, features: Features, strength: float = 10.0, min_df: int = 2) -> None:
        self._strength = strength
        common = {"sublinear_tf": True, "lowercase": False, "min_df": min_df, "dtype": np.float32}
        self._characters = [TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(span), **common) for span in features.character]
        self._characters += [TfidfVectorizer(analyzer="char", ngram_range=tuple(span), preprocessor=squeeze, **common) for span in features.squeezed]
        self._words = []
        if features.word:
            self._words = [TfidfVectorizer(analyzer=_WordNgrams(tuple(features.word)), **common)]
        self._lexicon = lexicon() if features.lexicon else None
        self._tags = [TfidfVectorizer(analyzer=self._tags_of, **common)] if features.lexicon else []
        self.labels: list[str] = []
        self._weights = np.zeros((0, 0), np.float32)
        self._bias = np.zeros(0, np.float32)
        self.temperature = 1.6

    def fit(self, texts: Sequence[str], words: Sequence[Sequence[str]], labels: Sequence[str]) -> QuestionClassifier:
        """Learn from examples.

        Args:
            texts: the examples, folded (see `assistant.text.fold`).
            words: the words of each.
            labels: the label of each.
        """
        features = sparse.hstack([vectorizer.fit_transform(inputs) for vectorizer, inputs in self._inputs(texts, words)]).tocsr()
        model = LogisticRegression(C=self._strength, solver="liblinear", random_state=0).fit(features, labels)
        self.labels = [str(label) for label in model.classes_]
        weights, bias = model.coef_, model.intercept_
        if len(self.labels) == 2:  # scikit-learn then keeps the second label's model only; the first one's is its opposite
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        self._weights = np.ascontiguousarray(weights.T, dtype=np.float32)  # features x labels: one row a feature present
        self._bias = bias.astype(np.float32)
        for vectorizer in [*self._characters, *self._words, *self._tags]:
            vectorizer.stop_words_ = None  # what min_df dropped; kept by scikit-learn for inspection only
        return self

    def _inputs(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> list[tuple[TfidfVectorizer, Sequence]]:
        return [(vectorizer, texts) for vectorizer in [*self._characters, *self._tags]] + [(vectorizer, words) for vectorizer in self._words]

    def _tags_of(self, text: str) -> list[str]:
        return sorted({named.value for named in self._lexicon.find(text)})

    def scores(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> np.ndarray:
        """Each label's own log odds for each text: shape (texts, labels)."""
        offset, rows = 0, np.zeros((len(texts), len(self.labels)), np.float32) + self._bias
        for vectorizer, inputs in self._inputs(texts, words):
            features = vectorizer.transform(inputs)
            size = features.shape[1]
            rows += features @ self._weights[offset : offset + size]
            offset += size
        return rows

    def rank(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> list[Ranked]:
        """Rank all labels for each text."""
        ranked = []
        for row in self.scores(texts, words):
            exponentials = np.exp((row - row.max()) * self.temperature)
            order = np.argsort(-exponentials, kind="stable")
            support = float(1.0 / (1.0 + np.exp(-row[order[0]])))
            ranked.append(Ranked([self.labels[i] for i in order], (exponentials / exponentials.sum())[order], support))
        return ranked


def fold_words(words: Sequence[str]) -> list[str]:
    """Words as the classifier counts them: folded, without punctuation."""
    return [folded for folded in map(fold, words) if any(character.isalnum() for character in folded)]
