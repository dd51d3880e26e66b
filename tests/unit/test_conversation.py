"""One turn of the conversation: every ending, in every language."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering import ALSO_AGAIN
from assistant.conversation import Conversation
from assistant.decision import ANSWER, DIFFERENCE
from assistant.facts import DETAILS, FactBase
from assistant.follow_ups import COMPARED, HEARD_IN_ONE, STARTERS
from assistant.languages import Language
from assistant.partner_request import PartnerRequest
from assistant.responses import Responses
from assistant.state import State, Turn
from assistant.understanding import Part, Scored, Understanding
from tests.helpers.contract import check_reply

CODES = ["en", "nl", "fr", "de", "ko", "zh"]


@pytest.fixture
def conversation(base: FactBase, sentences: Responses, languages: dict[str, Language]) -> Conversation:
    return Conversation(base, sentences, languages)


@pytest.fixture
def reply(conversation: Conversation, base: FactBase, languages: dict[str, Language]):
    def reply(understood: Understanding, **state: Any) -> Turn:
        turn = conversation.reply(understood, State(**state))
        check_reply(turn.reply, base, languages)
        return turn

    return reply


def together(sentences: Responses, code: str, *names: str, **values: str) -> str:
    """Some of the assistant's sentences as it says them one after another."""
    return ("" if code == "zh" else " ").join(sentences.say(name, code, **values) for name in names)


def quoted(sentences: Responses, code: str, *names: str) -> str:
    """Names that a visitor typed as the assistant writes them, between quotation marks."""
    return {"en": " or ", "nl": " of ", "fr": " ou ", "de": " oder ", "ko": " 또는 ", "zh": "或"}[code].join(
        sentences.say("utter_quoted", code, typed=name) for name in names
    )


def asks(label: str, code: str = "en", probability: float = 0.9, **more: Any) -> Understanding:
    part = Part(text="x", ranking=[Scored(label, probability), Scored("out_of_scope", 0.02)], support=0.9)
    return Understanding(**{"language": code, "guess": code, "confidence": 1.0, "parts": [part], **more})


@pytest.mark.parametrize("code", CODES)
def test_a_question_is_answered_from_the_fact_base_with_its_source(reply, base: FactBase, code: str) -> None:
    turn = reply(asks("port/nxtport", code))
    assert turn.reply.kind == "answer"
    assert turn.reply.facts == ["port/nxtport"]
    assert turn.reply.text == base.entries["port/nxtport"].answer[code]
    assert turn.reply.source.paragraph == "p2"
    assert [one.fact for one in turn.reply.suggestions] == base.entries["port/nxtport"].related
    told = ["port/nxtport"]
    assert turn.state == State(language=code, written=[code], spoken=told, told=told, said=told)


def test_every_claim_can_be_said_in_every_language(reply, base: FactBase) -> None:
    for claim, entry in base.claims.items():
        for code in CODES:
            assert reply(asks(claim, code)).reply.text == entry.answer[code]


@pytest.mark.parametrize("code", CODES)
def test_every_gap_is_named_and_offers_what_is_near_and_states_nothing(reply, base: FactBase, sentences: Responses, code: str) -> None:
    for gap, entry in base.gaps.items():
        turn = reply(asks(gap, code))
        assert (turn.reply.kind, turn.reply.gap, turn.reply.facts) == ("gap", gap, [])
        between = "" if code == "zh" else " "  # Chinese sentences follow one another without a space
        told = [entry.answer[code], sentences.say("utter_request_offer", code), sentences.say("utter_can_tell", code)]
        assert turn.reply.text == between.join(told)
        assert [one.fact for one in turn.reply.suggestions] == entry.related[:3]
        assert turn.state.spoken == ([gap] if gap != DETAILS else [])
        assert turn.state.told == []


def test_what_was_told_is_offered_last(reply, base: FactBase) -> None:
    first = base.entries["port/nxtport"].related[0]
    offered = [one.fact for one in reply(asks("port/nxtport"), told=[first]).reply.suggestions]
    assert offered[-1] == first


@pytest.mark.parametrize("code", CODES)
def test_two_questions_are_both_answered(reply, base: FactBase, code: str) -> None:
    parts = [Part(text="x", ranking=[Scored(label, 0.9)], support=0.9) for label in ("mission/leader", "mission/leader", "mission/dates")]
    turn = reply(asks("mission/leader", code, parts=parts))
    assert turn.reply.facts == ["mission/leader", "mission/dates"]
    assert turn.reply.text.split("\n\n") == [base.entries[claim].answer[code] for claim in turn.reply.facts]
    assert not {one.fact for one in turn.reply.suggestions} & set(turn.reply.facts)


def test_a_claim_and_a_gap_in_one_message_are_both_told(reply, base: FactBase) -> None:
    parts = [Part(text="x", ranking=[Scored(label, 0.9)], support=0.9) for label in ("gap/contact", "gap/contact", "mission/leader")]
    turn = reply(asks("gap/contact", parts=parts))
    assert (turn.reply.kind, turn.reply.facts) == ("answer", ["mission/leader"])
    assert base.entries["gap/contact"].answer["en"] in turn.reply.text


def test_two_gaps_in_one_message_are_both_named(reply, base: FactBase) -> None:
    parts = [Part(text="x", ranking=[Scored(label, 0.9)], support=0.9) for label in ("gap/contact", "gap/contact", "gap/diamonds")]
    turn = reply(asks("gap/contact", parts=parts))
    assert (turn.reply.kind, turn.reply.gap) == ("gap", "gap/contact")
    assert base.entries["gap/diamonds"].answer["en"] in turn.reply.text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["greet", "thanks", "goodbye", "bot", "help", "acknowledge", "complaint", "remark"])
def test_small_talk_is_answered_in_kind(reply, sentences: Responses, kind: str, code: str) -> None:
    turn = reply(asks(f"smalltalk/{kind}", code), spoken=["port/nxtport"])
    assert (turn.reply.kind, turn.reply.smalltalk) == ("smalltalk", kind)
    assert turn.reply.text == sentences.say(f"utter_{kind}", code)
    assert turn.state.spoken == ["port/nxtport"]  # small talk does not change the subject


@pytest.mark.parametrize("kind", ["greet", "help", "complaint", "remark"])
def test_who_greets_tells_of_himself_or_needs_help_is_offered_where_to_start(reply, kind: str) -> None:
    assert [one.fact for one in reply(asks(f"smalltalk/{kind}")).reply.suggestions] == STARTERS


@pytest.mark.parametrize("wanted", CODES)
@pytest.mark.parametrize("code", CODES)
def test_a_wish_for_a_language_is_confirmed_in_that_language(reply, sentences: Responses, code: str, wanted: str) -> None:
    turn = reply(asks("smalltalk/language", code, wanted_languages=[wanted]), language=code)
    name = "utter_language_kept" if code == wanted else "utter_language_switched"
    assert turn.reply.text == sentences.say(name, wanted)
    assert (turn.reply.kind, turn.reply.language, turn.reply.smalltalk) == ("smalltalk", wanted, "language")
    assert (turn.state.wish, turn.state.wish_from) == (wanted, code)


def can(code: str, wanted: str) -> Understanding:
    """What is understood of "do you speak ...?"."""
    part = Part(text="x", ranking=[Scored("smalltalk/language", 0.9)], support=0.9, on_language="smalltalk/language_ability")
    return Understanding(language=code, guess=code, confidence=1.0, unaided=1.0, parts=[part], wanted_languages=[wanted])


@pytest.mark.parametrize("wanted", CODES)
@pytest.mark.parametrize("code", CODES)
def test_who_asks_whether_a_language_is_spoken_is_told_so_in_it_and_then_followed_as_he_writes(reply, sentences: Responses, code: str, wanted: str) -> None:
    turn = reply(can(code, wanted), language=code, language_confidence=1.0, written=[code], said=["port/nxtport"])
    assert turn.reply.text == sentences.say("utter_language_kept" if code == wanted else "utter_language_ability", wanted)
    assert (turn.reply.kind, turn.reply.language, turn.reply.smalltalk) == ("smalltalk", wanted, "language")
    if code != wanted:
        assert [one.fact for one in turn.reply.suggestions] == ["port/nxtport"]
        assert turn.state.wish is None
    for goes_on_in in (code, wanted):
        assert reply(asks("port/overview", goes_on_in, unaided=1.0), **turn.state.dict()).reply.language == (goes_on_in if code != wanted else wanted)


@pytest.mark.parametrize("way_in", ["partnering/pilot", "partnering/technology", "partnering/health", "partnering/fashion", "partnering/overview"])
def test_whom_one_would_talk_to_is_not_told(reply, way_in: str) -> None:
    assert reply(asks("follow_up/who"), spoken=[way_in]).reply.gap == "gap/contact"


def test_what_the_seminar_was_called_is_told_after_when_it_was(reply) -> None:
    assert reply(asks("follow_up/names"), spoken=["gap/seminar_details"]).reply.facts == ["mission/seminar"]
    assert reply(asks("follow_up/names"), spoken=["mission/seminar"]).reply.facts == ["mission/cases"]


