"""The reply contract, as types: what every client of the assistant may rely on.

A reply to one message is a list of texts and exactly one `custom` object; `Reply` is that object and its text.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, root_validator

from assistant.facts import ID

Kind = Literal["answer", "gap", "smalltalk", "suggest", "out_of_scope", "partner", "error"]

MAX_FACTS_PER_QUESTION = 2
MAX_SUGGESTIONS = 3


class Suggestion(BaseModel, extra=Extra.forbid):
    """A quick reply.

    Attributes:
        title: what the button shows: a short question in the reply's language.
        fact: the claim it leads to.
        payload: what to send as the next message to get that claim's answer; the question itself, so that a conversation
            reads the same whether a button was pressed or the question was typed.
    """

    title: str = Field(min_length=1)
    fact: str = Field(regex=rf"^{ID.pattern}$")
    payload: str = Field(min_length=1)


class SourceLine(BaseModel, extra=Extra.forbid):
    """What an answer rests on; `paragraph` is the id of the page's paragraph ("p1")."""

    title: str
    url: str
    date: str
    paragraph: str


class Reply(BaseModel, extra=Extra.forbid):
    """One turn of the assistant.

    Attributes:
        text: what the visitor reads, whole in `language`.
        kind: what sort of reply it is.
        language: code of the text's language.
        facts: ids of the claims that the text states, the asked one first; empty for every kind but "answer".
        gap: the gap's id; with kind "gap" only.
        smalltalk: "greet", "thanks" ...; with kind "smalltalk" only.
        suggestions: up to three quick replies.
        source: what the first fact rests on; with kind "answer" only.
        steps: further buttons, each of which sends its title: into a partner request, and on in it. No client needs them to be in `custom`.
    """

    text: str = Field(min_length=1)
    kind: Kind
    language: str
    facts: list[str] = Field(default_factory=list)
    gap: str | None = None
    smalltalk: str | None = None
    suggestions: list[Suggestion] = Field(default_factory=list, max_items=MAX_SUGGESTIONS)
    source: SourceLine | None = None
    steps: list[str] = Field(default_factory=list)

    @root_validator(skip_on_failure=True)
    def _keeps_the_contract(cls, values: dict[str, Any]) -> dict[str, Any]:
        kind = values["kind"]
        if bool(values["facts"]) != (kind == "answer"):
            raise ValueError(f"a reply of kind {kind!r} has facts {values['facts']}: facts and kind 'answer' belong together")
        for key, owner in (("gap", "gap"), ("smalltalk", "smalltalk"), ("source", "answer")):
            if (values[key] is not None) != (kind == owner):
                raise ValueError(f"a reply of kind {kind!r} has {key}={values[key]!r}: `{key}` belongs to kind {owner!r}")
        return values

    def custom(self) -> dict[str, Any]:
        """The contract's `custom` object, JSON-ready."""
        return self.dict(exclude={"text", "steps"}, exclude_none=True)

    def buttons(self) -> list[dict[str, str]]:
        """The quick replies and the steps as Rasa's buttons."""
        choices = [(suggestion.title, suggestion.payload) for suggestion in self.suggestions] + [(step, step) for step in self.steps]
        return [{"title": title, "payload": payload} for title, payload in choices]
