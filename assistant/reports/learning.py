"""Would more examples help? The questions asked again of classifiers that were trained on a part of the examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assistant.conversation import Conversation
from assistant.ensemble import Ensemble, Examples
from assistant.facts import FactBase
from assistant.nlu.question_classifier import QuestionClassifierComponent
from assistant.reports.pictures import line_style, picture
from assistant.reports.pipeline import InProcess, Pipeline
from assistant.reports.samples import Labelled, sample, with_titles
from assistant.scoring import Row, rates
from assistant.yaml_files import read_yaml

SHARES = (0.25, 0.5, 0.75, 1.0)  # of each label's examples in each language


class Point(NamedTuple):
    """What came of one share of the examples.

    Attributes:
        share: of the examples, 0 to 1.
        examples: language code -> how many examples that was, all labels together.
        rows: question set -> its questions, asked.
    """

    share: float
    examples: dict[str, int]
    rows: dict[Path, list[Row]]


def learning_curve(
    pipeline: Pipeline, conversation: Conversation, sets: Sequence[Path], examples: Labelled, facts: FactBase, features: dict[str, Any]
) -> Iterator[Point]:
    """Train on a growing part of the examples and ask every question each time; a few minutes on two cores.

    Args:
        pipeline: the trained model; all of it but the classifiers stays as it is.
        conversation: what replies.
        sets: the question sets.
        examples: the training examples; each share is drawn from them with the same seed.
        facts: whose titles are examples too, whatever the share.
        features: see `classifier_features`.
    """
    for share in SHARES:
        part = with_titles(sample(examples, share), facts)
        ask = InProcess(retrained(pipeline, part, features), conversation)
        rows = {path: ask.ask(path) for path in sets}
        yield Point(share, {code: sum(map(len, by_label.values())) for code, by_label in part.items()}, rows)


def draw(points: Sequence[Point], path: Path) -> None:
    """Write the curve to `path`: one line a question set, answered right and answered wrong, over the share of the examples."""
    with picture(path, (13, 5.5), columns=2) as (figure, axes):
        for panel, measure in zip(axes, ("answered", "wrong"), strict=True):
            for index, one in enumerate(points[0].rows):
                counts = [rates(point.rows[one])[measure] for point in points]
                shares = [100 * good / max(1, of) for good, of in counts]
                panel.plot([100 * point.share for point in points], shares, marker="o", label=one.stem, **line_style(index))
            panel.set_xlabel("share of each label's examples trained on, %; below it, examples a language")
            panel.set_ylabel(f"{measure}, % of questions on claims")
            panel.set_xticks([100 * point.share for point in points], [_tick(point) for point in points])
        axes[0].legend(title="language", loc="lower right")
        axes[1].set_ylim(bottom=0)
        figure.suptitle("A line still rising at its end says that more examples would help", x=0.06, ha="left", fontsize=11)


def _tick(point: Point) -> str:
    return f"{100 * point.share:.0f}\n{round(sum(point.examples.values()) / len(point.examples), -2):,.0f}"


def retrained(pipeline: Pipeline, examples: Labelled, features: dict[str, Any]) -> Pipeline:
    """The pipeline with classifiers trained on `examples` alone; languages are still detected as the model learned to.

    Args:
        pipeline: the trained model.
        examples: of every configured language.
        features: see `classifier_features`.
    """
    ensemble = Ensemble(features).fit({code: _examples(by_label) for code, by_label in examples.items()})
    component = QuestionClassifierComponent({"features": features}, None, None, ensemble)
    return Pipeline(component if isinstance(one, QuestionClassifierComponent) else one for one in pipeline.components)


def classifier_features(folder: Path) -> dict[str, Any]:
    """The features that `config.yml` gives the classifiers: language code, or `default`, -> n-grams."""
    return next(component["features"] for component in read_yaml(folder / "config.yml", folder)["pipeline"] if "features" in component)


def _examples(by_label: dict[str, list[str]]) -> Examples:
    pairs = [(text, label) for label, texts in by_label.items() for text in texts]
    return [text for text, _ in pairs], [label for _, label in pairs]