def test_who_asks_for_a_language_in_that_language_is_followed_back_too(reply, sentences: Responses) -> None:
    asked = reply(can("nl", "nl"), language="en", language_confidence=1.0, written=["en"])  # "Kan je ook Nederlands?", in an English conversation
    assert (asked.reply.language, asked.reply.text) == ("nl", sentences.say("utter_language_ability", "nl"))
    assert reply(asks("port/overview", "en", unaided=1.0), **asked.state.dict()).reply.language == "en"
    assert reply(asks("port/overview", "nl", unaided=1.0), **asked.state.dict()).reply.language == "nl"


def test_a_few_words_after_the_question_for_a_language_are_answered_in_it(reply) -> None:
    asked = reply(can("de", "nl"), language="de", language_confidence=1.0, written=["de"])  # "Sprechen Sie Niederländisch?"
    doubtful = asks("smalltalk/acknowledge", "nl", language=None, guess="en", confidence=0.5, unaided=0.5)  # "ok"
    assert reply(doubtful, **asked.state.dict()).reply.language == "nl"


def test_who_refuses_the_language_of_the_conversation_is_answered_in_his_own(reply, sentences: Responses) -> None:
    turn = reply(asks("smalltalk/language", "en", wanted_languages=["nl"], refuses=True), language="nl", written=["nl"])  # "I don't speak Dutch"
    assert (turn.reply.language, turn.reply.text) == ("en", sentences.say("utter_language_switched", "en"))
    assert (turn.state.language, turn.state.wish, turn.state.wish_from) == ("en", "en", "nl")


@pytest.mark.parametrize("state", [{}, {"language": "zh", "written": ["zh"]}])
def test_who_refuses_a_language_that_nobody_speaks_is_told_which_there_are(reply, sentences: Responses, state: dict) -> None:
    turn = reply(asks("smalltalk/language", "zh", wanted_languages=["en"], refuses=True), **state)  # "我不会英语"
    assert (turn.reply.smalltalk, turn.reply.language, turn.reply.text) == ("language", "zh", sentences.say("utter_language", "zh"))
    assert turn.state.wish is None


def test_the_language_wished_for_sticks(reply) -> None:
    wished = reply(asks("smalltalk/language", "ko", wanted_languages=["nl"])).state
    assert reply(asks("port/nxtport", "ko"), **wished.dict()).reply.language == "nl"


@pytest.mark.parametrize("wanted", CODES)
@pytest.mark.parametrize("code", CODES)
def test_a_wish_for_a_language_beside_a_question_is_granted_and_the_question_answered_in_it(reply, base: FactBase, code: str, wanted: str) -> None:
    turn = reply(asks("mission/leader", code, wanted_languages=[wanted], wish=True), language=code)
    assert (turn.reply.kind, turn.reply.language) == ("answer", wanted)
    assert turn.reply.text == base.entries["mission/leader"].answer[wanted]
    assert (turn.state.language, turn.state.wish, turn.state.wish_from) == (wanted, *((wanted, code) if wanted != code else (None, None)))
    assert reply(asks("port/nxtport", code), **turn.state.dict()).reply.language == wanted  # and it sticks


def test_naming_the_language_that_the_conversation_is_in_beside_a_question_is_no_wish_for_it(reply) -> None:
    sorry = reply(asks("mission/leader", "nl", wanted_languages=["en"], wish=True), language="en", language_confidence=1.0)  # "sorry for the English"
    assert (sorry.reply.kind, sorry.reply.language, sorry.state.wish) == ("answer", "nl", None)


def test_a_wish_beside_a_gap_or_what_is_out_of_scope_is_granted_too(reply, base: FactBase, sentences: Responses) -> None:
    gap = reply(asks("gap/contact", "en", wanted_languages=["nl"], wish=True)).reply
    assert (gap.kind, gap.language) == ("gap", "nl")
    assert gap.text.startswith(base.entries["gap/contact"].answer["nl"])
    assert reply(asks("out_of_scope", "en", wanted_languages=["nl"], wish=True)).reply.text == together(sentences, "nl", "utter_out_of_scope", "utter_topics")


def test_a_wish_beside_a_follow_up_is_granted_too(reply, base: FactBase) -> None:
    turn = reply(asks("follow_up/who", "en", wanted_languages=["de"], wish=True), language="en", spoken=["port/nxtport"])
    assert (turn.reply.facts, turn.reply.language) == (["port/nxtport_founders"], "de")


def test_a_question_that_only_names_a_language_is_answered_in_its_own(reply) -> None:
    turn = reply(asks("mission/leader", "en", wanted_languages=["ko"]))
    assert (turn.reply.language, turn.state.wish) == ("en", None)


def test_a_wish_for_a_language_that_is_not_spoken_leaves_the_answer_in_the_questions_own(reply) -> None:
    turn = reply(asks("mission/leader", "en", wanted_languages=["es"], wish=True))
    assert (turn.reply.kind, turn.reply.language, turn.state.wish) == ("answer", "en", None)


def test_a_later_wish_ends_an_earlier_one(reply) -> None:
    wished = reply(asks("mission/leader", "en", wanted_languages=["nl"], wish=True)).state
    back = reply(asks("mission/dates", "en", wanted_languages=["en"], wish=True), **wished.dict())
    assert (back.reply.language, back.state.wish) == ("en", "en")


def test_asking_which_languages_there_are_lists_them(reply, sentences: Responses) -> None:
    assert reply(asks("smalltalk/language", "de")).reply.text == sentences.say("utter_language", "de")


@pytest.mark.parametrize("code", CODES)
def test_out_of_scope_says_what_can_be_asked(reply, sentences: Responses, code: str) -> None:
    turn = reply(asks("out_of_scope", code))
    assert (turn.reply.kind, turn.reply.text) == ("out_of_scope", together(sentences, code, "utter_out_of_scope", "utter_topics"))
    assert turn.state == State(language=code, written=[code], request=PartnerRequest(unanswered="x", misheard="x"))  # who wishes for it may have it passed on


@pytest.mark.parametrize("code", CODES)
def test_not_sure_asks_what_was_meant(reply, sentences: Responses, code: str) -> None:
    turn = reply(asks("port/nxtport", code, probability=ANSWER - 0.01))
    assert (turn.reply.kind, turn.reply.text) == ("suggest", sentences.say("utter_suggest_one", code))
    assert [one.fact for one in turn.reply.suggestions] == ["port/nxtport"]
    two = [Scored("port/nxtport", ANSWER - 0.01), Scored("fashion/capital", ANSWER - 0.02)]
    turn = reply(asks("", code, parts=[Part(text="x", ranking=two, support=0.9)]))
    assert (turn.reply.kind, turn.reply.text) == ("suggest", sentences.say("utter_suggest", code))
    assert [one.fact for one in turn.reply.suggestions] == ["port/nxtport", "fashion/capital"]


@pytest.mark.parametrize("problem, kind", [("empty", "suggest"), ("no_words", "suggest"), ("too_long", "out_of_scope")])
@pytest.mark.parametrize("code", CODES)
def test_what_cannot_be_read_is_told_in_the_conversations_language(reply, problem: str, kind: str, code: str) -> None:
    turn = reply(Understanding(guess="en", problem=problem), language=code)
    assert (turn.reply.kind, turn.reply.language) == (kind, code)


def test_a_too_long_message_is_told_the_limit(reply) -> None:
    assert "1000" in reply(Understanding(guess="en", problem="too_long")).reply.text


@pytest.mark.parametrize("code", CODES)
def test_an_unknown_script_is_told_which_languages_there_are(reply, sentences: Responses, code: str) -> None:
    turn = reply(Understanding(guess="en", foreign=True), language=code)
    assert (turn.reply.kind, turn.reply.text) == ("out_of_scope", sentences.say("utter_language_unknown", code))


@pytest.mark.parametrize("code", CODES)
def test_a_fault_inside_is_an_apology_that_keeps_the_contract(conversation: Conversation, base: FactBase, languages, sentences: Responses, code: str) -> None:
    reply = conversation.error(code)
    check_reply(reply, base, languages)
    assert (reply.kind, reply.text) == ("error", sentences.say("utter_error", code))


# -- quick replies beside other outcomes ------------------------------------------------------------------------------------


def ranked(*ranking: tuple[str, float]) -> Understanding:
    return Understanding(language="en", guess="en", parts=[Part(text="x", ranking=[Scored(*one) for one in ranking], support=0.9)])


def offered(turn: Turn) -> list[str]:
    return [one.fact for one in turn.reply.suggestions]


def test_a_gap_offers_the_likeliest_claim_first(reply, base: FactBase) -> None:
    turn = reply(ranked(("gap/shanghai", 0.7), ("mission/overview", 0.2)))
    assert turn.reply.kind == "gap"
    assert offered(turn) == ["mission/overview", *base.entries["gap/shanghai"].related][:3]


def test_what_is_declined_may_still_have_been_a_question_on_a_claim(reply) -> None:
    turn = reply(ranked(("out_of_scope", 0.8), ("fashion/shopping_capital", 0.1), ("port/nxtport", 0.01)))
    assert (turn.reply.kind, offered(turn)) == ("out_of_scope", ["fashion/shopping_capital"])
    assert offered(reply(ranked(("out_of_scope", 0.95), ("port/nxtport", 0.01)))) == []


