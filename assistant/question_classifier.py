"""Which claim does a question ask for? For each language a model of its words, and one of its meaning.

Words: one logistic regression per label on character and word n-grams, one against the rest, so that each label says for itself
whether a text is its own; a text that is nobody's gets low scores everywhere, which a softmax alone would hide. Meaning: a
logistic regression on sentence vectors, for what is asked in words that no example has. Their probabilities are multiplied.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from assistant.lexicon import lexicon
from assistant.ngrams import LinearModel, NgramCounter, softmax
from assistant.spelling import Speller
from assistant.text import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray  # takes 20 ms, and no run needs it

WORDS_STRENGTH = 10.0  # inverse regularisation of the regressions on n-grams ...
WORDS_TOLERANCE = 1.0  # ... which end early ...
WORDS_ROUNDS = 4  # ... and after so many passes at most: further ones change no figure by more than noise
MEANING_WEIGHT = 0.5  # of the meaning's log probability beside that of the words
TEMPERATURE = 1.6  # the softmax over the words' scores, calibrated
FLOOR = 1e-6  # probability below which a model does not rule a label out

_SPACE = re.compile(r"\s+")


class Judged(NamedTuple):
    """What the models make of some texts, for each text and each of the classifier's labels: shape (texts, labels).

    Attributes:
        probabilities: those of a text sum to 1.
        support: how sure the label's own model is that the words are its own, 0 to 1; low everywhere for a text that is
            nobody's.
    """

    probabilities: NDArray[np.float32]
    support: NDArray[np.float32]


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

    def __init__(self, span: tuple[int, ...]) -> None:
        self._span = span

    def __call__(self, words: Sequence[str]) -> list[str]:
        shortest, longest = self._span
        return [" ".join(words[i : i + n]) for n in range(shortest, longest + 1) for i in range(len(words) - n + 1)]


def _tags_of(text: str) -> list[str]:
    return sorted({named.value for named in lexicon().find_folded(text)})


class QuestionClassifier:
    """A classifier for one language.

    Args:
        features: which n-grams are counted.
        min_df: an n-gram counts from this many examples on; keeps the model small.

    Attributes:
        labels: what it tells apart, in the order of its probabilities.
        tokens: the frequent ones of its examples (see `assistant.sentence_vectors`).
        speller: puts misspelt words right; None where a language has no list of words.
    """

    def __init__(self, features: Features, min_df: int = 2) -> None:
        self._characters = [NgramCounter("char_wb", span, min_df=min_df) for span in features.character]
        self._characters += [NgramCounter("char", span, preprocessor=squeeze, min_df=min_df) for span in features.squeezed]
        self._words = [NgramCounter(_WordNgrams(tuple(features.word)), min_df=min_df)] if features.word else []
        self._tags = [NgramCounter(_tags_of, min_df=1)] if features.lexicon else []
        self.labels: list[str] = []
        self.tokens: list[int] = []
        self.speller: Speller | None = None
        self._ngrams: LinearModel

    def fit(self, texts: Sequence[str], words: Sequence[Sequence[str]], labels: Sequence[str]) -> QuestionClassifier:
        """Learn from examples.

        Args:
            texts: the examples, folded (see `assistant.text.fold`).
            words: the words of each.
            labels: the label of each.
        """
        columns = [counter.fit(inputs) for counter, inputs in zip(self._counters(), self._inputs(texts, words))]
        words_model = LogisticRegression(C=WORDS_STRENGTH, solver="liblinear", dual=True, tol=WORDS_TOLERANCE, max_iter=WORDS_ROUNDS, random_state=0)
        with warnings.catch_warnings():
            # It ends after its rounds, which are enough (see `WORDS_ROUNDS`).
            warnings.filterwarnings("ignore", "Liblinear failed to converge", ConvergenceWarning, r"sklearn\.svm\.")
            words_model.fit(sparse.hstack(columns).tocsr(), labels)
        self._ngrams = LinearModel.of(words_model)
        self.labels = [str(label) for label in words_model.classes_]
        return self

    def corrected(self, text: str) -> str:
        """A folded text with its misspelt words put right."""
        return self.speller.corrected(text) if self.speller else text

    def _counters(self) -> list[NgramCounter]:
        return [*self._characters, *self._tags, *self._words]

    def _inputs(self, texts: Any, words: Any) -> list[Any]:
        """What each of `_counters` counts."""
        return [texts] * (len(self._characters) + len(self._tags)) + [words] * len(self._words)

    def scores(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Each label's own log odds that the words of each text are its own: shape (texts, labels)."""
        scores = [self._ngrams.score(list(zip(self._counters(), self._inputs(text, own)))) for text, own in zip(texts, words)]
        return np.array(scores, np.float32).reshape(len(texts), len(self.labels))

    def by_words(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> Judged:
        """How likely each label is for each text, by its words alone (see `fit`)."""
        scores = self.scores(texts, words)
        return Judged(softmax(scores * TEMPERATURE), 1.0 / (1.0 + np.exp(-scores)))



def joined(by_words: NDArray[np.float32], by_meaning: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities by words joined with those by meaning of the same texts and labels: shape (texts, labels); each row sums to 1."""
    product = (by_words + FLOOR) * (by_meaning + FLOOR) ** MEANING_WEIGHT
    return product / product.sum(axis=1, keepdims=True)


def fold_words(words: Sequence[str]) -> list[str]:
    """Words as the classifier counts them: folded, without punctuation."""
    return [folded for folded in map(_fold_word, words) if folded]


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    """A word, folded; "" for punctuation."""
    folded = fold(word)
    return folded if any(character.isalnum() for character in folded) else ""
