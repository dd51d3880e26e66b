"""The partner request: what the material does not say is passed on to the people behind the website, with a way to reach the visitor.

Nothing is sent anywhere. A request stands in the conversation's memory, and so in the store of conversations, until that is erased;
`make report` lists those that were made (`assistant/reports/visitors.py`). Which replies offer one is told by `pass_on` in `facts/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, Extra, Field

from assistant.courtesy import COURTESIES
from assistant.decision import letters_in
from assistant.forms import any_of
from assistant.languages import Language
from assistant.remarks import REMARK
from assistant.responses import Responses
from assistant.text import fold
from assistant.understanding import FOLLOW_UP, OUT_OF_SCOPE, SMALLTALK, Understanding

Step = Literal["idle", "question", "contact", "confirm", "sent", "dropped", "withdrawn"]

# What a message may say of a request, as the classifiers know it.
PASS_ON, DONT_PASS_ON = "smalltalk/pass_on", "smalltalk/dont_pass_on"
PASSED_ON = "smalltalk/passed_on"  # "has it been sent?"
HELP = "smalltalk/help"
PRIVACY = "smalltalk/privacy"  # "why do you need my address?"
CONTACT_WAY = "smalltalk/contact_way"  # "is a phone all right?"
CHANGE = "smalltalk/change_request"  # "can I put it differently?"
ABOUT_IT = (PASSED_ON, PRIVACY, CONTACT_WAY)  # small talk on a request, after which it stands as it did
CONTACT = "gap/contact"
OF_A_REQUEST = (PASS_ON, DONT_PASS_ON, CHANGE, *ABOUT_IT)
WHY_AND_WHO = {"why", "who", "goal", "where", "how", "for_whom"}  # aspects that a follow-up asks of an address that it was just asked for
SURE_OF_A_REQUEST = 0.5  # probability from which a message, or a part beside thanks or a nod, begins a request or ends it
FAINTLY = 0.004  # ... and from which a question on the request is heard in thanks that are not parted from it ("thanks when will they answer")
SURE_OF_AN_ORDER = 0.85  # ... from which the beginning of a message tells what to do with its rest ("back to the subject: who led it?" is none)
SURE_OF_WITHDRAWING = 0.8  # ... and from which what was sent is taken back
BEFORE_ANY = 0.3  # odds of a wish to pass something on, and of asking who reads it, before there is anything to pass on
WHILE_ASKED = 5.0  # odds of all that may be said of a request, right after the visitor was asked for its next step; the reverse for asking for a contact
AFTER_ONE = 2.0  # ... and odds of asking on about one that has ended; the reverse for asking for a contact

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

LETTERS_OF_A_QUESTION = 40  # "could you ask them whether ...?": with so many the wish itself is what is to be passed on, if nothing was asked before
HEARD_IN_A_WISH = 0.03  # ... or, after a question, if it asks something itself with so much probability ("ask them what an office costs")
LETTERS_AFTER_A_COLON = 12  # "please pass this on: how many jobs are there": with so many that alone is
LETTERS_BESIDE = 12  # an address or a number with fewer letters around it is one also where none was asked for
LETTERS_OF_A_NOTE = 5  # ... and with so many the words around it are kept with it ("after 5 pm")
QUESTIONS_OF_A_REQUEST = 4  # that one request holds
MOST_CHARACTERS_BESIDE = 300  # of the words that are kept beside an address

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\d.,])(?!\d{1,3}(?:\.\d{3})+(?!\.?\d))\+?(?:\(\+?\d{1,4}\)|\d)(?:[ ().\-/]{0,2}\d){7,14}(?![\d]|[.,]\d)")
_MESSENGERS = r"(?<![a-z])(?P<messenger>wechat|weixin|微信|wx|kakao\s?talk|kakao|카카오톡|카카오|카톡|whats\s?app|telegram|line|라인|zalo|qq)"
_MESSENGER = re.compile(
    rf"{_MESSENGERS}[^\n]{{0,15}}?"
    r"(?<![a-z0-9])(?P<account>(?=[\w.\-]*[\d_.\-][\w.\-]*)[a-z][\w.\-]{3,})",  # an account has a digit or a sign, other than the words around it
    re.IGNORECASE | re.ASCII,
)
_BEFORE_A_NUMBER = re.compile(rf"{_MESSENGERS}[^\n\d+]{{0,12}}$", re.IGNORECASE | re.ASCII)
_QQ = re.compile(r"(?<![a-z])(?P<messenger>qq)[^\n\d]{0,10}(?P<account>\d{5,11})(?!\d)", re.IGNORECASE | re.ASCII)
_COLON = re.compile(r"[:：](?!//)\s*")
_BETWEEN_HALVES = re.compile(r"^[\s:：,，.。;；!！\-–…]+")
_AT = re.compile(r"\s*[(\[]\s*(?:at|aet|arobase|apenstaartje)\s*[)\]]\s*|골뱅이", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[]\s*(?:dot|punt|point|punkt)\s*[)\]]\s*", re.IGNORECASE)
_SPOKEN_AT = re.compile(r"\s+(?:at|aet|ät|arobase|apenstaartje|klammeraffe|골뱅이)\s+", re.IGNORECASE)  # an address as one says it aloud,
_SPOKEN_DOT = re.compile(r"\s+(?:dot|punt|point|punkt|닷|점)\s+", re.IGNORECASE)  # where one was asked for
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class PartnerRequest(BaseModel, extra=Extra.ignore):
    """A request, as the conversation remembers it.

    Attributes:
        step: "idle" before one is wished for; then what the visitor was last asked for, the "question", how to be reached ("contact"), whether all
            is well ("confirm"); at last "sent" or "dropped", or "withdrawn" after it was sent.
        unanswered: the last message that could be passed on, in the visitor's words; None when it is passed on already, or there was none.
        misheard: the last message, where that was not understood; a wish right after it is for that to be passed on.
        question: what is to be passed on.
        further: what was asked after that, and is to be passed on with it.
        contact: how to reach him; None before he has told.
        note: what he said beside it ("after five, ask for Kim"), in his words.
        fresh: the last reply asked for this step, or whether to pass a question on, so that a bare yes or no is meant for it.
        insisted: ... and asked for it a second time.
        offered: it was offered in words once.
    """

    step: Step = "idle"
    unanswered: str | None = None
    misheard: str | None = None
    question: str | None = None
    further: list[str] = Field(default_factory=list)
    contact: str | None = None
    note: str | None = None
    fresh: bool = False
    insisted: bool = False
    offered: bool = False

    @property
    def waits(self) -> bool:
        """Whether the visitor was asked for something that the request still needs, and has not said no."""
        return self.step in BUTTONS

    @property
    def questions(self) -> list[str]:
        """All that is to be passed on, in the visitor's words."""
        return [*([self.question] if self.question else []), *self.further]

    def at(self, step: Step, **changed: object) -> PartnerRequest:
        """The request at the step that its next reply tells of; one that has ended asks for nothing more ("anything else?" - "no" takes nothing back)."""
        return self.copy(update={"step": step, "fresh": step in BUTTONS, "insisted": False, **changed})

    def asking(self, question: str | None) -> PartnerRequest:
        """The request with another question in the place of all that it held; None for one that is still to be told."""
        return self.copy(update={"question": question, "further": [], "unanswered": None, "misheard": None})

    def asking_on(self) -> PartnerRequest:
        """The request at the first step of which something is missing; a new one, of what was not answered last, if none waits.

        What the material leaves open and was asked while one waited is passed on with it.
        """
        if not (self.waits and self.question):
            asked = self.asking(self.misheard or self.unanswered)
        elif self.unanswered and self.unanswered not in self.questions:
            asked = self.copy(update={"further": [*self.further, self.unanswered][: QUESTIONS_OF_A_REQUEST - 1], "unanswered": None})
        else:
            asked = self
        return asked.at("question" if not asked.question else "contact" if not asked.contact else "confirm")

    def ended(self, step: Step) -> PartnerRequest:
        """The request after a no: the way to reach the visitor is forgotten, and the question of one that was not sent only remembered."""
        left = None if step == "withdrawn" else self.question or self.unanswered
        return self.asking(None).at(step, contact=None, note=None, unanswered=left)

    def reached_by(self, contact: str, beside: str | None) -> PartnerRequest:
        """The request with a way to reach the visitor, and what he said beside it; in the place of one of the same kind, beside one of another."""
        both = self.contact and ("@" in self.contact) != ("@" in contact) and "," not in self.contact
        return self.copy(update={"contact": f"{self.contact}, {contact}" if both else contact, "note": beside or self.note})

    def left_aside(self) -> PartnerRequest:
        """The request after a message and a reply that have nothing to do with it."""
        return self.copy(update={"fresh": False, "insisted": False, "misheard": None})

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

    def next(self, text: str, label: str, request: PartnerRequest, order: Order | None = None, asks: bool = False) -> PartnerRequest | None:
        """The request after a message that is meant for it; None for a message like any other.

        Args:
            text: the message, as typed.
            label: what it is taken to mean: the id of the entry that it asks for, "smalltalk/pass_on" ...
            request: what is remembered of one.
            order: what its beginning wants done with the rest.
            asks: it asks something, beside wishing for it to be passed on.
        """
        words, contact = _words(text), contact_in(text, asked_for=request.waits and request.fresh)
        if self._says_no(text, words, label, contact, request):
            return request.ended("withdrawn" if request.step == "sent" else "dropped")
        if order and (request.waits or order.label == PASS_ON):
            return request.asking(order.text).at("contact", contact=contact or request.contact).asking_on()
        if request.waits and (words in self._pressed[EDIT] or label == CHANGE):
            told = _told_after_a_colon(text)
            return request.asking(told).asking_on() if told else request.at("question")
        if request.step == "question" and request.fresh and not _is_talk(label):
            return request.asking(text).copy(update={"contact": contact or request.contact}).asking_on()
        if request.waits and contact and _is_little_beside(text, contact, label):
            return request.reached_by(contact, _said_beside(text, contact)).asking_on()
        if request.waits and request.fresh and request.contact and label == REMARK and letters_in(text) >= LETTERS_BESIDE:
            return request.copy(update={"note": text[:MOST_CHARACTERS_BESIDE]}).asking_on()
        if self._says_yes(text, words, label, request):
            return request.at("sent", unanswered=None)
        if words in self._pressed[SEND] and request.step == "sent" and not (request.fresh or request.unanswered):
            return None  # pressed a second time
        if words in [*self._pressed[BEGIN], *self._pressed[SEND]] or label == PASS_ON or (request.fresh and not request.waits and _says(self._yes, words)):
            own = _question_of_a_wish(text, bool(request.questions or request.unanswered), asks) if label == PASS_ON else ""
            return (request.asking(own).at("contact") if own else request).copy(update={"contact": contact or request.contact}).asking_on()
        if request.fresh and not request.waits and contact and "?" not in text and _is_no_question(label):
            return request.reached_by(contact, _said_beside(text, contact)).asking_on()
        if not request.waits and request.unanswered and contact and _letters_beside(text, contact) < LETTERS_BESIDE and "?" not in text:
            return request.reached_by(contact, None).asking_on()
        return None

    def insists(self, text: str, label: str, request: PartnerRequest) -> bool:
        """Whether a message seems to answer what was just asked, without telling it: "yes", an address with a slip in it, "what do I do now?"."""
        if not (request.waits and request.fresh and not request.insisted):
            return False
        slip = request.step == "contact" and "@" in text and not contact_in(text)
        return slip or label == HELP or (request.step != "confirm" and (_says(self._all_right, _words(text)) or label == PASS_ON))

    def _says_no(self, text: str, words: str, label: str, contact: str | None, request: PartnerRequest) -> bool:
        """Whether a message ends a request; a corrected address ("no, kim@...") does not, nor does asking whether one that was sent could be taken back."""
        if not (request.waits or request.fresh or request.step == "sent"):
            return False
        if words in self._pressed[DROP] or ((request.waits or request.fresh) and _says(self._no, words)):
            return True
        return label == DONT_PASS_ON and not contact and not (request.step == "sent" and "?" in text)

    def _says_yes(self, text: str, words: str, label: str, request: PartnerRequest) -> bool:
        """Whether a message sends what was shown: a button, or nothing but a yes; "good, thanks, but hold on" and "send it tomorrow" are more than that."""
        if request.step != "confirm" or "?" in text:
            return False
        if request.fresh:
            return words in self._pressed[SEND] or _says(self._all_right, words)
        # Shown some turns ago: only a wish for it, and only if nothing came to it since.
        return label == PASS_ON and words not in self._pressed[BEGIN] and not request.unanswered and _says(self._all_right, words)


