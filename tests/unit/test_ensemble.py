"""The classifiers of all languages as one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant import ensemble as module
from assistant import meaning
from assistant.ensemble import MEANT_SHARE, SURE_BY_WORDS, Ensemble, Examples, to_be_meant
from assistant.question_classifier import Features
from assistant.remarks import REMARK
from assistant.sentence_vectors import sentence_vectors
from assistant.understanding import OUT_OF_SCOPE, RANKING_LENGTH, Ranking
from tests.unit.test_question_classifier import LABELS, TEXTS

FEW_UNITS = 64  # of the hidden layer: so few examples need no more
FEATURES = {"default": {"character": [[2, 4]], "word": [1, 2]}, "nl": {"squeezed": [[1, 3]]}}
NL = [f"{text} nl" for text in TEXTS]
EXAMPLES: dict[str, Examples] = {"en": (TEXTS, LABELS), "nl": ([*NL, "waar was het seminarie", "waar vond het plaats"], [*LABELS, *["mission/where"] * 2])}


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CACHE", tmp_path_factory.mktemp("classifiers"))
        patch.setattr(meaning, "HIDDEN", FEW_UNITS)
        return Ensemble(FEATURES).fit(EXAMPLES, processes=1)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that a vector was made of."""
    texts: list[str] = []

    def recording(some: list[str]) -> np.ndarray:
        texts.extend(some)
        return sentence_vectors(some)

    monkeypatch.setattr(module, "sentence_vectors", recording)
    return texts


def ranked(ensemble: Ensemble, *texts: str, weights: dict[str, float] | None = None, by_words: list[bool] | None = None) -> list[Ranking]:
    weights = weights or {"en": 1.0}
    return ensemble.rank(texts, {code: [text.split() for text in texts] for code in weights}, weights, by_words)


def test_each_language_has_the_features_that_are_configured(ensemble: Ensemble) -> None:
    assert ensemble.features_of("nl") == Features(squeezed=[[1, 3]])
    assert ensemble.features_of("fr") == Features(character=[[2, 4]], word=[1, 2])
    assert set(ensemble.classifiers) == {"en", "nl"}


def test_an_ensemble_ranks_and_counts_out_of_scope_as_one(ensemble: Ensemble) -> None:
    ((labels, support),) = ranked(ensemble, "who led it")
    assert labels[0].label == "mission/leader"
    assert {one.label for one in labels} == {"port/nxtport", "mission/leader", "mission/where", OUT_OF_SCOPE}
    assert [one.probability for one in labels] == sorted((one.probability for one in labels), reverse=True)
    assert sum(one.probability for one in labels) == pytest.approx(1.0, abs=1e-3)
    assert 0.0 < support < 1.0
    assert len(labels) <= RANKING_LENGTH


def test_out_of_scope_has_the_probability_and_the_support_of_all_its_families(ensemble: Ensemble) -> None:
    classifier = ensemble.classifiers["en"]
    judged = classifier.by_words(["broken dinner"], [["broken", "dinner"]])
    outside = [index for index, label in enumerate(classifier.labels) if label.startswith(OUT_OF_SCOPE)]
    ((labels, support),) = ranked(ensemble, "broken dinner", by_words=[True])
    assert labels[0].label == OUT_OF_SCOPE
    assert labels[0].probability == pytest.approx(judged.probabilities[0, outside].sum(), abs=1e-4)
    assert support == pytest.approx(judged.support[0, outside].sum(), abs=1e-4)


def test_support_is_that_of_the_first_label(ensemble: Ensemble) -> None:
    classifier = ensemble.classifiers["en"]
    own = classifier.by_words(["the leader"], [["the", "leader"]]).support[0, classifier.labels.index("mission/leader")]
    ((labels, support),) = ranked(ensemble, "the leader")
    assert labels[0].label == "mission/leader"
    assert support == pytest.approx(own, abs=1e-4)


def test_two_readings_are_weighed(ensemble: Ensemble) -> None:
    def outside(weights: dict[str, float]) -> float:
        ((labels, _),) = ranked(ensemble, "the broken leader", weights=weights, by_words=[True])
        return dict(labels)[OUT_OF_SCOPE]

    en, nl = outside({"en": 1.0}), outside({"nl": 1.0})
    assert en != pytest.approx(nl, abs=1e-3)
    assert outside({"en": 0.3, "nl": 0.7}) == pytest.approx(0.3 * en + 0.7 * nl, abs=1e-3)


def test_a_label_that_one_language_lacks_is_ranked_by_the_other(ensemble: Ensemble) -> None:
    text = "waar was het seminarie"
    ((both, _),) = ranked(ensemble, text, weights={"en": 0.4, "nl": 0.6}, by_words=[True])
    ((alone, _),) = ranked(ensemble, text, weights={"nl": 1.0}, by_words=[True])
    assert alone[0].label == "mission/where"
    assert dict(both)["mission/where"] == pytest.approx(0.6 * dict(alone)["mission/where"], abs=1e-3)