def test_a_remark_offers_what_it_may_have_asked(reply) -> None:
    turn = reply(ranked(("smalltalk/remark", 0.85), ("port/nxtport", 0.1)))
    assert (turn.reply.kind, offered(turn)) == ("smalltalk", ["port/nxtport", *STARTERS][:3])


# -- follow-ups: spoken of, what is asked, what comes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoken, aspect, claim",
    [
        ("port/nxtport", "who", "port/nxtport_founders"),
        ("port/nxtport", "goal", "port/nxtport_goal"),
        ("port/nxtport_goal", "what", "port/nxtport"),
        ("sectors/city_of_things", "goal", "sectors/city_of_things_goal"),
        ("sectors/city_of_things", "who", "sectors/imec"),
        ("mission/overview", "when", "mission/dates"),
        ("mission/overview", "where", "mission/destinations"),
        ("mission/dates", "why", "mission/purpose"),
        ("fashion/capital", "korea", "korea/fashion"),
        ("fashion/academy", "korea", "korea/fashion"),
        ("sectors/medtech", "korea", "korea/health"),
        ("sectors/bluehealth", "korea", "korea/health"),
        ("sectors/imec", "korea", "korea/technology"),
        ("sectors/city_of_things", "korea", "korea/technology"),
        ("partnering/health", "korea", "korea/health"),
        ("mission/overview", "korea", "mission/seminar"),
        ("korea/fashion", "antwerp", "fashion/capital"),
        ("korea/technology", "antwerp", "sectors/city_of_things"),
        ("korea/seeking_partners", "antwerp", "partnering/overview"),
        ("mission/seminar", "antwerp", "sectors/overview"),
        ("korea/health", "how", "partnering/health"),
        ("korea/pharma", "how", "partnering/health"),
        ("korea/technology", "how", "partnering/technology"),
        ("korea/fashion", "how", "partnering/fashion"),
    ],
)
def test_a_follow_up_is_resolved_against_what_was_last_spoken_of(reply, spoken: str, aspect: str, claim: str) -> None:
    assert reply(asks(f"follow_up/{aspect}"), spoken=[spoken]).reply.facts == [claim]


def test_the_same_follow_up_means_another_thing_after_another_subject(reply) -> None:
    after_port = reply(asks("follow_up/who"), spoken=["port/nxtport"]).reply.facts
    after_things = reply(asks("follow_up/who"), spoken=["sectors/city_of_things"]).reply.facts
    assert after_port != after_things


def test_who_was_on_the_mission_tells_of_its_leader_and_of_the_others(reply) -> None:
    assert reply(asks("follow_up/who"), spoken=["mission/overview"]).reply.facts == ["mission/delegation", "mission/leader"]
    assert reply(asks("follow_up/who"), spoken=["mission/leader"]).reply.facts == ["mission/delegation"]


@pytest.mark.parametrize("spoken", ["korea/health", "korea/pharma"])
def test_what_antwerp_has_for_korean_health_is_told(reply, spoken: str) -> None:
    assert set(reply(asks("follow_up/antwerp"), spoken=[spoken]).reply.facts) <= {"sectors/bluehealth", "sectors/medtech"}


def test_the_korean_side_of_nothing_offers_what_is_known_of_korea(reply) -> None:
    turn = reply(asks("follow_up/korea", probability=0.95))
    assert turn.reply.kind == "suggest"
    assert [one.fact.split("/")[0] for one in turn.reply.suggestions] == ["korea"] * 3


def test_a_follow_up_that_the_material_does_not_answer_names_the_gap(reply) -> None:
    assert reply(asks("follow_up/how_many"), spoken=["mission/delegation"]).reply.gap == "gap/participants"


def test_what_is_asked_of_the_other_side_where_there_is_none_asks_what_it_is(reply) -> None:
    assert reply(asks("follow_up/antwerp"), spoken=["sectors/imec"]).reply.facts == ["sectors/city_of_things"]  # "and what do they do in Antwerp?"


def test_an_aspect_that_nothing_tells_is_said_so(reply, sentences: Responses) -> None:
    turn = reply(asks("follow_up/when"), spoken=["sectors/medtech"])
    assert (turn.reply.kind, turn.reply.gap, turn.reply.facts) == ("gap", "gap/details", [])
    assert turn.reply.suggestions
    assert turn.state.spoken == ["sectors/medtech"]  # "and who is behind it?" is still asked of that


@pytest.mark.parametrize("code", CODES)
def test_a_follow_up_on_nothing_asks_what_it_is_about(reply, sentences: Responses, code: str) -> None:
    turn = reply(asks("follow_up/who", code, probability=0.95))
    assert (turn.reply.kind, turn.reply.text) == ("suggest", sentences.say("utter_no_subject", code))
    assert len(turn.reply.suggestions) == 3


def test_a_follow_up_on_nothing_offers_what_tells_that_of_anything_if_that_is_little(reply, base: FactBase) -> None:
    shown = reply(asks("follow_up/how_many", probability=0.95)).reply  # "how many?"
    assert 0 < len([key for key, entry in base.claims.items() if "how_many" in entry.aspects]) <= 3
    assert [one.fact for one in shown.suggestions] == [key for key, entry in base.claims.items() if "how_many" in entry.aspects]
    assert [one.fact for one in reply(asks("follow_up/who", probability=0.95)).reply.suggestions] == STARTERS


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("spoken", [["mission/dates"], ["city/motto"], ["mission/delegation", "mission/leader"]])
def test_what_is_doubted_is_told_to_be_what_the_material_says(reply, base: FactBase, sentences: Responses, spoken: list[str], code: str) -> None:
    turn = reply(asks("follow_up/doubt", code), spoken=spoken, said=spoken)  # "really?"
    assert (turn.reply.kind, turn.reply.facts) == ("answer", spoken)
    assert turn.reply.text == "\n\n".join([sentences.say("utter_confirmed", code), *(base.entries[claim].answer[code] for claim in spoken)])


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("label", ["follow_up/original", "follow_up/quote"])
def test_a_quote_is_told_in_the_pages_own_words_too(reply, base: FactBase, sentences: Responses, code: str, label: str) -> None:
    turn = reply(asks(label, code), spoken=["city/motto"], said=["city/motto"])
    quoted = sentences.say("utter_quoted", code, typed="If it works in Antwerp, it works everywhere.")
    assert turn.reply.language == code and turn.reply.facts[0] == "city/motto"
    assert (sentences.say("utter_original", code, quote=quoted) in turn.reply.text) is (code != "en")
    assert "If it works in Antwerp, it works everywhere." in turn.reply.text


def test_the_original_of_what_a_message_names_is_told_whatever_was_said_before(reply) -> None:
    part = Part(text="x", ranking=[Scored("follow_up/original", 0.9), Scored("city/motto", 0.05)], support=0.9)
    understood = asks("follow_up/original").copy(update={"parts": [part]})
    assert reply(understood, spoken=["mission/dates"], said=["mission/dates"]).reply.facts == ["city/motto"]


def test_the_original_of_what_quotes_nothing_is_where_it_stands(reply) -> None:
    assert reply(asks("follow_up/original"), spoken=["port/nxtport"], said=["port/nxtport"]).reply.smalltalk == "source"
    assert reply(asks("follow_up/original")).reply.facts == ["city/motto", "fashion/gateway"]


@pytest.mark.parametrize("state", [{}, {"spoken": ["gap/designers"]}, {"spoken": ["port/nxtport"], "said": [DETAILS]}])
def test_doubt_of_no_claim_is_answered_with_the_source(reply, state: dict) -> None:
    assert reply(asks("follow_up/doubt", probability=0.95), **state).reply.smalltalk == "source"  # "that is a lie!"


def test_of_a_claim_and_a_gap_the_claim_is_what_is_doubted(reply) -> None:
    assert reply(asks("follow_up/doubt"), spoken=["port/nxtport", "gap/contact"], said=["port/nxtport", "gap/contact"]).reply.facts == ["port/nxtport"]


def test_all_that_was_said_is_said_again(reply, base: FactBase) -> None:
    def again(*said: str) -> Turn:
        return reply(asks("follow_up/repeat"), spoken=["port/nxtport"], said=list(said))

    assert again("port/nxtport", "city/motto").reply.facts == ["port/nxtport", "city/motto"]
    gaps = again("gap/contact", "gap/diamonds")
    assert all(base.entries[gap].answer["en"] in gaps.reply.text for gap in ("gap/contact", "gap/diamonds"))
    assert gaps.state.said == ["gap/contact", "gap/diamonds"]
    mixed = again("port/nxtport", DETAILS).reply
    assert mixed.text == f"{base.entries['port/nxtport'].answer['en']}\n\n{base.entries[DETAILS].answer['en']}"
    assert again(DETAILS).reply.gap == DETAILS
    assert again("port/closed_down").reply.facts == ["port/nxtport"]  # what is gone since leaves what was spoken of


def test_of_three_questions_two_claims_are_said_again(reply) -> None:
    several = [asks(label).parts[0].copy(update={"text": f"{label}?"}) for label in ("port/nxtport", "city/motto", "mission/leader")]
    turn = reply(asks("port/nxtport", parts=[*asks("port/nxtport").parts, *several]))
    assert turn.reply.facts == ["port/nxtport", "city/motto", "mission/leader"]
    assert turn.state.said == ["port/nxtport", "city/motto"]