class Order(NamedTuple):
    """What the beginning of a message wants done with the rest of it: "pass this on: how many jobs are there?".

    Attributes:
        label: to pass it on, or to pass it on instead of the question so far.
        text: the rest.
    """

    label: str
    text: str


def order_in(understood: Understanding) -> Order | None:
    """What the beginning of a message wants done with the rest of it; None for another message."""
    said = understood.said
    heads = [understood.opening] if understood.opening else []
    for head in [*heads, *(part for part in understood.parts[1:] if not part.halved)]:
        scored, rest = head.ranking[0], said[len(head.text) :]
        text = _BETWEEN_HALVES.sub("", rest)
        told = _told_after_a_colon(text)
        wants = scored.label == CHANGE and (head is understood.opening or bool(told)) or scored.label == PASS_ON and bool(_COLON.match(rest))
        if said.startswith(head.text) and wants and scored.probability >= SURE_OF_AN_ORDER and letters_in(text) >= LETTERS_AFTER_A_COLON:
            return Order(scored.label, told or text)
    return None


def odds_of(request: PartnerRequest) -> Mapping[str, float]:
    """The odds of what may be said of a request, as it stands: before there is anything to pass on, "did it work?" asks what came of the mission."""
    if request == PartnerRequest():
        return {PASS_ON: BEFORE_ANY, PRIVACY: BEFORE_ANY, DONT_PASS_ON: 0.0, PASSED_ON: 0.0, CONTACT_WAY: 0.0, CHANGE: 0.0}
    if request.waits:
        return {**dict.fromkeys(OF_A_REQUEST, WHILE_ASKED), CONTACT: 1 / WHILE_ASKED} if request.fresh else {}
    if request.step == "idle":
        return {CHANGE: 0.0}
    return {CHANGE: 0.0, PRIVACY: AFTER_ONE, PASSED_ON: AFTER_ONE, CONTACT: 1 / AFTER_ONE}


