"""The classifiers of all languages as one: a message of doubtful language is read in each that is likely, and weighed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed

from assistant.question_classifier import Features, QuestionClassifier, fold_words
from assistant.text import fold
from assistant.understanding import RANKING_LENGTH, Scored, merge_out_of_scope

Examples = tuple[Sequence[str], Sequence[Sequence[str]], Sequence[str]]  # texts, their words, their labels


class Ensemble:
    """One classifier a language.

    Args:
        features: language code -> which features its classifier counts; `default` for a language not named.
    """

    def __init__(self, features: dict[str, dict]) -> None:
        self._features = features
        self.classifiers: dict[str, QuestionClassifier] = {}

    def features_of(self, language: str) -> Features:
        """The features that a language's classifier counts."""
        return Features(**self._features.get(language, self._features["default"]))

    def fit(self, examples: dict[str, Examples], processes: int = 2) -> Ensemble:
        """Train a classifier for each language of `examples`, on `processes` cores."""
        fitted = Parallel(n_jobs=processes)(delayed(_fit)(self.features_of(code), *examples[code]) for code in examples)
        self.classifiers = dict(zip(examples, fitted))
        return self

    def rank(self, texts: Sequence[str], words: dict[str, Sequence[Sequence[str]]], weights: dict[str, float]) -> list[tuple[list[Scored], float]]:
        """Rank the labels for each text.

        Args:
            texts: the texts, as typed.
            words: language -> the words of each text, read in that language.
            weights: language -> how likely the texts are in it; they sum to 1.

        Returns:
            For each text: its likeliest labels with their probabilities, and the support for the first one, 0 to 1.
        """
        folded = [fold(text) for text in texts]
        totals: list[dict[str, float]] = [{} for _ in texts]
        support = np.zeros(len(texts))
        for code, weight in weights.items():
            ranked = self.classifiers[code].rank(folded, [fold_words(part) for part in words[code]])
            for index, one in enumerate(ranked):
                support[index] += weight * one.support
                for label, probability in zip(one.labels, one.probabilities):
                    totals[index][label] = totals[index].get(label, 0.0) + weight * float(probability)
        rankings = [merge_out_of_scope([Scored(label, p) for label, p in total.items()]) for total in totals]
        return [([Scored(label, round(p, 4)) for label, p in ranking[:RANKING_LENGTH]], float(s)) for ranking, s in zip(rankings, support)]


def _fit(features: Features, texts: Sequence[str], words: Sequence[Sequence[str]], labels: Sequence[str]) -> QuestionClassifier:
    return QuestionClassifier(features).fit([fold(text) for text in texts], [fold_words(part) for part in words], labels)
