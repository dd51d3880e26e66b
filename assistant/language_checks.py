"""Does each sentence stand under its own language? A German answer pasted under `fr` is sound in every other way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from assistant.errors import Problem
from assistant.example_checks import Example
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.responses import FILE
from assistant.understanding import OUT_OF_SCOPE, family

FOREIGN = 0.9  # probability from which a text is told to be in another language; "Was ist NxtPort?" is hardly any
OF_A_BLOCK = 20  # examples of a block that are read at its beginning, and as many at its end; a few in another language are no mistake: visitors mix them


class Written(NamedTuple):
    """A text of the project's data and where it stands."""

    file: str
    entry: str
    language: str
    text: str


def language_problems(
    base: FactBase | None, texts: dict[str, dict[str, str]] | None, examples: Iterable[Example], languages: dict[str, Language]
) -> Iterator[Problem]:
    """Sentences, and blocks of examples, that are surely in another of the configured languages than they stand under.

    Args:
        base: the fact base, if it is sound.
        texts: the conversational sentences, name -> language -> text, if they are sound.
        examples: the training examples.
        languages: the configured languages; those that lingua does not know are not judged.
    """
    known = [code for code in languages if hasattr(IsoCode639_1, code.upper())]
    if len(known) < 2:
        return
    detector = _detector(tuple(known))
    for file, entry, code, text in (*_facts(base), *_sentences(texts or {}), *_blocks(examples)):
        if code not in known:
            continue
        likeliest = detector.compute_language_confidence_values(text)[0]
        other = likeliest.language.iso_code_639_1.name.lower()
        if other != code and likeliest.value >= FOREIGN:
            what = f"this looks like {languages[other].name}, not {languages[code].name}: {text[:60]!r}"
            yield Problem(file, entry, code, what, f"Write it in {languages[code].name}, or move it to its own language.")


@cache
def _detector(codes: tuple[str, ...]) -> LanguageDetector:
    """A detector of these languages only; it reads its models once."""
    return LanguageDetectorBuilder.from_iso_codes_639_1(*(getattr(IsoCode639_1, code.upper()) for code in codes)).build()


def _facts(base: FactBase | None) -> Iterator[Written]:
    for entry in base.entries.values() if base else ():
        for sentences in (entry.title, entry.answer):
            yield from (Written(f"facts/{entry.topic}.yml", entry.id, code, text) for code, text in sentences.items())


def _sentences(texts: dict[str, dict[str, str]]) -> Iterator[Written]:
    return (Written(FILE, name, code, text) for name, sentences in texts.items() for code, text in sentences.items())


def _blocks(examples: Iterable[Example]) -> Iterator[Written]:
    """The beginning and the end of each block of examples; not of what is out of scope, which may be text from anywhere."""
    blocks: dict[tuple[str, str, str], list[str]] = {}
    for example in examples:
        if family(example.label) != OUT_OF_SCOPE:
            blocks.setdefault((example.file, example.label, example.language), []).append(example.text)
    for place, block in blocks.items():
        for part in (block[:OF_A_BLOCK], block[OF_A_BLOCK:][-OF_A_BLOCK:]):
            if part:
                yield Written(*place, " . ".join(part))
