"""A message as the parts that may ask something."""

from __future__ import annotations

import pytest

from assistant.languages import Language
from assistant.segments import MAX_SEGMENTS, Halver, Segment, segments


@pytest.fixture(scope="module")
def halvers(languages: dict[str, Language]) -> dict[str, Halver]:
    return {code: Halver(language) for code, language in languages.items()}


@pytest.fixture
def english(halvers: dict[str, Halver]) -> Halver:
    return halvers["en"]


def test_a_message_of_one_sentence_is_one_segment(english: Halver) -> None:
    assert segments("Who led it?", ["Who led it?"], english) == [Segment("Who led it?")]


def test_a_message_of_two_sentences_is_the_whole_and_each(english: Halver) -> None:
    found = segments("Who led it? When was it?", ["Who led it?", "When was it?"], english)
    assert found == [Segment("Who led it? When was it?"), Segment("Who led it?"), Segment("When was it?")]


@pytest.mark.parametrize(
    "code, sentence, parts",
    [
        ("en", "who led it and when was it?", ["who led it", "when was it?"]),
        ("en", "tell me who led it, and in which year", ["tell me who led it", "in which year"]),
        ("en", "what is shown in Seoul and in Shanghai and who pays", ["what is shown in Seoul and in Shanghai", "who pays"]),
        ("en", "hi there and what is imec and why", ["hi there and what is imec", "why"]),
        ("nl", "wie leidde het en wanneer was het?", ["wie leidde het", "wanneer was het?"]),
        ("fr", "qui la menait et aussi quand ?", ["qui la menait", "quand ?"]),
        ("fr", "bonjour, c'est quoi NxtPort et qui est derrière ?", ["bonjour, c'est quoi NxtPort", "qui est derrière ?"]),
        ("fr", "où était-ce et qu'est-ce que c'était ?", ["où était-ce", "qu'est-ce que c'était ?"]),
        ("de", "wer war da und wo war das?", ["wer war da", "wo war das?"]),
        ("ko", "누가 왔고, 언제였나요?", ["누가 왔", "언제였나요?"]),
        ("ko", "블루게이트는 뭐고 블루헬스는 뭐예요?", ["블루게이트는 뭐", "블루헬스는 뭐예요?"]),
        ("ko", "누가 왔나요 그리고 언제였나요?", ["누가 왔나요", "언제였나요?"]),
        ("zh", "谁来了，什么时候？", ["谁来了", "什么时候？"]),
        ("zh", "谁来了以及为什么", ["谁来了", "为什么"]),
        ("zh", "藍門是什麼，誰在後面？", ["藍門是什麼", "誰在後面？"]),
        ("zh", "有谁去了首尔 几个人 哪天", ["有谁去了首尔", "几个人", "哪天"]),
        ("zh", "在首尔 谁带队 哪天", ["在首尔 谁带队", "哪天"]),
        ("en", "who led it and did he meet Samsung?", ["who led it", "did he meet Samsung?"]),
        ("en", "is it a park and tell me the name", ["is it a park", "tell me the name"]),
        ("nl", "zat de koning mee en wat kostte het?", ["zat de koning mee", "wat kostte het?"]),
        ("fr", "le parc est-il vert et l'école, c'est laquelle ?", ["le parc est-il vert", "l'école, c'est laquelle ?"]),
        ("fr", "ils ont vu qui et à quelle heure ?", ["ils ont vu qui", "à quelle heure ?"]),
        ("de", "Gibt es Zuschüsse und war Samsung dabei?", ["Gibt es Zuschüsse", "war Samsung dabei?"]),
        ("ko", "항구가 큰가요 그리고 시장님도 오셨어요?", ["항구가 큰가요", "시장님도 오셨어요?"]),
        ("ko", "누가 왔나요 그리고 한국하고 뭘 했나요?", ["누가 왔나요", "한국하고 뭘 했나요?"]),  # "하고" is "with" here
        ("zh", "市长去了吗，有没有名单", ["市长去了吗", "有没有名单"]),
        ("zh", "谁去了，在绿色化工方面，有什么成绩？", ["谁去了", "在绿色化工方面，有什么成绩？"]),
    ],
)
def test_halves_that_each_ask_are_questions(halvers: dict[str, Halver], code: str, sentence: str, parts: list[str]) -> None:
    assert halvers[code].halves(sentence) == [Segment(part, halved=True, asks=True) for part in parts]