def test_after_one_answer_in_another_language_the_conversations_own_is_asked_for(reply, base: FactBase) -> None:
    once = reply(asks("follow_up/repeat", "en", wanted_languages=["de"], wish=True), language="en", written=["en"], spoken=["port/nxtport"])
    assert (once.reply.language, once.state.language, once.state.said_in) == ("de", "en", "de")
    back = reply(asks("smalltalk/language", "en", wanted_languages=["en"]), **once.state.dict())  # "no, in English please"
    assert (back.reply.text, back.state.language) == (base.entries["port/nxtport"].answer["en"], "en")


def test_who_changes_languages_himself_is_told_nothing_again(reply, sentences: Responses) -> None:
    told = reply(asks("port/nxtport", "en")).state
    thanked = reply(asks("smalltalk/thanks", "nl"), **told.dict()).state  # in Dutch
    dutch = reply(asks("smalltalk/language", "nl", wanted_languages=["nl"]), **thanked.dict()).reply  # "spreekt u Nederlands?"
    assert dutch.text == sentences.say("utter_language_kept", "nl")


@pytest.mark.parametrize("code", CODES)
def test_what_is_out_of_scope_and_names_a_foreign_name_is_told_so(reply, sentences: Responses, code: str) -> None:
    asked = asks("", code, parts=[Part(text="And Milan, Milan or Huawei?", ranking=[Scored("out_of_scope", 0.97)], support=0.9)])
    turn = reply(asked)
    assert (turn.reply.kind, turn.reply.text) == (
        "out_of_scope",
        together(sentences, code, "utter_unmentioned", "utter_topics", names=quoted(sentences, code, "Milan", "Huawei")),
    )
    unnamed = asks("", code, parts=[Part(text="And the weather?", ranking=[Scored("out_of_scope", 0.97)], support=0.9)])
    assert reply(unnamed).reply.text == together(sentences, code, "utter_out_of_scope", "utter_topics")


def test_at_length_a_foreign_name_may_tell_who_asks(reply, sentences: Responses) -> None:
    text = "As a company from Ghent, can you tell me the football results?"
    asked = asks("", parts=[Part(text=text, ranking=[Scored("out_of_scope", 0.97)], support=0.9)])
    assert reply(asked).reply.text == together(sentences, "en", "utter_out_of_scope", "utter_topics")


def test_of_many_foreign_names_the_first_three_are_told(reply) -> None:
    asked = asks("", parts=[Part(text="Paris, Milan, London, Tokyo or Rome?", ranking=[Scored("out_of_scope", 0.97)], support=0.9)])
    assert '"Paris", "Milan", or "London".' in reply(asked).reply.text


@pytest.mark.parametrize("spoken", ["mission/dates", "fashion/footfall", "gap/designers"])
def test_what_nothing_else_shows_rests_on_the_source(reply, spoken: str) -> None:
    assert reply(asks("follow_up/proof"), spoken=[spoken]).reply.smalltalk == "source"  # "what shows that?"
    assert reply(asks("follow_up/proof"), spoken=["city/motto"]).reply.facts == ["mission/cases"]


@pytest.mark.parametrize(
    "text, says_so",
    [("Is it true that NxtPort manages port data?", True), ("NxtPort is about port data, right?", True), ("What is NxtPort?", False)],
)
def test_who_asks_whether_something_is_so_is_told_what_the_material_says(reply, base: FactBase, sentences: Responses, text: str, says_so: bool) -> None:
    turn = reply(asks("port/nxtport", parts=[Part(text=text, ranking=[Scored("port/nxtport", 0.9)], support=0.9)]))
    lead = [sentences.say("utter_material_says", "en")] if says_so else []
    assert turn.reply.text == "\n\n".join([*lead, base.entries["port/nxtport"].answer["en"]])


def test_who_asks_what_a_word_means_is_told_all_that_the_material_says(reply, base: FactBase, sentences: Responses) -> None:
    part = Part(text="what is an incubator", ranking=[Scored("sectors/bluehealth", 0.9)], support=0.9)
    told = reply(asks("sectors/bluehealth", parts=[part])).reply.text
    assert told == "\n\n".join([sentences.say("utter_no_detail", "en"), base.entries["sectors/bluehealth"].answer["en"]])


@pytest.mark.parametrize("claim, hedged", [("korea/pharma", True), ("fashion/footfall", False), ("mission/cases", False)])
def test_who_asks_for_a_number_is_told_all_that_the_material_says_where_it_has_none(reply, sentences: Responses, claim: str, hedged: bool) -> None:
    told = reply(asks(claim, parts=[Part(text="any figure on that?", ranking=[Scored(claim, 0.9)], support=0.9)])).reply.text
    assert told.startswith(sentences.say("utter_no_detail", "en")) is hedged


def test_that_a_detail_may_not_be_told_is_said_before_what_the_material_says(reply, sentences: Responses) -> None:
    ranking = [Scored("port/nxtport", 0.9), Scored(DETAILS, 0.05)]
    turn = reply(asks("port/nxtport", parts=[Part(text="NxtPort has an app, right?", ranking=ranking, support=0.9)]))
    assert turn.reply.text.startswith(sentences.say("utter_no_detail", "en"))
    assert sentences.say("utter_material_says", "en") not in turn.reply.text


def test_what_was_told_first_is_told_again(reply, base: FactBase) -> None:
    turn = reply(asks("follow_up/beginning"), told=["port/nxtport", "mission/dates"], spoken=["mission/dates"])
    assert turn.reply.facts == ["port/nxtport"]
    assert turn.state.spoken == ["port/nxtport"]  # what "it" is now


def test_before_anything_was_told_nothing_was_told_first(reply) -> None:
    assert reply(asks("follow_up/beginning")).reply.kind == "suggest"


def test_tell_me_more_tells_what_is_related_and_not_yet_told(reply, base: FactBase) -> None:
    first, second = base.entries["port/nxtport"].related[:2]
    assert reply(asks("follow_up/more"), spoken=["port/nxtport"], told=["port/nxtport"]).reply.facts == [first]
    assert reply(asks("follow_up/more"), spoken=["port/nxtport"], told=["port/nxtport", first]).reply.facts == [second]


def test_tell_me_more_ends_when_all_is_told(reply, base: FactBase, sentences: Responses) -> None:
    turn = reply(asks("follow_up/more"), spoken=["port/nxtport"], told=list(base.claims))
    assert (turn.reply.kind, turn.reply.text) == ("suggest", sentences.say("utter_no_more", "en"))


@pytest.mark.parametrize("spoken, kind", [("port/nxtport", "answer"), ("gap/contact", "gap")])
def test_what_was_said_can_be_said_again(reply, base: FactBase, spoken: str, kind: str) -> None:
    turn = reply(asks("follow_up/repeat"), spoken=[spoken])
    assert turn.reply.kind == kind
    assert base.entries[spoken].answer["en"] in turn.reply.text


@pytest.mark.parametrize("code", CODES)
def test_the_source_is_told_with_title_address_and_paragraph(reply, base: FactBase, sentences: Responses, code: str) -> None:
    turn = reply(asks("follow_up/source", code), spoken=["port/nxtport"])
    source = base.sources["seminar"]
    assert (turn.reply.kind, turn.reply.smalltalk) == ("smalltalk", "source")
    assert source.title in turn.reply.text
    assert source.url in turn.reply.text
    assert sentences.say("utter_source_month", code) in turn.reply.text
    assert turn.reply.text.endswith(sentences.say("utter_source_paragraph", code, number="2"))


def test_no_paragraph_is_told_before_anything_was_told(reply, sentences: Responses) -> None:
    assert reply(asks("follow_up/source")).reply.text.endswith(sentences.say("utter_source_month", "en"))


@pytest.mark.parametrize("aspect", ["repeat", "more", "who"])
def test_a_fact_that_is_gone_since_it_was_spoken_of_does_no_harm(reply, aspect: str) -> None:
    turn = reply(asks(f"follow_up/{aspect}", probability=0.95), spoken=["port/closed_down"], told=["port/closed_down"])
    assert turn.reply.kind == "suggest"
    assert turn.reply.suggestions


# -- "and the second one?" ----------------------------------------------------------------------------------------------------

CASES = ["sectors/city_of_things", "port/nxtport", "sectors/blue_gate"]  # what the answer to mission/cases lists


def test_an_answer_that_lists_remembers_what_it_listed(reply, base: FactBase) -> None:
    assert base.entries["mission/cases"].lists == CASES
    assert reply(asks("mission/cases")).state.listed == CASES


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("ordinal, claim", [("first", CASES[0]), ("second", CASES[1]), ("third", CASES[2]), ("last", CASES[2])])
def test_one_of_a_list_is_told_by_its_place(reply, base: FactBase, ordinal: str, claim: str, code: str) -> None:
    listed = reply(asks("mission/cases", code)).state
    turn = reply(asks(f"follow_up/{ordinal}", code), **listed.dict())
    assert (turn.reply.kind, turn.reply.facts) == ("answer", [claim])
    assert turn.reply.text == base.entries[claim].answer[code]
    assert turn.state.spoken == [claim]
    assert turn.state.told == ["mission/cases", claim]


