"""Names in a message, by their spellings."""

from __future__ import annotations

import pytest

from assistant.languages import Language
from assistant.names import LanguageNames, Named, NameFinder
from assistant.text import fold


@pytest.fixture(scope="module")
def finder(languages: dict[str, Language]) -> NameFinder:
    return LanguageNames(languages)


@pytest.mark.parametrize(
    "text, codes",
    [
        ("Could you say that in DUTCH?", ["nl"]),
        ("en néerlandais svp", ["nl"]),
        ("auf Niederländisch", ["nl"]),
        ("네덜란드어로 말해 주세요", ["nl"]),
        ("请用荷兰语", ["nl"]),
        ("請用韓語", ["ko"]),
        ("auf Englisch statt Deutsch", ["en", "de"]),
        ("parlez-vous français", ["fr"]),
        ("中文可以吗", ["zh"]),
        ("what about Frankfurt", []),
        ("englishman", []),
        ("", []),
    ],
)
def test_the_languages_named_are_found_in_order(finder: NameFinder, text: str, codes: list[str]) -> None:
    assert [name.value for name in finder.find(text)] == codes


def test_a_language_is_found_under_its_own_name(finder: NameFinder, languages: dict[str, Language]) -> None:
    for code, language in languages.items():
        assert [name.value for name in finder.find(f"... {language.name} ...")] == [code]


def test_a_language_is_found_under_everything_it_is_called(finder: NameFinder, languages: dict[str, Language]) -> None:
    for code, language in languages.items():
        for called in language.called:
            assert [name.value for name in finder.find(f"… {called}!")] == [code], called


def test_a_name_knows_its_place_in_the_folded_text() -> None:
    assert NameFinder({"nl": ["Dutch"]}).find("in Dutch!") == [Named("nl", 3, 8)]


@pytest.mark.parametrize("text", ["ＤＵＴＣＨ", "  Dutch  ", "dutch\u200b"])
def test_a_name_is_found_however_it_is_typed(text: str) -> None:
    assert NameFinder({"nl": ["Dutch"]}).find(text) == [Named("nl", 0, 5)]


def test_a_text_that_is_folded_already_is_not_folded_again() -> None:
    finder = NameFinder({"nl": ["Néerlandais"], "zh": ["漢語"]})
    assert finder.find_folded("Néerlandais") == []
    text = "Néerlandais et 漢語"
    assert finder.find_folded(fold(text)) == finder.find(text) == [Named("nl", 0, 11), Named("zh", 15, 17)]


# -- names that overlap ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings, text, found",
    [
        ({"a": ["new"], "b": ["new york"]}, "New York", [("b", 0, 8)]),  # of two that begin together the longest
        ({"b": ["new york"], "a": ["new"]}, "New York", [("b", 0, 8)]),  # whichever is listed first
        ({"a": ["new"], "b": ["new york"]}, "new yorker", [("a", 0, 3)]),  # the longest that is a word
        ({"a": ["new york"], "b": ["york"]}, "new york", [("a", 0, 8)]),  # one within another
        ({"a": ["new york"], "b": ["york city"]}, "new york city", [("a", 0, 8)]),  # of two that overlap the first
        ({"a": ["new york"], "b": ["york city"], "c": ["city"]}, "new york city", [("a", 0, 8), ("c", 9, 13)]),
        ({"a": ["york"], "b": ["yorks in new york"]}, "yorks in new york", [("b", 0, 17)]),
        ({"a": ["york"], "b": ["yorks in new jersey"]}, "yorks in new york", [("a", 13, 17)]),  # a longer one that breaks off hides none
        ({"a": ["독일"], "b": ["독일어"]}, "독일어로", [("b", 0, 3)]),
        ({"a": ["독일"], "b": ["독일어"]}, "독일은", [("a", 0, 2)]),
        ({"a": ["上海港"], "b": ["海港"]}, "上海港口", [("a", 0, 3)]),
        ({"a": ["上海", "港口"], "b": ["海港"]}, "上海港口", [("a", 0, 2), ("a", 2, 4)]),
        ({"a": ["busan"]}, "busan busan", [("a", 0, 5), ("a", 6, 11)]),
        ({"a": ["busan", "Busan", "BUSAN"]}, "busan", [("a", 0, 5)]),
    ],
)
def test_of_names_that_overlap_the_first_counts_and_of_those_that_begin_together_the_longest(
    spellings: dict[str, list[str]], text: str, found: list[tuple[str, int, int]]
) -> None:
    assert NameFinder(spellings).find(text) == [Named(*one) for one in found]


