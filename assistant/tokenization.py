"""Words and sentences, read by spaCy with each language's own rules and word segmenter."""

from __future__ import annotations

import importlib
import logging
from functools import cache, lru_cache
from typing import Any, NamedTuple

import spacy
from spacy.language import Language as SpacyPipeline

from assistant.languages import Language, load_languages
from assistant.paths import root

KEPT = 64  # texts whose words are remembered
_SENTENCE_ENDS = [".", "!", "?", "…", ";", "。", "！", "？", "；", "．"]


class Word(NamedTuple):
    """A word and where it starts in the text, in characters."""

    text: str
    start: int


class Reading(NamedTuple):
    """What spaCy read: the words of a text and its sentences."""

    words: list[Word]
    sentences: list[str]


def spacy_pipeline(language: Language) -> SpacyPipeline:
    """A blank spaCy pipeline for `language`: its tokenizer, and a rule-based sentence splitter.

    Blank pipelines need no model weights. Korean words are split at spaces and punctuation by spaCy's own rules: its
    default for Korean needs MeCab, and what a morphological analyser adds here is less than it costs (docs/experiments.md).
    """
    settings = language.tokenizer
    config: dict[str, Any] = {}
    if settings.segmenter:
        config = {"nlp": {"tokenizer": {"segmenter": settings.segmenter}}}
        importlib.import_module(settings.segmenter)  # sets its logger to tell of every start; only then can it be told not to
        logging.getLogger(settings.segmenter).setLevel(logging.WARNING)
    elif settings.spacy == "ko":
        config = {"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}
    pipeline = spacy.blank(settings.spacy, config=config)
    pipeline.add_pipe("sentencizer", config={"punct_chars": _SENTENCE_ENDS})
    return pipeline


class Reader:
    """Reads texts in the configured languages; each language's pipeline is made when it is first needed, or by `prepare`.

    Args:
        languages: code -> `Language`, as `languages.yml` lists them.
    """

    def __init__(self, languages: dict[str, Language]) -> None:
        self._languages = languages
        self._pipelines: dict[str, SpacyPipeline] = {}
        self._words = lru_cache(maxsize=KEPT)(self._tokenize)  # a message is asked for its words several times

    def prepare(self) -> None:
        """Make the pipelines of all languages, which takes seconds: no visitor should wait for it."""
        for code in self._languages:
            self._pipeline(code)

    def _pipeline(self, language: str) -> SpacyPipeline:
        if language not in self._pipelines:
            self._pipelines[language] = spacy_pipeline(self._languages[language])
        return self._pipelines[language]

    def read(self, text: str, language: str) -> Reading:
        """Words and sentences of `text`, read as `language` (a configured code)."""
        document = self._pipeline(language)(text)
        words = [Word(token.text, token.idx) for token in document if not token.is_space]
        starts = [token.idx for token in document if token.is_sent_start]  # `document.sents` takes longer than all the rest
        sentences = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)])]
        return Reading(words, [sentence for sentence in sentences if sentence])

    def words(self, text: str, language: str) -> list[Word]:
        """The words of `text` alone, read as `language` (a configured code)."""
        return list(self._words(text, language))

    def _tokenize(self, text: str, language: str) -> tuple[Word, ...]:
        return tuple(Word(token.text, token.idx) for token in self._pipeline(language).tokenizer(text) if not token.is_space)


@cache
def reader() -> Reader:
    """The reader of the configured languages; made once, for jieba's dictionary alone takes 60 MB."""
    return Reader(load_languages(root()))