def test_what_is_only_the_other_side_of_a_matter_is_not_what_it_refers_to(reply, base: FactBase) -> None:
    entry = base.entries["sectors/bluehealth"]
    assert set(entry.about) > entry.subjects == {"bluehealth"}
    assert reply(asks("follow_up/what"), spoken=[entry.id]).reply.facts == [entry.id]


def asks_both(*labels: str, probability: float = 0.9) -> Understanding:
    """A message whose halves ask for this and that; as a whole it looks like the last."""
    halves = [Part(text="x", ranking=[Scored(label, probability)], support=0.9, halved=True) for label in labels]
    return Understanding(language="en", guess="en", confidence=1.0, parts=[halves[-1].copy(update={"halved": False}), *halves])


@pytest.mark.parametrize(
    "ordinal, aspect, fact",
    [
        ("second", "who", "port/nxtport_founders"),
        ("second", "goal", "port/nxtport_goal"),
        ("first", "goal", "sectors/city_of_things_goal"),
        ("first", "what", "sectors/city_of_things"),
        ("last", "where", "sectors/blue_gate"),  # it does not tell where; what it is, it tells
    ],
)
def test_what_is_asked_of_one_of_a_list_is_told_of_that_one(reply, ordinal: str, aspect: str, fact: str) -> None:
    listed = reply(asks("mission/cases")).state
    for state in (listed, reply(asks("sectors/medtech"), **listed.dict()).state):  # "it" would be another by now
        turn = reply(asks_both(f"follow_up/{ordinal}", f"follow_up/{aspect}"), **state.dict())
        assert (turn.reply.kind, turn.reply.facts[:1]) == ("answer", [fact])


@pytest.mark.parametrize("aspect, fact", [("goal", "sectors/city_of_things_goal"), ("who", "sectors/imec"), ("what", "sectors/city_of_things")])
def test_one_clause_may_name_the_place_and_what_is_asked_of_it(reply, aspect: str, fact: str) -> None:
    listed = reply(asks("mission/cases")).state
    for ranking in ([("follow_up/first", 0.8), (f"follow_up/{aspect}", 0.15)], [(f"follow_up/{aspect}", 0.8), ("follow_up/first", 0.15)]):
        one_clause = asks("", parts=[Part(text="x", ranking=[Scored(*one) for one in ranking], support=0.9)])
        assert reply(one_clause, **listed.dict()).reply.facts == [fact]


def test_what_is_hardly_heard_beside_a_place_is_not_asked_of_it(reply) -> None:
    listed = reply(asks("mission/cases")).state
    faint = asks("", parts=[Part(text="x", ranking=[Scored("follow_up/first", 0.9), Scored("follow_up/goal", HEARD_IN_ONE - 0.01)], support=0.9)])
    assert reply(faint, **listed.dict()).reply.facts == ["sectors/city_of_things"]


@pytest.mark.parametrize("state", [{}, {"spoken": ["port/nxtport"]}, {"spoken": ["mission/destinations"], "listed": ["mission/seminar", "gap/shanghai"]}])
def test_a_place_misheard_where_no_list_has_it_hides_nothing(reply, state: dict[str, Any]) -> None:
    one_clause = asks("", parts=[Part(text="x", ranking=[Scored("follow_up/who", 0.7), Scored("follow_up/third", 0.15)], support=0.9)])
    assert reply(one_clause, **state) == reply(asks("follow_up/who", probability=0.7), **state)


@pytest.mark.parametrize("ranking", [[("follow_up/first", 0.35), ("follow_up/goal", 0.2)], [("follow_up/second", 0.8), ("follow_up/more", 0.15)]])
def test_a_place_alone_or_unsure_is_no_question_on_it_in_one_clause_either(reply, ranking: list[tuple[str, float]]) -> None:
    listed = reply(asks("mission/cases")).state
    one_clause = asks("", parts=[Part(text="x", ranking=[Scored(*one) for one in ranking], support=0.9)])
    first, probability = ranking[0]
    assert reply(one_clause, **listed.dict()) == reply(asks(first, probability=probability), **listed.dict())


def test_a_title_means_itself_whatever_place_is_heard_in_it(reply) -> None:
    listed = reply(asks("mission/cases")).state
    title = asks("", parts=[Part(text="x", ranking=[Scored("follow_up/first", 0.6), Scored("follow_up/goal", 0.3)], support=0.9)], exact="korea/brands")
    assert reply(title, **listed.dict()).reply.facts == ["korea/brands"]


def test_several_facts_told_are_a_list_where_none_was_told(reply) -> None:
    parts = [Part(text="x", ranking=[Scored(label, 0.9)], support=0.9) for label in ("mission/leader", "mission/leader", "mission/dates")]
    both = asks("mission/leader", parts=parts)
    told = reply(both).state
    assert reply(asks("follow_up/second"), **told.dict()).reply.facts == ["mission/dates"]
    after_cases = reply(both, **reply(asks("mission/cases")).state.dict()).state
    assert reply(asks("follow_up/second"), **after_cases.dict()).reply.facts == ["port/nxtport"]
    gap_too = [Part(text="x", ranking=[Scored(label, 0.9)], support=0.9) for label in ("korea/brands", "korea/brands", "gap/results")]
    later = reply(asks("korea/brands", parts=gap_too), **told.dict()).state
    assert reply(asks("follow_up/last"), **later.dict()).reply.gap == "gap/results"


def test_the_others_of_a_case_told_in_two_facts_are_the_other_cases(reply) -> None:
    parts = [Part(text="x", ranking=[Scored(label, 0.9)], support=0.9) for label in ("port/nxtport", "port/nxtport", "port/nxtport_goal")]
    told = reply(asks("port/nxtport", parts=parts)).state
    assert told.listed == ["port/nxtport", "port/nxtport_goal"]
    assert reply(asks("follow_up/other"), **told.dict()).reply.facts == ["sectors/city_of_things", "sectors/blue_gate"]


def test_a_place_that_the_list_does_not_have_is_told_whatever_is_asked_of_it(reply) -> None:
    listed = reply(asks("mission/destinations")).state
    assert reply(asks_both("follow_up/third", "follow_up/who"), **listed.dict()).reply.gap == DETAILS
    assert reply(asks_both("follow_up/first", "follow_up/who")).reply.kind == "suggest"


@pytest.mark.parametrize("labels", [("follow_up/first", "follow_up/second"), ("follow_up/first", "port/nxtport"), ("follow_up/first", "smalltalk/thanks")])
def test_a_place_alone_is_no_question_on_it(reply, labels: tuple[str, str]) -> None:
    listed = reply(asks("mission/cases")).state
    assert reply(asks_both(*labels), **listed.dict()) == reply(asks(labels[-1]), **listed.dict())


def test_a_place_that_is_not_sure_is_none(reply) -> None:
    listed = reply(asks("mission/cases")).state
    unsure = asks_both("follow_up/second", "follow_up/goal", probability=0.59)
    assert reply(unsure, **listed.dict()) == reply(asks("follow_up/goal", probability=0.59), **listed.dict())


def test_every_entry_of_every_list_is_found_by_its_place(reply, base: FactBase) -> None:
    for claim, entry in base.claims.items():
        if entry.lists:
            state = reply(asks(claim)).state
            for place, ordinal in enumerate(["first", "second", "third"][: len(entry.lists)]):
                told = reply(asks(f"follow_up/{ordinal}"), **state.dict()).reply
                assert (told.facts or [told.gap]) == [entry.lists[place]]
            told = reply(asks("follow_up/last"), **state.dict()).reply
            assert (told.facts or [told.gap]) == entry.lists[-1:]


@pytest.mark.parametrize("ordinal", ["second", "last"])
def test_a_gap_in_a_list_is_named(reply, base: FactBase, ordinal: str) -> None:
    assert base.entries["mission/destinations"].lists == ["mission/seminar", "gap/shanghai"]
    listed = reply(asks("mission/destinations")).state
    turn = reply(asks(f"follow_up/{ordinal}"), **listed.dict())
    assert (turn.reply.kind, turn.reply.gap, turn.reply.facts) == ("gap", "gap/shanghai", [])
    assert turn.state.spoken == ["gap/shanghai"]
    assert reply(asks("follow_up/first"), **turn.state.dict()).reply.facts == ["mission/seminar"]


def test_a_list_is_remembered_across_replies_without_one(reply) -> None:
    state = reply(asks("mission/cases")).state
    for asked in (
        asks("follow_up/first"),
        asks("smalltalk/thanks"),
        asks("gap/contact"),
        asks("mission/leader"),
        asks("out_of_scope"),
        asks("follow_up/source"),
    ):
        state = reply(asked, **state.dict()).state
        assert state.listed == CASES
    assert reply(asks("follow_up/second"), **state.dict()).reply.facts == [CASES[1]]


def test_another_list_takes_its_place(reply, base: FactBase) -> None:
    state = reply(asks("mission/cases")).state
    state = reply(asks("partnering/overview"), **state.dict()).state
    assert state.listed == base.entries["partnering/overview"].lists
    assert reply(asks("follow_up/third"), **state.dict()).reply.facts == ["partnering/exporters"]


