"""The classifiers of all languages as one: a message of doubtful language is read in each that is likely, and weighed."""

from __future__ import annotations

import hashlib
import math
import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from joblib import Memory, Parallel, delayed

from assistant.engine.patterns import keep_compiled
from assistant.languages import languages
from assistant.lexicon import FILE as LEXICON
from assistant.meaning import MeaningModel
from assistant.paths import root
from assistant.question_classifier import Features, QuestionClassifier, fold_words, joined
from assistant.remarks import with_remarks
from assistant.sentence_vectors import frequent_tokens, sentence_vectors
from assistant.spelling import Speller, words_of
from assistant.text import fold
from assistant.tokenization import Reader
from assistant.understanding import OUT_OF_SCOPE, RANKING_LENGTH, Ranking, Scored, family

if TYPE_CHECKING:
    from numpy.typing import NDArray  # takes 20 ms, and no run needs it

Examples = tuple[Sequence[str], Sequence[str]]  # texts, their labels

MEANT_SHARE = 0.4  # of each label's examples in each language, that the model of meaning learns: a vector takes long
SURE_BY_WORDS = 0.90  # probability from which the words alone are believed
CACHE = Path(".rasa") / "classifiers"  # what was learned from the same examples before
CACHE_BYTES = "800M"  # about three generations of six languages
# What a classifier is made by, beside its examples and its configuration.
SOURCES = (
    "assistant/question_classifier.py",
    "assistant/meaning.py",
    "assistant/ngrams.py",
    "assistant/sentence_vectors.py",
    "assistant/remarks.py",
    "assistant/spelling.py",
    "assistant/ensemble.py",
    "assistant/tokenization.py",
    "assistant/language.py",
    "assistant/text.py",
    "assistant/names.py",
    "assistant/lexicon.py",
    "languages.yml",
    "facts/names.yml",
    "requirements.txt",
    LEXICON,
)


