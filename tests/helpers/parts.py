"""Parts of messages, made up."""

from __future__ import annotations

from assistant.understanding import Part, Scored


def told(*ranking: tuple[str, float], support: float = 0.1) -> Part:
    """A part with this ranking."""
    return Part(text="x", ranking=[Scored(*one) for one in ranking], support=support)
