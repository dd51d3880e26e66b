"""The model of one language's words, and how it is joined with that of the meaning."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from assistant.names import NameFinder
from assistant.question_classifier import FLOOR, MEANING_WEIGHT, TEMPERATURE, Features, QuestionClassifier, fold_words, joined, softmax, squeeze

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


def fit(features: Features = ALL, count: int = len(TEXTS), min_df: int = 2) -> QuestionClassifier:
    return QuestionClassifier(features, min_df).fit(TEXTS[:count], WORDS[:count], LABELS[:count])


@pytest.fixture(scope="module")
def classifier() -> QuestionClassifier:
    return fit()


def best(classifier: QuestionClassifier, probabilities: np.ndarray) -> list[str]:
    return [classifier.labels[index] for index in probabilities.argmax(axis=1)]


def by_words(classifier: QuestionClassifier, text: str) -> str:
    (label,) = best(classifier, classifier.by_words([text], [text.split()]).probabilities)
    return label


@pytest.mark.parametrize(
    "text, label", [("explain that platform for data", "port/nxtport"), ("the leader who led it", "mission/leader"), ("dinner please", "out_of_scope/chat")]
)
def test_an_unseen_question_is_told_by_its_words(classifier: QuestionClassifier, text: str, label: str) -> None:
    assert by_words(classifier, text) == label


def test_the_probabilities_of_a_text_sum_to_one_and_every_label_has_one(classifier: QuestionClassifier) -> None:
    judged = classifier.by_words(TEXTS, WORDS)
    assert judged.probabilities.shape == judged.support.shape == (len(TEXTS), len(EXAMPLES))
    assert classifier.labels == sorted(EXAMPLES)
    assert judged.probabilities.sum(axis=1) == pytest.approx(np.ones(len(TEXTS)))
    assert ((judged.support > 0) & (judged.support < 1)).all()


def test_support_is_high_for_ones_own_and_low_everywhere_for_nobodys(classifier: QuestionClassifier) -> None:
    own, nobodys = classifier.by_words(["what is the data platform", "zzz qqq"], [["what", "is", "the", "data", "platform"], ["zzz", "qqq"]])[1]
    assert own[classifier.labels.index("port/nxtport")] > 0.5
    assert (nobodys < 0.5).all()


def test_the_probabilities_are_the_calibrated_softmax_of_the_scores(classifier: QuestionClassifier) -> None:
    scores = classifier.scores(TEXTS, WORDS)
    judged = classifier.by_words(TEXTS, WORDS)
    assert judged.probabilities == pytest.approx(softmax(scores * TEMPERATURE), abs=1e-6)
    assert np.log(judged.support / (1 - judged.support)) == pytest.approx(scores, abs=1e-3)


def test_texts_are_judged_one_like_many(classifier: QuestionClassifier) -> None:
    many = classifier.by_words(TEXTS, WORDS)
    for index, (text, words) in enumerate(zip(TEXTS, WORDS, strict=True)):
        one = classifier.by_words([text], [words])
        assert one.probabilities[0] == pytest.approx(many.probabilities[index], abs=1e-6)
        assert one.support[0] == pytest.approx(many.support[index], abs=1e-6)


def test_no_text_is_no_row(classifier: QuestionClassifier) -> None:
    judged = classifier.by_words([], [])
    assert judged.probabilities.shape == judged.support.shape == (0, len(EXAMPLES))


@pytest.mark.parametrize("text", ["", "ωωω", "?!", "7"])
def test_a_text_without_a_known_feature_is_judged_too(classifier: QuestionClassifier, text: str) -> None:
    judged = classifier.by_words([text], [[text] if text else []])
    assert np.isfinite(judged.probabilities).all()
    assert judged.probabilities.sum() == pytest.approx(1.0)


# -- beside the meaning -------------------------------------------------------------------------------------------------------


def test_words_that_are_sure_outweigh_a_meaning_that_is_not() -> None:
    assert joined(np.array([[0.997, 0.001, 0.001, 0.001]]), np.full((1, 4), 0.25)).argmax() == 0


def test_words_that_tell_nothing_leave_it_to_the_meaning() -> None:
    assert joined(np.full((1, 4), 0.25), np.array([[0.1, 0.1, 0.7, 0.1]])).argmax() == 2


def test_words_and_meaning_are_multiplied_and_sum_to_one_again() -> None:
    words, meaning = np.array([[0.6, 0.3, 0.1], [0.2, 0.2, 0.6]]), np.array([[0.1, 0.8, 0.1], [0.5, 0.25, 0.25]])
    product = joined(words, meaning)
    expected = words * meaning**MEANING_WEIGHT
    assert product == pytest.approx(expected / expected.sum(axis=1, keepdims=True), abs=1e-4)
    assert product.sum(axis=1) == pytest.approx(np.ones(2))
    assert 0 < MEANING_WEIGHT < 1


def test_a_label_that_one_model_rules_out_can_still_be_found_by_the_other() -> None:
    assert (joined(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])) >= FLOOR * MEANING_WEIGHT).all()


# -- fitting ------------------------------------------------------------------------------------------------------------------


def test_training_twice_gives_the_same_model(classifier: QuestionClassifier) -> None:
    assert (fit().scores(TEXTS, WORDS) == classifier.scores(TEXTS, WORDS)).all()


@pytest.mark.parametrize("features", [Features(character=[[1, 3]]), Features(squeezed=[[1, 3]]), Features(word=[1, 2]), ALL])
def test_each_kind_of_feature_serves_alone_and_together(features: Features) -> None:
    model = fit(features, min_df=1)
    assert best(model, model.by_words(TEXTS, WORDS).probabilities) == LABELS


def test_two_labels_are_told_apart_like_many() -> None:
    model = fit(count=8)
    judged = model.by_words(TEXTS[:8], WORDS[:8])
    assert best(model, judged.probabilities) == LABELS[:8]
    assert judged.support.sum(axis=1) == pytest.approx(np.ones(8), abs=1e-3)  # of two, one is the other's opposite


def test_squeezed_features_do_not_see_spaces() -> None:
    model = fit(Features(squeezed=[[1, 3]]))
    assert (model.scores(["who led the mission"], [[]]) == model.scores(["wholed themis sion"], [[]])).all()
    assert squeeze(" a b\tc ") == "abc"


def test_word_features_see_the_words_alone() -> None:
    model = fit(Features(word=[1, 2]))
    assert (model.scores(["anything"], [["data", "platform"]]) == model.scores(["else"], [["data", "platform"]])).all()
    assert (model.scores([""], [["data", "platform"]]) != model.scores([""], [["platform", "data"]])).any()  # pairs of words count too


def test_what_kinds_of_foreign_names_a_text_holds_counts_whichever_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = NameFinder({"foreign_place": ["rotterdam", "hamburg", "busan"]})
    monkeypatch.setattr("assistant.question_classifier.lexicon", lambda: finder)
    texts = ["port of rotterdam", "port of hamburg", "port of antwerp", "port and city"] * 2
    labels = ["out_of_scope/place", "out_of_scope/place", "port/overview", "port/overview"] * 2
    model = QuestionClassifier(Features(lexicon=True)).fit(texts, [[]] * 8, labels)
    assert by_words(model, "busan") == "out_of_scope/place"
    assert by_words(model, "anything else") == "port/overview"


def test_a_stored_classifier_judges_as_before(classifier: QuestionClassifier) -> None:
    again = pickle.loads(pickle.dumps(classifier))
    assert (again.scores(TEXTS, WORDS) == classifier.scores(TEXTS, WORDS)).all()
    assert again.labels == classifier.labels


def test_a_softmax_sums_to_one_and_keeps_the_order_however_large_the_scores() -> None:
    probabilities = softmax(np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, -1000.0]], np.float32))
    assert probabilities.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert probabilities[0] == pytest.approx(np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum())
    assert list(probabilities[1]) == [1.0, 0.0, 0.0]


def test_words_are_folded_and_punctuation_dropped() -> None:
    assert fold_words(["Où", "?", "C'EST", "—", "首爾", "7"]) == ["ou", "c'est", "首尔", "7"]