def said_of_a_request(understood: Understanding, label: str, request: PartnerRequest) -> str:
    """What a message means where a request is, or could be, under way.

    Args:
        understood: the message.
        label: what it means where there is none.
        request: what is remembered of one.

    Returns:
        What it says of the request where it may be meant so: in a part beside thanks or a nod ("fine, send it then, thank you"), or as a follow-up,
        or a question on an address, which can be of nothing else right after the visitor was asked for something ("who reads that?"). Else the label.
    """
    if label in COURTESIES and request != PartnerRequest():
        beside = [part.ranking[0] for part in understood.parts[1:] if part.ranking[0].label in OF_A_REQUEST]
        faint = [scored.label for scored in understood.parts[0].ranking if scored.label in ABOUT_IT and scored.probability >= FAINTLY]
        return next((scored.label for scored in beside if scored.probability >= SURE_OF_A_REQUEST), next(iter(faint), label))
    asked = understood.parts[0].ranking[0].label
    if label == CONTACT and request.waits and request.fresh and request.step != "question":
        return CONTACT_WAY  # who was just asked for his address asks for nobody else's
    if request.waits and request.fresh and asked.startswith(f"{FOLLOW_UP}/"):
        return PASSED_ON if asked == f"{FOLLOW_UP}/when" else PRIVACY if asked.split("/")[1] in WHY_AND_WHO else label
    return label


