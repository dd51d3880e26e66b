"""Are the training examples sound? Enough of each, none twice, none under two intents, none that is also a test question."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from assistant.decision import INTENTS
from assistant.errors import DataError, Problem
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.question_checks import json_fault
from assistant.quote_checks import quote_fault
from assistant.scoring import is_scored
from assistant.text import clean, fold
from assistant.training_data import example_files, readable_examples
from assistant.understanding import FOLLOW_UP, OUT_OF_SCOPE, SMALLTALK, family, is_intent

# Follow-ups that ask for no aspect.
WITHOUT_ASPECT = {"more", "repeat", "source", "original", "difference", "doubt", "other", "beginning", "first", "second", "third", "last"}
MIN_EXAMPLES = {SMALLTALK: 40, FOLLOW_UP: 40}  # of each label, in each language; an intent with a behaviour of its own counts as small talk
MIN_QUESTIONS = 80  # of each claim and gap, in each language
MIN_OUT_OF_SCOPE = 800  # altogether, in each language
LABEL = re.compile(r"[a-z_0-9]+")  # of an intent with a behaviour of its own; its examples stand in a file of that name
NEAR_COPY = 90.0  # character similarity, 0 to 100, from which an example copies an evaluation question
SHORTER = NEAR_COPY / (200 - NEAR_COPY)  # length of a copy that has lost letters and nothing else, to that of the question


class Example(NamedTuple):
    """A training example and where it stands."""

    text: str
    label: str
    language: str
    file: str


def key_of(text: str) -> str:
    """What two examples have in common that differ in case, accents, spaces and punctuation only."""
    folded = fold(text)
    return re.sub(r"\W+", "", folded) or folded


def all_examples(folder: Path) -> list[Example]:
    """Every training example below `folder/data/nlu/`.

    Raises:
        DataError: what is wrong with the files that hold them, of all files.
    """
    examples, problems = legible_examples(folder)
    if problems:
        raise DataError(problems)
    return examples


def legible_examples(folder: Path) -> tuple[list[Example], list[Problem]]:
    """As `all_examples`, but those that can be read of unsound files too, and what is wrong with the rest."""
    found, problems = [], []
    for path in example_files(folder):
        name = str(path.relative_to(folder))
        by_label, faults = readable_examples(path, folder)
        problems += faults
        for label, texts in by_label.items():
            found += [Example(text, label, path.parent.name, name) for text in texts]
    return found, problems


def example_problems(
    examples: list[Example],
    base: FactBase,
    languages: dict[str, Language],
    folder: Path,
    intents: Collection[str] = (),
    illegible: Collection[str] = (),
    unsound: Collection[str] = (),
) -> Iterator[Problem]:
    """Everything that is wrong with the examples by themselves: labels, folders, numbers, repetitions.

    Args:
        intents: those of `domain.yml`; one that has a behaviour of its own is a label by itself.
        illegible: topics whose facts cannot be read, and ids of which something is wrong; told already.
        unsound: files of examples of which something is wrong; told already, and how many examples they hold nobody knows.
    """
    illegible = frozenset(illegible)
    own = {intent for intent in intents if is_intent(intent) and intent not in INTENTS.values()}
    talk = own | {example.label for example in examples if family(example.label) in (SMALLTALK, FOLLOW_UP, OUT_OF_SCOPE)}
    yield from _missing_folders(languages, folder)
    yield from _foreign_folders({example.language for example in examples}, languages, folder)
    counts: dict[tuple[str, str], int] = {}
    seen: dict[tuple[str, str], Example] = {}
    blocks: set[tuple[str, str]] = set()  # files and their intents: what is wrong with one is told once, not for each of its examples
    for example in examples:
        if example.language not in languages:
            continue
        if (example.file, example.label) not in blocks:
            blocks.add((example.file, example.label))
            if not illegible & {example.label, family(example.label)}:
                yield from _block_problems(example, base, talk)
        yield from _text_problems(example)
        counts[example.label, example.language] = counts.get((example.label, example.language), 0) + 1
        other = seen.setdefault((key_of(example.text), example.language), example)
        if other is not example:
            yield _repetition(example, other)
    yield from (problem for problem in _count_problems(counts, base, languages, talk) if problem.file not in unsound and problem.entry not in illegible)


def _missing_folders(languages: dict[str, Language], folder: Path) -> Iterator[Problem]:
    """The languages that have no folder of examples."""
    for code, language in languages.items():
        if not (folder / "data" / "nlu" / code).is_dir():
            yield Problem(f"data/nlu/{code}/", "", code, "the folder is missing", f"Make it and write the examples in {language.name}.")


def _foreign_folders(found: set[str], languages: Collection[str], folder: Path) -> Iterator[Problem]:
    """The folders of examples that no language of `languages.yml` has, be there examples in them or not."""
    place = folder / "data" / "nlu"
    found = found | ({path.name for path in place.iterdir() if path.is_dir() and not path.name.startswith(".")} if place.is_dir() else set())
    for code in sorted(found - set(languages)):
        do = "Correct the folder's name, or add the language to languages.yml; else remove the folder."
        yield Problem(f"data/nlu/{code}/", "", code, f"languages.yml does not list {code!r}: nothing reads this folder", do)


def _block_problems(example: Example, base: FactBase, talk: set[str]) -> Iterator[Problem]:
    """What is wrong with the intent that an example stands under, in its file."""
    label, aspect = example.label, example.label.split("/")[-1]
    if label not in base.entries and label not in talk:
        near = process.extractOne(label, [*base.entries, *talk], scorer=fuzz.ratio, score_cutoff=80)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        what, do = "facts/ has no entry with this id", "Correct the id, or add the entry; if it is gone for good, remove the block."
        if is_intent(label) and not LABEL.fullmatch(label):
            what, do = f"the intent's name {label!r} holds more than lower-case letters, digits and underscores", "Rename it, and its file."
        elif is_intent(label):
            what = "neither facts/ has an entry with this id nor domain.yml an intent of this name"
            do = "Correct it; or add it to `intents` in domain.yml, and a rule for it to data/stories/rules.yml."
        yield Problem(example.file, label, example.language, what, f"{do}{hint}")
    elif Path(example.file).stem != family(label):
        do = f"Move it to data/nlu/{example.language}/{family(label)}.yml."
        yield Problem(example.file, label, example.language, "the intent does not belong in this file", do)
    if family(label) == FOLLOW_UP and aspect not in {*base.aspects, *base.themes, *WITHOUT_ASPECT}:
        do = f"Correct it, or name {aspect!r} under `about` of the entries in facts/ that tell it."
        yield Problem(example.file, label, example.language, f"no entry tells the aspect {aspect!r}, so this can never be answered", do)


def _text_problems(example: Example) -> Iterator[Problem]:
    """What is wrong with the text of an example, whatever it is an example of."""
    if re.search(r"\[[^]]*\]\s*[({]", example.text):
        what, do = f"Rasa would read brackets as an entity in {example.text!r}", "Write it without [square brackets] before ( or {."
        yield Problem(example.file, example.label, example.language, what, do)
    if fault := quote_fault(example.text):
        yield Problem(example.file, example.label, example.language, f"{fault[0]}: {example.text[:60]!r}", fault[1])


def _repetition(example: Example, other: Example) -> Problem:
    """What is told of an example that stands elsewhere too, as `other`."""
    same = other.label == example.label
    what = f"{example.text!r} " + ("stands here twice" if same else f"is also an example of {other.label} ({other.file})")
    return Problem(example.file, example.label, example.language, what, "Keep it in one place only.")


def _count_problems(counts: dict[tuple[str, str], int], base: FactBase, languages: dict[str, Language], talk: set[str]) -> Iterator[Problem]:
    wanted = {label: MIN_QUESTIONS for label in base.entries}
    told = {f"{FOLLOW_UP}/{aspect}" for aspect in (*base.aspects, *base.themes, *WITHOUT_ASPECT)}  # no other follow-up is asked for
    talk = {label for label in talk if family(label) != FOLLOW_UP or label in told}
    kinds = {label: SMALLTALK if is_intent(label) else family(label) for label in talk}
    wanted.update({label: MIN_EXAMPLES[kind] for label, kind in kinds.items() if kind in MIN_EXAMPLES})
    for code in languages:
        for label, minimum in wanted.items():
            have = counts.get((label, code), 0)
            if have < minimum:
                yield Problem(
                    f"data/nlu/{code}/{family(label)}.yml",
                    label,
                    code,
                    f"{have} examples; at least {minimum} are wanted",
                    f"Write {minimum - have} more, as differently as people type.",
                )
        outside = sum(count for (label, language), count in counts.items() if language == code and family(label) == OUT_OF_SCOPE)
        if outside < MIN_OUT_OF_SCOPE:
            yield Problem(
                f"data/nlu/{code}/{OUT_OF_SCOPE}.yml",
                OUT_OF_SCOPE,
                code,
                f"{outside} examples; at least {MIN_OUT_OF_SCOPE} are wanted",
                "Write more of what visitors ask that is none of the assistant's business.",
            )


def questions_of(path: Path) -> list[tuple[str, str]]:
    """(language, text) of every question of an evaluation set, its dialogues' turns included; not of turns that only lead on.

    Raises:
        DataError: every line that is no question.
    """
    name = "/".join(path.parts[path.parts.index("evaluation") :]) if "evaluation" in path.parts else path.name
    questions, problems = [], []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(Problem(name, f"line {number}", path.name[:2], *json_fault(line, error)))
            continue
        language = path.name[:2]
        for turn in item.get("turns") or [item] if isinstance(item, dict) else [item]:
            if not (isinstance(turn, dict) and isinstance(turn.get("q"), str) and isinstance(turn.get("accept"), list)):
                do = 'Give it a text "q" and a list "accept", as its neighbours have.'
                problems.append(Problem(name, f"line {number}", path.name[:2], f"{_shortened(turn)} is no question", do))
                continue
            language = turn.get("lang") or language
            if is_scored(turn):
                questions.append((language, turn["q"]))
    if problems:
        raise DataError(problems)
    return questions


def _shortened(value: object) -> str:
    """A value as it is written in a file, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def leaks(examples: Iterable[Example], sets: Iterable[Path], near: bool) -> Iterator[Problem]:
    """Examples that are also evaluation questions, or (with `near`) nearly so.

    Args:
        examples: the training examples.
        sets: evaluation sets, one JSON object a line; the first two letters of a file's name are its language.
        near: also report character similarity above `NEAR_COPY`; else equality only.
    """
    by_language: dict[str, list[Example]] = {}
    for example in examples:
        by_language.setdefault(example.language, []).append(example)
    for path in sets:
        asked_in: dict[str, list[str]] = {}
        for code, text in questions_of(path):
            asked_in.setdefault(code, []).append(text)
        for code, asked in asked_in.items():
            find = near_copies if near else equal_ones
            for example in find(by_language.get(code, []), asked):
                yield Problem(
                    example.file,
                    example.label,
                    code,
                    f"{example.text!r} is a question of {path.name}, or nearly",
                    "A test question is never a training sentence: remove the one or the other.",
                )


def equal_ones(examples: list[Example], asked: list[str]) -> list[Example]:
    """The examples that equal one of the questions but for case and white space."""
    keys = {clean(text).casefold() for text in asked}
    return [example for example in examples if clean(example.text).casefold() in keys]


def near_copies(examples: list[Example], asked: list[str]) -> list[Example]:
    """The examples whose character similarity to one of the questions is above `NEAR_COPY`; punctuation does not count."""
    keys = [key_of(example.text) for example in examples]
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    by_length: dict[int, list[str]] = {}
    for key in {key_of(text) for text in asked}:
        by_length.setdefault(len(key), []).append(key)
    near = np.zeros(len(keys), bool)
    for length, questions in by_length.items():
        # Of two texts of which one is much longer, too little of the longer one can be in the other.
        alike = np.flatnonzero((lengths >= length * SHORTER) & (lengths <= length / SHORTER))
        if len(alike):
            scores = process.cdist([keys[number] for number in alike], questions, scorer=fuzz.ratio, score_cutoff=NEAR_COPY, workers=-1)
            near[alike] |= scores.max(axis=1) > NEAR_COPY
    return [example for example, copied in zip(examples, near) if copied]
