"""The partner request: what the material does not say is passed on to the people behind the website, with a way to reach the visitor.

Nothing is sent anywhere. A request stands in the conversation's memory, and so in the store of conversations, until that is erased;
`make report` lists those that were made (`assistant/reports/visitors.py`). Which replies offer one is told by `pass_on` in `facts/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, Extra, Field

from assistant.languages import Language
from assistant.responses import Responses
from assistant.text import fold

Step = Literal["open", "offered", "question", "contact", "again", "confirm", "sent", "dropped"]

BEGIN, SEND, DROP = "utter_request_begin", "utter_request_send", "utter_request_drop"  # the buttons
BUTTONS: Mapping[Step, list[str]] = {"question": [DROP], "contact": [DROP], "again": [DROP], "confirm": [SEND, DROP]}

QUESTIONS_PASSED_ON = 3  # of those that were not answered, so many of the last ones go into a request
LONGEST_CONTACT = 300  # characters
LETTERS_BESIDE = 12  # a number with fewer letters around it is a phone number also where none was asked for

_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]{2,}")
_PHONE = re.compile(r"(?<!\d)\+?\d(?:[ ().\-/]{0,2}\d){7,14}(?!\d)")
_MESSENGER = re.compile(r"wechat|weixin|微信|kakao|카카오|카톡|whatsapp|telegram|linkedin")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class PartnerRequest(BaseModel, extra=Extra.ignore):
    """A request, as the conversation remembers it.

    Attributes:
        step: "open": there are questions that could be passed on; "offered": the last reply asked whether to; then what the visitor was last
            asked for: the "question", how to be reached ("contact"; "again": a second time), whether all is well ("confirm"); at last "sent" or "dropped".
        questions: the visitor's own words, the oldest first.
        contact: how to reach him, as he typed it; None before he has told.
    """

    step: Step
    questions: list[str] = Field(default_factory=list)
    contact: str | None = None

    @property
    def waits(self) -> bool:
        """Whether the visitor was asked for something that the request still needs, and has not said no."""
        return self.step in BUTTONS

    def at(self, step: Step, **changed: object) -> PartnerRequest:
        """The same request at another step."""
        return self.copy(update={"step": step, **changed})

    def asking(self, question: str, step: Step) -> PartnerRequest:
        """The request with one more question that was not answered; what was sent or dropped before is no part of it."""
        before = [] if self.step in ("sent", "dropped") else [one for one in self.questions if fold(one) != fold(question)]
        return self.at(step, questions=[*before, question][-QUESTIONS_PASSED_ON:])


class PartnerRequests:
    """Leads through a request.

    Args:
        responses: the conversational sentences, the buttons' titles among them.
        languages: the configured languages, with their words for yes and no.
    """

    def __init__(self, responses: Responses, languages: Mapping[str, Language]) -> None:
        self._pressed = {name: {_words(title) for title in responses.texts.get(name, {}).values()} for name in (BEGIN, SEND, DROP)}
        self._yes = {_words(form) for language in languages.values() for form in language.agrees}
        self._no = {_words(form) for language in languages.values() for form in language.declines}

    def next(self, text: str, request: PartnerRequest | None, agrees: bool = False) -> PartnerRequest | None:
        """The request after a message that belongs to it; None for a message like any other.

        Args:
            text: the message, as typed.
            request: what is remembered of a request.
            agrees: the message is a nod by its meaning, which is a yes to whoever was just asked whether all is well.
        """
        words, contact = _words(text), contact_in(text)
        request = request or PartnerRequest(step="open")
        if words in self._pressed[BEGIN] or (request.step == "offered" and words in self._yes):
            return _asked_for_what_is_missing(request.at("open", questions=[] if request.step in ("sent", "dropped") else request.questions))
        if request.step in ("open", "offered"):
            return request.at("confirm", contact=contact) if contact and request.questions and _is_hardly_more(contact) else None
        if request.step in ("sent", "dropped"):
            return None
        if words in self._pressed[DROP] or words in self._no:
            return request.at("dropped", questions=[], contact=None)
        if request.step == "question":
            return _asked_for_what_is_missing(request.at("open", questions=[text], contact=contact or request.contact))
        if contact:
            return request.at("confirm", contact=contact)
        if request.step == "confirm" and (agrees or words in self._yes or words in self._pressed[SEND]):
            return request.at("sent")
        return None

    def left_aside(self, request: PartnerRequest, understood: bool) -> PartnerRequest | None:
        """The request after a message that does not belong to it; None where the reply to that message is to be the request's own question once more.

        Args:
            request: what is remembered.
            understood: something was asked or said that has a reply of its own.
        """
        if request.step == "contact":
            return request if understood else None
        return request.at("open") if request.step in ("offered", "again", "confirm") else request


def contact_in(text: str) -> str | None:
    """A message that tells how to reach somebody, as typed: an e-mail address, a phone number, or an account of a messenger; None for any other."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    told = _EMAIL.search(plain) or _PHONE.search(plain) or (_MESSENGER.search(plain) and "?" not in plain)
    return text[:LONGEST_CONTACT] if told else None


def _is_hardly_more(contact: str) -> bool:
    """Whether a message that nobody asked for is there to tell how to reach somebody: it has an e-mail address, or little beside a number."""
    return bool(_EMAIL.search(contact)) or ("?" not in contact and sum(map(str.isalpha, contact)) < LETTERS_BESIDE)


def _asked_for_what_is_missing(request: PartnerRequest) -> PartnerRequest:
    if not request.questions:
        return request.at("question")
    return request.at("confirm" if request.contact else "contact")


def _words(text: str) -> str:
    """A message's folded words, without what stands between and around them."""
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()
