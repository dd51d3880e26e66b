"""One turn of a conversation: a message is meant for a partner request that is under way, or it is answered like any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering import Answering
from assistant.decision import Finding, findings
from assistant.facts import DETAILS, FactBase
from assistant.follow_ups import STARTERS
from assistant.languages import Language
from assistant.partner_request import (
    ABOUT_IT,
    AHEAD,
    BEGIN,
    BUTTONS,
    CHANGE,
    CONTACT,
    DONT_PASS_ON,
    DROP,
    HEARD_IN_A_WISH,
    NOT_YET,
    OF_A_REQUEST,
    OFFER,
    PASS_ON,
    PASSED_ON,
    PRIVACY,
    SAID_AT,
    SURE_OF_A_REQUEST,
    SURE_OF_WITHDRAWING,
    PartnerRequest,
    PartnerRequests,
    contact_in,
    odds_of,
    order_in,
    said_of_a_request,
)
from assistant.reply import Reply
from assistant.reply_language import follow_language
from assistant.responses import Responses
from assistant.state import State, Turn
from assistant.understanding import REPEAT, SMALLTALK, Understanding

DOES_SOMETHING = (PASS_ON, DONT_PASS_ON, CHANGE)  # what is said of a request that changes it
HEARD_AT_ALL = 0.05  # probability under which nothing that is said of a request can be what a message means
NOT_UNDERSTOOD = ("out_of_scope", "suggest")
LEADS_ON = (":", "：")
TAKEN_FOR_DONE = {"thanks", "goodbye", "acknowledge"}  # small talk whose reply sounds as if all were done


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
        if request == PartnerRequest() and not (_may_wish_for_one(understood) or self._requests.presses(understood.said)):
            return self._beside(self._answering.reply(understood, state), understood, request)
        understood = understood.weighed(odds_of(request))
        spoken = [] if request.waits else state.spoken  # "why do you need it?" is of the address, and not of what was spoken of
        label, probability = self._meant(understood, spoken)
        needed = SURE_OF_WITHDRAWING if label == DONT_PASS_ON and request.step == "sent" else SURE_OF_A_REQUEST
        if label in DOES_SOMETHING and probability < needed:  # "I have no e-mail" is no refusal yet
            understood = understood.weighed(dict.fromkeys(DOES_SOMETHING, 0.0))
            label, probability = self._meant(understood, spoken)
        label, text = said_of_a_request(understood, label, request), understood.said
        followed = follow_language(state, understood, self._by_script)
        within = state if contact_in(text) else followed  # an address is in no language
        after = self._requests.next(text, label, request, order_in(understood), self._asks_something(understood))
        if after and after.step == "dropped" and _also_wishes_to_pass_on(understood):  # "never mind the name. You may send it"
            return self._step(request.asking_on(), within)
        if after:
            return self._step(after, within)
        if self._requests.insists(text, label, request):
            return self._step(request.copy(update={"insisted": True}), within)
        if label == PASSED_ON and request.waits:
            return self._step(request.at(request.step), within, [NOT_YET, SAID_AT[request.step]])
        if request.step == "sent" and self._requests.presses(text):
            label = PASSED_ON
        if label == DONT_PASS_ON:  # there is nothing to take back
            label = PRIVACY
        if label in ABOUT_IT:
            turn = self._answering.smalltalk(Finding(SMALLTALK, [label]), understood, None, None, followed)
            return self._beside(turn, understood, request)
        turn = self._answering.reply(understood, state.copy(update={"spoken": spoken}))
        if not turn.state.spoken:
            turn = Turn(turn.reply, turn.state.copy(update={"spoken": state.spoken}))
        if request.waits and request.fresh and not request.insisted and turn.reply.kind in NOT_UNDERSTOOD:
            return self._step(request.copy(update={"insisted": True}), turn.state)
        return self._beside(turn, understood, request, again=label == REPEAT)

    def error(self, language: str) -> Reply:
        """The apology for a fault inside, in `language` (a configured code)."""
        return self._answering.error(language)

    def _meant(self, understood: Understanding, spoken: list[str]) -> tuple[str, float]:
        """What a message is taken to mean, with its probability; "" where that is nothing of the material's and no talk."""
        found = findings(understood, spoken, self._facts)[0]
        return (found.ids[0], found.probability) if found.ids else ("", 0.0)

    def _asks_something(self, understood: Understanding) -> bool:
        """Whether a message asks something that could be passed on, whatever it wishes besides: "ask them what an office costs"."""
        heard = understood.parts[0].ranking if understood.parts else []
        return any(scored.label in self._facts.entries and scored.label not in (CONTACT, DETAILS) and scored.probability >= HEARD_IN_A_WISH for scored in heard)

    def _step(self, request: PartnerRequest, state: State, names: Sequence[str] = ()) -> Turn:
        """A step of a partner request.

        Args:
            names: of the sentences that it says, if they are not those of the request.
        """
        language = str(state.language)
        near = [other for key in state.spoken if key in self._facts.entries for other in self._facts.entries[key].related]
        reply = Reply(
            text="\n\n".join(self._said_of(request, name, language) for name in names or request.says),
            kind="partner",
            language=language,
            suggestions=[] if request.waits else self._answering.suggestions(near or STARTERS, state),
            steps=self._titles(BUTTONS.get(request.step, ()), language),
        )
        return Turn(reply, state.copy(update={"request": request, "offered": []}))

    def _said_of(self, request: PartnerRequest, name: str, language: str) -> str:
        """A sentence on a request, with what that holds."""
        contact = "\n\n".join([request.contact or "", *([self._quoted(request.note, language)] if request.note else [])])
        drop = self._responses.say(DROP, language)
        return self._responses.say(name, language, question=self._questions_of(request, language), contact=contact, drop=drop)

    def _questions_of(self, request: PartnerRequest, language: str) -> str:
        return "\n\n".join(self._quoted(question, language) for question in request.questions)

    def _quoted(self, typed: str, language: str) -> str:
        return self._responses.say("utter_quoted", language, typed=typed)

    def _beside(self, turn: Turn, understood: Understanding, request: PartnerRequest, again: bool = False) -> Turn:
        """The turn of a message that is not meant for a request: its question is remembered if it may be passed on, and one that waits is not forgotten.

        Args:
            request: what was remembered before this turn.
            again: the message only asks for the last reply once more.
        """
        reply, language = turn.reply, turn.reply.language
        text, contact = understood.said, contact_in(understood.said)
        offered = self._responses.say(OFFER, language) in reply.text
        after = request.left_aside().copy(update={"offered": request.offered or offered, "fresh": offered})
        if text and not again and not contact:
            if reply.steps:
                after = after.copy(update={"unanswered": text})
            elif reply.kind in NOT_UNDERSTOOD and not request.waits:
                after = after.copy(update={"misheard": text, "unanswered": request.unanswered or text})
        told = [reply.text]
        if request.waits:
            about_it = f"{SMALLTALK}/{reply.smalltalk}" in ABOUT_IT
            after = after.copy(update={"fresh": about_it and request.fresh, "contact": contact or request.contact})
            if (contact and request.question) or (request.fresh and reply.smalltalk == "language"):  # what is asked for is asked for again
                after = after.asking_on()
                told += [self._said_of(after, SAID_AT[after.step], language)]
            elif not about_it and (request.fresh or reply.smalltalk in TAKEN_FOR_DONE):
                told += [self._responses.say(NOT_YET, language)]
            said = "\n\n".join(reversed(told) if reply.text.endswith(LEADS_ON) else told)  # what leads on to the quick replies comes last
            reply = reply.copy(update={"text": said, "steps": self._titles(BUTTONS[after.step] if after.fresh else AHEAD, language)})
        elif f"{SMALLTALK}/{reply.smalltalk}" == PASSED_ON:
            quotes = self._questions_of(request, language) if request.step == "sent" else ""
            steps = self._titles([BEGIN], language) if request.step != "sent" and request.unanswered else []
            reply = reply.copy(update={"text": "\n\n".join(filter(None, (reply.text, quotes))), "steps": steps})
        began = after if after.unanswered or after.step != "idle" else None
        return Turn(reply, turn.state.copy(update={"request": began}))

    def _titles(self, buttons: Iterable[str], language: str) -> list[str]:
        return [self._responses.say(button, language) for button in buttons]


def _also_wishes_to_pass_on(understood: Understanding) -> bool:
    """Whether one of the sentences of a message wishes for it to be passed on, whatever the others say."""
    first = [part.ranking[0] for part in understood.parts[1:] if not part.halved]
    return any(scored.label == PASS_ON and scored.probability >= SURE_OF_A_REQUEST for scored in first)


def _may_wish_for_one(understood: Understanding) -> bool:
    """Whether a message, or a part of it, may speak of a request at all; most do not, and need not be looked at twice."""
    parts = [*understood.parts, *([understood.opening] if understood.opening else [])]
    return any(scored.label in OF_A_REQUEST and scored.probability >= HEARD_AT_ALL for part in parts for scored in part.ranking)
