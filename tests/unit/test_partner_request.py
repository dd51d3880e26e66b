"""The partner request: what leads into it, through it, and out of it."""

from __future__ import annotations

import pytest

from assistant.conversation import Conversation
from assistant.decision import ACKNOWLEDGE
from assistant.facts import FactBase
from assistant.languages import Language
from assistant.partner_request import (
    AHEAD,
    BEGIN,
    CHANGE,
    CONTACT_WAY,
    DONT_PASS_ON,
    DROP,
    EDIT,
    PASS_ON,
    PASSED_ON,
    PRIVACY,
    SEND,
    PartnerRequest,
    contact_in,
)  # fmt: skip
from assistant.responses import Responses
from assistant.state import State, Turn
from assistant.understanding import Part, Scored, Understanding
from tests.helpers.contract import check_reply

CODES = ["en", "nl", "fr", "de", "ko", "zh"]
MAIL = "kim@example.com"
JOBS = "How many jobs?"
ASKED = PartnerRequest(step="contact", question=JOBS, fresh=True, offered=True)
SHOWN = PartnerRequest(step="confirm", question=JOBS, contact=MAIL, fresh=True, offered=True)


def part(text: str, label: str, beside: str = "smalltalk/bot", probability: float = 0.02) -> Part:
    return Part(text=text, ranking=[Scored(label, 0.9), Scored(beside, probability)], support=0.9)


class Talk:
    """A conversation whose messages are understood as the test says."""

    def __init__(self, conversation: Conversation, base: FactBase, languages: dict[str, Language], sentences: Responses, code: str) -> None:
        self._conversation, self._base, self._languages, self._sentences, self.code = conversation, base, languages, sentences, code
        self.state = State(language=code, written=[code])

    def says(
        self, text: str, label: str = "out_of_scope", parts: list[Part] | None = None, typed: str = "", opening: Part | None = None, **more: object
    ) -> Turn:
        said = parts or [part(text, label)]
        understood = Understanding(language=self.code, guess=self.code, confidence=1.0, text=typed, parts=said, opening=opening, **more)
        turn = self._conversation.reply(understood, self.state)
        check_reply(turn.reply, self._base, self._languages)
        self.state = State.from_slots(turn.state.dict())  # as the slots bring it back
        return turn

    def presses(self, button: str) -> Turn:
        return self.says(self.sentence(button))

    def sentence(self, name: str, **values: str) -> str:
        return self._sentences.say(name, self.code, **values)

    def at(self, request: PartnerRequest) -> Talk:
        self.state = self.state.copy(update={"request": request})
        return self

    @property
    def request(self) -> PartnerRequest:
        assert self.state.request is not None
        return self.state.request


@pytest.fixture
def talk(base: FactBase, sentences: Responses, languages: dict[str, Language]):
    return lambda code="en": Talk(Conversation(base, sentences, languages), base, languages, sentences, code)


@pytest.mark.parametrize("code", CODES)
def test_a_question_that_the_material_does_not_answer_is_passed_on(talk, code: str) -> None:
    visitor = talk(code)
    offered = visitor.says(JOBS, "gap/port_figures").reply
    assert visitor.sentence("utter_request_offer") in offered.text
    begin, send, edit, drop = map(visitor.sentence, (BEGIN, SEND, EDIT, DROP))
    assert offered.buttons()[-1] == {"title": begin, "payload": begin}
    asked = visitor.presses(BEGIN).reply
    assert (asked.kind, asked.steps) == ("partner", [edit, drop])
    assert JOBS in asked.text
    shown = visitor.says(f"Kim, {MAIL}").reply
    assert (shown.kind, shown.steps) == ("partner", [send, edit, drop])
    assert JOBS in shown.text and MAIL in shown.text
    sent = visitor.presses(SEND)
    assert (sent.reply.kind, sent.reply.text, sent.reply.steps) == ("partner", visitor.sentence("utter_request_sent"), [])
    assert (sent.state.request.step, sent.state.request.question, sent.state.request.contact) == ("sent", JOBS, MAIL)


# -- into it