def test_of_two_answers_the_list_of_the_one_that_has_one_is_remembered(reply) -> None:
    parts = [Part(text="x", ranking=[Scored(label, 0.9)], support=0.9) for label in ("mission/leader", "mission/leader", "mission/cases")]
    turn = reply(asks("mission/leader", parts=parts))
    assert turn.reply.facts == ["mission/leader", "mission/cases"]
    assert turn.state.listed == CASES


def test_a_place_that_the_list_does_not_have_is_said_so_and_what_it_has_is_offered(reply, sentences: Responses) -> None:
    listed = reply(asks("mission/destinations")).state
    turn = reply(asks("follow_up/third"), **listed.dict())
    assert (turn.reply.kind, turn.reply.gap) == ("gap", "gap/details")
    assert [one.fact for one in turn.reply.suggestions] == ["mission/seminar"]  # a gap cannot be offered
    assert turn.state == listed.copy(update={"said": [DETAILS], "request": PartnerRequest(unanswered="x", fresh=True, offered=True)})


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("ordinal", ["first", "second", "third", "last"])
def test_one_of_a_list_that_was_never_told_asks_what_it_is_about(reply, sentences: Responses, ordinal: str, code: str) -> None:
    turn = reply(asks(f"follow_up/{ordinal}", code, probability=0.95), language=code, spoken=["port/nxtport"])
    assert (turn.reply.kind, turn.reply.text) == ("suggest", sentences.say("utter_no_subject", code))
    assert [one.fact for one in turn.reply.suggestions] == STARTERS


def test_one_of_a_list_is_offered_by_its_words_where_no_list_was_told(reply) -> None:
    parts = [Part(text="x", ranking=[Scored("follow_up/second", 0.9), Scored("port/nxtport", 0.05)], support=0.9)]
    turn = reply(asks("follow_up/second", parts=parts), spoken=["mission/leader"])
    assert [one.fact for one in turn.reply.suggestions] == ["port/nxtport"]


@pytest.mark.parametrize(
    "listed, ordinal, fact", [(["port/closed_down", "port/nxtport"], "last", "port/nxtport"), (["port/nxtport", "port/closed_down"], "first", "port/nxtport")]
)
def test_an_entry_that_is_gone_since_it_was_listed_does_no_harm(reply, listed: list[str], ordinal: str, fact: str) -> None:
    assert reply(asks(f"follow_up/{ordinal}"), spoken=["mission/cases"], listed=listed).reply.facts == [fact]


def test_an_entry_that_is_gone_since_it_was_listed_does_not_move_the_others_up(reply) -> None:
    state = {"spoken": ["mission/cases"], "listed": ["sectors/city_of_things", "port/closed_down", "sectors/blue_gate"]}
    assert reply(asks("follow_up/third"), **state).reply.facts == ["sectors/blue_gate"]
    assert reply(asks("follow_up/second"), **state).reply.gap == "gap/details"


def test_a_list_of_which_nothing_is_left_was_never_told(reply, sentences: Responses) -> None:
    turn = reply(asks("follow_up/first", probability=0.95), spoken=["mission/cases"], listed=["port/closed_down"])
    assert turn.reply.text == sentences.say("utter_no_subject", "en")


# -- "and the other one?", "and in fashion?" -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_the_other_of_two_is_what_was_not_told_of(reply, code: str) -> None:
    state = reply(asks("mission/destinations", code)).state
    seoul = reply(asks("follow_up/first", code), **state.dict())
    assert reply(asks("follow_up/other", code), **seoul.state.dict()).reply.gap == "gap/shanghai"
    shanghai = reply(asks("follow_up/second", code), **state.dict())
    assert reply(asks("follow_up/other", code), **shanghai.state.dict()).reply.facts == ["mission/seminar"]


def test_the_other_of_a_pair_is_known_where_no_list_was_told(reply) -> None:
    assert reply(asks("follow_up/other"), spoken=["gap/shanghai"]).reply.facts == ["mission/seminar"]


def test_the_others_of_a_short_list_are_known_where_it_was_not_told(reply) -> None:
    assert reply(asks("follow_up/other"), spoken=CASES[2:]).reply.facts == CASES[:2]


def test_the_others_are_not_what_the_last_reply_told_another_thing_of(reply) -> None:
    for state in ({"listed": CASES}, {}):  # who is behind NxtPort was told, the second of three
        assert reply(asks("follow_up/other"), spoken=["port/nxtport_founders"], **state).reply.facts == [CASES[0], CASES[2]]


def test_the_others_of_three_are_those_not_told_of(reply) -> None:
    state = reply(asks("mission/cases")).state
    first = reply(asks("follow_up/first"), **state.dict()).state
    both = reply(asks("follow_up/other"), **first.dict())
    assert both.reply.facts == CASES[1:]
    assert reply(asks("follow_up/other"), **both.state.dict()).reply.facts == CASES[:1]  # all told: what is not the last


def test_the_others_of_a_list_just_told_are_those_not_told_before(reply) -> None:
    state = reply(asks("sectors/blue_gate")).state
    state = reply(asks("mission/cases"), **state.dict()).state  # "Is that one of the cases?"
    assert reply(asks("follow_up/other"), **state.dict()).reply.facts == CASES[:2]
    all_told = reply(asks("mission/cases"), told=CASES).state
    assert reply(asks("follow_up/other"), **all_told.dict()).reply.facts == CASES[:2]


def test_what_stands_beside_one_of_a_long_list_is_told_by_what_lists_it(reply) -> None:
    told = reply(asks("partnering/exporters")).state
    overview = reply(asks("follow_up/other"), **told.dict())  # "another way?"
    assert overview.reply.facts == ["partnering/overview"]
    pilot = reply(asks("follow_up/last"), **overview.state.dict())
    assert pilot.reply.facts == ["partnering/pilot"]
    assert "partnering/exporters" not in reply(asks("follow_up/other"), **pilot.state.dict()).reply.facts


@pytest.mark.parametrize("code", CODES)
def test_what_happened_at_the_destinations_is_asked_of_the_one_that_nothing_is_told_of(reply, code: str) -> None:
    told = reply(asks("mission/destinations", code)).state
    assert reply(asks("follow_up/what", code), **told.dict()).reply.gap == "gap/shanghai"
    assert reply(asks("follow_up/when", code), **told.dict()).reply.facts == ["mission/dates"]


def test_the_other_one_of_nothing_asks_what_it_is_about(reply, sentences: Responses) -> None:
    turn = reply(asks("follow_up/other", probability=0.95))
    assert (turn.reply.kind, turn.reply.text) == ("suggest", sentences.say("utter_no_subject", "en"))


def test_a_detail_that_is_not_told_beside_a_claim_is_nothing_to_come_back_to(reply, sentences: Responses, base: FactBase) -> None:
    halves = [asks(label).parts[0].copy(update={"halved": True, "asks": True}) for label in ("sectors/blue_gate", "follow_up/where")]
    turn = reply(asks("sectors/blue_gate", parts=[*asks("sectors/blue_gate").parts, *halves]))  # "what is Blue Gate and where is it?"
    assert (turn.reply.kind, turn.reply.facts) == ("answer", ["sectors/blue_gate"])
    assert turn.reply.text.endswith(base.gaps["gap/details"].answer["en"])
    assert (turn.state.spoken, turn.state.listed) == (["sectors/blue_gate"], [])


def test_where_no_other_is_told_what_was_told_is_all_that_the_material_says(reply, sentences: Responses) -> None:
    turn = reply(asks("follow_up/other", probability=0.95), spoken=["korea/pharma"])  # "and what else do they invest in?"
    assert (turn.reply.kind, turn.reply.facts) == ("answer", ["korea/pharma"])
    assert turn.reply.text.startswith(sentences.say("utter_no_detail", "en"))


@pytest.mark.parametrize("code", CODES)
def test_a_follow_up_to_a_field_is_answered_from_the_side_that_was_spoken_of(reply, code: str) -> None:
    assert reply(asks("follow_up/health", code), spoken=["korea/fashion"]).reply.facts == ["korea/health"]
    assert reply(asks("follow_up/health", code), spoken=["partnering/fashion"]).reply.facts == ["partnering/health"]
    assert reply(asks("follow_up/health", code)).reply.facts == ["sectors/medtech"]


def test_a_sentence_that_is_hardly_of_another_language_is_answered_in_the_conversations(reply) -> None:
    banner = asks("mission/seminar", "de", confidence=0.9)  # "under what banner?"
    assert reply(banner, **reply(asks("mission/destinations", "en")).state.dict()).reply.language == "en"
    assert reply(banner, **reply(asks("mission/destinations", "en", confidence=0.88)).state.dict()).reply.language == "de"


def test_of_several_languages_named_the_one_that_the_conversation_is_not_in_is_granted(reply) -> None:
    slipped = asks("smalltalk/language", "en", wanted_languages=["nl", "en"])  # "I slipped into Dutch, English again please"
    assert reply(slipped, language="nl").reply.language == "en"
    assert reply(slipped, language="ko").reply.language == "nl"


# -- details that are not told -------------------------------------------------------------------------------------------------