def contact_in(text: str, asked_for: bool = False) -> str | None:
    """How to reach somebody, as a message tells it: its e-mail addresses, phone numbers and accounts of messengers; None where it has none.

    Args:
        asked_for: the visitor was just asked for it, so that an address may also stand there as one says it aloud ("kim at example dot com").
    """
    plain = _DOT.sub(".", _AT.sub("@", unicodedata.normalize("NFKC", text)))
    if asked_for and "@" not in plain:
        aloud = _SPOKEN_DOT.sub(".", _SPOKEN_AT.sub("@", plain))
        plain = aloud if _EMAIL.search(aloud) else plain
    found = {match.start(): match.group().strip() for match in _EMAIL.finditer(plain)}
    for match in _PHONE.finditer(plain):
        messenger = _BEFORE_A_NUMBER.search(plain[: match.start()])
        found[match.start()] = f"{messenger['messenger']} {match.group().strip()}" if messenger else match.group().strip()
    for pattern in (_MESSENGER, _QQ):
        found.update({match.start("account"): f"{match['messenger']} {match['account']}" for match in pattern.finditer(plain)})
    told = [found[start] for start in sorted(found)]
    return ", ".join(one for number, one in enumerate(told) if not any(one in other for other in told[:number] + told[number + 1 :])) or None