@pytest.mark.parametrize(
    "code, yes",
    [
        ("en", "Yes, please!"), ("en", "sure thanks"), ("nl", "ja graag"), ("nl", "Ja, dank u wel"), ("fr", "Oui, volontiers"), ("fr", "oui merci beaucoup"),
        ("de", "Ja, das wäre sehr lieb von Ihnen."), ("de", "jo gärn"), ("ko", "네, 부탁드려요"), ("ko", "그렇게 해 주시면 감사하겠습니다"), ("zh", "麻煩您了"), ("zh", "好的呀谢谢"),
    ],
)  # fmt: skip
def test_yes_right_after_the_offer_begins_it(talk, code: str, yes: str) -> None:
    visitor = talk(code)
    visitor.says(JOBS, "gap/port_figures")
    assert visitor.says(yes, "smalltalk/thanks").reply.kind == "partner"


@pytest.mark.parametrize("text", ["ok", "thanks", "hmm", "yes but who led it", "not sure", "okay thanks"])
def test_what_is_no_yes_does_not(talk, text: str) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    assert visitor.says(text, "smalltalk/thanks").reply.kind == "smalltalk"


def test_yes_later_on_is_what_it_was(talk) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    visitor.says("Who led it?", "mission/leader")
    assert visitor.says("yes please", "smalltalk/thanks").reply.kind == "smalltalk"


def test_a_wish_in_ones_own_words_begins_it_at_any_time(talk) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    visitor.says("Who led it?", "mission/leader")
    assert JOBS in visitor.says("ask them for me", PASS_ON).reply.text
    assert visitor.request.step == "contact"


def test_a_wish_that_holds_its_question_is_passed_on_itself(talk) -> None:
    wish = "could you ask the people there whether they would welcome us in March?"
    visitor = talk()
    assert wish in visitor.says(wish, PASS_ON).reply.text
    assert visitor.request.question == wish


def test_without_a_question_it_asks_for_one(talk) -> None:
    visitor = talk()
    assert visitor.says("pass it on", PASS_ON).reply.text == visitor.sentence("utter_request_question")
    assert "Could we meet?" in visitor.says("Could we meet?", "gap/contact").reply.text
    assert visitor.request.step == "contact"


def test_the_offer_is_made_in_words_once_and_with_a_button_after_that(talk) -> None:
    visitor = talk()
    words = visitor.sentence("utter_request_offer")
    visitor.says("how can we pilot?", "partnering/pilot")  # a button without words
    first, second = visitor.says("jobs?", "gap/port_figures").reply, visitor.says("hotels?", "gap/tourism").reply
    assert words in first.text and words not in second.text
    assert first.steps == second.steps == [visitor.sentence(BEGIN)]
    assert words in visitor.says("an address?", "gap/contact").reply.text  # who asks for a contact is always told


def test_only_entries_that_say_so_offer_it(talk, base: FactBase) -> None:
    for claim, entry in base.claims.items():
        told = talk().says("x", claim).reply
        assert bool(told.steps) == bool(entry.pass_on)
        assert talk().sentence("utter_request_offer") not in told.text


def test_what_was_not_answered_last_is_passed_on(talk) -> None:
    visitor = talk()
    visitor.says("hotels?", "gap/tourism")
    visitor.says("jobs?", "gap/port_figures")
    visitor.says("say that again", "follow_up/repeat")
    visitor.says("who led it?", "mission/leader")
    visitor.presses(BEGIN)
    assert visitor.request.question == "jobs?"


def test_what_was_not_understood_is_passed_on_too(talk) -> None:
    visitor = talk()
    visitor.says("jobs?", "gap/port_figures")
    visitor.says("and Hyundai?", "out_of_scope")
    visitor.says("ask them", PASS_ON)
    assert visitor.request.question == "and Hyundai?"


