"""The partner request: what leads into it, through it, and out of it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.conversation import Conversation, Turn
from assistant.decision import ACKNOWLEDGE
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.partner_request import BEGIN, DROP, QUESTIONS_PASSED_ON, SEND, PartnerRequest, contact_in
from assistant.responses import Responses
from assistant.state import State
from assistant.understanding import Part, Scored, Understanding
from tests.helpers.contract import check_reply

CODES = ["en", "nl", "fr", "de", "ko", "zh"]
MAIL = "kim@example.com"
ASKED = PartnerRequest(step="contact", questions=["How many jobs?"])
COMPLETE = PartnerRequest(step="confirm", questions=["How many jobs?"], contact=MAIL)


class Talk:
    """A conversation whose messages are understood as the test says."""

    def __init__(self, conversation: Conversation, base: FactBase, languages: dict[str, Language], code: str) -> None:
        self._conversation, self._base, self._languages, self.code = conversation, base, languages, code
        self.state = State(language=code, written=[code])

    def says(self, text: str, label: str = "out_of_scope", **understood: Any) -> Turn:
        part = Part(text=text, ranking=[Scored(label, 0.9), Scored("smalltalk/bot", 0.02)], support=0.9)
        turn = self._conversation.reply(Understanding(language=self.code, guess=self.code, confidence=1.0, parts=[part], **understood), self.state)
        check_reply(turn.reply, self._base, self._languages)
        self.state = State.from_slots(turn.state.dict())  # as the slots bring it back
        return turn


@pytest.fixture
def talk(base: FactBase, sentences: Responses, languages: dict[str, Language]):
    return lambda code="en": Talk(Conversation(base, sentences, languages), base, languages, code)


@pytest.mark.parametrize("code", CODES)
def test_a_question_that_the_material_does_not_answer_is_passed_on(talk, sentences: Responses, code: str) -> None:
    visitor = talk(code)
    offered = visitor.says("How many jobs?", "gap/port_figures").reply
    assert sentences.say("utter_request_offer", code) in offered.text
    begin, send, drop = (sentences.say(name, code) for name in (BEGIN, SEND, DROP))
    assert offered.buttons()[-1] == {"title": begin, "payload": begin}
    asked = visitor.says(begin).reply
    assert (asked.kind, asked.steps) == ("partner", [drop])
    assert "How many jobs?" in asked.text
    checked = visitor.says(f"Kim, {MAIL}").reply
    assert (checked.kind, checked.steps) == ("partner", [send, drop])
    assert "How many jobs?" in checked.text and f"Kim, {MAIL}" in checked.text
    sent = visitor.says(send)
    assert (sent.reply.kind, sent.reply.text, sent.reply.steps) == ("partner", sentences.say("utter_request_sent", code), [])
    assert sent.state.request == PartnerRequest(step="sent", questions=["How many jobs?"], contact=f"Kim, {MAIL}")


def test_the_language_is_the_conversations_though_an_address_looks_like_another(talk) -> None:
    visitor = talk("ko")
    visitor.state = visitor.state.copy(update={"request": ASKED})
    visitor.code = "en"
    assert visitor.says(MAIL).reply.language == "ko"


@pytest.mark.parametrize("code, yes", [("en", "Yes, please!"), ("nl", "ja graag"), ("fr", "Oui, volontiers"), ("de", "Ja, bitte."), ("ko", "네, 부탁드려요"), ("zh", "麻煩您了")])
def test_yes_right_after_the_offer_begins_it(talk, code: str, yes: str) -> None:
    visitor = talk(code)
    visitor.says("How many jobs?", "gap/port_figures")
    assert visitor.says(yes, "smalltalk/thanks").reply.kind == "partner"


def test_yes_later_on_is_what_it_was(talk) -> None:
    visitor = talk()
    visitor.says("How many jobs?", "gap/port_figures")
    visitor.says("Who led it?", "mission/leader")
    assert visitor.says("yes please", "smalltalk/thanks").reply.kind == "smalltalk"


def test_the_offer_is_made_in_words_once_and_with_a_button_after_that(talk, sentences: Responses) -> None:
    visitor, words = talk(), sentences.say("utter_request_offer", "en")
    first, second = visitor.says("jobs?", "gap/port_figures").reply, visitor.says("hotels?", "gap/tourism").reply
    assert words in first.text and words not in second.text
    assert first.steps == second.steps == [sentences.say(BEGIN, "en")]
    assert words in visitor.says("an address?", "gap/contact").reply.text  # who asks for a contact is always told


def test_a_way_to_work_together_has_the_button_without_words(talk, sentences: Responses) -> None:
    told = talk().says("how can we pilot?", "partnering/pilot").reply
    assert told.steps == [sentences.say(BEGIN, "en")]
    assert sentences.say("utter_request_offer", "en") not in told.text


def test_no_other_answer_offers_it(talk, base: FactBase) -> None:
    for claim, entry in base.claims.items():
        assert bool(talk().says("x", claim).reply.steps) == bool(entry.pass_on)


def test_all_that_was_not_answered_goes_along_the_last_of_it(talk) -> None:
    visitor = talk()
    for number in range(QUESTIONS_PASSED_ON + 1):
        visitor.says(f"question {number}", "gap/results")
    visitor.says("question 2", "gap/results")  # asked again, and told once
    assert visitor.state.request.questions == ["question 1", "question 3", "question 2"]


def test_asking_for_the_reply_again_is_no_question_to_pass_on(talk) -> None:
    visitor = talk()
    visitor.says("jobs?", "gap/port_figures")
    visitor.says("say that again", "follow_up/repeat")
    assert visitor.state.request.questions == ["jobs?"]


def test_without_a_question_it_asks_for_one(talk, sentences: Responses) -> None:
    visitor = talk()
    assert visitor.says(sentences.say(BEGIN, "en")).reply.text == sentences.say("utter_request_question", "en")
    asked = visitor.says("Could we meet in Seoul?", "gap/contact").reply
    assert "Could we meet in Seoul?" in asked.text and visitor.state.request.step == "contact"


@pytest.mark.parametrize("code, no", [("en", "No, thanks."), ("nl", "laat maar"), ("fr", "non merci"), ("de", "Nein danke"), ("ko", "아니요, 괜찮아요"), ("zh", "不用了")])
@pytest.mark.parametrize("request_", [ASKED, COMPLETE], ids=lambda request: request.step)
def test_no_ends_it_and_keeps_nothing(talk, sentences: Responses, request_: PartnerRequest, code: str, no: str) -> None:
    visitor = talk(code)
    visitor.state = visitor.state.copy(update={"request": request_})
    turn = visitor.says(no, "smalltalk/thanks")
    assert turn.reply.text == sentences.say("utter_request_dropped", code)
    assert turn.state.request == PartnerRequest(step="dropped")


def test_what_is_no_address_is_told_once_and_then_taken_as_it_is(talk, sentences: Responses) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": ASKED})
    assert visitor.says("blah").reply.text == sentences.say("utter_request_again", "en", drop=sentences.say(DROP, "en"))
    assert visitor.says("blah").reply.kind == "out_of_scope"
    assert visitor.says("tel 010-1234-5678").reply.kind == "partner"  # and an address or a number continues it all the same


def test_a_question_in_between_is_answered_and_the_request_stays(talk) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": ASKED})
    assert visitor.says("who led it?", "mission/leader").reply.facts == ["mission/leader"]
    assert visitor.says("010-1234-5678").reply.kind == "partner"
    assert visitor.state.request.contact == "010-1234-5678"


def test_what_is_asked_of_the_address_is_not_taken_for_what_was_spoken_of(talk, sentences: Responses) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": ASKED, "spoken": ["port/nxtport"]})
    assert visitor.says("why do you need it?", "follow_up/goal").reply.text == sentences.say("utter_request_again", "en", drop=sentences.say(DROP, "en"))
    assert visitor.state.spoken == ["port/nxtport"]
    assert visitor.says("and what for?", "follow_up/goal").reply.kind == "suggest"


@pytest.mark.parametrize("request_", [ASKED, COMPLETE], ids=lambda request: request.step)
def test_an_answer_in_between_leads_back_with_a_button(talk, sentences: Responses, request_: PartnerRequest) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": request_})
    assert visitor.says("who led it?", "mission/leader").reply.steps == [sentences.say(BEGIN, "en")]
    assert visitor.says(sentences.say(BEGIN, "en")).reply.text.count("How many jobs?") == 1
    assert visitor.state.request.step == request_.step


def test_a_number_in_a_question_is_no_way_to_be_reached_where_none_was_asked_for(talk) -> None:
    visitor = talk()
    visitor.says("jobs?", "gap/port_figures")
    for text in ("is it 16 000 000 shoppers", "16 000 000?"):
        assert visitor.says(text, "fashion/footfall").reply.kind == "answer"


def test_another_address_replaces_the_first(talk) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": COMPLETE})
    visitor.says("sorry, lee@example.com")
    assert (visitor.state.request.step, visitor.state.request.contact) == ("confirm", "sorry, lee@example.com")


def test_a_nod_confirms(talk) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": COMPLETE})
    visitor.says("that's fine by me", ACKNOWLEDGE)
    assert visitor.state.request.step == "sent"


def test_a_nod_after_another_question_sends_nothing(talk) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": COMPLETE})
    visitor.says("who led it?", "mission/leader")
    visitor.says("ok", ACKNOWLEDGE)
    assert visitor.state.request.step == "open"


def test_after_one_was_sent_the_next_holds_new_questions_and_knows_the_address(talk, sentences: Responses) -> None:
    visitor = talk()
    visitor.state = visitor.state.copy(update={"request": COMPLETE.at("sent")})
    visitor.says("hotels?", "gap/tourism")
    visitor.says(sentences.say(BEGIN, "en"))
    assert visitor.state.request == PartnerRequest(step="confirm", questions=["hotels?"], contact=MAIL)


def test_the_buttons_are_no_part_of_the_contracts_object(talk) -> None:
    reply = talk().says("jobs?", "gap/port_figures").reply
    assert "steps" not in reply.custom()
    assert {one.fact for one in reply.suggestions} <= {one["fact"] for one in reply.custom()["suggestions"]}


@pytest.mark.parametrize(
    "text",
    [
        "kim@example.com", "Kim Min-ji, kim.minji@startup.co.kr please", "ｋｉｍ＠ｅｘａｍｐｌｅ．ｃｏｍ", "+32 3 123 45 67", "010-1234-5678 김민지입니다", "电话13812345678",
        "(02) 555 12 34", "微信 zhang_wei88", "카톡 아이디 minji", "WhatsApp: +32 470 12 34 56",
    ],
)  # fmt: skip
def test_ways_to_be_reached(text: str) -> None:
    assert contact_in(text) == text


@pytest.mark.parametrize("text", ["", "kim at example", "a@b", "10-17 december 2016", "16 million", "16,000,000 shoppers", "in 2016 or 2017?", "do you have WhatsApp?", "@antwerp", "x" * 900])
def test_what_is_no_way_to_be_reached(text: str) -> None:
    assert contact_in(text) is None
