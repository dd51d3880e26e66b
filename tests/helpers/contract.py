"""The reply contract, checked on what a client gets: every reply of every test over REST goes through `check_messages`."""

from __future__ import annotations

from typing import Any

from assistant.decision import MOST_QUESTIONS
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.reply import MAX_FACTS_PER_QUESTION, Reply
from assistant.text import script_counts

KEYS_OF_A_MESSAGE = {"recipient_id", "text", "buttons", "custom"}


def check_messages(messages: Any, base: FactBase, languages: dict[str, Language]) -> Reply:
    """Check a reply as it came over REST, and return it as the contract's types know it.

    Raises:
        AssertionError: the reply breaks the contract.
    """
    assert isinstance(messages, list), messages
    assert all(set(message) <= KEYS_OF_A_MESSAGE for message in messages), messages
    customs = [message["custom"] for message in messages if "custom" in message]
    assert len(customs) == 1, f"{len(customs)} messages with `custom`: {messages}"
    texts = [message["text"] for message in messages if message.get("text")]
    assert texts, f"no message with `text`: {messages}"
    buttons = [button for message in messages for button in message.get("buttons") or []]
    further = [button["title"] for button in buttons[len(customs[0].get("suggestions", ())) :]]
    reply = Reply(text="\n\n".join(texts), steps=further, **customs[0])
    assert {"kind", "language", "facts"} <= set(customs[0]), customs[0]
    assert buttons == reply.buttons(), "the buttons are not the suggestions, and after them the steps of a request"
    check_reply(reply, base, languages)
    return reply


def check_reply(reply: Reply, base: FactBase, languages: dict[str, Language]) -> None:
    """What the contract says of every reply, beyond what its types say."""
    assert reply.language in languages
    assert set(reply.facts) <= set(base.claims)
    assert len(reply.facts) <= MAX_FACTS_PER_QUESTION * MOST_QUESTIONS
    stated = {key for key, entry in base.claims.items() if entry.answer[reply.language] in reply.text}
    # An answer that another one holds whole would be stated twice; none does, and a data test keeps it so.
    assert stated == set(reply.facts), f"the text states {sorted(stated)}, `facts` lists {reply.facts}"
    if reply.kind == "answer":
        assert reply.source is not None and reply.source.dict() == base.source_of(reply.facts[0])
    if reply.kind == "gap":
        assert reply.gap in base.gaps
        assert base.gaps[reply.gap].answer[reply.language] in reply.text
    for suggestion in reply.suggestions:
        assert suggestion.fact in base.claims
        assert suggestion.title == base.claims[suggestion.fact].title[reply.language]
    assert len({suggestion.fact for suggestion in reply.suggestions}) == len(reply.suggestions)
    check_language(reply.text, reply.language, languages)
    for suggestion in reply.suggestions:
        check_language(suggestion.title, reply.language, languages)


def check_language(text: str, code: str, languages: dict[str, Language]) -> None:
    """A text in a language that its script gives away holds that script, and a text in any other holds none of these."""
    counts = script_counts(text)
    for other, language in languages.items():
        letters = sum(counts.get(script, 0) for script in language.scripts)
        if other == code and language.scripts:
            assert letters > 0, f"no letter of {code} in {text!r}"
        if other != code:
            assert letters == 0, f"{letters} letters of {other} in a text in {code}: {text!r}"