# -- words --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["englishman", "unenglish", "english_", "english7", "7english", "englishе", "ñenglish"])
def test_a_latin_spelling_within_a_word_is_not_found(text: str) -> None:
    assert NameFinder({"en": ["english"]}).find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "english",
        "(english)",
        "english-speaking",
        "non-english",
        "english.",
        "'english'",
        "영english어",
        "切换成english",
        "IMEC와english",
        "English, please",
        "l'english",
    ],
)
def test_a_latin_spelling_that_is_a_word_is_found_also_where_korean_or_chinese_writes_on(text: str) -> None:
    assert [name.value for name in NameFinder({"en": ["english"]}).find(text)] == ["en"]


@pytest.mark.parametrize("text", ["영어로", "한영어사전", "x영어x", "7영어"])
def test_a_korean_spelling_is_found_anywhere(text: str) -> None:
    assert [name.value for name in NameFinder({"en": ["영어"]}).find(text)] == ["en"]


@pytest.mark.parametrize("text", ["请说英语吧", "x英语x", "英语"])
def test_a_chinese_spelling_is_found_anywhere(text: str) -> None:
    assert [name.value for name in NameFinder({"en": ["英语"]}).find(text)] == ["en"]


@pytest.mark.parametrize("text, found", [("nxt-port!", ["a"]), ("nxt-portal", []), ("c++", ["b"]), ("c+++", ["b"])])
def test_a_spelling_with_signs_is_a_word_by_its_letters(text: str, found: list[str]) -> None:
    assert [name.value for name in NameFinder({"a": ["nxt-port"], "b": ["c++"]}).find(text)] == found


def test_a_finder_without_names_finds_nothing() -> None:
    assert NameFinder({}).find("anything at all") == []
    assert NameFinder({"a": []}).find_folded("anything at all") == []


# -- the language that is asked for -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, codes",
    [
        ("Dutch please", ["nl"]),
        ("English or French?", ["en", "fr"]),  # both are named, none is refused
        ("Dutch please, my English is poor", ["nl"]),
        ("my English is poor, Dutch please", ["nl"]),
        ("French instead of German", ["fr"]),
        ("not German, French", ["fr"]),
        ("my wife has no Dutch, could we go on in French", ["fr"]),
        ("I don't speak German. Korean?", ["ko"]),
        ("liever Nederlands dan Engels", ["nl"]),
        ("spreekt ge dan Engels", ["en"]),
        ("plutôt en anglais que le français", ["en", "fr"]),
        ("est-ce que le français est possible, ou l'anglais", ["fr", "en"]),
        ("더치보다 한국어가 편해요", ["ko"]),
        ("geen Frans, Nederlands graag", ["nl"]),
        ("in plaats van Engels in het Duits", ["de"]),
        ("plutôt que le néerlandais, le français", ["fr"]),
        ("auf Englisch statt Deutsch", ["en"]),
        ("statt Deutsch auf Englisch", ["en"]),
        ("영어 말고 한국어로", ["ko"]),
        ("네덜란드어를 몰라요, 영어로 해 주세요", ["en"]),
        ("不要英语，说中文", ["zh"]),
        ("我看不懂法语，请用英语", ["en"]),
        ("niet in het Engels, in het Frans", ["fr"]),
        ("not in English, in French please", ["fr"]),
        ("pas en anglais, en allemand", ["de"]),
        ("nicht auf Englisch, auf Koreanisch", ["ko"]),
        ("영어로 말고 한국어로", ["ko"]),
        ("不要用英语，用法语", ["fr"]),
        ("what does it do", []),
        ("", []),
    ],
)
def test_the_languages_asked_for_are_those_that_are_not_refused(finder: LanguageNames, text: str, codes: list[str]) -> None:
    assert finder.wanted(text) == codes


@pytest.mark.parametrize("text, code", [("no English", "en"), ("kein Deutsch", "de"), ("영어 말고", "en")])
def test_a_language_that_is_refused_may_be_meant_where_it_is_the_only_one(finder: LanguageNames, text: str, code: str) -> None:
    assert finder.wanted(text) == [code]


def test_languages_that_are_named_without_being_refused_are_told_in_order(finder: LanguageNames) -> None:
    assert finder.wanted("I slipped into Dutch. No French please: English, or Dutch") == ["nl", "en"]


