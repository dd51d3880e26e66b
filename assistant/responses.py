"""The conversational sentences, read from `domain.yml`, per language.

A sentence is a Rasa response with one variation a language, told apart by a condition on the slot `language`:

    utter_thanks:
      - condition: [{type: slot, name: language, value: en}]
        text: "You're welcome!"
"""

from __future__ import annotations

import string
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import DataError, Problem
from assistant.languages import Language, load_languages
from assistant.paths import root
from assistant.quote_checks import quote_fault
from assistant.yaml_files import no_texts, read_table

FILE = "domain.yml"


class Responses:
    """Sentences by name and language.

    Args:
        texts: name -> language -> sentence; `{name}` in a sentence is filled in by `say`.
    """

    def __init__(self, texts: dict[str, dict[str, str]]) -> None:
        self.texts = texts

    def say(self, name: str, language: str, **values: object) -> str:
        """The sentence `name` in `language`, with `values` filled in.

        Raises:
            KeyError: no such name or language; `load_responses` makes sure that every name has every language.
        """
        return self.texts[name][language].format(**values)


def load_responses(folder: Path) -> Responses:
    """Read and check the sentences of `folder/domain.yml`.

    Raises:
        DataError: a sentence that lacks a language, or whose `{fields}` differ between languages.
    """
    wanted = load_languages(folder)
    domain = read_table(folder / FILE, folder)
    problems: list[Problem] = []
    texts: dict[str, dict[str, str]] = {}
    for name, variations in (domain.get("responses") or {}).items():
        texts[name], found = _sentences_of(folder, name, variations or [], wanted)
        problems += [*found, *_check_fields(name, texts[name])]
    if problems:
        raise DataError(problems)
    return Responses(texts)


def _sentences_of(folder: Path, name: str, variations: list[Any], languages: dict[str, Language]) -> tuple[dict[str, str], list[Problem]]:
    """The sentences of one name by language, and what is wrong with its variations."""
    sentences: dict[str, str] = {}
    problems: list[Problem] = []
    seen: set[str] = set()  # languages with a sentence, be it an unsound one
    for number, variation in enumerate(variations):
        code = _language_of(variation)
        other = no_texts(folder / FILE, variation, "responses", name, number)
        if other:
            problems += [Problem(FILE, name, code if code in languages else "", f"`{where}`: {what}", do) for where, what, do in other]
            seen.add(str(code))
        elif code not in languages:
            do = "Give it `condition: [{type: slot, name: language, value: <code>}]`."
            problems.append(Problem(FILE, name, str(code or ""), "a variation names no configured language", do))
        else:
            sentence, faults = _sentence(variation.get("text"), languages[code], twice=code in seen)
            problems += [Problem(FILE, name, code, what, do) for what, do in faults]
            seen.add(code)
            if sentence:
                sentences[code] = sentence
    for code, language in languages.items():
        if code not in seen:
            problems.append(Problem(FILE, name, code, f"there is no sentence in {language.name}", f"Add a variation for `{code}`."))
    return sentences, problems


def _sentence(text: Any, language: Language, twice: bool) -> tuple[str | None, list[tuple[str, str]]]:
    """The sentence of a variation, None if it has none that can be said; and what is wrong with it, each with what to do.

    Args:
        text: what stands under `text`, whatever that is.
        language: that of the variation.
        twice: a variation before it is in that language too.
    """
    if not isinstance(text or "", str):
        return None, [(f"`text` is no sentence but {text!r}", "Write it in quotes, on one line.")]
    if not (text or "").strip():
        return None, [("the variation has no `text`", f"Write the sentence in {language.name}.")]
    faults = [("the sentence stands here twice", "Remove one of them.")] if twice else []
    if not _can_be_filled_in(text):
        return None, [*faults, (f"a brace that is no {{field}} in {text!r}", "Name the field, or write the brace twice: {{ or }}.")]
    if fault := quote_fault(text):
        faults.append((f"`text`: {fault[0]}: {text[:60]!r}", fault[1]))
    return text.strip(), faults


def _language_of(variation: object) -> str | None:
    conditions = variation.get("condition") if isinstance(variation, dict) else None
    for condition in conditions if isinstance(conditions, list) else []:
        if isinstance(condition, dict) and condition.get("name") == "language":
            return condition.get("value")
    return None


def _can_be_filled_in(sentence: object) -> bool:
    try:
        return all(field is None or field.isidentifier() for _, field, _, _ in string.Formatter().parse(str(sentence)))
    except ValueError:
        return False


def fields_of(sentence: str) -> set[str]:
    """The `{fields}` that a sentence leaves open."""
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field}


def _check_fields(name: str, sentences: dict[str, str]) -> list[Problem]:
    if not sentences:
        return []
    counted = Counter(frozenset(fields_of(sentence)) for sentence in sentences.values())
    most = counted.most_common(1)[0][0]  # the odd one out is told, not those that it differs from
    first, reference = next((code, sentence) for code, sentence in sentences.items() if fields_of(sentence) == most)
    return [
        Problem(
            FILE,
            name,
            code,
            f"the fields {sorted(fields_of(sentence))} differ from those of {first!r}: {sorted(fields_of(reference))}",
            "Use the same {fields} in every language.",
        )
        for code, sentence in sentences.items()
        if fields_of(sentence) != fields_of(reference)
    ]


@cache
def _cached(folder: Path) -> Responses:
    return load_responses(folder)


def responses() -> Responses:
    """The project's sentences; read and checked once."""
    return _cached(root())
