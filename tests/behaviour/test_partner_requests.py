"""What visitors say of passing a question on, in words that nobody trained on: what it is taken for while a request is under way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from assistant.conversation import Conversation
from assistant.example_checks import key_of
from assistant.facts import FactBase
from assistant.languages import Language, codes
from assistant.partner_request import NOT_YET, PartnerRequest
from assistant.reports.pipeline import Pipeline
from assistant.responses import Responses
from assistant.state import State
from tests.helpers.project import ROOT
from tests.helpers.visitor import training_keys

SAID = YAML(typ="safe").load(Path(__file__).with_name("partner_requests.yml").read_text("utf-8"))
SHOWN = PartnerRequest(step="confirm", question="?", contact="kim@example.com", fresh=True, offered=True)
OFFERED = PartnerRequest(unanswered="?", fresh=True, offered=True)
AT_LEAST = 0.8  # of what a language's visitors said; of some 20 sentences


@pytest.fixture(scope="module")
def conversation(base: FactBase, sentences: Responses, languages: dict[str, Language]) -> Conversation:
    return Conversation(base, sentences, languages)


def test_none_of_it_is_trained_on() -> None:
    assert [text for said in SAID.values() for texts in said.values() for text in texts if key_of(text) in training_keys()] == []


@pytest.mark.parametrize("code", codes())
def test_what_is_said_of_a_request_is_understood(pipeline: Pipeline, conversation: Conversation, sentences: Responses, code: str) -> None:
    def after(text: str, request: PartnerRequest) -> tuple[str, str | None]:
        state = State(language=code, written=[code], spoken=["gap/port_figures"], request=request)
        turn = conversation.reply(pipeline.understand(text), state)
        told = turn.reply.smalltalk or ("passed_on" if turn.reply.text.startswith(sentences.say(NOT_YET, turn.reply.language)) else None)
        return turn.state.request.step if turn.state.request else "", told

    wrong = [text for text in SAID[code]["pass_on"] if after(text, OFFERED)[0] != "contact"]
    wrong += [text for text in SAID[code]["sends"] if after(text, SHOWN)[0] != "sent"]
    wrong += [text for text in SAID[code]["dont_pass_on"] if after(text, SHOWN)[0] != "dropped"]
    wrong += [text for kind in ("privacy", "passed_on", "contact_way") for text in SAID[code].get(kind, []) if after(text, SHOWN) != ("confirm", kind)]
    asked = sum(map(len, SAID[code].values()))
    assert 1 - len(wrong) / asked >= AT_LEAST, f"{len(wrong)} of {asked}: {wrong}"


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("code", codes())
def test_nothing_that_holds_back_sends(pipeline: Pipeline, conversation: Conversation, code: str, fresh: bool) -> None:
    """Right after all was shown, and some turns later."""
    state = State(language=code, written=[code], spoken=["gap/port_figures"], request=SHOWN.copy(update={"fresh": fresh}))
    steps = {text: conversation.reply(pipeline.understand(text), state).state.request.step for text in SAID[code]["holds_back"]}
    assert [text for text, step in steps.items() if step == "sent"] == []


@pytest.mark.parametrize("code", codes())
def test_no_evaluation_question_is_taken_for_a_yes(pipeline: Pipeline, conversation: Conversation, code: str) -> None:
    """Beside a request that was just shown every other question is answered, and none sends it."""


    lines = (ROOT / "evaluation" / "questions" / f"{code}.jsonl").read_text("utf-8").splitlines()
    questions = [one for one in map(json.loads, lines) if "q" in one and not one["accept"][0].startswith("smalltalk/")][::12]
    sent = []
    for question in questions:
        turn = conversation.reply(pipeline.understand(question["q"]), State(language=code, written=[code], request=SHOWN))
        sent += [question["q"]] if turn.state.request.step == "sent" else []
    assert len(questions) > 100 and sent == []
