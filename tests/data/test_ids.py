"""Ids live once: what stands in one place exists in the others."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
import yaml

from actions.actions import ActionReply
from assistant.cli.check import SAID
from assistant.courtesy import LANGUAGE_REFUSED
from assistant.decision import DIFFERENCE, DISBELIEF, INTENTS, findings
from assistant.example_checks import WITHOUT_ASPECT, Example, near_copies, questions_of
from assistant.facts import OFFER, FactBase
from assistant.follow_ups import BEGINNING, ORDINALS, OTHER, STARTERS
from assistant.languages import Language
from assistant.partner_request import CHANGE, DONT_PASS_ON, PASS_ON
from assistant.reply import MAX_SUGGESTIONS
from assistant.responses import Responses, fields_of
from assistant.scoring import is_scored
from assistant.text import script_of
from assistant.understanding import FOLLOW_UP, OUT_OF_SCOPE, REPEAT, SMALLTALK, Understanding, family, intent_of, is_intent
from tests.helpers.project import ROOT

CODES = ["en", "nl", "fr", "de", "ko", "zh"]

# Small talk without a sentence of its own: another language is granted, a partner request goes on.
DONE_AND_NOT_SAID = {LANGUAGE_REFUSED, PASS_ON, DONT_PASS_ON, CHANGE}


@pytest.fixture(scope="module")
def domain() -> dict:
    return yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def rules() -> list[dict]:
    return yaml.safe_load((ROOT / "data" / "stories" / "rules.yml").read_text("utf-8"))["rules"]


@pytest.mark.parametrize("code", CODES)
def test_every_entry_has_examples_and_every_example_an_entry(base: FactBase, examples: list[Example], code: str) -> None:
    labels = {one.label for one in examples if one.language == code}
    of_facts = {label for label in labels if family(label) not in (SMALLTALK, FOLLOW_UP, OUT_OF_SCOPE) and not is_intent(label)}
    assert of_facts == set(base.entries)


def test_every_language_knows_the_same_talk(examples: list[Example]) -> None:
    for kind in (SMALLTALK, FOLLOW_UP):
        by_language = {code: {one.label for one in examples if one.language == code and family(one.label) == kind} for code in CODES}
        assert all(labels == by_language["en"] for labels in by_language.values()), by_language


def test_the_domains_intents_are_those_that_the_gate_sets_and_the_rules_know(domain: dict, rules: list[dict], examples: list[Example]) -> None:
    intents = set(domain["intents"])
    own = {one.label for one in examples if is_intent(one.label)}
    assert set(INTENTS.values()) | own == intents
    assert {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step} == intents
    assert {intent_of(one.label) for one in examples} | {"nlu_fallback"} == intents


def test_the_domains_actions_are_those_that_exist_and_the_rules_use(domain: dict, rules: list[dict]) -> None:
    assert ActionReply().name() in domain["actions"]
    assert {step["action"] for rule in rules for step in rule["steps"] if "action" in step} == set(domain["actions"])


def test_every_follow_up_is_one_that_the_conversation_can_resolve(base: FactBase, examples: list[Example]) -> None:
    aspects = {aspect for entry in base.entries.values() for told in entry.about.values() for aspect in told}
    asked = {one.label.split("/")[1] for one in examples if family(one.label) == FOLLOW_UP}
    assert asked >= WITHOUT_ASPECT == {*ORDINALS, OTHER, BEGINNING, "source", "original", *(label.split("/")[1] for label in (DIFFERENCE, DISBELIEF, REPEAT)), "more"}
    assert asked <= {*aspects, *base.themes, *WITHOUT_ASPECT}


def test_a_field_has_its_follow_up_where_several_topics_have_claims_in_it(base: FactBase, examples: list[Example]) -> None:
    asked = {one.label.split("/")[1] for one in examples if family(one.label) == FOLLOW_UP}
    topics = {theme: {entry.topic for entry in base.claims.values() if entry.theme == theme} for theme in base.themes}
    assert {"fashion", "health", "technology"} <= asked & base.themes
    assert all(len(topics[theme]) > 2 for theme in asked & base.themes)


def test_what_is_offered_by_field_is_listed_once_for_each_field_that_has_a_follow_up(base: FactBase, examples: list[Example]) -> None:
    asked = {one.label.split("/")[1] for one in examples if family(one.label) == FOLLOW_UP} & base.themes
    listed = [base.entries[key].theme for key in base.entries[OFFER].lists]
    assert {theme: listed.count(theme) for theme in asked} == dict.fromkeys(asked, 1)


def test_what_an_answer_lists_is_more_than_one_thing_and_not_itself(base: FactBase) -> None:
    for key, entry in base.entries.items():
        assert len(entry.lists) != 1, key
        assert key not in entry.lists


def test_there_is_no_story_per_fact(base: FactBase) -> None:
    stories = "".join(path.read_text("utf-8") for path in (ROOT / "data" / "stories").glob("*.yml"))
    assert not [entry for entry in base.entries if entry in stories]


def test_every_small_talk_has_a_sentence(examples: list[Example], sentences: Responses) -> None:
    talk = {one.label for one in examples if family(one.label) == SMALLTALK} - DONE_AND_NOT_SAID
    assert {f"utter_{label.split('/')[1]}" for label in talk} <= set(sentences.texts)


def test_every_sentence_that_the_program_says_exists_and_every_sentence_is_said(sentences: Responses, examples: list[Example]) -> None:
    paths = [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]
    code = "\n".join(path.read_text("utf-8") for path in paths if path.parent.name != "reports")  # what is compared with us says its own
    said = set(re.findall(r"\butter_[a-z_]+\b", code)) - {"utter_message"}
    said |= {f"utter_{one.label.split('/')[1]}" for one in examples if family(one.label) == SMALLTALK and one.label not in DONE_AND_NOT_SAID}
    said |= {"utter_suggest", "utter_no_more", "utter_no_subject", "utter_empty", "utter_no_words"}  # built from a name
    assert said == set(sentences.texts)


@pytest.mark.parametrize("name, fields", [("utter_source", {"title", "url", "date"}), ("utter_too_long", {"limit"})])
def test_the_fields_that_the_program_fills_in(sentences: Responses, name: str, fields: set[str]) -> None:
    assert all(fields_of(text) == fields for text in sentences.texts[name].values())


def test_no_other_sentence_has_a_field_that_nobody_fills_in(sentences: Responses) -> None:
    filled_in = {name for name, fields in SAID.items() if fields}
    assert {name for name, texts in sentences.texts.items() if any(map(fields_of, texts.values()))} == filled_in


def test_where_a_newcomer_starts_is_a_claim(base: FactBase) -> None:
    assert set(STARTERS) <= set(base.claims)
    assert len(STARTERS) == MAX_SUGGESTIONS


def test_a_title_is_certain_of_its_entry(base: FactBase) -> None:
    for entry in base.entries:
        assert [one.ids for one in findings(Understanding(guess="en", exact=entry), [], base)] == [[entry]]


def test_no_answer_holds_another_one_whole(base: FactBase) -> None:
    for code in CODES:
        answers = {key: entry.answer[code] for key, entry in base.entries.items()}
        assert not [(one, other) for one in answers for other in answers if one != other and answers[one] in answers[other]]


def test_gaps_and_talk_state_no_figure_and_no_claim(base: FactBase, sentences: Responses) -> None:
    said = [text for texts in sentences.texts.values() for text in texts.values()] + [text for gap in base.gaps.values() for text in gap.answer.values()]
    for text in said:
        assert not set(re.findall(r"\d+", text)) - {"2016", "12"}, text
        assert not [claim for claim, entry in base.claims.items() if any(answer in text for answer in entry.answer.values())], text


def test_the_ids_of_evaluation_questions_exist(base: FactBase, examples: list[Example]) -> None:
    talk = {one.label for one in examples if family(one.label) == SMALLTALK}
    for path in sorted((ROOT / "evaluation" / "questions").glob("*.jsonl")):
        for line in filter(str.strip, path.read_text("utf-8").splitlines()):
            item = json.loads(line)
            for turn in item.get("turns") or [item]:
                assert set(turn["accept"]) <= {*base.entries, *talk, "oos"}, f"{path.name}: {line}"


@pytest.mark.parametrize("code", CODES)
def test_only_turns_that_are_examples_too_do_not_count_in_the_evaluation(examples: list[Example], code: str) -> None:
    """A test question that fails must not be marked away: the mark is for what stands among the examples, or nearly."""
    items = [json.loads(line) for line in (ROOT / "evaluation" / "questions" / f"{code}.jsonl").read_text("utf-8").splitlines() if line.strip()]
    assert all(is_scored(item) for item in items if "q" in item)
    led_on, count = [], 0
    for item in items:
        language = code
        for turn in item.get("turns", []):
            language, count = turn.get("lang") or language, count + 1
            if not is_scored(turn):
                led_on.append((language, turn["q"]))
    assert 0 < len(led_on) < count / 5
    for language in {language for language, _ in led_on}:
        texts = [Example(text, "", language, "") for spoken, text in led_on if spoken == language]
        copied = near_copies(texts, [example.text for example in examples if example.language == language])
        assert {example.text for example in texts} == {example.text for example in copied}


@pytest.mark.parametrize("code", CODES)
def test_every_claim_and_gap_is_asked_for_in_the_evaluation_of_each_language(base: FactBase, code: str) -> None:
    lines = (ROOT / "evaluation" / "questions" / f"{code}.jsonl").read_text("utf-8").splitlines()
    accepted = {label for line in lines if line.strip() for turn in [json.loads(line)] for label in turn.get("accept", [])}
    assert set(base.entries) <= accepted
    assert len(questions_of(ROOT / "evaluation" / "questions" / f"{code}.jsonl")) > 200


def test_the_languages_are_listed_once(languages: dict[str, Language]) -> None:
    """No Python names the codes but for the default: a new language is a line in languages.yml."""
    others = {
        "assistant/__main__.py": {"ko"},  # the baseline is trained on two languages, unless others are named
        "assistant/tokenization.py": {"ko"},  # spaCy's name of a pipeline that needs what is not installed
    }
    for path in [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]:
        strings = [node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        name = str(path.relative_to(ROOT))
        assert set(strings) & set(languages) - {"en"} == others.get(name, set()), name


def _strings(path: Path) -> list[str]:
    """The string constants of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings]


@pytest.mark.parametrize("path", sorted((ROOT / "actions").rglob("*.py")), ids=lambda path: path.name)
def test_no_conversational_sentence_stands_in_the_actions(path: Path, sentences: Responses) -> None:
    for string in _strings(path):
        assert not [c for c in string if script_of(c) in ("HANGUL", "CJK")], string
        assert len(string.split()) < 4 or "%r" in string, f"{string!r} reads like a sentence; sentences live in domain.yml"
    source = path.read_text("utf-8")
    assert not [text for texts in sentences.texts.values() for text in texts.values() if text in source]


@pytest.mark.parametrize("path", sorted((ROOT / "assistant").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_of_the_domain_or_the_facts_stands_in_python(path: Path, sentences: Responses, base: FactBase) -> None:
    source = path.read_text("utf-8")
    said = [text for texts in sentences.texts.values() for text in texts.values()]
    said += [text for entry in base.entries.values() for text in entry.answer.values()]
    assert not [text for text in said if text in source]