class Ensemble:
    """One classifier a language.

    Args:
        features: language code -> which features its classifier counts; `default` for a language not named.
    """

    def __init__(self, features: dict[str, dict[str, Any]]) -> None:
        self._features = features
        self.classifiers: dict[str, QuestionClassifier] = {}
        self.meaning = MeaningModel()

    def features_of(self, language: str) -> Features:
        """The features that a language's classifier counts."""
        return Features(**self._features.get(language, self._features["default"]))

    def fit(self, examples: Mapping[str, Examples], processes: int = 2) -> Ensemble:
        """Train a classifier for each language of `examples`, on `processes` cores; one whose examples are as before is taken up again.

        What the examples mean is learned from those of all languages together.
        """
        memory = Memory(root() / CACHE, verbose=0)
        fit = memory.cache(_fit, ignore=["examples"])
        made_by = digest_of_sources()
        jobs = [(code, self.features_of(code), _digest([made_by, examples[code]]), examples[code]) for code in examples]
        fitted = Parallel(n_jobs=processes)(delayed(fit)(*job) for job in jobs)
        memory.reduce_size(bytes_limit=CACHE_BYTES)
        self.classifiers = {code: one.classifier for code, one in zip(examples, fitted)}
        vectors = np.concatenate([one.vectors for one in fitted]).astype(np.float32)
        self.meaning = MeaningModel().fit(vectors, [label for one in fitted for label in one.meant], processes)
        return self

    def rank(
        self, texts: Sequence[str], words: Mapping[str, Sequence[Sequence[str]]], weights: dict[str, float], by_words: Sequence[bool] | None = None
    ) -> list[Ranking]:
        """Rank the labels for each text.

        Args:
            texts: the texts, as typed.
            words: language -> the words of each text, read in that language; of one whose words count for nothing, none.
            weights: language -> how likely the texts are in it; they sum to 1.
            by_words: for each text, whether its words alone will do: a vector takes longer than all the rest. None for none.
        """
        folded = [fold(text) for text in texts]
        spelt = {code: [self.classifiers[code].corrected(text) for text in folded] for code in weights}
        own = {code: [[self.classifiers[code].corrected(word) for word in fold_words(part)] for part in words[code]] for code in weights}
        judged = {code: self.classifiers[code].by_words(spelt[code], own[code]) for code in weights}
        certainty = np.min([one.probabilities.max(axis=1) for one in judged.values()], axis=0)
        unsure = np.flatnonzero((certainty < SURE_BY_WORDS) & ~np.array(by_words if by_words is not None else [False] * len(texts)))
        if len(unsure):
            likeliest = max(weights, key=weights.__getitem__)
            by_meaning = self.meaning.probabilities(sentence_vectors([spelt[likeliest][index] for index in unsure]))
            for code, one in judged.items():
                one.probabilities[unsure] = joined(one.probabilities[unsure], by_meaning[:, self._meant_columns[code]])
        totals = reduce(np.add, (weight * self._merged(code, judged[code].probabilities) for code, weight in weights.items()))
        support = reduce(np.add, (weight * self._merged(code, judged[code].support) for code, weight in weights.items()))
        rankings = []
        for total, own in zip(totals, support):
            order = np.argsort(-total, kind="stable")[:RANKING_LENGTH]
            rankings.append(Ranking([Scored(self._labels[i], round(float(total[i]), 4)) for i in order], round(float(own[order[0]]), 4)))
        return rankings

    def misspelt(self, text: str, code: str) -> dict[str, str]:
        """The words of a text, as typed, that are misspelt in a language, and what each is read as."""
        speller = self.classifiers[code].speller
        return speller.corrections(fold(text)) if speller else {}

    def _merged(self, code: str, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Values for each of a classifier's labels, shape (texts, its labels), as values for the labels of all: shape (texts, labels)."""
        columns, starts, present = self._columns[code]
        merged = np.zeros((len(values), len(self._labels)), np.float32)
        merged[:, present] = np.add.reduceat(values[:, columns], starts, axis=1)
        return merged

    @cached_property
    def _labels(self) -> list[str]:
        """The labels of all classifiers, out of scope as one."""
        return sorted({_as_one(label) for classifier in self.classifiers.values() for label in classifier.labels})

    @cached_property
    def _meant_columns(self) -> dict[str, list[int]]:
        """For each classifier: which label of the model of meaning each of its own is."""
        number = {label: index for index, label in enumerate(self.meaning.labels)}
        return {code: [number[label] for label in classifier.labels] for code, classifier in self.classifiers.items()}

    @cached_property
    def _columns(self) -> dict[str, tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
        """For each classifier: its columns, those that count as one side by side; where each group begins; and which of `_labels` each is."""
        number = {label: index for index, label in enumerate(self._labels)}
        columns_of = {}
        for code, classifier in self.classifiers.items():
            numbers = np.array([number[_as_one(label)] for label in classifier.labels])
            columns = np.argsort(numbers, kind="stable")
            present, starts = np.unique(numbers[columns], return_index=True)
            columns_of[code] = columns, starts, present
        return columns_of


def _as_one(label: str) -> str:
    """The label that a classifier's label counts as: the families out of scope are one."""
    return OUT_OF_SCOPE if family(label) == OUT_OF_SCOPE else label


class Fitted(NamedTuple):
    """What was learned from one language's examples.

    Attributes:
        classifier: what their words say.
        vectors: the sentence vectors of those that the model of meaning learns: shape (some, dimensions), float16.
        meant: the labels of those.
    """

    classifier: QuestionClassifier
    vectors: NDArray[np.float16]
    meant: list[str]


def _fit(code: str, features: Features, digest: str, examples: Examples) -> Fitted:
    """Train a classifier; `digest` stands for `examples`, and for the code, in the cache of what was learned."""
    keep_compiled()  # a process of its own: it knows nothing of what the first one was told
    texts, labels = with_remarks(*examples)
    reader = Reader({code: languages()[code]})
    words = [fold_words([word.text for word in reader.words(text, code)]) if features.word else [] for text in texts]
    folded = [fold(text) for text in texts]
    classifier = QuestionClassifier(features).fit(folded, words, labels)
    classifier.tokens = frequent_tokens(folded)
    word_list = languages()[code].word_list
    classifier.speller = Speller(folded[: len(examples[0])], words_of(word_list)) if word_list else None
    chosen = to_be_meant(*examples)
    return Fitted(classifier, sentence_vectors([folded[number] for number in chosen]).astype(np.float16), [labels[number] for number in chosen])


def to_be_meant(texts: Sequence[str], labels: Sequence[str]) -> list[int]:
    """The numbers of the examples that the model of meaning learns: so many of each label.

    Which they are depends on each text alone: a further example changes one of them at most.
    """
    numbers: dict[str, list[int]] = {}
    for number in sorted(range(len(texts)), key=lambda number: zlib.crc32(texts[number].encode())):
        numbers.setdefault(labels[number], []).append(number)
    return sorted(number for own in numbers.values() for number in own[: math.ceil(MEANT_SHARE * len(own))])


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def digest_of_sources() -> str:
    """A digest of what makes a classifier, beside its examples and its configuration."""
    code = Path(__file__).resolve().parents[1]
    paths = [root() / name if name.endswith(".yml") else code / name for name in SOURCES]
    return _digest([path.read_bytes() for path in paths if path.exists()])