def details(*rest: tuple[str, float], code: str = "en", text: str = "where exactly is it, then?") -> Understanding:
    ranking = [Scored(DETAILS, 0.95), *(Scored(*one) for one in rest)]
    return Understanding(language=code, guess=code, confidence=1.0, parts=[Part(text=text, ranking=ranking, support=0.9)])


@pytest.mark.parametrize("code", CODES)
def test_of_a_detail_that_is_not_told_it_is_said_so_and_the_thing_is_spoken_of(reply, base: FactBase, code: str) -> None:
    turn = reply(details(("sectors/blue_gate", 0.04), code=code))
    assert (turn.reply.kind, turn.reply.gap, turn.reply.facts) == ("gap", DETAILS, [])
    assert turn.reply.text.startswith(base.entries[DETAILS].answer[code])
    assert [one.fact for one in turn.reply.suggestions] == ["sectors/blue_gate"]
    assert turn.state.spoken == ["sectors/blue_gate"]  # "and is it green?"


@pytest.mark.parametrize(
    ("text", "first"), [("does the business park have a laboratory of its own?", "sectors/blue_gate"), ("how many of them?", "port/nxtport_goal")]
)
def test_after_a_detail_what_is_heard_is_offered_first_and_after_a_few_words_what_was_spoken_of(reply, text: str, first: str) -> None:
    several = [("sectors/blue_gate", 0.02), ("sectors/medtech", 0.02)]  # no one of them is surely meant
    offered = [one.fact for one in reply(details(*several, text=text), spoken=["port/nxtport"]).reply.suggestions]
    assert offered[0] == first
    assert "port/nxtport_goal" in offered


@pytest.mark.parametrize(("text", "thing"), [("NxtPort有没有开放API？", "port/nxtport"), ("does blue gate have a pyrolysis plant", "sectors/blue_gate")])
def test_the_detail_is_one_of_the_thing_that_is_named_however_little_else_is_heard(reply, text: str, thing: str) -> None:
    turn = reply(details(("sectors/city_of_things_goal", 0.001), text=text), spoken=["sectors/city_of_things"])
    assert turn.reply.suggestions[0].fact == thing
    assert turn.state.spoken == [thing]


def test_a_detail_of_nothing_that_is_named_leaves_what_was_spoken_of(reply) -> None:
    turn = reply(details(("follow_up/where", 0.04)), spoken=["port/nxtport"])
    assert turn.state.spoken == ["port/nxtport"]
    assert [one.fact for one in turn.reply.suggestions] == ["port/nxtport_goal", "port/nxtport_founders", "port/overview"]  # what else is told of it
    assert reply(asks("follow_up/who"), **turn.state.dict()).reply.facts == ["port/nxtport_founders"]


@pytest.mark.parametrize("code", CODES)
def test_what_may_not_be_the_detail_asked_for_is_told_as_all_there_is(reply, base: FactBase, sentences: Responses, code: str) -> None:
    perhaps = asks("", code, parts=[Part(text="x", ranking=[Scored("port/nxtport", 0.9), Scored(DETAILS, 0.05)], support=0.9)])
    turn = reply(perhaps)
    assert (turn.reply.kind, turn.reply.facts) == ("answer", ["port/nxtport"])
    assert turn.reply.text == f"{sentences.say('utter_no_detail', code)}\n\n{base.entries['port/nxtport'].answer[code]}"


def test_what_was_just_told_is_told_again_as_all_there_is(reply, sentences: Responses) -> None:
    again = reply(asks("follow_up/who"), spoken=["sectors/bluehealth"]).reply  # "and who runs it?"
    assert (again.facts, again.text.startswith(sentences.say("utter_no_detail", "en"))) == (["sectors/bluehealth"], True)
    standing = reply(asks("follow_up/standing"), spoken=["sectors/medtech"]).reply  # "is it any good?": the answer says just that
    assert (standing.facts, standing.text.startswith(sentences.say("utter_no_detail", "en"))) == (["sectors/medtech"], False)


def test_a_gap_that_is_asked_for_in_a_few_words_leaves_what_was_spoken_of_behind_it(reply) -> None:
    assert reply(asks("gap/contact"), spoken=["port/nxtport"]).state.spoken == ["gap/contact", "port/nxtport"]
    long = "I would very much like to know whom I could write to about all of this, if there is anybody at all"
    at_length = asks("", parts=[Part(text=long, ranking=[Scored("gap/contact", 0.9)], support=0.9)])
    assert reply(at_length, spoken=["port/nxtport"]).state.spoken == ["gap/contact"]


@pytest.mark.parametrize(("repeat", "kind"), [(ALSO_AGAIN, "answer"), (ALSO_AGAIN - 0.01, "smalltalk")])
def test_what_was_said_is_said_again_in_the_language_wished_for(reply, base: FactBase, repeat: float, kind: str) -> None:
    ranking = [Scored("smalltalk/language", 1 - repeat), Scored("follow_up/repeat", repeat)]
    wish = asks("", "zh", parts=[Part(text="x", ranking=ranking, support=0.9)], wanted_languages=["en"])  # "请用英语再说一遍"
    turn = reply(wish, language="zh", written=["zh"], spoken=["port/nxtport"])
    assert (turn.reply.kind, turn.reply.language, turn.state.wish) == (kind, "en", "en")
    assert (turn.reply.text == base.entries["port/nxtport"].answer["en"]) is (kind == "answer")
    assert reply(wish, language="zh", written=["zh"]).reply.kind == "smalltalk"  # nothing was said before


def test_what_is_said_once_more_in_another_language_is_said_so_once(reply, base: FactBase) -> None:
    once = asks("follow_up/repeat", "en", wanted_languages=["de"], wish=True)  # "once more in German, for my colleague"
    turn = reply(once, language="en", written=["en"], spoken=["port/nxtport"])
    assert (turn.reply.language, turn.reply.text) == ("de", base.entries["port/nxtport"].answer["de"])
    assert (turn.state.language, turn.state.wish) == ("en", None)
    wished = reply(once, language="nl", written=["en"], wish="nl", wish_from="en", spoken=["port/nxtport"])
    assert (wished.reply.language, wished.state.language, wished.state.wish) == ("de", "nl", "nl")


def test_what_is_said_once_more_in_the_conversations_own_language_is_said_in_it(reply, base: FactBase) -> None:
    once = asks("follow_up/repeat", "de", wanted_languages=["en"], wish=True)  # "bitte nochmal auf Englisch", after an answer in English
    turn = reply(once, language="en", written=["en"], spoken=["port/nxtport"])
    assert (turn.reply.language, turn.reply.text) == ("en", base.entries["port/nxtport"].answer["en"])
    assert (turn.state.language, turn.state.wish) == ("en", None)  # English it stays


@pytest.mark.parametrize("code", CODES)
def test_yes_to_did_you_mean_this_is_answered(reply, base: FactBase, code: str) -> None:
    unsure = asks("port/nxtport", code, probability=ANSWER - 0.05)
    asked = reply(unsure, language=code)
    assert [one.fact for one in asked.reply.suggestions] == ["port/nxtport"]
    turn = reply(asks("smalltalk/acknowledge", code), **asked.state.dict())
    assert (turn.reply.facts, turn.reply.text) == (["port/nxtport"], base.entries["port/nxtport"].answer[code])


def test_yes_is_a_nod_where_nothing_or_several_things_were_asked(reply) -> None:
    assert reply(asks("smalltalk/acknowledge")).reply.smalltalk == "acknowledge"
    several = Part(text="x", ranking=[Scored("port/nxtport", 0.3), Scored("mission/leader", 0.3)], support=0.9)
    asked = reply(Understanding(language="en", guess="en", confidence=1.0, parts=[several]))
    assert len(asked.reply.suggestions) == 2
    assert reply(asks("smalltalk/acknowledge"), **asked.state.dict()).reply.smalltalk == "acknowledge"


def test_yes_to_what_is_no_longer_in_the_fact_base_is_a_nod(reply) -> None:
    assert reply(asks("smalltalk/acknowledge"), offered=["port/gone"]).reply.smalltalk == "acknowledge"


def test_yes_a_message_later_is_a_nod(reply) -> None:
    asked = reply(asks("port/nxtport", probability=ANSWER - 0.05))
    thanked = reply(asks("smalltalk/thanks"), **asked.state.dict())
    assert reply(asks("smalltalk/acknowledge"), **thanked.state.dict()).reply.smalltalk == "acknowledge"


def compared(text: str, likely: float) -> Understanding:
    """A message that asks for a detail, or with some probability for a difference."""
    part = Part(text=text, ranking=[Scored(DETAILS, 0.6), Scored(DIFFERENCE, likely)], support=0.9)
    return Understanding(language="en", guess="en", confidence=1.0, parts=[part])


def test_two_things_that_a_message_names_and_may_compare_are_both_told(reply) -> None:
    turn = reply(compared("what do NxtPort and Blue Gate have in common", COMPARED))
    assert turn.reply.facts == ["port/nxtport", "sectors/blue_gate"]


@pytest.mark.parametrize(("text", "likely"), [("what do NxtPort and Blue Gate cost", COMPARED - 0.01), ("what has NxtPort in common with others", COMPARED)])
def test_what_compares_no_two_named_things_asks_for_a_detail(reply, text: str, likely: float) -> None:
    assert reply(compared(text, likely)).reply.gap == DETAILS


