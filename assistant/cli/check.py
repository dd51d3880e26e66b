"""`make check`: are facts, sentences and examples sound? Every problem in plain words, with its place and what to do."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from assistant.agreement import disagreements, load_names, unsourced_figures
from assistant.channels.web_page import TOLD, page_problems
from assistant.courtesy import LANGUAGE_REFUSED
from assistant.errors import DataError, Problem
from assistant.example_checks import Example, example_problems, leaks, legible_examples
from assistant.fact_checks import misspelt_names
from assistant.facts import DETAILS, OFFER, PARTNERING, FactBase, load_facts, outline
from assistant.follow_ups import STARTERS
from assistant.foreign_names import ForeignNames, foreign_in_facts
from assistant.language_checks import language_problems
from assistant.language_parts import hints, part_problems, renamed_language
from assistant.languages import Language, load_languages
from assistant.lexicon import load_spellings
from assistant.partner_request import CHANGE, DONT_PASS_ON, PASS_ON
from assistant.paths import root
from assistant.question_checks import question_problems, unasked_problems
from assistant.renames import rename_problem, renamed_entries
from assistant.responses import FILE, fields_of, load_responses
from assistant.rule_checks import intents_of, rule_problems
from assistant.spelling import word_lists
from assistant.understanding import FOLLOW_UP, SMALLTALK, family
from assistant.yaml_files import read_table

Loaded = TypeVar("Loaded")

# Entries that the assistant names itself -> where.
NEEDED = {
    **dict.fromkeys(TOLD, "the demo page tells it (`TOLD` in assistant/channels/web_page.py)"),
    **dict.fromkeys(STARTERS, "it is offered to newcomers (`STARTERS` in assistant/follow_ups.py)"),
    OFFER: "it lists what is offered, field by field (`OFFER` in assistant/facts.py)",
    PARTNERING: "it lists the ways to work together (`PARTNERING` in assistant/facts.py)",
    DETAILS: "it is the answer to what is asked of a thing and not told of it (`DETAILS` in assistant/facts.py)",
}

OUT_OF_SCOPE_ACCEPTED = "oos"  # what an evaluation set says for "nothing of the material is asked"

# Sentences that the conversation says of itself -> the fields it fills in; those of small talk are asked for by its examples.
SAID = {
    "utter_language": set(),
    "utter_language_switched": set(),
    "utter_language_ability": set(),
    "utter_can_tell": set(),
    "utter_language_kept": set(),
    "utter_language_unknown": set(),
    "utter_source": {"title", "url", "date"},
    "utter_original": {"quote"},
    "utter_source_month": set(),
    "utter_source_paragraph": {"number"},
    "utter_gap_nearby": set(),
    "utter_no_detail": set(),
    "utter_material_says": set(),
    "utter_confirmed": set(),
    "utter_unmentioned": {"names"},
    "utter_quoted": {"typed"},
    "utter_out_of_scope": set(),
    "utter_topics": set(),
    "utter_suggest": set(),
    "utter_suggest_one": set(),
    "utter_no_more": set(),
    "utter_no_subject": set(),
    "utter_empty": set(),
    "utter_no_words": set(),
    "utter_too_long": {"limit"},
    "utter_error": set(),
    "utter_request_offer": set(),
    "utter_request_begin": set(),
    "utter_request_edit": set(),
    "utter_request_open": set(),
    "utter_request_withdrawn": set(),
    "utter_request_question": set(),
    "utter_request_contact": {"question"},
    "utter_request_again": {"drop"},
    "utter_request_confirm": {"question", "contact"},
    "utter_request_send": set(),
    "utter_request_drop": set(),
    "utter_request_sent": set(),
    "utter_request_dropped": set(),
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
    other_code = renamed_language(folder, languages)
    if other_code:
        yield other_code
        return
    yield from _config_problems(folder)
    yield from _library_problems(languages)
    yield from _unread_files(folder, languages)
    sound, problems = _tried(load_facts, folder)
    yield from problems
    yield from _name_problems(folder, sound, languages)
    base, illegible = (sound, set()) if sound else outline(folder)  # what the rest is judged by
    yield from _missing_entries(base, illegible)
    yield from _lexicon_problems(folder, sound)
    domain, problems = _tried(lambda folder: read_table(folder / FILE, folder), folder)
    responses, unsound = _tried(load_responses, folder)
    yield from [*problems, *unsound]
    intents = intents_of(domain or {})
    examples, problems = legible_examples(folder)
    yield from problems
    asked = {example.label.split("/")[-1] for example in examples if family(example.label) == FOLLOW_UP}
    yield from misspelt_names(base.entries, asked, bool(illegible))
    if examples:
        unsound_files = {problem.file for problem in problems}
        for renamed in renamed_entries(examples, base, illegible, unsound_files):
            yield rename_problem(folder, renamed, examples)
            illegible |= set(renamed)
        yield from example_problems(examples, base, languages, folder, intents, illegible, unsound_files)
        yield from _question_problems(folder, examples, base, languages, illegible)
    yield from language_problems(sound, responses.texts if responses else None, examples, languages)
    yield from page_problems(languages)
    if responses:
        yield from _sentence_problems(responses.texts)
        yield from _small_talk_problems(responses.texts, examples, folder)
    if domain:
        yield from rule_problems(folder, domain)


def _library_problems(languages: dict[str, Language]) -> Iterator[Problem]:
    """What `languages.yml` asks of libraries, and they do not have."""
    for code, language in languages.items():
        spacy = language.tokenizer.spacy
        if not spacy.isidentifier() or importlib.util.find_spec(f"spacy.lang.{spacy}") is None:
            what = f"spaCy has no language {spacy!r} (`tokenizer.spacy`)"
            yield Problem("languages.yml", code, code, what, "Name one of those at https://spacy.io/usage/models#languages; `xx` suits any that is not there.")
        if language.word_list and language.word_list not in word_lists():
            what = f"pyspellchecker has no list of words for {language.word_list!r} (`word_list`)"
            yield Problem("languages.yml", code, code, what, f"Name one of {', '.join(word_lists())}, or leave the line out.")


def _name_problems(folder: Path, sound: FactBase | None, languages: dict[str, Language]) -> Iterator[Problem]:
    """What is wrong with the names in `facts/names.yml`, and whether sound facts agree in them and in their figures."""
    names, problems = _tried(load_names, folder)
    yield from problems
    yield from part_problems(folder, languages, names)
    if sound and names:
        yield from disagreements(sound, languages, names)
        yield from unsourced_figures(sound, languages, names)


def _missing_entries(base: FactBase, illegible: set[str]) -> Iterator[Problem]:
    """The entries that the assistant names itself and that are not there; `illegible` are topics and ids of which something is told already."""
    for entry_id, why in NEEDED.items():
        if entry_id not in base.entries and not {entry_id, family(entry_id)} & illegible:
            what = f"the entry is missing: {why}"
            yield Problem(f"facts/{family(entry_id)}.yml", entry_id, "", what, "Put it back, in every language, or name another one in that file.")


def _lexicon_problems(folder: Path, sound: FactBase | None) -> Iterator[Problem]:
    """What is wrong with the names that are foreign to the material, and which of them sound facts hold all the same."""
    spellings, problems = _tried(load_spellings, folder)
    yield from problems
    if sound and spellings:
        yield from foreign_in_facts(sound, ForeignNames(spellings))


def _question_problems(folder: Path, examples: list[Example], base: FactBase, languages: dict[str, Language], illegible: set[str]) -> Iterator[Problem]:
    """What is wrong with the evaluation questions, and which of them, or of the shared ones, are examples too."""
    known = {*base.entries, OUT_OF_SCOPE_ACCEPTED, *(example.label for example in examples if family(example.label) in (SMALLTALK, FOLLOW_UP))}
    for path in sorted((folder / "evaluation" / "questions").glob("*.jsonl")):
        yield from question_problems(path, known, languages, illegible)
        yield from _tried_leaks(examples, path)
    yield from unasked_problems(folder, base.entries, languages, illegible)
    for path in sorted((folder.parent / "shared" / "evaluation" / "dev").glob("*.jsonl")):
        yield from _tried_leaks(examples, path)


def _tried(load: Callable[[Path], Loaded], folder: Path) -> tuple[Loaded | None, list[Problem]]:
    """What `load` reads from a folder, or None and why it cannot."""
    try:
        return load(folder), []
    except DataError as error:
        return None, error.problems


def _tried_leaks(examples: list[Example], path: Path) -> list[Problem]:
    found, problems = _tried(lambda _: list(leaks(examples, [path], near=True)), path)
    return found or problems


def _unread_files(folder: Path, languages: dict[str, Language]) -> Iterator[Problem]:
    """Files that look like the project's data and that nothing reads."""
    for place, ending in (("facts", ".yml"), ("data", ".yml"), ("evaluation/questions", ".jsonl")):
        for path in sorted((folder / place).rglob("*")):
            if path.is_file() and path.suffix != ending and not path.name.startswith("."):
                what = f"nothing here reads a file that ends in {path.suffix or 'no dot and letters'}"
                yield Problem(str(path.relative_to(folder)), "", "", what, f"Rename it to {path.name.split('.')[0]}{ending}, or remove it.")
    for path in sorted((folder / "data" / "nlu").glob("*.yml")):
        do = f"Move it to the folder of its language: {', '.join(f'data/nlu/{code}/' for code in languages)}."
        yield Problem(str(path.relative_to(folder)), "", "", "nothing reads examples outside the folder of a language", do)


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


