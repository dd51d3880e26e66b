"""What was understood of one message: the value that the NLU pipeline hands to the actions, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, Extra, Field

KEY = "understanding"  # under this key it stands in a message's parse data
QUESTION = "question"
GAP = "gap"
OUT_OF_SCOPE: Final = "out_of_scope"
SMALLTALK: Final = "smalltalk"
FOLLOW_UP: Final = "follow_up"
REPEAT = f"{FOLLOW_UP}/repeat"
TALK = (SMALLTALK, FOLLOW_UP, OUT_OF_SCOPE)  # label families that are neither claims nor gaps
RANKING_LENGTH = 8  # labels kept for each part; the rest has next to no probability


class Scored(NamedTuple):
    """A label and its probability."""

    label: str
    probability: float

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], Scored]]:
        yield cls.read  # pydantic's own way with named tuples takes ten times as long

    @classmethod
    def read(cls, value: Any) -> Scored:
        """A label with its probability, from a pair.

        Raises:
            ValueError: it is none.
        """
        label, probability = value
        if not isinstance(label, str) or not isinstance(probability, (int, float)):
            raise ValueError(f"{value!r} is not a label with its probability")
        return cls(label, float(probability))


class Ranking(NamedTuple):
    """What a text may ask.

    Attributes:
        labels: labels with their probabilities, the likeliest first; the out-of-scope families count as one.
        support: how sure the first label's own model is that the text is its own, 0 to 1.
    """

    labels: list[Scored]
    support: float


class Part(BaseModel, extra=Extra.forbid):
    """A part of a message that may ask something.

    Attributes:
        text: the part, as typed.
        ranking: labels with their probabilities, the likeliest first; the out-of-scope families count as one.
        support: how sure the first label's own model is that the text is its own, 0 to 1.
        halved: the part is half of a sentence and may lean on the other half.
        asks: both it and the other half hold a question word.
        joined: it stands between joining words, and is long enough to be a question by its tone alone.
        on_language: of a part on the reply's language, what it says of one: the label of a wish, of a refusal, or of asking for the ability.
    """

    text: str
    ranking: list[Scored]
    support: float
    halved: bool = False
    asks: bool = False
    joined: bool = False
    on_language: str | None = None

    def as_data(self) -> dict[str, Any]:
        """What `dict` gives, sooner."""
        return {**self.__dict__, "ranking": [list(scored) for scored in self.ranking]}


class Understanding(BaseModel, extra=Extra.forbid):
    """What was understood of a message.

    Attributes:
        language: the language it is in, if beyond doubt.
        guess: the likeliest configured language.
        confidence: probability of `guess`.
        unaided: probability of `guess` by the message alone, without the page's locale.
        foreign: it is in a script that no configured language uses.
        problem: "empty", "no_words" (emoji and signs only) or "too_long", where there was nothing to classify.
        exact: id of the entry whose title it is, word for word, and so its certain meaning.
        wanted_languages: codes of the languages it names ("please answer in Dutch") without refusing them, in order; all where it refuses each.
        refuses: it refuses all those that it names ("I don't speak Dutch"); they stand in `wanted_languages` all the same.
        wish: beside what it asks, it asks for one of those languages ("Back to English: who led it?").
        misspelt: its misspelt words, folded, and what each was read as.
        for_once: that wish is for what is asked there alone ("explain NxtPort in French").
        text: the message as typed, where its first part is not the whole of it.
        parts: what it asks as a whole first, then its parts where it has several.
        opening: its first few words, where something follows them that may stand alone ("pass this on: ...").
    """

    language: str | None = None
    guess: str
    confidence: float = 0.0
    unaided: float = 0.0
    foreign: bool = False
    problem: str | None = None
    exact: str | None = None
    wanted_languages: list[str] = Field(default_factory=list)
    refuses: bool = False
    wish: bool = False
    for_once: bool = False
    text: str = ""
    misspelt: dict[str, str] = Field(default_factory=dict)
    parts: list[Part] = Field(default_factory=list)
    opening: Part | None = None

    @property
    def said(self) -> str:
        """The message as typed, courtesies and all; "" where there was nothing to classify."""
        return self.text or (self.parts[0].text if self.parts else "")

    def weighed(self, odds: Mapping[str, float]) -> Understanding:
        """The same with odds for some labels, 0 for those that make no sense now; all labels together keep their probability."""
        return self.copy(update={"parts": [part.copy(update={"ranking": _weighed(part.ranking, odds)}) for part in self.parts]})

    def as_data(self) -> dict[str, Any]:
        """What `dict` gives, sooner; read again by `parse_obj`."""
        return {**self.__dict__, "parts": [part.as_data() for part in self.parts], "opening": self.opening and self.opening.as_data()}


def _weighed(ranking: list[Scored], odds: Mapping[str, float]) -> list[Scored]:
    if not any(scored.label in odds for scored in ranking):
        return ranking
    weights = [(label, probability * odds.get(label, 1.0)) for label, probability in ranking]
    total, left = sum(scored.probability for scored in ranking), sum(weight for _, weight in weights)
    kept = [Scored(label, round(min(1.0, weight * total / left), 4)) for label, weight in weights if weight] if left else []
    return sorted(kept, key=lambda scored: -scored.probability) or ranking


def intent_of(label: str) -> str:
    """The intent, as `domain.yml` lists it, of an example with this label: "question" for a claim, else the label's family."""
    return family(label) if family(label) in (GAP, *TALK) or is_intent(label) else QUESTION


def is_intent(label: str) -> bool:
    """Whether a label is an intent of `domain.yml` itself ("newsletter"), with a rule and an action of its own, and none of a topic's labels."""
    return "/" not in label and label != OUT_OF_SCOPE


def family(label: str) -> str:
    """The part of a label before the slash: its topic."""
    return label.split("/")[0]
