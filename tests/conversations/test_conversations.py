"""One behaviour a test, a sentence as its name; over REST, and every reply is checked against the contract."""

from __future__ import annotations

import json

import pytest

from assistant.facts import FactBase
from assistant.languages import codes
from assistant.partner_request import BEGIN, SEND
from assistant.responses import Responses
from assistant.text import clean
from tests.helpers.visitor import Visitor, post

CODES = codes()


@pytest.mark.parametrize("code", CODES)
def test_a_quick_reply_gives_its_facts_answer(url: str, base: FactBase, code: str) -> None:
    visitor = Visitor(url)
    first = visitor.sends(base.entries["port/nxtport"].title[code])
    for suggestion in first.suggestions:
        assert visitor.sends(suggestion.payload).facts == [suggestion.fact]


@pytest.mark.parametrize("code", CODES)
def test_a_gap_is_named_and_what_is_near_is_offered(url: str, base: FactBase, code: str) -> None:
    reply = Visitor(url).sends(base.entries["gap/contact"].title[code])
    assert (reply.kind, reply.gap, reply.facts) == ("gap", "gap/contact", [])
    assert [one.fact for one in reply.suggestions] == base.entries["gap/contact"].related


@pytest.mark.parametrize("code", CODES)
def test_a_question_is_passed_on(url: str, base: FactBase, sentences: Responses, code: str) -> None:
    visitor = Visitor(url)
    begin, send = (sentences.say(name, code) for name in (BEGIN, SEND))
    asked = base.entries["gap/incentives"].title[code]
    assert visitor.sends(asked).steps == [begin]
    assert clean(asked) in visitor.sends(begin).text  # as it was read: French spaces before its signs are plain ones then
    assert "kim.minji@example.com" in visitor.sends("kim.minji@example.com").text
    between = visitor.sends(base.entries["mission/leader"].title[code])
    assert between.facts == ["mission/leader"]  # a question in between is answered
    visitor.sends(begin)
    sent = visitor.sends(send)
    assert (sent.kind, sent.language, sent.text) == ("partner", code, sentences.say("utter_request_sent", code))


@pytest.mark.parametrize(
    ("code", "wish", "then"),
    [
        ("en", "From now on I would rather read your replies in Dutch, if you please.", "Who was it that headed this trip of yours?"),
        ("fr", "Je préférerais que vous me répondiez désormais en néerlandais.", "Qui donc était à la tête de ce voyage ?"),
        ("de", "Mir wäre lieber, Sie würden mir ab jetzt auf Niederländisch antworten.", "Wer stand denn bei dieser Reise an der Spitze?"),
        ("ko", "이제부터는 네덜란드어로 대답해 주시면 좋겠습니다.", "그 방문단을 이끈 사람은 도대체 누구였습니까?"),
        ("zh", "从现在起麻烦您改用荷兰语来回答我。", "请问当时率领这个团的人究竟是谁？"),
    ],
)
def test_dutch_is_asked_for_confirmed_in_dutch_and_kept(url: str, sentences: Responses, code: str, wish: str, then: str) -> None:
    visitor = Visitor(url)
    reply = visitor.says(wish)
    assert (reply.kind, reply.smalltalk, reply.text) == ("smalltalk", "language", sentences.say("utter_language_switched", "nl"))
    answer = visitor.says(then)
    assert (answer.language, answer.facts) == ("nl", ["mission/leader"])


def test_a_switch_of_language_is_followed(url: str) -> None:
    visitor = Visitor(url)
    assert visitor.says("Zeg eens, wie stond er aan het hoofd van die missie naar Azië?").language == "nl"
    assert visitor.says("그 방문단을 이끈 사람은 도대체 누구였습니까?").language == "ko"
    assert visitor.says("Who was it that headed this trip of yours?").language == "en"


def test_two_questions_in_one_message_are_both_answered(url: str) -> None:
    reply = Visitor(url).says("Who was it that headed this trip of yours? And between which dates did it take place exactly?")
    assert set(reply.facts) == {"mission/leader", "mission/dates"}


def test_tell_me_more_goes_on_to_something_new(url: str, base: FactBase) -> None:
    visitor = Visitor(url)
    visitor.sends(base.entries["port/nxtport"].title["en"])
    first = visitor.says("could you maybe tell me some more on that, please?").facts
    assert first and first != ["port/nxtport"] and set(first) <= set(base.entries["port/nxtport"].related)


@pytest.mark.parametrize("text", ["これは何についてのサイトですか", "Расскажите мне, пожалуйста, про этот порт", "ما هذا الموقع"])
def test_a_language_that_is_not_spoken_is_told_so_in_the_conversations_language(url: str, base: FactBase, sentences: Responses, text: str) -> None:
    assert Visitor(url).sends(text).text == sentences.say("utter_language_unknown", "en")
    visitor = Visitor(url)
    visitor.sends(base.entries["port/nxtport"].title["fr"])
    assert visitor.sends(text).text == sentences.say("utter_language_unknown", "fr")


@pytest.mark.parametrize(
    ("text", "name"), [("", "utter_empty"), (" \u0000\u0007\u200b ", "utter_empty"), ("😀🎉👍", "utter_no_words"), ("어" * 10_000, "utter_too_long")]
)
def test_what_cannot_be_read_is_told_so_and_the_next_message_works(url: str, base: FactBase, sentences: Responses, text: str, name: str) -> None:
    visitor = Visitor(url, locale="ko-KR")
    assert visitor.sends(text).text == sentences.say(name, "ko", limit=1000)
    assert visitor.sends(base.entries["port/nxtport"].title["ko"]).facts == ["port/nxtport"]


@pytest.mark.parametrize(("locale", "code"), [("ko-KR", "ko"), ("nl-BE", "nl"), ("zh_TW", "zh"), ("xx", "en")])
def test_the_pages_language_decides_for_a_first_message_too_short_to_tell(url: str, locale: str, code: str) -> None:
    assert Visitor(url, locale=locale).sends("ok").language == code


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"[]", "must be a JSON object"),
        (b'{"sender": "a"}', "`message` must be a string"),
        (b'{"sender": "a", "message": 5}', "`message` must be a string"),
        (b'{"sender": 5, "message": "a"}', "`sender` must be a string"),
        (b'{"sender": "a", "message": "a", "metadata": []}', "`metadata` must be an object"),
    ],
)
def test_a_bad_request_is_told_what_is_wrong_with_it(url: str, body: bytes, says: str) -> None:
    status, answer = post(url, body)
    assert status == 400 and says in answer["error"]


def test_visitors_without_a_sender_share_no_conversation(url: str, base: FactBase) -> None:
    ask = json.dumps({"message": base.entries["port/nxtport"].title["en"]}).encode()
    first, second = (post(url, ask)[1][0]["recipient_id"] for _ in range(2))
    assert first != second and "default" not in (first, second)


def test_a_command_to_rasa_is_only_a_message(url: str, base: FactBase) -> None:
    visitor = Visitor(url)
    visitor.sends(base.entries["port/nxtport"].title["en"])
    for command in ("/restart", "/session_start", '/question{"a": 1}'):
        assert visitor.sends(command).kind != "error"
    assert visitor.says("so who would be the people behind this then?").facts[:1] == ["port/nxtport_founders"]
