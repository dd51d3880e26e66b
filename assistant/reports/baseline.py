"""`make baseline`: Rasa's own default pipeline, trained on the same examples and asked the same questions.

What it shows is what the project's own pipeline is worth. The default pipeline takes hours on all examples, so both the
examples and the epochs can be cut; what was cut stands with the figures.
"""

from __future__ import annotations

import importlib.resources
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from rasa.model_training import train_nlu
from rasa.shared.nlu.training_data.message import Message

from assistant.facts import FactBase
from assistant.reply import MAX_SUGGESTIONS
from assistant.reports.pipeline import Pipeline
from assistant.reports.samples import Labelled
from assistant.scoring import Ask
from assistant.understanding import OUT_OF_SCOPE, SMALLTALK, family

FALLBACK = "nlu_fallback"
NOT_FOR_INTENTS = {"EntitySynonymMapper", "ResponseSelector"}  # of the default pipeline: they know no intent
SLASH = "."  # Rasa takes an intent with a slash for a retrieval intent, and forgets what follows the slash


def default_pipeline(epochs: int) -> list[dict[str, Any]]:
    """The pipeline of `rasa init`, as the installed Rasa holds it, with so many epochs of DIET.

    Raises:
        ValueError: fewer than one epoch.
    """
    if epochs < 1:
        raise ValueError(f"epochs is {epochs!r}: at least one is needed")
    config = yaml.safe_load(importlib.resources.read_text("rasa.engine.recipes.config_files", "default_config.yml"))
    pipeline = [component for component in config["pipeline"] if component["name"] not in NOT_FOR_INTENTS]
    return [{**component, "epochs": epochs} if component["name"] == "DIETClassifier" else component for component in pipeline]


def train_default(examples: Labelled, epochs: int) -> tuple[Pipeline, float]:
    """Train the default pipeline, one model for all languages of `examples`, its intents the labels.

    Returns:
        The trained pipeline, and the seconds that its training took.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        config = {"recipe": "default.v1", "assistant_id": "baseline", "language": "en", "pipeline": default_pipeline(epochs)}
        (folder / "config.yml").write_text(yaml.safe_dump(config), "utf-8")
        (folder / "nlu.yml").write_text(_rasa_examples(examples), "utf-8")
        started = time.monotonic()
        archive = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="baseline")
        seconds = time.monotonic() - started
        return Pipeline.load(Path(archive)), seconds


def _rasa_examples(examples: Labelled) -> str:
    intents: dict[str, list[str]] = {}
    for by_label in examples.values():
        for label, texts in by_label.items():
            intents.setdefault(label.replace("/", SLASH), []).extend(texts)
    blocks = [{"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in intents.items()]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True)


def asker(pipeline: Pipeline, facts: FactBase) -> Ask:
    """A client of a trained default pipeline; it remembers nothing between messages."""
    return lambda _sender, message: reply_to(pipeline.parse([message])[0], facts)


def reply_to(message: Message, facts: FactBase) -> dict[str, Any]:
    """The reply that an intent comes to, in the contract's shape; no language, as the default pipeline tells none.

    An intent that is a claim is stated, a gap named; the FallbackClassifier's intent offers the likeliest claims.
    """
    label = str((message.get("intent") or {}).get("name")).replace(SLASH, "/")
    ranked = [str(one["name"]).replace(SLASH, "/") for one in message.get("intent_ranking") or []]
    claims: Sequence[str] = [one for one in ranked if one in facts.claims]
    if label in facts.claims:
        return {"kind": "answer", "facts": [label]}
    if label in facts.gaps:
        return {"kind": "gap", "gap": label, "facts": []}
    if family(label) == SMALLTALK:
        return {"kind": SMALLTALK, "smalltalk": label.split("/")[1], "facts": []}
    if label == FALLBACK:
        return {"kind": "suggest", "facts": [], "suggestions": [{"fact": claim} for claim in claims[:MAX_SUGGESTIONS]]}
    return {"kind": OUT_OF_SCOPE, "facts": []}
