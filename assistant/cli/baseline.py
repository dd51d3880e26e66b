"""`make baseline`: how well does Rasa's own default pipeline understand the same questions? Beside it, what ours makes of them."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.cli.evaluate import own_sets
from assistant.cli.train import MODEL, fingerprint
from assistant.conversation import Conversation
from assistant.facts import facts
from assistant.languages import languages
from assistant.paths import root
from assistant.reports.baseline import asker, train_default
from assistant.reports.learning import classifier_features, retrained
from assistant.reports.pipeline import InProcess, Pipeline
from assistant.reports.samples import all_labelled, sample, with_titles
from assistant.responses import responses
from assistant.scoring import Row, ask_set, rates

FIGURES = Path("evaluation") / "baseline" / "figures.json"
OF_ONE_MESSAGE = ("answered", "offered", "wrong", "gap", "silent", "smalltalk")  # what a pipeline alone can be measured by
ROWS = {"default": "Rasa's default pipeline", "ours_same_examples": "ours, on the same examples", "ours": "ours, on all examples"}


def baseline(codes: Sequence[str], examples: int, epochs: int) -> int:
    """Train the default pipeline, ask it the project's own questions, print and keep the figures; returns the exit code.

    Args:
        codes: languages to train on, together, and to ask in.
        examples: of each label in each language, at the most; the titles come on top. 0 for all.
        epochs: of DIET; Rasa's default is 100.
    """
    unknown = [code for code in codes if code not in languages()]
    if unknown or not codes:
        print(f"Name languages of languages.yml ({', '.join(languages())}), not {', '.join(unknown) or 'none'}.", file=sys.stderr)
        return 2
    folder = root()
    base = facts()
    part = with_titles(sample(all_labelled(folder), most=examples or None), base)
    chosen = {code: part[code] for code in codes}
    count = sum(len(texts) for by_label in chosen.values() for texts in by_label.values())
    print(f"Training Rasa's default pipeline on {count} examples in {', '.join(codes)}, {epochs} epochs ...", flush=True)
    trained, seconds = train_default(chosen, epochs)
    ours = Pipeline.load(folder / MODEL)
    conversation = Conversation(base, responses(), languages())
    alike = InProcess(retrained(ours, part, classifier_features(folder)), conversation)
    askers: dict[str, Callable[[Path], list[Row]]] = {
        "default": partial(ask_set, ask=asker(trained, base)),
        "ours_same_examples": alike.ask,
        "ours": InProcess(ours, conversation).ask,
    }
    sets = [path for path in own_sets(folder) if path.stem in codes]
    figures = {
        "date": datetime.date.today().isoformat(),
        "data": fingerprint(folder),
        "rasa": version("rasa"),
        "arguments": {"languages": list(codes), "examples": examples, "epochs": epochs},
        "examples_trained_on": count,
        "training_seconds": round(seconds),
        "rates": {name: {path.stem: _of_one_message(ask(path)) for path in sets} for name, ask in askers.items()},
    }
    (folder / FIGURES).parent.mkdir(parents=True, exist_ok=True)
    (folder / FIGURES).write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(f"Trained in {seconds / 60:.0f} minutes.\n\n{side_by_side(figures)}\n\nThe figures are kept in {FIGURES}.")
    return 0


def _of_one_message(rows: list[Row]) -> dict[str, tuple[int, int]]:
    scored = rates(rows)
    return {measure: scored[measure] for measure in OF_ONE_MESSAGE}


def side_by_side(figures: dict[str, Any]) -> str:
    """The figures as a Markdown table: for each language the default pipeline, then ours."""
    lines = ["| | | " + " | ".join(OF_ONE_MESSAGE) + " |", "|---|---|" + "---:|" * len(OF_ONE_MESSAGE)]
    for code in figures["arguments"]["languages"]:
        for name, title in ROWS.items():
            cells = [f"{good}/{of} {100 * good / of:.1f}%" if of else "-" for good, of in (figures["rates"][name][code][measure] for measure in OF_ONE_MESSAGE)]
            lines.append(f"| {code} | {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