def test_texts_are_ranked_together_as_alone_in_their_order(ensemble: Ensemble) -> None:
    texts = ["who led it", "what is the data platform", "zzz", "who was in charge of the trip", "dinner"]
    together = ranked(ensemble, *texts)
    for text, one in zip(texts, together, strict=True):
        ((labels, support),) = ranked(ensemble, text)
        assert [label for label, _ in one.labels] == [label for label, _ in labels]
        assert [probability for _, probability in one.labels] == pytest.approx([probability for _, probability in labels], abs=1e-3)
        assert one.support == support


def test_a_text_is_folded_before_it_is_ranked(ensemble: Ensemble) -> None:
    assert ensemble.rank(["  WHO led ｔｈｅ mission"], {"en": [["WHO", "led", "ｔｈｅ", "mission", "?"]]}, {"en": 1.0}) == ranked(
        ensemble, "who led the mission"
    )


# -- meaning ------------------------------------------------------------------------------------------------------------------

SURE_TEXT, UNSURE_TEXT = "my phone is broken", "who headed that trip"


def test_what_the_words_are_sure_of_needs_no_vector(ensemble: Ensemble, encoded: list[str]) -> None:
    ((labels, _),) = ranked(ensemble, SURE_TEXT, by_words=[True])
    assert ensemble.classifiers["en"].by_words([SURE_TEXT], [SURE_TEXT.split()]).probabilities.max() >= SURE_BY_WORDS
    assert ranked(ensemble, SURE_TEXT)[0].labels == labels
    assert encoded == []


def test_only_what_the_words_are_not_sure_of_gets_a_vector(ensemble: Ensemble, encoded: list[str]) -> None:
    ranked(ensemble, SURE_TEXT, UNSURE_TEXT, SURE_TEXT, "anything else")
    assert encoded == [UNSURE_TEXT, "anything else"]


def test_what_one_of_two_readings_is_not_sure_of_gets_a_vector(ensemble: Ensemble, encoded: list[str]) -> None:
    text = "waar was het seminarie"
    ranked(ensemble, text, weights={"en": 0.1, "nl": 0.9})
    assert encoded == [text]


def test_a_text_that_is_to_be_ranked_by_its_words_gets_no_vector(ensemble: Ensemble, encoded: list[str]) -> None:
    first, second, third = ranked(ensemble, UNSURE_TEXT, UNSURE_TEXT, "anything else", by_words=[True, False, True])
    assert encoded == [UNSURE_TEXT]
    assert first != second
    assert first == ranked(ensemble, UNSURE_TEXT, by_words=[True])[0]
    assert second == ranked(ensemble, UNSURE_TEXT)[0]
    assert third == ranked(ensemble, "anything else", by_words=[True])[0]


def test_meaning_weighs_in_where_words_are_not_sure(ensemble: Ensemble) -> None:
    ((words, _),) = ranked(ensemble, UNSURE_TEXT, by_words=[True])
    ((joined, _),) = ranked(ensemble, UNSURE_TEXT)
    assert joined[0].label == "mission/leader"
    assert joined[0].probability > dict(words)["mission/leader"]


def test_meaning_does_not_change_the_support(ensemble: Ensemble) -> None:
    assert ranked(ensemble, UNSURE_TEXT, by_words=[True])[0].labels[0].label == "mission/leader"
    assert ranked(ensemble, UNSURE_TEXT, by_words=[True])[0].support == ranked(ensemble, UNSURE_TEXT)[0].support