def test_half_a_sentence_may_name_one_of_two_things_better(reply) -> None:
    whole = difference("sectors/city_of_things", "mission/overview")
    half = Part(text="x", ranking=[Scored("port/nxtport", 0.4)], support=0.9, halved=True)
    assert reply(whole.copy(update={"parts": [*whole.parts, half]})).reply.facts == ["port/nxtport", "sectors/city_of_things"]


def test_who_wants_nothing_said_once_more_in_another_language_is_answered_in_it_from_now_on(reply, sentences: Responses) -> None:
    turn = reply(asks("follow_up/repeat", "en", wanted_languages=["de"], wish=True))  # "could you say that in German?"
    assert (turn.reply.smalltalk, turn.reply.text) == ("language", sentences.say("utter_language_switched", "de"))
    assert (turn.state.language, turn.state.wish) == ("de", "de")


def test_who_switches_languages_is_offered_what_was_last_told(reply, base: FactBase) -> None:
    wish = asks("smalltalk/language", "en", wanted_languages=["de"])
    offered = reply(wish, language="en", written=["en"], spoken=["port/nxtport"]).reply.suggestions
    assert [(one.fact, one.title) for one in offered] == [("port/nxtport", base.entries["port/nxtport"].title["de"])]
    assert reply(wish, language="en", written=["en"], spoken=["gap/contact"]).reply.suggestions == []


def difference(*claims: str, code: str = "en") -> Understanding:
    ranking = [Scored("follow_up/difference", 0.95), *(Scored(claim, 0.02) for claim in claims)]
    return Understanding(language=code, guess=code, confidence=1.0, parts=[Part(text="x vs y", ranking=ranking, support=0.9)])


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("named", "spoken", "told"),
    [
        (["port/nxtport", "sectors/city_of_things"], [], ["port/nxtport", "sectors/city_of_things"]),
        (["port/nxtport_goal", "port/nxtport", "sectors/imec"], [], ["port/nxtport", "sectors/imec"]),  # what each of them is
        (["sectors/imec"], ["port/nxtport_founders"], ["sectors/imec", "port/nxtport"]),  # "how does that differ from IMEC?"
        ([], ["sectors/imec", "port/nxtport"], ["sectors/imec", "port/nxtport"]),  # "what is the difference?"
        (["sectors/blue_gate", "mission/cases", "port/nxtport"], [], ["sectors/blue_gate", "port/nxtport"]),  # not what lists them both
        (["sectors/blue_gate", "mission/cases"], [], ["sectors/blue_gate", "mission/cases"]),  # but what lists one of them
    ],
)
def test_whose_difference_is_asked_for_are_both_told(reply, base: FactBase, named: list[str], spoken: list[str], told: list[str], code: str) -> None:
    turn = reply(difference(*named, code=code), spoken=spoken)
    assert (turn.reply.kind, turn.reply.facts) == ("answer", told)
    assert turn.reply.text == "\n\n".join(base.entries[claim].answer[code] for claim in told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("City of Things랑 NxtPort 차이가 뭐야", ["sectors/city_of_things", "port/nxtport"]),
        ("so nextport and imec, what's the difference", ["port/nxtport", "sectors/imec"]),
        ("vergelijk blue gate eens met de University of Things", ["sectors/blue_gate", "sectors/university_of_things"]),
        ("Bluehealth和IMEC有什么不同", ["sectors/bluehealth", "sectors/imec"]),
        ("how does it differ from NxtPort?", ["port/nxtport", "fashion/capital"]),  # "it" is what was spoken of
    ],
)
def test_whose_difference_is_asked_for_is_known_by_name_however_sure_that_it_is_one(reply, text: str, told: list[str]) -> None:
    part = Part(text=text, ranking=[Scored("follow_up/difference", 1.0), Scored("sectors/overview", 0.0)], support=0.9)
    assert reply(asks("", parts=[part]), spoken=["fashion/capital"]).reply.facts == told


def test_what_is_hardly_heard_at_all_is_not_one_of_two_things(reply) -> None:
    noise = [Scored(claim, 0.0001) for claim in ("sectors/overview", "sectors/bluehealth", "fashion/capital")]
    part = Part(text="so what sets them apart?", ranking=[Scored("follow_up/difference", 0.999), *noise], support=0.9)
    assert reply(asks("", parts=[part]), spoken=["sectors/imec"], told=["port/nxtport", "sectors/imec"]).reply.facts == ["sectors/imec", "port/nxtport"]


def test_the_difference_of_what_was_told_one_after_the_other_is_asked_for_too(reply) -> None:
    turn = reply(difference(), spoken=["sectors/imec"], told=["port/nxtport_goal", "sectors/imec"])
    assert turn.reply.facts == ["sectors/imec", "port/nxtport"]


def test_the_difference_from_what_is_not_named_is_not_told(reply, sentences: Responses) -> None:
    one = reply(difference("port/nxtport")).reply
    assert (one.facts, one.text.startswith(sentences.say("utter_no_detail", "en"))) == (["port/nxtport"], True)
    assert reply(difference()).reply.text == sentences.say("utter_no_subject", "en")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("claim", "text", "names"),
    [
        ("fashion/capital", "Is Antwerp as big as Paris or Milan?", "Paris / Milan"),
        ("mission/destinations", "Did they go to Osaka?", "Osaka"),
        ("mission/leader", "Did Macron lead it?", "Macron"),
        ("port/nxtport_founders", "Is Huawei behind it?", "Huawei"),
    ],
)
def test_of_a_foreign_name_it_is_told_that_the_material_does_not_mention_it(
    reply, base: FactBase, sentences: Responses, claim: str, text: str, names: str, code: str
) -> None:
    asked = asks("", code, parts=[Part(text=text, ranking=[Scored(claim, 0.9)], support=0.9)])
    turn = reply(asked)
    assert (turn.reply.kind, turn.reply.facts) == ("answer", [claim])
    said = together(sentences, code, "utter_unmentioned", "utter_gap_nearby", names=quoted(sentences, code, *names.split(" / ")))
    assert turn.reply.text == f"{said}\n\n{base.entries[claim].answer[code]}"


@pytest.mark.parametrize("code", CODES)
def test_a_foreign_name_is_told_if_it_is_written_as_the_reply_is(reply, sentences: Responses, base: FactBase, code: str) -> None:
    asked = asks("", code, parts=[Part(text="도쿄에도 갔나요?", ranking=[Scored("mission/destinations", 0.9)], support=0.9)])
    lead = [together(sentences, code, "utter_unmentioned", "utter_gap_nearby", names=quoted(sentences, code, "도쿄"))] if code == "ko" else []
    assert reply(asked).reply.text == "\n\n".join([*lead, base.entries["mission/destinations"].answer[code]])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("partnering/health", "We are a firm in Ghent. Who would suit us?"),  # who asks, not what
        ("mission/destinations", "Is Huawei where they went?"),  # a firm is no place
        ("fashion/capital", "Is Antwerp in the same league as Antwerp?"),
    ],
)
def test_other_names_are_left_alone(reply, base: FactBase, claim: str, text: str) -> None:
    asked = asks("", parts=[Part(text=text, ranking=[Scored(claim, 0.9)], support=0.9)])
    assert reply(asked).reply.text == base.entries[claim].answer["en"]


def test_a_foreign_name_counts_in_the_sentence_that_asks(reply, base: FactBase) -> None:
    def asked(first: str, second: str) -> str:
        whole = Part(text=f"{first} {second}", ranking=[Scored("fashion/capital", 0.9)], support=0.9)
        lead, question = (Part(text=text, ranking=[Scored(label, 0.9)], support=0.9) for text, label in ((first, "out_of_scope"), (second, "fashion/capital")))
        return reply(asks("", parts=[whole, lead, question])).reply.text

    assert asked("I live in Paris.", "How good is the fashion?") == base.entries["fashion/capital"].answer["en"]
    assert "Paris" in asked("I like clothes.", "Is it as good as Paris?")


def test_what_the_mayor_said_is_told_whatever_was_spoken_of(reply) -> None:
    assert reply(asks("follow_up/quote"), spoken=["port/overview"]).reply.facts == ["city/motto", "fashion/gateway"]
    assert reply(asks("follow_up/quote")).reply.facts == ["city/motto", "fashion/gateway"]
    assert reply(asks("follow_up/quote"), spoken=["sectors/bluehealth"]).reply.facts == ["sectors/bluehealth"]
    assert reply(asks("follow_up/quote"), spoken=["city/motto"]).reply.facts == ["city/motto", "fashion/gateway"]  # "his exact words?": once more
    assert reply(asks("follow_up/quote"), spoken=["fashion/gateway"]).reply.facts == ["fashion/gateway", "city/motto"]


def test_where_something_is_is_not_where_what_it_rolls_out_is(reply) -> None:
    assert reply(asks("follow_up/where"), spoken=["sectors/imec"]).reply.gap == DETAILS
    assert reply(asks("follow_up/where"), spoken=["sectors/city_of_things"]).reply.facts == ["sectors/city_of_things"]