def _is_little_beside(text: str, contact: str, label: str) -> bool:
    """Whether a message that was asked for a way to reach somebody tells that, and asks nothing else beside it."""
    return _is_no_question(label) or _letters_beside(text, contact) < LETTERS_BESIDE


def _is_no_question(label: str) -> bool:
    return label.split("/")[0] in (SMALLTALK, OUT_OF_SCOPE, "") or label == CONTACT


def _told_after_a_colon(text: str) -> str:
    """What a message tells after its first colon, if that is enough to be a question; "" else."""
    told = _COLON.split(text, maxsplit=1)[-1].strip() if _COLON.search(text) else ""
    return told if letters_in(told) >= LETTERS_AFTER_A_COLON else ""


def _question_of_a_wish(text: str, asked_before: bool, asks: bool) -> str:
    """What a wish to pass something on asks itself; "" where it only wishes for it."""
    return _told_after_a_colon(text) or (text if asks or (letters_in(text) >= LETTERS_OF_A_QUESTION and not asked_before) else "")


def _is_talk(label: str) -> bool:
    """Whether a message, of somebody who was asked for a question, is none: "ok", "in Dutch please", "wait"; a remark may well be one."""
    return label.startswith(f"{SMALLTALK}/") and label != REMARK


def _said_beside(text: str, contact: str) -> str | None:
    """A message that tells more than a way to be reached ("after five, ask for Kim"); None for one that does not."""
    return text[:MOST_CHARACTERS_BESIDE] if _letters_beside(text, contact) >= LETTERS_OF_A_NOTE else None


def _letters_beside(text: str, contact: str) -> int:
    return letters_in(text) - letters_in(contact)


class Forms(NamedTuple):
    """Ways of saying one thing in one language, looked for in a message's words.

    Attributes:
        own: finds one of them.
        every: matches words that are nothing but these and others that may stand beside them.
    """

    own: re.Pattern[str]
    every: re.Pattern[str]


def _made_of(meant: Iterable[str], beside: Iterable[str], spaced: bool) -> Forms:
    edge = r"(?= |$)" if spaced else ""
    own, other = ([_words(form) for form in forms] for forms in (meant, beside))
    one = rf"(?:{any_of(own)}){edge}"
    return Forms(re.compile(rf"(?:^|\s){one}" if spaced else one), re.compile(rf"(?:\s*(?:{any_of([*own, *other])}){edge})+\s*"))


def _says(patterns: Iterable[Forms], words: str) -> bool:
    return any(forms.own.search(words) and forms.every.fullmatch(words) for forms in patterns)


def _words(text: str) -> str:
    """A message's folded words, without what stands between and around them."""
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()
