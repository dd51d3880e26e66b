"""The linear model of one language."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.question_classifier import Features, QuestionClassifier, fold_words, squeeze

EXAMPLES = {
    "port/nxtport": ["what is the data platform", "explain the data platform", "the data platform of the port", "platform for data"],
    "mission/leader": ["who led the mission", "who was the leader of the mission", "leader of the mission", "the mission leader"],
    "out_of_scope/chat": ["what is for dinner", "dinner tonight", "dinner with friends", "cook me dinner"],
    "out_of_scope/tech": ["my phone is broken", "repair my phone", "phone screen broken", "broken phone"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]
WORDS = [text.split() for text in TEXTS]
ALL = Features(character=[[2, 4]], squeezed=[[1, 3]], word=[1, 2])


@pytest.fixture(scope="module")
def classifier() -> QuestionClassifier:
    return QuestionClassifier(ALL).fit(TEXTS, WORDS, LABELS)


def ranked(classifier: QuestionClassifier, text: str):
    return classifier.rank([text], [text.split()])[0]


@pytest.mark.parametrize(
    "text, label", [("explain that platform for data", "port/nxtport"), ("the leader who led it", "mission/leader"), ("dinner please", "out_of_scope/chat")]
)
def test_an_unseen_question_is_ranked_right(classifier: QuestionClassifier, text: str, label: str) -> None:
    assert ranked(classifier, text).labels[0] == label


def test_probabilities_fall_and_sum_to_one(classifier: QuestionClassifier) -> None:
    probabilities = ranked(classifier, "the data platform").probabilities
    assert probabilities.sum() == pytest.approx(1.0)
    assert (np.diff(probabilities) <= 0).all()
    assert sorted(ranked(classifier, "the data platform").labels) == sorted(EXAMPLES)


def test_support_is_high_for_ones_own_and_low_for_nobodys(classifier: QuestionClassifier) -> None:
    assert ranked(classifier, "what is the data platform").support > 0.5 > ranked(classifier, "zzz qqq").support


def test_texts_are_ranked_one_like_many(classifier: QuestionClassifier) -> None:
    many = classifier.rank(TEXTS, WORDS)
    for text, one in zip(TEXTS, many, strict=True):
        assert one.labels == ranked(classifier, text).labels
        assert one.probabilities == pytest.approx(ranked(classifier, text).probabilities, abs=1e-5)


def test_training_twice_gives_the_same_model(classifier: QuestionClassifier) -> None:
    again = QuestionClassifier(ALL).fit(TEXTS, WORDS, LABELS)
    assert (again.scores(TEXTS, WORDS) == classifier.scores(TEXTS, WORDS)).all()


@pytest.mark.parametrize("features", [Features(character=[[1, 3]]), Features(squeezed=[[1, 3]]), Features(word=[1, 2]), ALL])
def test_each_kind_of_feature_serves_alone_and_together(features: Features) -> None:
    model = QuestionClassifier(features, min_df=1).fit(TEXTS, WORDS, LABELS)
    assert [one.labels[0] for one in model.rank(TEXTS, WORDS)] == LABELS


def test_two_labels_are_told_apart_like_many() -> None:
    model = QuestionClassifier(ALL).fit(TEXTS[:8], WORDS[:8], LABELS[:8])
    assert [one.labels[0] for one in model.rank(TEXTS[:8], WORDS[:8])] == LABELS[:8]


def test_squeezed_features_do_not_see_spaces() -> None:
    model = QuestionClassifier(Features(squeezed=[[1, 3]])).fit(TEXTS, WORDS, LABELS)
    assert (model.scores(["who led the mission"], [[]]) == model.scores(["wholed themis sion"], [[]])).all()
    assert squeeze(" a b\tc ") == "abc"


def test_words_are_folded_and_punctuation_dropped() -> None:
    assert fold_words(["Où", "?", "C'EST", "—", "首爾", "7"]) == ["ou", "c'est", "首尔", "7"]