@pytest.mark.parametrize(
    "code, sentence, parts",
    [
        ("en", "tell me the leader and the date", ["tell me the leader", "the date"]),
        ("en", "who led it, the mayor or another?", ["who led it", "the mayor or another?"]),
        ("fr", "la langue, flamand ou français ?", ["la langue", "flamand ou français ?"]),  # "ou" is no "où"
        ("de", "die Reise, die Leute", ["die Reise", "die Leute"]),
        ("ko", "사절단 그리고 세미나", ["사절단", "세미나"]),
        ("nl", "ik zat in Gent en wat is dat?", ["ik zat in Gent", "wat is dat?"]),  # what it begins with must stand first
        ("zh", "那上海呢，有什么活动？", ["那上海呢", "有什么活动？"]),  # names what is spoken of
    ],
)
def test_halves_that_do_not_both_ask_may_lean_on_each_other(halvers: dict[str, Halver], code: str, sentence: str, parts: list[str]) -> None:
    assert [(half.text, half.halved, half.asks) for half in halvers[code].halves(sentence)] == [(part, True, False) for part in parts]


@pytest.mark.parametrize(
    "code, sentence, parts",
    [
        ("fr", "la mode, c'est connu ou bien et blue gate c'est un zoning ?", ["la mode, c'est connu ou bien", "blue gate c'est un zoning ?"]),
        ("nl", "dat park is toch groen en de haven is toch groot?", ["dat park is toch groen", "de haven is toch groot?"]),
        ("de", "die Mode da kennt man und der Hafen wird digital?", ["die Mode da kennt man", "der Hafen wird digital?"]),
        ("ko", "항구 데이터 플랫폼 그리고 사물인터넷 실험실", ["항구 데이터 플랫폼", "사물인터넷 실험실"]),
        ("zh", "安特卫普的港口，首尔的研讨会", ["安特卫普的港口", "首尔的研讨会"]),
    ],
)
def test_long_pieces_between_joining_words_may_ask_by_their_tone(halvers: dict[str, Halver], code: str, sentence: str, parts: list[str]) -> None:
    assert [half.text for half in halvers[code].halves(sentence) if half.joined] == parts


@pytest.mark.parametrize("code, sentence", [("fr", "la mode c'est connu et le port ?"), ("en", "the park is green, the port is big"), ("ko", "항구 데이터 플랫폼 그리고 이멕")])
def test_a_short_piece_or_a_comma_alone_makes_none(halvers: dict[str, Halver], code: str, sentence: str) -> None:
    assert halvers[code].halves(sentence) and not any(half.joined for half in halvers[code].halves(sentence))


@pytest.mark.parametrize("sentence", ["어떤 프로젝트를 하고 있나요?", "imec이랑 같이 해보고 싶은데 가능한가요"])
def test_a_joining_word_that_binds_joins_nothing(halvers: dict[str, Halver], sentence: str) -> None:
    assert halvers["ko"].halves(sentence) == []


@pytest.mark.parametrize("sentence", ["who led it?", "Flandern und", "and?", "sandy android", "R & D", "what brand and", ""])
def test_a_sentence_of_one_part_has_no_halves(english: Halver, sentence: str) -> None:
    assert english.halves(sentence) == []


def test_of_several_sentences_only_halves_that_ask_are_parts(english: Halver) -> None:
    first, second = "Hi, you and me.", "Who led it and when was it?"
    assert segments(f"{first} {second}", [first, second], english) == [
        Segment(f"{first} {second}"),
        Segment(first),
        Segment(second),
        Segment("Who led it", halved=True, asks=True),
        Segment("when was it?", halved=True, asks=True),
    ]


def test_a_part_that_says_nothing_is_left_out(english: Halver) -> None:
    assert segments("Hm. ? Who led it?", ["Hm.", "?", "Who led it?"], english) == [Segment("Hm. ? Who led it?"), Segment("Hm."), Segment("Who led it?")]


def test_the_same_sentence_twice_is_one_part(english: Halver) -> None:
    assert [part.text for part in segments("Who? Who? Why?", ["Who?", "Who?", "Why?"], english)] == ["Who? Who? Why?", "Who?", "Why?"]


def test_an_essay_is_bounded(english: Halver) -> None:
    sentences = [f"Sentence number {number}." for number in range(50)]
    assert len(segments(" ".join(sentences), sentences, english)) == MAX_SEGMENTS


def test_a_hostile_sentence_takes_no_time(english: Halver) -> None:
    assert len(english.halves("who and " * 125)) == 125
