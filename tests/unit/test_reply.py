"""The reply contract as types: what they accept and, above all, what they refuse."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.reply import MAX_SUGGESTIONS, Reply, Suggestion

SOURCE = {"title": "t", "url": "u", "date": "d", "paragraph": "p1"}
SOUND = {
    "answer": {"facts": ["port/nxtport"], "source": SOURCE},
    "gap": {"gap": "gap/contact"},
    "smalltalk": {"smalltalk": "greet"},
    "suggest": {},
    "out_of_scope": {},
    "partner": {},
    "error": {},
}


@pytest.mark.parametrize("kind", SOUND)
def test_each_kind_has_what_the_contract_gives_it(kind: str) -> None:
    reply = Reply(text="x", kind=kind, language="en", **SOUND[kind])
    custom = reply.custom()
    assert set(custom) == {"kind", "language", "facts", "suggestions", *SOUND[kind]}
    assert "text" not in custom


@pytest.mark.parametrize("kind", [kind for kind in SOUND if kind != "answer"])
def test_no_kind_but_an_answer_has_facts(kind: str) -> None:
    with pytest.raises(ValidationError, match="facts and kind 'answer' belong together"):
        Reply(text="x", kind=kind, language="en", **{**SOUND[kind], "facts": ["port/nxtport"]})


@pytest.mark.parametrize("key, owner, value", [("gap", "gap", "gap/contact"), ("smalltalk", "smalltalk", "greet"), ("source", "answer", SOURCE)])
@pytest.mark.parametrize("kind", SOUND)
def test_each_key_belongs_to_one_kind(kind: str, key: str, owner: str, value: object) -> None:
    if kind == owner:
        with pytest.raises(ValidationError, match=f"`{key}` belongs to kind"):
            Reply(text="x", kind=kind, language="en", **{name: given for name, given in SOUND[kind].items() if name != key})
    else:
        with pytest.raises(ValidationError, match=f"`{key}` belongs to kind '{owner}'"):
            Reply(text="x", kind=kind, language="en", **{**SOUND[kind], key: value})


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"kind": "joke"}, {"mood": "good"}, {"facts": []}, {"source": None}, {"source": {**SOURCE, "page": 1}}, {"suggestions": [{"title": "t"}]}],
)
def test_what_the_contract_does_not_know_is_refused(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        Reply(**{"text": "x", "kind": "answer", "language": "en", **SOUND["answer"], **wrong})


def test_a_reply_without_a_language_is_refused() -> None:
    with pytest.raises(ValidationError, match="language"):
        Reply(text="x", kind="error")


def test_at_most_three_quick_replies_are_offered() -> None:
    offered = [Suggestion(title=f"t{number}", fact="port/nxtport", payload="p") for number in range(MAX_SUGGESTIONS + 1)]
    assert MAX_SUGGESTIONS == 3
    with pytest.raises(ValidationError, match="at most 3"):
        Reply(text="x", kind="suggest", language="en", suggestions=offered)


@pytest.mark.parametrize("fact", ["nxtport", "Port/nxtport", "port/nxtport/x", "port/", ""])
def test_a_quick_reply_leads_to_an_id(fact: str) -> None:
    with pytest.raises(ValidationError, match="fact"):
        Suggestion(title="t", fact=fact, payload="p")


def test_quick_replies_become_rasas_buttons() -> None:
    reply = Reply(text="x", kind="suggest", language="en", suggestions=[Suggestion(title="What is it?", fact="port/nxtport", payload="What is NxtPort?")])
    assert reply.buttons() == [{"title": "What is it?", "payload": "What is NxtPort?"}]
    assert reply.custom()["suggestions"] == [{"title": "What is it?", "fact": "port/nxtport", "payload": "What is NxtPort?"}]
