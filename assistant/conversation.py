"""One turn of a conversation: a message is meant for a partner request that is under way, or it is answered like any other."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering import Answering
from assistant.decision import Finding, findings
from assistant.facts import FactBase
from assistant.follow_ups import STARTERS
from assistant.languages import Language
from assistant.partner_request import (
    AHEAD,
    BUTTONS,
    DONT_PASS_ON,
    DROP,
    NOT_YET,
    OFFER,
    PASS_ON,
    PASSED_ON,
    PRIVACY,
    SURE_OF_A_REQUEST,
    PartnerRequest,
    PartnerRequests,
    contact_in,
    odds_of,
    said_of_a_request,
)
from assistant.reply import Reply
from assistant.reply_language import follow_language
from assistant.responses import Responses
from assistant.state import State, Turn
from assistant.understanding import REPEAT, SMALLTALK, Understanding

ABOUT_A_REQUEST = (PASSED_ON, PRIVACY)  # small talk about a partner request, which stays as it is


class Conversation:
    """Answers from the fact base and the project's sentences, and passes on what they do not answer.

    Args:
        facts: the fact base.
        responses: the conversational sentences.
        languages: the configured languages.
    """

    def __init__(self, facts: FactBase, responses: Responses, languages: dict[str, Language]) -> None:
        self._facts = facts
        self._responses = responses
        self._answering = Answering(facts, responses, languages)
        self._requests = PartnerRequests(responses, languages)
        self._by_script = [code for code, language in languages.items() if language.scripts]

    def reply(self, understood: Understanding, state: State) -> Turn:
        """Reply to one message.

        Args:
            understood: what the NLU pipeline made of the message.
            state: what the conversation remembers.
        """
        request = state.request or PartnerRequest()
        if understood.problem or understood.foreign or understood.exact:
            return self._beside(self._answering.reply(understood, state), understood, request)
        understood = understood.weighed(odds_of(request))
        spoken = [] if request.waits else state.spoken  # "why do you need it?" is of the address, and not of what was spoken of
        label, probability = self._meant(understood, spoken)
        if label in (PASS_ON, DONT_PASS_ON) and probability < SURE_OF_A_REQUEST:  # "I have no e-mail" is no refusal yet
            understood = understood.weighed({PASS_ON: 0.0, DONT_PASS_ON: 0.0})
            label, probability = self._meant(understood, spoken)
        label, text = said_of_a_request(understood, label, request), understood.parts[0].text
        followed = follow_language(state, understood, self._by_script)
        if label in ABOUT_A_REQUEST:
            turn = self._answering.smalltalk(Finding(SMALLTALK, [label]), understood, None, None, followed)
            return self._beside(turn, understood, request)
        after = self._requests.next(text, label, request)
        if after:
            return self._step(after, state if contact_in(text) else followed)  # an address is in no language
        turn = self._answering.reply(understood, state.copy(update={"spoken": spoken}))
        if not turn.state.spoken:
            turn = Turn(turn.reply, turn.state.copy(update={"spoken": state.spoken}))
        if request.waits and request.fresh and not request.insisted and turn.reply.kind in ("out_of_scope", "suggest"):
            return self._step(request.copy(update={"insisted": True}), turn.state)
        return self._beside(turn, understood, request, again=label == REPEAT)

    def error(self, language: str) -> Reply:
        """The apology for a fault inside, in `language` (a configured code)."""
        return self._answering.error(language)

    def _meant(self, understood: Understanding, spoken: list[str]) -> tuple[str, float]:
        """What a message is taken to mean, with its probability; "" where that is nothing of the material's and no talk."""
        found = findings(understood, spoken, self._facts)[0]
        return (found.ids[0], found.probability) if found.ids else ("", 0.0)

    def _step(self, request: PartnerRequest, state: State) -> Turn:
        """A step of a partner request."""
        language = str(state.language)
        questions = "\n\n".join(self._responses.say("utter_quoted", language, typed=question) for question in request.questions)
        values = {"questions": questions, "contact": request.contact, "drop": self._responses.say(DROP, language)}
        near = [other for key in state.spoken if key in self._facts.entries for other in self._facts.entries[key].related]
        reply = Reply(
            text="\n\n".join(self._responses.say(name, language, **values) for name in request.says),
            kind="partner",
            language=language,
            suggestions=[] if request.waits else self._answering.suggestions(near or STARTERS, state),
            steps=self._titles(BUTTONS.get(request.step, ()), language),
        )
        return Turn(reply, state.copy(update={"request": request, "offered": []}))

    def _beside(self, turn: Turn, understood: Understanding, request: PartnerRequest, again: bool = False) -> Turn:
        """The turn of a message that is not meant for a request: its question is remembered if it may be passed on, and one that waits is not forgotten.

        Args:
            request: what was remembered before this turn.
            again: the message only asks for the last reply once more.
        """
        reply, language = turn.reply, turn.reply.language
        text = understood.parts[0].text if understood.parts else ""
        offered = self._responses.say(OFFER, language) in reply.text
        after = request.left_aside().copy(update={"offered": request.offered or offered, "fresh": offered})
        if reply.steps and text and not again:
            after = after.copy(update={"unanswered": text})
        if request.waits:
            about_it = f"{SMALLTALK}/{reply.smalltalk}" in ABOUT_A_REQUEST
            after = after.copy(update={"fresh": about_it and request.fresh, "contact": contact_in(text) or request.contact})
            remind = not about_it and (request.fresh or reply.kind == "smalltalk")
            said = f"{reply.text}\n\n{self._responses.say(NOT_YET, language)}" if remind else reply.text
            reply = reply.copy(update={"text": said, "steps": self._titles(BUTTONS[request.step] if after.fresh else AHEAD, language)})
        return Turn(reply, turn.state.copy(update={"request": after if after != PartnerRequest() else None}))

    def _titles(self, buttons: Iterable[str], language: str) -> list[str]:
        return [self._responses.say(button, language) for button in buttons]
