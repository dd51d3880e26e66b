"""`make check`: are facts, sentences and examples sound? Every problem in plain words, with its place and what to do."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.agreement import disagreements, load_names
from assistant.errors import DataError, Problem
from assistant.example_checks import all_examples, example_problems, leaks
from assistant.facts import load_facts
from assistant.languages import load_languages
from assistant.lexicon import load_lexicon
from assistant.paths import root
from assistant.responses import FILE, fields_of, load_responses
from assistant.understanding import SMALLTALK, family
from assistant.yaml_files import read_table, read_yaml

# Sentences that the conversation says of itself -> the fields it fills in; those of small talk are asked for by its examples.
SAID = {
    "utter_language": set(),
    "utter_language_switched": set(),
    "utter_language_kept": set(),
    "utter_language_unknown": set(),
    "utter_source": {"title", "url"},
    "utter_gap_nearby": set(),
    "utter_out_of_scope": set(),
    "utter_suggest": set(),
    "utter_no_more": set(),
    "utter_no_subject": set(),
    "utter_aspect_unknown": set(),
    "utter_empty": set(),
    "utter_no_words": set(),
    "utter_too_long": {"limit"},
    "utter_error": set(),
}


def problems_in(folder: Path) -> Iterator[Problem]:
    """Every problem in the data below `folder`; a file that cannot be read at all is told after what was found before it."""
    told: set[Problem] = set()  # a file that cannot be read is read by several
    try:
        for problem in _problems_in(folder):
            if problem not in told:
                told.add(problem)
                yield problem
    except DataError as error:
        yield from (problem for problem in error.problems if problem not in told)


def _problems_in(folder: Path) -> Iterator[Problem]:
    languages = load_languages(folder)
    yield from _config_problems(folder)
    for code, language in languages.items():
        spacy = language.tokenizer.spacy
        if not spacy.isidentifier() or importlib.util.find_spec(f"spacy.lang.{spacy}") is None:
            what = f"spaCy has no language {spacy!r} (`tokenizer.spacy`)"
            yield Problem("languages.yml", code, code, what, "Name one of those at https://spacy.io/usage/models#languages; `xx` suits any that is not there.")
    base = texts = None
    for load in (load_facts, load_responses):
        try:
            if load is load_facts:
                base = load(folder)
            else:
                texts = load(folder).texts
        except DataError as error:
            yield from error.problems
    if base is None:
        return
    yield from disagreements(base, languages, load_names(folder))
    load_lexicon(folder)
    examples = all_examples(folder)
    yield from example_problems(examples, base, languages, folder)
    yield from leaks(examples, sorted((folder / "evaluation" / "questions").glob("*.jsonl")), near=True)
    yield from leaks(examples, sorted((folder.parent / "shared" / "evaluation" / "dev").glob("*.jsonl")), near=True)
    if texts is not None:
        yield from _sentence_problems(texts)
        labels = {example.label for example in examples if family(example.label) == SMALLTALK}
        for label in sorted(labels):
            name = f"utter_{label.split('/')[1]}"
            if name not in texts:
                yield Problem(FILE, name, "", f"the small talk {label!r} has no sentence", f"Add `{name}` to the responses, in every language.")
    yield from _rule_problems(folder)


def _sentence_problems(texts: dict[str, dict[str, str]]) -> Iterator[Problem]:
    """Whether every sentence that the conversation needs is there, and leaves open only what is filled in."""
    for name, fields in SAID.items():
        if name not in texts:
            yield Problem(FILE, name, "", "the sentence is missing: the assistant says it by this name", f"Put `{name}` back, in every language.")
            continue
        for code, text in texts[name].items():
            unknown = fields_of(text) - fields
            if unknown:
                known = f"Fields here: {', '.join(sorted(fields))}." if fields else "Leave it out."
                yield Problem(FILE, name, code, f"nothing is filled in for the field {', '.join(sorted(unknown))!r}", known)


def _config_problems(folder: Path) -> Iterator[Problem]:
    """Whether the configuration that Rasa wants is there; what a component makes of its own part, it says itself."""
    for name, keys in (("config.yml", ("pipeline", "policies")), ("endpoints.yml", ()), ("credentials.yml", ())):
        try:
            content = read_table(folder / name, folder)
        except DataError as error:
            yield from error.problems
            continue
        yield from (
            Problem(name, key, "", f"`{key}` is no list but {content.get(key)!r:.60}", "Restore it with `git checkout`.")
            for key in keys
            if not isinstance(content.get(key), list)
        )


def _rule_problems(folder: Path) -> Iterator[Problem]:
    domain = read_table(folder / FILE, folder)
    intents = {name if isinstance(name, str) else next(iter(name)) for name in domain.get("intents") or []}
    rules_file = "data/stories/rules.yml"
    ruled = set()
    rules = (read_yaml(folder / rules_file, folder) or {}).get("rules") or []
    if not isinstance(rules, list):
        yield Problem(rules_file, "rules", "", f"`rules` is no list but {rules!r}", "Write the rules as a list: `- rule: ...` with its `steps`.")
        return
    for rule in rules:
        for step in rule.get("steps") or []:
            if "intent" in step:
                ruled.add(step["intent"])
                if step["intent"] not in intents:
                    yield Problem(
                        rules_file, rule["rule"], "", f"the intent {step['intent']!r} is not in domain.yml", "Correct it, or add it to `intents` in domain.yml."
                    )
            if "action" in step and not step["action"].startswith("utter_") and step["action"] not in domain["actions"]:
                yield Problem(
                    rules_file, rule["rule"], "", f"the action {step['action']!r} is not in domain.yml", "Correct it, or add it to `actions` in domain.yml."
                )
    for intent in sorted(intents - ruled):
        yield Problem(FILE, intent, "", "no rule says what to do on this intent", f"Add a rule to {rules_file}.")


def check() -> int:
    """Print every problem; returns the exit code."""
    problems = list(problems_in(root()))
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"\n{len(problems)} problem(s). Nothing was changed.", file=sys.stderr)
        return 1
    print("Facts, sentences and examples are sound.")
    return 0