@pytest.mark.parametrize("text", ["the casino English speakers like, in Dutch or French?", "Ist hier allgemein Deutsch oder Englisch besser?"])
def test_a_word_that_only_ends_like_a_refusal_refuses_nothing(finder: LanguageNames, text: str) -> None:
    assert finder.wanted(text) == [named.value for named in finder.find(text)]


@pytest.mark.parametrize(
    "text, refused",
    [
        ("my Dutch is rusty", True),
        ("Mon néerlandais est rouillé", True),
        ("no Dutch, French", False),
        ("in Dutch please", False),
        ("that's enough French for today", True),
        ("assez de néerlandais", True),
        ("genug Deutsch", True),
        ("genoeg Engels nu", True),
        ("프랑스어는 그만", True),
        ("法语就到这吧", True),
    ],
)
def test_a_message_may_refuse_every_language_that_it_names(finder: LanguageNames, text: str, refused: bool) -> None:
    assert finder.refuses_all(text) is refused


@pytest.mark.parametrize(
    "text, refuses",
    [
        ("I don't speak Dutch", True),
        ("no German please", True),
        ("geen Engels aub", True),
        ("Je ne parle pas anglais", True),
        ("pas d'anglais svp", True),
        ("bitte kein Deutsch mehr", True),
        ("영어는 못해요", True),
        ("한국어는 그만", True),
        ("我不会英语", True),
        ("别说英语了", True),
        ("我不想要英文", True),
        ("영어 싫어요", True),
        ("영어로 답하지 말아 주세요", True),
        ("영어 쓰지 마세요", True),
        ("please don't answer in English", True),
        ("antwoord niet in het Engels", True),
        ("Spreek mij niet aan in het Engels!", True),
        ("Please stop answering in Dutch", True),
        ("antworten Sie mir nicht auf Englisch", True),
        ("ne répondez pas en anglais", True),
        ("antworte nicht auf Englisch", True),
        ("Pas de néerlandais ?", False),  # it asks for it
        ("你不会英语吗？", False),
        ("Ge kent zeker geen Koreaans? Dat las ik liever.", False),
        ("kan dat niet in het Engels", False),  # it asks for it, too
        ("geht das nicht auf Deutsch", False),
        ("spreekt ge dan Engels", False),
        ("no Dutch, French", False),
        ("no thanks", False),
    ],
)
def test_a_message_refuses_languages_where_it_names_no_other_and_does_not_ask(finder: LanguageNames, text: str, refuses: bool) -> None:
    assert finder.refuses(text) is refuses


@pytest.mark.parametrize(
    "text, left",
    [
        ("Tell me in Dutch who led it", "tell me in  who led it"),
        ("한국말로 알려줘요", "로 알려줘요"),
        ("English, Deutsch", ", "),
        ("Who led it?", "who led it?"),
    ],
)
def test_a_message_without_the_languages_that_it_names(finder: LanguageNames, text: str, left: str) -> None:
    assert finder.without(text) == left


@pytest.mark.parametrize(
    "text, one", [("I never learned Dutch", True), ("Dutch, Nederlands, 네덜란드어", True), ("Dutch or French", False), ("neither", False)]
)
def test_a_message_that_names_one_language_speaks_of_that_one(finder: LanguageNames, text: str, one: bool) -> None:
    assert finder.names_one(text) is one


@pytest.mark.parametrize(
    "code, text",
    [
        ("en", "explain NxtPort in French"), ("en", "In Korean please: what is it?"), ("en", "what is it, in Dutch pls"), ("nl", "leg nxtport uit in het Frans"), ("nl", "wat is 't, in het engels aub?"),
        ("fr", "c'est quoi en anglais ?"), ("de", "erklär das auf Koreanisch"), ("ko", "프랑스어로 설명해줘"), ("zh", "用法语介绍一下"), ("zh", "用英文說說"),
    ],
)  # fmt: skip
def test_something_may_be_asked_for_in_a_language(finder: LanguageNames, code: str, text: str) -> None:
    assert finder.asks_in_one(text, code)


@pytest.mark.parametrize("code, text", [("en", "strong in Korean brands"), ("en", "the French"), ("nl", "Nederlands en Frans?"), ("fr", "en anglais technique"), ("ko", "한국어 자료"), ("zh", "法语资料"), ("en", "in it")])
def test_a_language_may_only_be_named(finder: LanguageNames, code: str, text: str) -> None:
    assert not finder.asks_in_one(text, code)