def test_what_is_asked_while_a_request_waits_is_no_part_of_it_but_of_the_next(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("grants?", "gap/incentives")
    visitor.presses(BEGIN)
    assert visitor.request.question == JOBS
    visitor.says("yes")
    visitor.says("hotels?", "gap/tourism")
    visitor.presses(BEGIN)
    assert (visitor.request.step, visitor.request.question, visitor.request.contact) == ("confirm", "hotels?", MAIL)


def test_a_wish_that_tells_its_question_after_a_colon_passes_on_that(talk) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    visitor.says("ok, pass this on: what does land cost there", PASS_ON)
    assert visitor.request.question == "what does land cost there"


def test_the_whole_message_is_passed_on_and_not_only_what_it_asks(talk) -> None:
    said = "I make toys in Ghent. Are there grants?"
    visitor = talk()
    part = Part(text="Are there grants?", ranking=[Scored("gap/incentives", 0.9)], support=0.9)
    visitor.says("", parts=[part], typed=said)
    visitor.presses(BEGIN)
    assert visitor.request.question == said


def test_an_address_alone_after_a_question_that_was_not_answered_begins_it(talk) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    assert visitor.says(MAIL).reply.kind == "partner"
    assert visitor.request.step == "confirm"


@pytest.mark.parametrize(
    "text", ["you can mail the mayor at kim@example.com or what", "is kim@example.com theirs?", "is it 16 000 000 shoppers", "16 000 000?"]
)
def test_an_address_or_a_number_among_other_words_does_not(talk, text: str) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    assert visitor.says(text, "fashion/footfall").reply.kind == "answer"


def test_an_address_alone_at_a_conversations_start_does_not(talk) -> None:
    assert talk().says(MAIL).reply.kind == "out_of_scope"


@pytest.mark.parametrize("label", [DONT_PASS_ON, PASSED_ON])
def test_what_is_said_of_a_request_is_not_meant_where_there_is_none(talk, label: str) -> None:
    part = Part(text="did it work?", ranking=[Scored(label, 0.8), Scored("gap/results", 0.15), Scored("out_of_scope", 0.02)], support=0.9)
    assert talk().says("did it work?", parts=[part]).reply.gap == "gap/results"


# -- through it


def test_the_language_is_the_conversations_though_an_address_looks_like_another(talk) -> None:
    visitor = talk("ko").at(ASKED)
    visitor.code = "en"
    assert visitor.says(MAIL).reply.language == "ko"


def test_what_is_no_address_is_told_once_and_then_taken_as_it_is(talk) -> None:
    visitor = talk().at(ASKED)
    assert visitor.says("blah").reply.text == visitor.sentence("utter_request_again", drop=visitor.sentence(DROP))
    declined = visitor.says("blah").reply
    assert (declined.kind, declined.steps) == ("out_of_scope", [visitor.sentence(button) for button in AHEAD])
    assert visitor.says("tel 010-1234-5678").reply.kind == "partner"  # and an address or a number continues it all the same


def test_what_is_neither_yes_nor_no_is_told_that_nothing_was_sent_and_shown_again_once(talk) -> None:
    visitor = talk().at(SHOWN)
    shown = visitor.says("blah").reply.text
    assert shown.startswith(visitor.sentence("utter_request_open")) and JOBS in shown
    assert visitor.says("blah").reply.kind == "out_of_scope"
    assert visitor.request.step == "confirm"


@pytest.mark.parametrize("request_", [ASKED, SHOWN], ids=lambda request: request.step)
def test_a_question_in_between_is_answered_and_nothing_is_forgotten(talk, request_: PartnerRequest) -> None:
    visitor = talk().at(request_)
    between = visitor.says("who led it?", "mission/leader").reply
    assert between.facts == ["mission/leader"]
    assert between.text.endswith(visitor.sentence("utter_request_open"))
    assert between.steps == [visitor.sentence(button) for button in AHEAD]
    assert visitor.sentence("utter_request_open") not in visitor.says("and when?", "mission/dates").reply.text
    assert visitor.presses(BEGIN).reply.text.count(JOBS) == 1
    assert visitor.request.step == request_.step


@pytest.mark.parametrize("text, label", [("ok", ACKNOWLEDGE), ("yes", ACKNOWLEDGE), ("thanks", "smalltalk/thanks"), ("bye", "smalltalk/goodbye")])
def test_after_a_question_in_between_nothing_is_sent_unseen_and_nobody_believes_so(talk, text: str, label: str) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("who led it?", "mission/leader")
    assert visitor.says(text, label).reply.text.endswith(visitor.sentence("utter_request_open"))
    assert visitor.request.step == "confirm"


@pytest.mark.parametrize("name", [SEND, BEGIN])
def test_after_a_question_in_between_it_is_shown_again_before_it_is_sent(talk, name: str) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("who led it?", "mission/leader")
    assert JOBS in visitor.presses(name).reply.text
    assert visitor.request.step == "confirm"
    visitor.presses(SEND)
    assert visitor.request.step == "sent"


@pytest.mark.parametrize("text", ["ob ihr das weiterleiten dürft überleg ich noch", "could you pass it on to someone else too?"])
def test_what_only_speaks_of_passing_on_sends_nothing(talk, text: str) -> None:
    visitor = talk().at(SHOWN)
    assert JOBS in visitor.says(text, PASS_ON).reply.text
    assert visitor.request.step == "confirm"


def test_the_end_of_a_reply_that_leads_on_to_its_quick_replies_stays_its_end(talk) -> None:
    visitor = talk().at(SHOWN)
    told = visitor.says("hotels?", "gap/tourism").reply.text
    assert told.startswith(visitor.sentence("utter_request_open")) and told.endswith(visitor.sentence("utter_can_tell"))


@pytest.mark.parametrize(
    "text, label", [("hmm", ACKNOWLEDGE), ("hmm nah ok wait", ACKNOWLEDGE), ("that's fine by me I guess", ACKNOWLEDGE), ("thanks", "smalltalk/thanks")]
)
def test_what_only_sounds_like_a_nod_sends_nothing(talk, text: str, label: str) -> None:
    visitor = talk().at(SHOWN)
    assert visitor.says(text, label).reply.text.endswith(visitor.sentence("utter_request_open"))
    assert visitor.request.step == "confirm"


@pytest.mark.parametrize(
    "text, label",
    [
        ("ok", ACKNOWLEDGE),
        ("Yes, that's right, thanks", ACKNOWLEDGE),
        ("please kindly send it", PASS_ON),
        ("d'accord", "out_of_scope"),
        ("네 맞아요", ACKNOWLEDGE),
        ("Klopt, stuur maar", PASS_ON),
        ("oui, merci, envoyez", "smalltalk/thanks"),
        ("那就发吧", PASS_ON),
    ],
)
def test_what_confirms_sends(talk, text: str, label: str) -> None:
    visitor = talk().at(SHOWN)
    visitor.says(text, label)
    assert visitor.request.step == "sent"


def test_a_question_beside_an_address_is_answered_and_the_address_is_kept(talk) -> None:
    visitor = talk().at(ASKED)
    told = visitor.says(f"mine is {MAIL} and who led the mission again?", "mission/leader").reply
    assert told.facts == ["mission/leader"] and JOBS in told.text
    assert (visitor.request.step, visitor.request.contact) == ("confirm", MAIL)
    assert visitor.says("yes").state.request.step == "sent"


@pytest.mark.parametrize("head, label", [("replace it with", CHANGE), ("wacht, andere vraag", CHANGE), ("ask this instead", PASS_ON)])
def test_what_the_beginning_of_a_message_wants_done_with_the_rest_is_done(talk, head: str, label: str) -> None:
    visitor = talk().at(SHOWN)
    shown = visitor.says(f"{head}: what does land cost there?", "gap/incentives", opening=part(head, label)).reply
    assert (shown.kind, visitor.request.questions, visitor.request.step) == ("partner", ["what does land cost there?"], "confirm")


def test_a_first_sentence_that_changes_it_does_so_too(talk) -> None:
    visitor = talk().at(SHOWN)
    text = "No, that is wrong. Replace it with: what does land cost there?"
    visitor.says(text, "gap/incentives", parts=[part(text, "gap/incentives"), part("No, that is wrong.", CHANGE)])
    assert visitor.request.questions == ["what does land cost there?"]


def test_an_opening_that_is_not_sure_to_mean_it_begins_none(talk) -> None:
    opening = Part(text="back to the subject", ranking=[Scored(PASS_ON, 0.8)], support=0.8)
    assert talk().says("back to the subject: who led the mission?", "mission/leader", opening=opening).reply.facts == ["mission/leader"]


def test_pass_this_on_begins_one_with_what_follows_the_colon(talk) -> None:
    visitor = talk()
    visitor.says("pass this on: has the mayor got a dog?", "city/motto", opening=part("pass this on", PASS_ON))
    assert (visitor.request.questions, visitor.request.step) == (["has the mayor got a dog?"], "contact")


@pytest.mark.parametrize(
    "text, label, opening",
    [
        ("wait, who led it?", "mission/leader", ("wait", "smalltalk/remark")),
        ("send it, who led it then?", "mission/leader", ("send it", PASS_ON)),
        ("change it: hm", "mission/leader", ("change it", CHANGE)),
    ],
)
def test_other_openings_do_nothing_to_it(talk, text: str, label: str, opening: tuple[str, str]) -> None:
    visitor = talk().at(SHOWN)
    assert visitor.says(text, label, opening=part(*opening)).reply.facts == ["mission/leader"]
    assert visitor.request.questions == [JOBS]


def test_what_is_asked_in_between_and_not_answered_is_passed_on_with_it(talk) -> None:
    visitor = talk().at(ASKED)
    visitor.says("and hotels?", "gap/tourism")
    visitor.says("who led it?", "mission/leader")
    shown = visitor.says(MAIL).reply
    assert JOBS in shown.text and "and hotels?" in shown.text
    visitor.says("yes")
    assert (visitor.request.step, visitor.request.questions) == ("sent", [JOBS, "and hotels?"])


def test_what_is_asked_after_it_was_shown_is_shown_with_it_before_it_is_sent(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("and hotels?", "gap/tourism")
    assert "and hotels?" in visitor.says("now pass it on", PASS_ON).reply.text
    assert visitor.request.step == "confirm"
    assert visitor.says("pass it on", "smalltalk/thanks").state.request.step == "sent"


def test_a_wish_to_pass_on_what_was_shown_before_sends_it(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("who led it?", "mission/leader")
    assert visitor.says("then pass it on please", PASS_ON).state.request.step == "sent"


@pytest.mark.parametrize(
    "text, label",
    [
        ("Yes that's right, thank you for your patience", "smalltalk/thanks"),
        ("ja verstuur maar hoor", PASS_ON),
        ("嗯嗯可以的，麻烦您转达吧", PASS_ON),
        ("ouais c'est bon, transmettez donc", PASS_ON),
    ],
)
def test_a_yes_with_a_few_words_more_sends_too(talk, text: str, label: str) -> None:
    assert talk().at(SHOWN).says(text, label).state.request.step == "sent"


@pytest.mark.parametrize(
    "text, label",
    [
        ("thanks a lot", "smalltalk/thanks"),
        ("ok, shall I send it?", PASS_ON),
        ("yes but not now thanks", "smalltalk/thanks"),
        ("fine, thanks, it was nice to talk to somebody so well informed", "smalltalk/thanks"),
    ],
)
def test_thanks_and_more_that_are_no_yes_do_not(talk, text: str, label: str) -> None:
    assert talk().at(SHOWN).says(text, label).state.request.step == "confirm"


def test_what_else_is_said_beside_an_address_is_kept_with_it(talk) -> None:
    visitor = talk().at(ASKED)
    said = "call 081 22 33 44, in the morning, and ask for Mrs Peeters"
    assert said in visitor.says(said, "gap/contact").reply.text
    assert (visitor.request.step, visitor.request.contact, visitor.request.note) == ("confirm", "081 22 33 44", said)
    assert "my name is Kim" in visitor.says("by the way, my name is Kim", "smalltalk/remark").reply.text
    visitor.says("yes")
    assert (visitor.request.step, visitor.request.note) == ("sent", "by the way, my name is Kim")


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_the_button_that_sends_begin_one_where_none_is_under_way(talk, code: str) -> None:
    visitor = talk(code)
    visitor.says(JOBS, "gap/port_figures")
    assert JOBS in visitor.says(visitor.sentence(SEND), PASS_ON).reply.text
    assert visitor.request.step == "contact"


def test_the_button_that_sends_pressed_twice_sends_once(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.presses(SEND)
    assert visitor.says(visitor.sentence(SEND), PASS_ON).reply.smalltalk == "passed_on"
    assert visitor.request.step == "sent"


def test_a_few_words_beside_an_address_are_kept_too(talk) -> None:
    visitor = talk().at(ASKED)
    assert "after 5 pm" in visitor.says(f"{MAIL}, after 5 pm").reply.text
    assert visitor.says("ok: lee@example.com").state.request.note == f"{MAIL}, after 5 pm"


def test_a_no_before_a_corrected_address_ends_nothing(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("no, lee@example.com", DONT_PASS_ON)
    assert (visitor.request.step, visitor.request.contact) == ("confirm", "lee@example.com")


def test_a_no_to_something_else_beside_a_wish_to_pass_it_on_ends_nothing(talk) -> None:
    visitor = talk().at(SHOWN)
    text = "Never mind the name. You may send it."
    visitor.says(text, parts=[part(text, DONT_PASS_ON), part("Never mind the name.", DONT_PASS_ON), part("You may send it.", PASS_ON)])
    assert (visitor.request.step, visitor.request.questions) == ("confirm", [JOBS])


def test_an_address_as_one_says_it_aloud_is_one_where_it_was_asked_for(talk) -> None:
    visitor = talk().at(ASKED)
    visitor.says("tom punt janssens at ugent punt be")
    assert visitor.request.contact == "tom.janssens@ugent.be"
    assert contact_in("tom punt janssens at ugent punt be") is None


@pytest.mark.parametrize("text, label", [("yes", ACKNOWLEDGE), ("bart@bart", "smalltalk/bot"), ("what do I do now?", "smalltalk/help"), ("pass on", PASS_ON)])
def test_what_tells_no_address_is_asked_again(talk, text: str, label: str) -> None:
    visitor = talk().at(ASKED)
    reply = visitor.says(text, label).reply
    assert (reply.kind, visitor.request.step, visitor.request.contact) == ("partner", "contact", None)


@pytest.mark.parametrize("code", CODES)
def test_which_way_to_be_reached_will_do_is_told(talk, code: str) -> None:
    visitor = talk(code).at(ASKED)
    reply = visitor.says("no mail, is a phone ok?", CONTACT_WAY).reply
    assert (reply.smalltalk, reply.steps) == ("contact_way", [visitor.sentence(EDIT), visitor.sentence(DROP)])
    assert visitor.says("081 22 33 44").state.request.step == "confirm"


def test_what_is_asked_of_an_address_right_after_the_step_is_of_ones_own(talk) -> None:
    visitor = talk().at(ASKED)
    assert visitor.says("do I have to write my address?", "gap/contact").reply.smalltalk == "contact_way"
    visitor.says("who led it?", "mission/leader")
    assert visitor.says("what is their address?", "gap/contact").reply.gap == "gap/contact"


@pytest.mark.parametrize("text, label", [("ok", ACKNOWLEDGE), ("I want to pass on a question", PASS_ON), ("what do I do?", "smalltalk/help")])
def test_talk_is_no_question_to_pass_on(talk, text: str, label: str) -> None:
    visitor = talk().at(PartnerRequest(step="question", fresh=True))
    visitor.says(text, label)
    assert (visitor.request.step, visitor.request.question) == ("question", None)


def test_who_would_change_it_and_then_would_not_keeps_it(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.presses(EDIT)
    assert JOBS in visitor.says("you may send it as it was", PASS_ON).reply.text
    assert (visitor.request.step, visitor.request.contact) == ("confirm", MAIL)


def test_what_was_dropped_can_be_taken_up_again(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.presses(DROP)
    assert visitor.request.contact is None
    assert JOBS in visitor.says("oh do pass it on", PASS_ON).reply.text
    assert visitor.request.step == "contact"


def test_whether_one_that_was_sent_could_be_taken_back_takes_nothing_back(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("yes")
    assert visitor.says("can I still undo that later?", DONT_PASS_ON).reply.smalltalk == "privacy"
    assert visitor.request.step == "sent"


def test_a_wish_that_asks_something_is_passed_on_itself(talk) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    visitor.says("ask what an office costs", parts=[part("ask what an office costs", PASS_ON, "gap/incentives", 0.06)])
    assert visitor.request.questions == ["ask what an office costs"]


def test_in_another_language_the_step_is_asked_for_again(talk, sentences: Responses) -> None:
    visitor = talk().at(SHOWN)
    reply = visitor.says("in het Nederlands graag", "smalltalk/language", wanted_languages=["nl"]).reply
    assert reply.language == "nl" and JOBS in reply.text
    assert reply.steps == [sentences.say(name, "nl") for name in (SEND, EDIT, DROP)]


def test_what_was_not_understood_is_passed_on_only_right_after(talk) -> None:
    visitor = talk()
    visitor.says(JOBS, "gap/port_figures")
    visitor.says("blah zgrouk 42")
    visitor.says("who led it?", "mission/leader")
    visitor.says("pass it on", PASS_ON)
    assert visitor.request.questions == [JOBS]


def test_another_address_replaces_the_first(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("sorry, lee@example.com")
    assert (visitor.request.step, visitor.request.contact) == ("confirm", "lee@example.com")


@pytest.mark.parametrize("wish", ["", "let me rephrase that"])
def test_the_question_can_be_changed(talk, wish: str) -> None:
    visitor = talk().at(SHOWN)
    asked = visitor.says(wish, CHANGE) if wish else visitor.presses(EDIT)
    assert asked.reply.text == visitor.sentence("utter_request_question")
    shown = visitor.says("How many jobs in logistics?", "gap/port_figures").reply.text
    assert "How many jobs in logistics?" in shown and JOBS not in shown
    assert (visitor.request.step, visitor.request.contact) == ("confirm", MAIL)


def test_the_question_can_be_changed_at_once(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("replace it with: how many jobs in logistics", CHANGE)
    assert (visitor.request.step, visitor.request.question) == ("confirm", "how many jobs in logistics")


@pytest.mark.parametrize("label", [PRIVACY, PASSED_ON, "out_of_scope"])
def test_a_button_is_a_button_whatever_its_title_sounds_like(talk, label: str) -> None:
    visitor = talk("de").at(SHOWN)
    visitor.says(visitor.sentence(EDIT), label)
    assert visitor.request.step == "question"


def test_an_address_of_another_kind_is_kept_beside_the_first(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("also 010-1234-5678")
    assert visitor.request.contact == f"{MAIL}, 010-1234-5678"


def test_an_address_counts_though_the_message_sounds_of_something_else(talk) -> None:
    visitor = talk().at(ASKED)
    visitor.says(f"my email is {MAIL}", PRIVACY)
    assert visitor.request.step == "confirm"


def test_why_the_address_is_needed_is_told_and_the_step_stays(talk) -> None:
    visitor = talk().at(ASKED)
    told = visitor.says("why do you need it?", PRIVACY).reply
    assert (told.smalltalk, told.text) == ("privacy", visitor.sentence("utter_privacy"))
    assert told.steps == [visitor.sentence(EDIT), visitor.sentence(DROP)]
    visitor.says("ok, " + MAIL)
    assert visitor.request.step == "confirm"


def test_whether_it_was_sent_is_told_as_it_is(talk) -> None:
    visitor = talk().at(SHOWN)
    assert visitor.says("was it sent?", PASSED_ON).reply.text.startswith(visitor.sentence("utter_request_open"))
    visitor.says("yes")
    told = visitor.says("what did you send?", PASSED_ON).reply.text
    assert told.startswith(visitor.sentence("utter_passed_on")) and JOBS in told


def test_what_is_asked_of_the_address_is_not_taken_for_what_was_spoken_of(talk) -> None:
    visitor = talk().at(ASKED)
    visitor.state = visitor.state.copy(update={"spoken": ["port/nxtport"]})
    assert visitor.says("and the second?", "follow_up/second").reply.kind == "partner"
    assert visitor.state.spoken == ["port/nxtport"]


@pytest.mark.parametrize("label, told", [("follow_up/who", "utter_privacy"), ("follow_up/why", "utter_privacy"), ("follow_up/when", "utter_request_open")])
def test_a_follow_up_right_after_the_step_is_of_the_request(talk, label: str, told: str) -> None:
    visitor = talk().at(ASKED)
    assert visitor.says("who gets it?", label).reply.text.startswith(visitor.sentence(told))
    assert visitor.request.step == "contact" and visitor.request.fresh


@pytest.mark.parametrize("label, step", [(CHANGE, "question"), (DONT_PASS_ON, "dropped")])
def test_what_is_said_of_it_beside_thanks_counts(talk, label: str, step: str) -> None:
    visitor = talk().at(SHOWN)
    thanks, beside = (Part(text="x", ranking=[Scored(one, 0.9), Scored("out_of_scope", 0.02)], support=0.9) for one in ("smalltalk/thanks", label))
    visitor.says("x", "smalltalk/thanks", parts=[thanks, thanks, beside])
    assert visitor.request.step == step


@pytest.mark.parametrize("label", [PASS_ON, DONT_PASS_ON])
def test_what_is_hardly_said_of_it_is_not(talk, label: str) -> None:
    visitor = talk().at(ASKED)
    part = Part(text="x", ranking=[Scored(label, 0.45), Scored(PRIVACY, 0.4), Scored("out_of_scope", 0.1)], support=0.9)
    assert visitor.says("x", label, parts=[part]).reply.smalltalk == "privacy"


# -- out of it


@pytest.mark.parametrize(
    "code, no",
    [
        ("en", "No, thanks."), ("en", "ok no"), ("en", "never mind lah"), ("nl", "nee laat maar"), ("nl", "toch niet"), ("fr", "non merci"), ("fr", "annule tout"),
        ("de", "Nein danke"), ("de", "ach ne"), ("ko", "아니요, 괜찮아요"), ("ko", "안할래"), ("zh", "不用了"), ("zh", "还是算了吧"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("request_", [ASKED, SHOWN], ids=lambda request: request.step)
def test_no_ends_it_and_keeps_nothing(talk, request_: PartnerRequest, code: str, no: str) -> None:
    visitor = talk(code).at(request_)
    assert visitor.says(no, ACKNOWLEDGE).reply.text == visitor.sentence("utter_request_dropped")
    assert (visitor.request.step, visitor.request.question, visitor.request.contact) == ("dropped", None, None)


@pytest.mark.parametrize("fresh", [True, False])
def test_a_wish_not_to_pass_it_on_ends_it_at_any_time(talk, fresh: bool) -> None:
    visitor = talk().at(SHOWN.copy(update={"fresh": fresh}))
    visitor.says("nah forget it, don't send", DONT_PASS_ON)
    assert visitor.request.step == "dropped"


@pytest.mark.parametrize("text", ["No, thanks.", "no", "yes", "ok"])
def test_what_is_said_to_anything_else_takes_nothing_back_and_begins_nothing(talk, text: str) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("yes")
    assert visitor.says(text, ACKNOWLEDGE).reply.kind == "smalltalk"
    assert (visitor.request.step, visitor.request.contact) == ("sent", MAIL)


def test_what_was_sent_can_be_taken_back(talk) -> None:
    visitor = talk().at(SHOWN)
    visitor.says("yes")
    assert visitor.says("please cancel my request", DONT_PASS_ON).reply.text == visitor.sentence("utter_request_withdrawn")
    assert (visitor.request.step, visitor.request.contact) == ("withdrawn", None)


def test_the_buttons_are_no_part_of_the_contracts_object(talk) -> None:
    reply = talk().says("jobs?", "gap/port_figures").reply
    assert "steps" not in reply.custom()
    assert reply.buttons()[: len(reply.suggestions)] == [{"title": one.title, "payload": one.payload} for one in reply.suggestions]


@pytest.mark.parametrize(
    "text, told",
    [
        (MAIL, MAIL), ("Kim Min-ji, kim.minji@startup.co.kr please", "kim.minji@startup.co.kr"), ("ｋｉｍ＠ｅｘａｍｐｌｅ．ｃｏｍ", MAIL), ("kim@example.com입니다", MAIL), ("我的邮箱是kim@example.com。", MAIL),
        ("+32 3 123 45 67", "+32 3 123 45 67"), ("010-1234-5678 김민지입니다", "010-1234-5678"), ("电话13812345678", "13812345678"), ("(02) 555 12 34", "(02) 555 12 34"),
        ("微信 zhang_wei88", "微信 zhang_wei88"), ("微信号:zhang_wei88", "微信 zhang_wei88"), ("加我微信吧 abc_123", "微信 abc_123"), ("我的qq 12345678", "qq 12345678"), ("카톡 아이디 minji_88 이에요", "카톡 minji_88"), ("kakao: minji_88", "kakao minji_88"),
        ("WhatsApp: +32 470 12 34 56", "WhatsApp +32 470 12 34 56"), ("my kakao id is jh_park88", "kakao jh_park88"), ("line id ok? jhpark_line", "line jhpark_line"), ("wx:zhang88", "wx zhang88"),
        ("tanaka (at) osaka.example", "tanaka@osaka.example"), ("kim골뱅이naver.com", "kim@naver.com"), ("kim@example.com or 010-1234-5678", "kim@example.com, 010-1234-5678"),
    ],
)  # fmt: skip
def test_ways_to_be_reached(text: str, told: str) -> None:
    assert contact_in(text) == told


@pytest.mark.parametrize(
    "text", ["", "kim at example", "a@b", "10-17 december 2016", "16 million", "16,000,000 shoppers", "16.000.000", "in 2016 or 2017?", "do you have WhatsApp?", "is it online as v2_x", "ik heb wel whatsapp", "whatsapp is fine for me", "@antwerp", "x" * 900]
)  # fmt: skip
def test_what_is_no_way_to_be_reached(text: str) -> None:
    assert contact_in(text) is None
