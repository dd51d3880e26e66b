"""The partner request: what the material does not say is passed on to the people behind the website, with a way to reach the visitor.

Nothing is sent anywhere. A request stands in the conversation's memory, and so in the store of conversations, until that is erased;
`make report` lists those that were made (`assistant/reports/visitors.py`). Which replies offer one is told by `pass_on` in `facts/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import BaseModel, Extra

from assistant.courtesy import COURTESIES
from assistant.decision import letters_in
from assistant.forms import any_of
from assistant.languages import Language
from assistant.responses import Responses
from assistant.text import fold
from assistant.understanding import FOLLOW_UP, Understanding

Step = Literal["idle", "question", "contact", "confirm", "sent", "dropped", "withdrawn"]

# What a message may say of a request, as the classifiers know it.
PASS_ON, DONT_PASS_ON = "smalltalk/pass_on", "smalltalk/dont_pass_on"
PASSED_ON = "smalltalk/passed_on"  # "has it been sent?"
PRIVACY = "smalltalk/privacy"  # "why do you need my address?"
CHANGE = "smalltalk/change_request"  # "can I put it differently?"
ABOUT_IT = (PASSED_ON, PRIVACY)  # small talk on a request, after which it stands as it did
CONTACT = "gap/contact"
OF_A_REQUEST = (PASS_ON, DONT_PASS_ON, CHANGE, PASSED_ON, PRIVACY)
WHY_AND_WHO = {"why", "who", "goal", "where", "how", "for_whom"}  # aspects that a follow-up asks of an address that it was just asked for
SURE_OF_A_REQUEST = 0.5  # probability from which a message, or a part beside thanks or a nod, begins a request or ends it
FAINTLY = 0.004  # ... and from which a question on the request is heard in thanks that are not parted from it ("thanks when will they answer")
SURE_OF_WITHDRAWING = 0.8  # ... and from which what was sent is taken back
BEFORE_ANY = 0.3  # odds of a wish to pass something on, and of asking who reads it, before there is anything to pass on
WHILE_ASKED = 5.0  # odds of all that may be said of a request, right after the visitor was asked for its next step; the reverse for asking for a contact

BEGIN, EDIT, SEND, DROP = "utter_request_begin", "utter_request_edit", "utter_request_send", "utter_request_drop"  # the buttons
BUTTONS: Mapping[Step, list[str]] = {"question": [DROP], "contact": [EDIT, DROP], "confirm": [SEND, EDIT, DROP]}
SAID_AT: Mapping[Step, str] = {
    "question": "utter_request_question",
    "contact": "utter_request_contact",
    "confirm": "utter_request_confirm",
    "sent": "utter_request_sent",
    "dropped": "utter_request_dropped",
    "withdrawn": "utter_request_withdrawn",
}
AGAIN, NOT_YET = "utter_request_again", "utter_request_open"  # "I see no address in that"; "nothing has been passed on yet"
OFFER = "utter_request_offer"
AHEAD = [BEGIN, DROP]  # beside a reply to something else while a request waits

LETTERS_OF_A_QUESTION = 30  # "could you ask them whether ...?": with so many the wish itself is what is to be passed on, if nothing was asked before
LETTERS_AFTER_A_COLON = 12  # "please pass this on: how many jobs are there": with so many that alone is
LETTERS_BESIDE = 12  # an address or a number with fewer letters around it is one also where none was asked for

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\d.,])(?!\d{1,3}(?:\.\d{3})+(?!\.?\d))\+?(?:\(\+?\d{1,4}\)|\d)(?:[ ().\-/]{0,2}\d){7,14}(?![\d]|[.,]\d)")
_MESSENGER = re.compile(
    r"(?<![a-z])(?:wechat|weixin|微信|wx|kakao\s?talk|kakao|카카오톡|카카오|카톡|whats\s?app|telegram|line|라인|zalo)[^\n]{0,15}?"
    r"(?<![a-z0-9])(?=[\w.\-]*[\d_.\-][\w.\-]*)[a-z][\w.\-]{3,}",  # an account has a digit or a sign, other than the words around it
    re.IGNORECASE | re.ASCII,
)
_COLON = re.compile(r"[:：](?!//)\s*")
_AT = re.compile(r"\s*[(\[]\s*(?:at|aet|arobase|apenstaartje)\s*[)\]]\s*|골뱅이", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[]\s*(?:dot|punt|point|punkt)\s*[)\]]\s*", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class PartnerRequest(BaseModel, extra=Extra.ignore):
    """A request, as the conversation remembers it.

    Attributes:
        step: "idle" before one is wished for; then what the visitor was last asked for, the "question", how to be reached ("contact"), whether all
            is well ("confirm"); at last "sent" or "dropped", or "withdrawn" after it was sent.
        unanswered: the last message that could be passed on, in the visitor's words; None when it is passed on already, or there was none.
        question: what is to be passed on.
        contact: how to reach him; None before he has told.
        fresh: the last reply asked for this step, or whether to pass a question on, so that a bare yes or no is meant for it.
        insisted: ... and asked for it a second time.
        offered: it was offered in words once.
    """

    step: Step = "idle"
    unanswered: str | None = None
    question: str | None = None
    contact: str | None = None
    fresh: bool = False
    insisted: bool = False
    offered: bool = False

    @property
    def waits(self) -> bool:
        """Whether the visitor was asked for something that the request still needs, and has not said no."""
        return self.step in BUTTONS

    def at(self, step: Step, **changed: object) -> PartnerRequest:
        """The request at the step that its next reply tells of; one that has ended asks for nothing more ("anything else?" - "no" takes nothing back)."""
        return self.copy(update={"step": step, "fresh": step in BUTTONS, "insisted": False, **changed})

    def asking_on(self) -> PartnerRequest:
        """The request at the first step of which something is missing; a new one, of what was not answered last, if none waits."""
        question = self.question if self.waits and self.question else self.unanswered
        step: Step = "question" if not question else "contact" if not self.contact else "confirm"
        return self.at(step, question=question)

    def at_least_asked(self) -> PartnerRequest:
        """The request after its question was changed: shown, or asked for where the change did not tell it."""
        return self.asking_on() if self.question else self.at("question", question=None, unanswered=None)

    def left_aside(self) -> PartnerRequest:
        """The request after a message and a reply that have nothing to do with it."""
        return self.copy(update={"fresh": False, "insisted": False})

    @property
    def says(self) -> list[str]:
        """The names of the sentences that ask for this step, or end the request."""
        if not self.insisted:
            return [SAID_AT[self.step]]
        return [AGAIN] if self.step == "contact" else [NOT_YET, SAID_AT[self.step]]


class PartnerRequests:
    """Leads through a request.

    Args:
        responses: the conversational sentences, the buttons' titles among them.
        languages: the configured languages, with their ways to say yes and no.
    """

    def __init__(self, responses: Responses, languages: Mapping[str, Language]) -> None:
        self._pressed = {name: {_words(title) for title in responses.texts.get(name, {}).values()} for name in (BEGIN, EDIT, SEND, DROP)}
        answers = [(language.answers, not language.scripts) for language in languages.values()]
        self._yes = [_made_of(one.agrees, one.beside, spaced) for one, spaced in answers]
        self._all_right = [_made_of([*one.agrees, *one.all_right], one.beside, spaced) for one, spaced in answers]
        self._no = [_made_of(one.declines, [*one.beside, *one.all_right], spaced) for one, spaced in answers]

    def presses(self, text: str) -> bool:
        """Whether a message is the title of one of the buttons."""
        return any(_words(text) in titles for titles in self._pressed.values())

    def next(self, text: str, label: str, request: PartnerRequest) -> PartnerRequest | None:
        """The request after a message that is meant for it; None for a message like any other.

        Args:
            text: the message, as typed.
            label: what it is taken to mean: the id of the entry that it asks for, "smalltalk/pass_on" ...
            request: what is remembered of one.
        """
        words, contact = _words(text), contact_in(text)
        declines = words in self._pressed[DROP] or label == DONT_PASS_ON or ((request.waits or request.fresh) and _says(self._no, words))
        if declines and (request.waits or request.fresh or request.step == "sent"):
            return request.at("withdrawn" if request.step == "sent" else "dropped", question=None, unanswered=None, contact=None)
        if request.waits and (words in self._pressed[EDIT] or label == CHANGE):
            return request.copy(update={"question": _told_after_a_colon(text) or None}).at_least_asked()
        if request.step == "question" and request.fresh and label not in ABOUT_IT:
            return request.copy(update={"question": text, "contact": contact or request.contact}).asking_on()
        if request.waits and contact and _is_little_beside(text, contact, label):
            return request.at("confirm", contact=_and_also(request.contact, contact))
        if request.step == "confirm" and request.fresh and (words in self._pressed[SEND] or _says(self._all_right, words)):
            return request.at("sent", unanswered=None)
        if words in self._pressed[SEND] and not request.waits:
            return None
        if words in [*self._pressed[BEGIN], *self._pressed[SEND]] or label == PASS_ON or (request.fresh and not request.waits and _says(self._yes, words)):
            if not request.waits:
                request = request.copy(update={"question": None, "unanswered": _question_of_a_wish(text, bool(request.unanswered)) or request.unanswered})
            return request.copy(update={"contact": contact or request.contact}).asking_on()
        if not request.waits and request.unanswered and contact and _letters_beside(text, contact) < LETTERS_BESIDE and "?" not in text:
            return request.copy(update={"contact": contact, "question": None}).asking_on()
        return None


def odds_of(request: PartnerRequest) -> Mapping[str, float]:
    """The odds of what may be said of a request, as it stands: before there is anything to pass on, "did it work?" asks what came of the mission."""
    if request == PartnerRequest():
        return {PASS_ON: BEFORE_ANY, PRIVACY: BEFORE_ANY, DONT_PASS_ON: 0.0, PASSED_ON: 0.0, CHANGE: 0.0}
    if request.waits and request.fresh:
        return {**dict.fromkeys(OF_A_REQUEST, WHILE_ASKED), CONTACT: 1 / WHILE_ASKED}
    return {} if request.waits else {CHANGE: 0.0}


def said_of_a_request(understood: Understanding, label: str, request: PartnerRequest) -> str:
    """What a message means where a request is, or could be, under way.

    Args:
        understood: the message.
        label: what it means where there is none.
        request: what is remembered of one.

    Returns:
        What it says of the request where it may be meant so: in a part beside thanks or a nod ("fine, send it then, thank you"), or as a follow-up,
        which can be of nothing else right after the visitor was asked for something ("who reads that?"). Else the label.
    """
    if label in COURTESIES and request != PartnerRequest():
        beside = [part.ranking[0] for part in understood.parts[1:] if part.ranking[0].label in OF_A_REQUEST]
        faint = [scored.label for scored in understood.parts[0].ranking if scored.label in ABOUT_IT and scored.probability >= FAINTLY]
        return next((scored.label for scored in beside if scored.probability >= SURE_OF_A_REQUEST), next(iter(faint), label))
    asked = understood.parts[0].ranking[0].label
    if request.waits and request.fresh and asked.startswith(f"{FOLLOW_UP}/"):
        return PASSED_ON if asked == f"{FOLLOW_UP}/when" else PRIVACY if asked.split("/")[1] in WHY_AND_WHO else label
    return label


def contact_in(text: str) -> str | None:
    """How to reach somebody, as a message tells it: its e-mail addresses, phone numbers and accounts of messengers; None where it has none."""
    plain = _DOT.sub(".", _AT.sub("@", unicodedata.normalize("NFKC", text)))
    found = {match.start(): match.group().strip() for pattern in (_PHONE, _EMAIL, _MESSENGER) for match in pattern.finditer(plain)}
    told = [found[start] for start in sorted(found)]
    return ", ".join(one for number, one in enumerate(told) if not any(one in other for other in told[:number] + told[number + 1 :])) or None


def _is_little_beside(text: str, contact: str, label: str) -> bool:
    """Whether a message that was asked for a way to reach somebody tells that, and asks nothing else beside it."""
    return label.split("/")[0] in ("smalltalk", "out_of_scope", "") or label == CONTACT or _letters_beside(text, contact) < LETTERS_BESIDE


def _told_after_a_colon(text: str) -> str:
    """What a message tells after its first colon, if that is enough to be a question; "" else."""
    told = _COLON.split(text, maxsplit=1)[-1].strip() if _COLON.search(text) else ""
    return told if letters_in(told) >= LETTERS_AFTER_A_COLON else ""


def _question_of_a_wish(text: str, asked_before: bool) -> str:
    """What a wish to pass something on asks itself; "" where it only wishes for it."""
    return _told_after_a_colon(text) or (text if letters_in(text) >= LETTERS_OF_A_QUESTION and not asked_before else "")


def _and_also(before: str | None, contact: str) -> str:
    """A way to be reached beside an earlier one of another kind; in the place of one of the same kind."""
    return f"{before}, {contact}" if before and ("@" in before) != ("@" in contact) and "," not in before else contact


def _letters_beside(text: str, contact: str) -> int:
    return letters_in(text) - letters_in(contact)


def _made_of(meant: Iterable[str], beside: Iterable[str], spaced: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds, in a message's words, one of some forms; and what matches words that are nothing but these and others that may stand beside them."""
    edge = r"(?= |$)" if spaced else ""
    own, other = ([_words(form) for form in forms] for forms in (meant, beside))
    one = rf"(?:{any_of(own)}){edge}"
    return re.compile(rf"(?:^|\s){one}" if spaced else one), re.compile(rf"(?:\s*(?:{any_of([*own, *other])}){edge})+\s*")


def _says(patterns: Iterable[tuple[re.Pattern[str], re.Pattern[str]]], words: str) -> bool:
    return any(own.search(words) and every.fullmatch(words) for own, every in patterns)


def _words(text: str) -> str:
    """A message's folded words, without what stands between and around them."""
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()
