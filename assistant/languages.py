"""The languages the assistant speaks, read from `languages.yml`: the one list of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Extra, Field, ValidationError
from rapidfuzz import fuzz, process

from assistant.errors import DataError, Problem, in_plain_words
from assistant.paths import root
from assistant.yaml_files import no_texts, read_table

FILE = "languages.yml"


class TokenizerSettings(BaseModel, extra=Extra.forbid):
    """How spaCy reads a language: its code in spaCy and, where spaCy offers a choice, the word segmenter."""

    spacy: str
    segmenter: Literal["jieba"] | None = None


class Refused(BaseModel, extra=Extra.forbid):
    """Words that refuse a language.

    Attributes:
        before: that named right after them ("no Dutch").
        after: that named right before them ("네덜란드어 몰라요").
        beside: that named right after them, where another is asked for ("English rather than Dutch").
    """

    before: list[str] = Field(default_factory=list)
    after: list[str] = Field(default_factory=list)
    beside: list[str] = Field(default_factory=list)


class Wished(BaseModel, extra=Extra.forbid):
    """Words that ask for something in a language.

    Attributes:
        before: in that named right after them, at the end of a clause ("explain NxtPort in French").
        after: in that named right before them ("프랑스어로").
    """

    before: list[str] = Field(default_factory=list)
    after: list[str] = Field(default_factory=list)


class Rejects(BaseModel, extra=Extra.forbid):
    """How a language sets right what was misunderstood, or misspoken: "not the port but the park", "the port, sorry, the park".

    Attributes:
        before: words before what is rejected ("not").
        instead: words before what is meant instead ("but").
        after: words after what is rejected ("말고").
        only: words after the first ones with which nothing is rejected ("not only A but also B").
        opens: words that open a correction ("no", "I mean"): after one, "B not A" without a comma rejects A too.
        turns: words between what was said by mistake and what is meant ("NxtPort, sorry, Blue Gate").
    """

    before: list[str] = Field(default_factory=list)
    instead: list[str] = Field(default_factory=list)
    after: list[str] = Field(default_factory=list)
    only: list[str] = Field(default_factory=list)
    opens: list[str] = Field(default_factory=list)
    turns: list[str] = Field(default_factory=list)


class Answers(BaseModel, extra=Extra.forbid):
    """How a language answers when it is asked whether to do something, in whole messages.

    Attributes:
        agrees: "yes", "please do".
        all_right: what agrees only to whether all is well ("ok", "that's right").
        declines: "no", "never mind".
        beside: what may stand beside any of these ("thanks").
    """

    agrees: list[str] = Field(min_items=1)
    all_right: list[str] = Field(min_items=1)
    declines: list[str] = Field(min_items=1)
    beside: list[str] = Field(min_items=1)


class Forms(BaseModel, extra=Extra.forbid):
    """How a language's texts of some kind can be told.

    Attributes:
        begin: what they, or a clause of theirs after a comma, begin with ("is", "tell").
        hold: what stands anywhere in them ("-t-il", "是不是").
        end: what they end with ("吗").
    """

    begin: list[str] = Field(default_factory=list)
    hold: list[str] = Field(default_factory=list)
    end: list[str] = Field(default_factory=list)


class Language(BaseModel, extra=Extra.forbid):
    """One language of `languages.yml`.

    Attributes:
        word_list: code of its list of words in pyspellchecker, if it has one.
        own: names that this language alone spells so ("Antwerp"): they speak for it.
        joins: what joins two questions in one sentence ("and").
        binds: where a joining word joins no two questions ("고 있").
        asks: question words ("who"): what begins with one, or holds one where the language has a script of its own, is a question.
        whether: what begins a further question after a joining word ("... and whether it is new").
        questions: how its questions without a question word can be told, and its requests.
        verifies: how one asks in it whether something is so, or who says so ("is it true that").
        defines: how one asks in it what a word means ("meaning of").
        counts: how one asks in it for a number ("how many").
        rejects: its words around what is not meant ("not the port but ...").
        answers: how it says yes and no, to whether a question is to be passed on.
    """

    name: str
    tokenizer: TokenizerSettings
    word_list: str | None = None
    scripts: list[str] = Field(default_factory=list)
    multipliers: dict[str, int] = Field(default_factory=dict)
    called: list[str] = Field(min_items=1)
    refused: Refused = Field(default_factory=Refused)
    wished: Wished = Field(default_factory=Wished)
    own: list[str] = Field(default_factory=list)
    joins: list[str] = Field(min_items=1)
    binds: list[str] = Field(default_factory=list)
    asks: list[str] = Field(min_items=1)
    whether: list[str] = Field(default_factory=list)
    questions: Forms = Field(default_factory=Forms)
    verifies: Forms = Field(default_factory=Forms)
    defines: Forms = Field(default_factory=Forms)
    counts: Forms = Field(default_factory=Forms)
    rejects: Rejects = Field(default_factory=Rejects)
    answers: Answers


def load_languages(folder: Path) -> dict[str, Language]:
    """Read `folder/languages.yml`.

    Returns:
        ISO 639-1 code -> language, in the file's order.

    Raises:
        DataError: an entry lacks something, holds an unknown key, or a word that YAML takes for something else (`no`, `on`).
    """
    path = folder / FILE
    languages, problems = {}, []
    for code, entry in read_table(path, folder).items():
        code = str(code)
        words = {key: value for key, value in entry.items() if key != "multipliers"} if isinstance(entry, dict) else None
        other = [one for one in no_texts(path, words, code) if not one[0].startswith("multipliers.")] if words else []
        problems += [Problem(FILE, code, code, f"`{where}`: {what}", do) for where, what, do in other]
        try:
            languages[code] = Language.parse_obj(entry)
        except ValidationError as error:
            for detail in error.errors():
                where = ".".join(map(str, detail["loc"]))
                if any(where.startswith(told) for told, _, _ in other):
                    continue
                near = process.extractOne(where, list(Language.__fields__), scorer=fuzz.ratio, score_cutoff=60) if where not in Language.__fields__ else None
                hint = f" Did you mean `{near[0]}`?" if near else ""
                problems.append(Problem(FILE, code, code, f"`{where}`: {in_plain_words(detail)}", f"Compare it with its neighbours.{hint}"))
    if problems:
        raise DataError(problems)
    return languages


@cache
def _cached(folder: Path) -> dict[str, Language]:
    return load_languages(folder)


def languages() -> dict[str, Language]:
    """The configured languages, code -> `Language`; read once."""
    return _cached(root())


def codes() -> list[str]:
    """The configured language codes, e.g. `["en", "nl", "fr", "de", "ko", "zh"]`."""
    return list(languages())


SURE_OF_LANGUAGE = 0.85  # probability from which a message's language is beyond doubt
DEFAULT = "en"  # what a visitor is answered in when nothing tells his language
