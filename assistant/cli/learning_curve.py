"""`make learning-curve`: would more examples help? Trains the classifiers on a growing part of them; a few minutes."""

from __future__ import annotations

import json

from assistant.cli.evaluate import OUT, own_sets, table
from assistant.cli.train import MODEL
from assistant.conversation import Conversation
from assistant.facts import facts
from assistant.languages import languages
from assistant.paths import root
from assistant.reports.learning import classifier_features, draw, learning_curve
from assistant.reports.pipeline import Pipeline
from assistant.reports.samples import all_labelled
from assistant.responses import responses
from assistant.scoring import rates


def learning() -> int:
    """Ask the project's own questions after training on 25, 50, 75 and 100% of the examples; returns the exit code."""
    folder = root()
    pipeline = Pipeline.load(folder / MODEL)
    conversation = Conversation(facts(), responses(), languages())
    points = []
    for point in learning_curve(pipeline, conversation, own_sets(folder), all_labelled(folder), facts(), classifier_features(folder)):
        points.append(point)
        title = f"{100 * point.share:.0f}% of the examples ({sum(point.examples.values())}), the worst language first; right / asked"
        print(f"\n{title}\n{table(point.rows)}", flush=True)
    draw(points, folder / OUT / "learning_curve.png")
    figures = [{"share": point.share, "examples": point.examples, "rates": {path.stem: rates(rows) for path, rows in point.rows.items()}} for point in points]
    (folder / OUT / "learning_curve.json").write_text(json.dumps(figures, indent=1))
    print(f"\nThe picture: {OUT / 'learning_curve.png'}.")
    return 0