def _small_talk_problems(texts: dict[str, dict[str, str]], examples: list[Example], folder: Path) -> Iterator[Problem]:
    """Whether each small talk has its sentence, and each sentence something that leads to it."""
    sentence_of = {label: f"utter_{label.split('/')[1]}" for label in {example.label for example in examples if family(example.label) == SMALLTALK}}
    for label in sorted(sentence_of.keys() - {LANGUAGE_REFUSED, PASS_ON, DONT_PASS_ON, CHANGE}):
        if sentence_of[label] not in texts:
            what, do = f"the small talk {label!r} has no sentence", f"Add `{sentence_of[label]}` to the responses, in every language."
            yield Problem(FILE, sentence_of[label], "", what, do)
    rules = "".join(path.read_text("utf-8") for path in sorted((folder / "data" / "stories").glob("*.yml")))
    for name in sorted(texts.keys() - SAID.keys() - set(sentence_of.values())) if examples else ():
        if name not in rules:
            do = f"Put back the examples of `{SMALLTALK}/{name.removeprefix('utter_')}` in data/nlu/, or remove the sentence."
            yield Problem(FILE, name, "", "nothing leads to this sentence: no language has examples of its small talk", do)


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


def check() -> int:
    """Print every problem, and hints, which are none; returns the exit code."""
    problems = list(problems_in(root()))
    for problem in problems:
        print(problem, file=sys.stderr)
    languages, _ = _tried(load_languages, root())
    for hint in hints(languages or {}):
        print(f"Hint (no problem): {hint}", file=sys.stderr)
    if problems:
        print(f"\n{len(problems)} problem(s). Nothing was changed.", file=sys.stderr)
        return 1
    print("Facts, sentences and examples are sound.")
    return 0
