"""Words and sentences, each language by its own rules."""

from __future__ import annotations

import pytest

from assistant import tokenization
from assistant.languages import Language
from assistant.text import clean
from assistant.tokenization import Reader, spacy_pipeline


@pytest.fixture(scope="module")
def reader(languages: dict[str, Language]) -> Reader:
    return Reader(languages)


@pytest.mark.parametrize(
    "code, text, words",
    [
        ("en", "Who's behind it?", ["Who", "'s", "behind", "it", "?"]),
        ("nl", "Wie leidde 's ochtends?", ["Wie", "leidde", "'s", "ochtends", "?"]),
        ("fr", "Qu'est-ce que l'objectif ?", ["Qu'", "est", "-ce", "que", "l'", "objectif", "?"]),
        ("de", "Wer war's?", ["Wer", "war's", "?"]),
        ("ko", "누가 이끌었나요?", ["누가", "이끌었나요", "?"]),
        ("zh", "安特卫普市长是谁？", ["安特卫普", "市长", "是", "谁", "？"]),
    ],
)
def test_words_are_read_by_the_languages_own_rules(reader: Reader, code: str, text: str, words: list[str]) -> None:
    assert [word.text for word in reader.read(text, code).words] == words


@pytest.mark.parametrize("code, text", [("en", "Who led  it, and why?"), ("ko", "누가 이끌었나요? 왜요?"), ("zh", "谁率领的？为什么？"), ("fr", "Où ça ?")])
def test_each_word_knows_its_place(reader: Reader, code: str, text: str) -> None:
    assert all(text[word.start : word.start + len(word.text)] == word.text for word in reader.read(text, code).words)


@pytest.mark.parametrize(
    "code, text", [("en", "Who's behind  it?"), ("fr", "Qu'est-ce que c'est ?"), ("ko", "누가 이끌었나요? 왜요?"), ("zh", "谁率领的？为什么？"), ("de", "")]
)
def test_the_words_alone_are_those_of_the_whole_reading(reader: Reader, code: str, text: str) -> None:
    assert reader.words(text, code) == reader.read(text, code).words


@pytest.mark.parametrize(
    "code, text, sentences",
    [
        ("en", "Who led it? When was it?", ["Who led it?", "When was it?"]),
        ("zh", "谁率领的？什么时候？", ["谁率领的？", "什么时候？"]),
        ("ko", "누가요? 언제요?", ["누가요?", "언제요?"]),
        ("de", "Wer? Wann! Wo.", ["Wer?", "Wann!", "Wo."]),
    ],
)
def test_sentences_end_where_the_language_ends_them(reader: Reader, code: str, text: str, sentences: list[str]) -> None:
    assert reader.read(text, code).sentences == sentences


def test_every_configured_language_can_be_read(reader: Reader, languages: dict[str, Language]) -> None:
    assert all(reader.read("Antwerp 2016", code).words for code in languages)


def test_nothing_is_read_from_nothing(reader: Reader, languages: dict[str, Language]) -> None:
    for code in languages:
        assert reader.read(clean("  "), code) == ([], [])


def test_a_languages_pipeline_is_made_when_it_is_needed_and_once(languages: dict[str, Language], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Language] = []
    monkeypatch.setattr(tokenization, "spacy_pipeline", lambda language: made.append(language) or spacy_pipeline(language))
    reader = Reader(languages)
    assert made == []
    reader.read("Who led it?", "en")
    reader.words("Who led it?", "en")
    assert made == [languages["en"]]
    reader.prepare()
    reader.prepare()
    assert made == [languages["en"], *(language for code, language in languages.items() if code != "en")]
