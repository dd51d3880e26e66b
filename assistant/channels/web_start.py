"""What the widget shows before the first message: a greeting and questions to start with, from the fact base."""

from __future__ import annotations

from typing import Any

from assistant.facts import FactBase
from assistant.follow_ups import STARTERS
from assistant.languages import Language
from assistant.reply import Suggestion
from assistant.responses import Responses


def start(facts: FactBase, responses: Responses, languages: dict[str, Language]) -> dict[str, Any]:
    """The greeting in every language: `{"languages": {code: {"name", "text", "suggestions"}}}`.

    All at once, so that the widget follows a change of language before anything was said.
    """
    return {
        "languages": {
            code: {
                "name": language.name,
                "text": responses.say("utter_greet", code),
                "suggestions": [
                    Suggestion(title=facts.entries[claim].title[code], fact=claim, payload=facts.entries[claim].title[code]).dict() for claim in STARTERS
                ],
            }
            for code, language in languages.items()
        }
    }
