"""The models of one language: of its words, and of its meaning."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from assistant.names import NameFinder
from assistant.question_classifier import FLOOR, MEANING_WEIGHT, TEMPERATURE, Features, QuestionClassifier, fold_words, softmax, squeeze

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


def vectors_of(labels: list[str]) -> np.ndarray:
    """Sentence vectors that lie near their label's own direction: what a label's examples mean, without an encoder."""
    made = np.eye(8, dtype=np.float32)[[sorted(EXAMPLES).index(label) for label in labels]]
    made += np.random.default_rng(0).normal(scale=0.1, size=made.shape).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


VECTORS = vectors_of(LABELS)


def fit(features: Features = ALL, count: int = len(TEXTS), min_df: int = 2) -> QuestionClassifier:
    return QuestionClassifier(features, min_df).fit(TEXTS[:count], WORDS[:count], VECTORS[:count], LABELS[:count])


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


# -- meaning ------------------------------------------------------------------------------------------------------------------


def test_what_no_example_says_in_these_words_is_told_by_its_meaning(classifier: QuestionClassifier) -> None:
    judged = classifier.by_words(["ωωω"], [["ωωω"]])
    for label in EXAMPLES:
        assert best(classifier, classifier.with_meaning(judged.probabilities, vectors_of([label]))) == [label]


def test_words_that_are_sure_outweigh_a_meaning_that_is_not(classifier: QuestionClassifier) -> None:
    sure = np.full((1, 4), 1e-3, np.float32)
    sure[0, classifier.labels.index("port/nxtport")] = 1 - 3e-3
    nothing = np.zeros((1, 8), np.float32)
    assert best(classifier, classifier.with_meaning(sure, nothing)) == ["port/nxtport"]


def test_words_and_meaning_are_multiplied_and_sum_to_one_again(classifier: QuestionClassifier) -> None:
    words = classifier.by_words(TEXTS, WORDS).probabilities
    joined = classifier.with_meaning(words, VECTORS)
    meaning = classifier.with_meaning(np.full_like(words, 0.25), VECTORS)  # words that tell nothing
    expected = (words + FLOOR) * meaning
    assert joined.sum(axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert joined == pytest.approx(expected / expected.sum(axis=1, keepdims=True), abs=1e-4)
    assert 0 < MEANING_WEIGHT < 1


def test_each_text_is_joined_with_its_own_vector(classifier: QuestionClassifier) -> None:
    words = classifier.by_words(TEXTS, WORDS).probabilities
    many = classifier.with_meaning(words, VECTORS)
    for index in range(len(TEXTS)):
        assert classifier.with_meaning(words[[index]], VECTORS[[index]])[0] == pytest.approx(many[index], abs=1e-6)


def test_joining_leaves_the_probabilities_by_words_alone(classifier: QuestionClassifier) -> None:
    words = classifier.by_words(TEXTS, WORDS).probabilities
    before = words.copy()
    classifier.with_meaning(words, VECTORS)
    assert (words == before).all()


def test_a_label_that_one_model_rules_out_can_still_be_found_by_the_other(classifier: QuestionClassifier) -> None:
    words = np.array([[1.0, 0.0, 0.0, 0.0]], np.float32)
    assert (classifier.with_meaning(words, VECTORS[:1]) > 0).all()


def test_examples_among_remarks_stand_last_and_need_no_vector() -> None:
    texts = [*TEXTS, *(f"i am a student. {text}" for text in TEXTS[:4])]
    model = QuestionClassifier(ALL).fit(texts, [text.split() for text in texts], VECTORS, [*LABELS, *LABELS[:4]])
    nothing = np.full((1, 4), 0.25, np.float32)
    assert model.with_meaning(nothing, VECTORS[:1]) == pytest.approx(fit().with_meaning(nothing, VECTORS[:1]), abs=1e-6)
    text = "i am a student. explain that platform"
    assert by_words(model, text) == "port/nxtport"


# -- fitting ------------------------------------------------------------------------------------------------------------------


def test_training_twice_gives_the_same_model(classifier: QuestionClassifier) -> None:
    again = fit()
    assert (again.scores(TEXTS, WORDS) == classifier.scores(TEXTS, WORDS)).all()
    words = classifier.by_words(TEXTS, WORDS).probabilities
    assert (again.with_meaning(words, VECTORS) == classifier.with_meaning(words, VECTORS)).all()


@pytest.mark.parametrize("features", [Features(character=[[1, 3]]), Features(squeezed=[[1, 3]]), Features(word=[1, 2]), ALL])
def test_each_kind_of_feature_serves_alone_and_together(features: Features) -> None:
    model = fit(features, min_df=1)
    assert best(model, model.by_words(TEXTS, WORDS).probabilities) == LABELS


def test_two_labels_are_told_apart_like_many() -> None:
    model = fit(count=8)
    judged = model.by_words(TEXTS[:8], WORDS[:8])
    assert best(model, judged.probabilities) == LABELS[:8]
    assert best(model, model.with_meaning(np.full((8, 2), 0.5, np.float32), VECTORS[:8])) == LABELS[:8]
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
    model = QuestionClassifier(Features(lexicon=True)).fit(texts, [[]] * 8, VECTORS[:8], labels)
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
