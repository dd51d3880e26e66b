"""What the examples mean, those of every language together: texts of like meaning get the same label, in whatever language they are.

A network with one hidden layer, on sentence vectors (`assistant.sentence_vectors`), which lie near one another across languages:
so an example in one language helps the others.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from assistant.ngrams import softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray  # takes 20 ms, and no run needs it

HIDDEN = 384  # units of the hidden layer
ROUNDS = 12  # through all vectors ...
STEPS = 200  # ... and so many steps at least, where there are few
BATCH = 1024  # vectors a step
LEARNING_RATE = 0.004


class MeaningModel:
    """How likely each label is for a text, by what it means.

    Attributes:
        labels: what it tells apart, in the order of its probabilities.
    """

    def __init__(self) -> None:
        self.labels: list[str] = []
        self._weights: list[NDArray[np.float32]] = []
        self._biases: list[NDArray[np.float32]] = []

    def fit(self, vectors: NDArray[np.float32], labels: Sequence[str], threads: int = 2) -> MeaningModel:
        """Learn from examples.

        Args:
            vectors: their sentence vectors: shape (examples, dimensions), float32.
            labels: the label of each.
            threads: on how many cores.
        """
        batch = min(BATCH, len(vectors))
        rounds = max(ROUNDS, math.ceil(STEPS * batch / len(vectors)))
        network = MLPClassifier((HIDDEN,), batch_size=batch, learning_rate_init=LEARNING_RATE, max_iter=rounds, random_state=0)
        with threadpool_limits(threads), warnings.catch_warnings():
            # It ends after its rounds: further ones learn the examples by heart.
            warnings.filterwarnings("ignore", "Stochastic Optimizer: Maximum iterations", ConvergenceWarning, r"sklearn\.neural_network\.")
            network.fit(vectors, np.asarray(labels))
        self.labels = [str(label) for label in network.classes_]
        self._weights = [weights.astype(np.float32) for weights in network.coefs_]
        self._biases = [bias.astype(np.float32) for bias in network.intercepts_]
        if len(self.labels) == 2:  # scikit-learn then has one unit, for the second label
            self._weights[-1] = np.hstack([np.zeros_like(self._weights[-1]), self._weights[-1]])
            self._biases[-1] = np.concatenate([np.zeros(1, np.float32), self._biases[-1]])
        return self

    def probabilities(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """How likely each label is for texts with these sentence vectors: shape (texts, labels), float32; each row sums to 1."""
        hidden = np.maximum(vectors @ self._weights[0] + self._biases[0], 0.0)
        return softmax(hidden @ self._weights[1] + self._biases[1])
