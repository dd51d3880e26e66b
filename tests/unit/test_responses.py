"""The conversational sentences of `domain.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError, Problem
from assistant.languages import Language
from assistant.responses import Responses, fields_of, load_responses
from tests.helpers.project import edit


def variation(content: dict, name: str, code: str) -> dict:
    return next(one for one in content["responses"][name] if one["condition"][0]["value"] == code)


BREAKAGES = {
    "language missing": (
        lambda c: c["responses"]["utter_greet"].remove(variation(c, "utter_greet", "ko")),
        "utter_greet",
        "ko",
        "there is no sentence in 한국어",
        "Add a variation for `ko`",
    ),
    "no text": (lambda c: variation(c, "utter_greet", "zh").pop("text"), "utter_greet", "zh", "the variation has no `text`", "Write the sentence in 中文"),
    "empty text": (
        lambda c: variation(c, "utter_greet", "zh").update(text=" "),
        "utter_greet",
        "zh",
        "the variation has no `text`",
        "Write the sentence in 中文",
    ),
    "unknown language": (
        lambda c: variation(c, "utter_greet", "de")["condition"][0].update(value="es"),
        "utter_greet",
        "es",
        "names no configured language",
        "Give it `condition:",
    ),
    "no condition": (lambda c: variation(c, "utter_greet", "de").pop("condition"), "utter_greet", "", "names no configured language", "Give it `condition:"),
    "condition not a list": (
        lambda c: variation(c, "utter_greet", "de").update(condition={"name": "language"}),
        "utter_greet",
        "",
        "names no configured language",
        "Give it `condition:",
    ),
    "twice in a language": (
        lambda c: c["responses"]["utter_greet"].append(dict(variation(c, "utter_greet", "fr"))),
        "utter_greet",
        "fr",
        "the sentence stands here twice",
        "Remove one",
    ),
    "another field": (
        lambda c: variation(c, "utter_too_long", "fr").update(text="{limite} ?"),
        "utter_too_long",
        "fr",
        "the fields ['limite'] differ from those of 'en': ['limit']",
        "Use the same {fields}",
    ),
    "field left out": (
        lambda c: variation(c, "utter_too_long", "nl").update(text="Te lang."),
        "utter_too_long",
        "nl",
        "the fields [] differ from those of 'en': ['limit']",
        "Use the same {fields}",
    ),
    "number where a text is": (lambda c: variation(c, "utter_greet", "nl").update(text=12), "utter_greet", "nl", "`text`: YAML takes `12` for a number", '"12"'),
    "word that YAML takes for something else": (lambda c: variation(c, "utter_greet", "nl").update(text=False), "utter_greet", "nl", "`text`: YAML takes `false` for true or false", "in quotes"),
    "code that YAML takes for something else": (
        lambda c: variation(c, "utter_greet", "nl")["condition"][0].update(value=False),
        "utter_greet",
        "",
        "`condition.value`: YAML takes `false` for true or false",
        "in quotes",
    ),
    "list where a text is": (lambda c: variation(c, "utter_greet", "nl").update(text=["a"]), "utter_greet", "nl", "no sentence but ['a']", "in quotes"),
    "open brace": (lambda c: variation(c, "utter_too_long", "nl").update(text="{limit"), "utter_too_long", "nl", "a brace", "{{"),
    "field without a name": (lambda c: variation(c, "utter_greet", "nl").update(text="Dag {}!"), "utter_greet", "nl", "a brace", "{{"),
    "variation without keys": (
        lambda c: c["responses"]["utter_greet"].append("Hello!"),
        "utter_greet",
        "",
        "names no configured language",
        "Give it `condition:",
    ),
    "no variations": (lambda c: c["responses"].update(utter_greet=None), "utter_greet", "en", "there is no sentence in English", "Add a variation for `en`"),
}


def problems_of(project: Path) -> list[Problem]:
    with pytest.raises(DataError) as error:
        load_responses(project)
    return error.value.problems


@pytest.mark.parametrize("name", BREAKAGES)
def test_each_breakage_is_told_with_its_place_and_remedy(project: Path, name: str) -> None:
    change, entry, language, what, do = BREAKAGES[name]
    edit(project / "domain.yml", change)
    problems = problems_of(project)
    told = [problem for problem in problems if (problem.entry, problem.language) == (entry, language) and what in problem.what]
    assert told, "\n".join(map(str, problems))
    assert told[0].file == "domain.yml"
    assert do in told[0].do
    assert {problem.entry for problem in problems} == {entry}


def test_fields_are_filled_in() -> None:
    texts = Responses({"utter_limit": {"en": "At most {limit}."}})
    assert texts.say("utter_limit", "en", limit=7) == "At most 7."


def test_a_sentence_that_is_not_there_is_a_key_error(sentences: Responses) -> None:
    with pytest.raises(KeyError):
        sentences.say("utter_nothing", "en")


@pytest.mark.parametrize("sentence, fields", [("{title}: {url}", {"title", "url"}), ("plain", set()), ("{{title}}", set())])
def test_fields_of_a_sentence(sentence: str, fields: set[str]) -> None:
    assert fields_of(sentence) == fields


def test_every_sentence_has_every_language(sentences: Responses, languages: dict[str, Language]) -> None:
    assert sentences.texts
    for name, texts in sentences.texts.items():
        assert list(texts) == list(languages), name
