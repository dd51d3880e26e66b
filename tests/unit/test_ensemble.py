"""The classifiers of all languages as one."""

from __future__ import annotations

import pytest

from assistant.ensemble import Ensemble
from assistant.question_classifier import Features
from assistant.understanding import OUT_OF_SCOPE, RANKING_LENGTH
from tests.unit.test_question_classifier import LABELS, TEXTS, WORDS


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    examples = {"en": (TEXTS, WORDS, LABELS), "nl": ([text + " nl" for text in TEXTS], [[*words, "nl"] for words in WORDS], LABELS)}
    return Ensemble({"default": {"character": [[2, 4]], "word": [1, 2]}, "nl": {"squeezed": [[1, 3]]}}).fit(examples, processes=1)


def test_each_language_has_the_features_that_are_configured(ensemble: Ensemble) -> None:
    assert ensemble.features_of("nl") == Features(squeezed=[[1, 3]])
    assert ensemble.features_of("fr") == Features(character=[[2, 4]], word=[1, 2])
    assert set(ensemble.classifiers) == {"en", "nl"}


def test_an_ensemble_ranks_and_counts_out_of_scope_as_one(ensemble: Ensemble) -> None:
    ((ranking, support),) = ensemble.rank(["who led it"], {"en": [["who", "led", "it"]]}, {"en": 1.0})
    assert ranking[0].label == "mission/leader"
    assert {one.label for one in ranking} == {"port/nxtport", "mission/leader", OUT_OF_SCOPE}
    assert sum(one.probability for one in ranking) == pytest.approx(1.0, abs=1e-3)
    assert 0.0 < support < 1.0
    assert len(ranking) <= RANKING_LENGTH


def test_two_readings_are_weighed(ensemble: Ensemble) -> None:
    words = {"en": [["broken", "phone"]], "nl": [["broken", "phone"]]}

    def outside(weights: dict[str, float]) -> float:
        ((ranking, _),) = ensemble.rank(["broken phone"], words, weights)
        return dict(ranking)[OUT_OF_SCOPE]

    en, nl = outside({"en": 1.0}), outside({"nl": 1.0})
    assert outside({"en": 0.3, "nl": 0.7}) == pytest.approx(0.3 * en + 0.7 * nl, abs=1e-3)