# -- what was learned before --------------------------------------------------------------------------------------------------


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The languages that a classifier was trained for, in order; what is learned is kept in an empty folder."""
    languages: list[str] = []
    original = module.with_remarks

    def recording(texts: list[str], labels: list[str]) -> tuple[list[str], list[str]]:
        languages.append("nl" if any(text.rstrip().endswith(" nl") for text in texts) else "en")
        return original(texts, labels)

    monkeypatch.setattr(module, "with_remarks", recording)
    monkeypatch.setattr(module, "CACHE", tmp_path / "classifiers")
    monkeypatch.setattr(meaning, "HIDDEN", FEW_UNITS)
    return languages


def fit(examples: dict[str, Examples] = EXAMPLES, features: dict[str, dict] | None = None) -> Ensemble:
    return Ensemble(features or FEATURES).fit(examples, processes=1)


def test_a_second_training_on_the_same_examples_takes_up_what_the_first_learned(trained: list[str]) -> None:
    first = fit()
    second = fit()
    assert trained == ["en", "nl"]
    assert ranked(first, "who led it", "zzz", weights={"en": 0.5, "nl": 0.5}) == ranked(second, "who led it", "zzz", weights={"en": 0.5, "nl": 0.5})


def changed(change: Callable[[list[str], list[str]], object]) -> dict[str, Examples]:
    """The examples after a change to the Dutch ones."""
    texts, labels = list(EXAMPLES["nl"][0]), list(EXAMPLES["nl"][1])
    change(texts, labels)
    return {**EXAMPLES, "nl": (texts, labels)}


@pytest.mark.parametrize(
    "change",
    [
        lambda texts, labels: texts.__setitem__(1, "explain the platform nl"),
        lambda texts, labels: texts.__setitem__(1, f"{texts[1]} "),
        lambda texts, labels: labels.__setitem__(1, "mission/leader"),
        lambda texts, labels: (texts.append("one more nl"), labels.append("mission/where")),
        lambda texts, labels: (texts.pop(), labels.pop()),
    ],
    ids=["text", "space", "label", "one more", "one less"],
)
def test_a_changed_example_trains_its_language_alone_anew(trained: list[str], change: Callable) -> None:
    fit()
    trained.clear()
    fit(changed(change))
    assert trained == ["nl"]
    fit()
    assert trained == ["nl"]  # the former ones are still known


def test_changed_features_train_their_language_alone_anew(trained: list[str]) -> None:
    fit()
    trained.clear()
    again = fit(features={**FEATURES, "nl": {"squeezed": [[1, 2]]}})
    assert trained == ["nl"]
    assert again.features_of("nl").squeezed == [[1, 2]]


def test_a_new_language_is_trained_beside_those_that_are_known(trained: list[str]) -> None:
    fit({"en": EXAMPLES["en"]})
    trained.clear()
    assert set(fit().classifiers) == {"en", "nl"}
    assert trained == ["nl"]


def test_changed_code_trains_all_anew(trained: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    fit()
    trained.clear()
    monkeypatch.setattr(module, "digest_of_sources", lambda: "another")
    fit()
    assert trained == ["en", "nl"]


def test_what_cannot_be_read_any_more_is_trained_anew(trained: list[str], tmp_path: Path) -> None:
    before = fit()
    kept = sorted((tmp_path / "classifiers").rglob("output.pkl"))
    assert len(kept) == 2
    for path in kept:
        path.write_bytes(path.read_bytes()[:100])
    trained.clear()
    again = fit()
    assert trained == ["en", "nl"]
    assert ranked(again, "who led it") == ranked(before, "who led it")


def test_what_was_learned_long_ago_is_dropped_when_it_grows_too_large(trained: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CACHE_BYTES", "1K")
    assert set(fit().classifiers) == {"en", "nl"}
    assert list((tmp_path / "classifiers").rglob("output.pkl")) == []


def test_examples_are_learned_among_remarks_but_mean_what_they_mean_without(encoded: list[str], trained: list[str]) -> None:
    remarks = ["i am a student", "my boss asked me"]
    texts, labels = [*TEXTS, *remarks], [*LABELS, *[REMARK] * 2]
    fit({"en": (texts, labels)})
    assert encoded == [texts[number] for number in to_be_meant(texts, labels)]
    assert len(texts) * MEANT_SHARE <= len(set(encoded)) == len(encoded) < len(texts)


TWO_LABELS = [f"{label} {number}" for number in range(10) for label in ("port/nxtport", "mission/leader")]
OF_TEN = math.ceil(10 * MEANT_SHARE)


def label_of(text: str) -> str:
    return text.split()[0]


def test_of_each_label_the_same_share_is_learned_by_its_meaning() -> None:
    texts = [*TWO_LABELS, "gap/contact"]
    chosen = to_be_meant(texts, [*map(label_of, texts)])
    assert Counter(label_of(texts[number]) for number in chosen) == {"port/nxtport": OF_TEN, "mission/leader": OF_TEN, "gap/contact": 1}


def test_which_they_are_depends_on_each_text_and_not_on_its_place() -> None:
    turned = TWO_LABELS[::-1]
    chosen, again = ({texts[number] for number in to_be_meant(texts, [*map(label_of, texts)])} for texts in (TWO_LABELS, turned))
    assert chosen == again


def test_a_further_example_changes_one_of_those_that_are_learned_at_most() -> None:
    before = {TWO_LABELS[number] for number in to_be_meant(TWO_LABELS, [*map(label_of, TWO_LABELS)])}
    for number in range(20):
        texts = [f"port/nxtport and {number}", *TWO_LABELS]
        after = {texts[place] for place in to_be_meant(texts, [*map(label_of, texts)])}
        assert len(before - after) <= 1


def test_an_example_in_one_language_helps_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "CACHE", tmp_path / "classifiers")
    monkeypatch.setattr(meaning, "HIDDEN", FEW_UNITS)
    people = [f"{verb} the people on board {when}" for verb in ("who were", "name", "list", "tell me about") for when in ("then", "that day", "in December")]
    places = [f"{verb} the places on the way {when}" for verb in ("what were", "show", "where were", "map of") for when in ("then", "that day", "in December")]
    english = [*people, *places], [*["mission/people"] * 12, *["mission/places"] * 12]
    dutch = ["lijst", "kaart"], ["mission/people", "mission/places"]
    both = Ensemble(FEATURES).fit({"en": english, "nl": dutch}, processes=1)
    (labels, _), *_ = ranked(both, "wie waren de mensen aan boord die dag", weights={"nl": 1.0})
    assert labels[0].label == "mission/people"
    (labels, _), *_ = ranked(both, "welke plaatsen lagen er onderweg", weights={"nl": 1.0})
    assert labels[0].label == "mission/places"
