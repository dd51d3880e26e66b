"""Smaller helpings of the training examples: so many a label, drawn the same each time."""

from __future__ import annotations

import math
import random
from pathlib import Path

from assistant.facts import FactBase
from assistant.training_data import example_files, read_examples

Labelled = dict[str, dict[str, list[str]]]  # language code -> label -> examples

SEED = 2016


def all_labelled(folder: Path) -> Labelled:
    """Every training example below `folder`, without the facts' titles."""
    examples: Labelled = {}
    for path in example_files(folder):
        by_label = examples.setdefault(path.parent.name, {})
        for label, texts in read_examples(path).items():
            by_label.setdefault(label, []).extend(texts)
    return examples


def sample(examples: Labelled, share: float = 1.0, most: int | None = None, seed: int = SEED) -> Labelled:
    """Draw a part of each label's examples in each language; a larger part holds every smaller one of the same seed.

    Args:
        examples: what to draw from.
        share: of each label's examples, above 0 and up to 1; at least one is drawn.
        most: so many of a label at the most; None for no bound.
        seed: another seed draws others.

    Raises:
        ValueError: a share outside (0, 1], or a bound below 1.
    """
    if not 0 < share <= 1:
        raise ValueError(f"share is {share!r}: it must be above 0 and at most 1")
    if most is not None and most < 1:
        raise ValueError(f"most is {most!r}: it must be at least 1")
    drawn: Labelled = {}
    for code, by_label in examples.items():
        drawn[code] = {}
        for label, texts in by_label.items():
            shuffled = random.Random(f"{seed}/{code}/{label}").sample(texts, len(texts))
            drawn[code][label] = shuffled[: min(math.ceil(share * len(texts)), most or len(texts))]
    return drawn


def with_titles(examples: Labelled, facts: FactBase) -> Labelled:
    """The examples and, as in training, each entry's title as an example of it, in the languages of `examples`."""
    titles = {code: {entry.id: [entry.title[code]] for entry in facts.entries.values()} for code in examples}
    return {code: {label: [*texts, *titles[code].get(label, [])] for label, texts in by_label.items()} for code, by_label in examples.items()}
