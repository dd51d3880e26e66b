"""Which language is this?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.agreement import load_names, shared_names
from assistant.language import (
    HEARD_SINGLY,
    IN_DOUBT,
    LOCALE_PRIOR,
    OWN_NAME,
    SURE_OF_LANGUAGE,
    WORTH_READING,
    LanguageDetector,
    WordLikelihoods,
)
from assistant.languages import Language
from assistant.text import fold
from tests.helpers.project import ROOT

if TYPE_CHECKING:
    from assistant.reports.pipeline import Pipeline


@pytest.fixture(scope="module")
def detector(pipeline: Pipeline) -> LanguageDetector:
    """The trained model's."""
    return pipeline.components[0]._detector


@pytest.mark.parametrize(
    "text, code",
    [
        ("How did the mayor get along with everyone over there?", "en"),
        ("Hoe was het voor de burgemeester om daar rond te lopen?", "nl"),
        ("Comment le bourgmestre a-t-il vécu tout cela là-bas ?", "fr"),
        ("Wie hat der Bürgermeister das alles dort erlebt?", "de"),
        ("시장은 거기서 어땠나요?", "ko"),
        ("市长在那边过得怎么样？", "zh"),
    ],
)
def test_a_sentence_tells_its_language(detector: LanguageDetector, text: str, code: str) -> None:
    detection = detector.detect(text)
    assert (detection.language, detection.guess) == (code, code)
    assert detection.confidence >= SURE_OF_LANGUAGE


@pytest.mark.parametrize(
    "text, code", [("NxtPort는 뭐예요", "ko"), ("IMEC 是什么", "zh"), ("City of Things 뭐", "ko"), ("City of Things谁的for what", "zh"), ("Blue Gate Antwerp 在哪", "zh"), ("首爾在哪裡", "zh")]
)
def test_korean_and_chinese_are_told_by_script_whatever_names_stand_beside(detector: LanguageDetector, text: str, code: str) -> None:
    assert detector.detect(text).language == code
    assert detector.detect(text).confidence == 1.0


def test_a_latin_sentence_with_a_korean_word_is_not_korean(detector: LanguageDetector) -> None:
    assert detector.detect("What is the meaning of the word 항구 that I saw on your page?").language == "en"


@pytest.mark.parametrize("text, code", [("is er budget voor R&D, are they spending big?", "nl"), ("wo kann man testen, or is it closed?", "de")])
def test_who_mixes_languages_begins_in_his_own(detector: LanguageDetector, text: str, code: str) -> None:
    first, second = text.split(", ")
    assert detector.posterior(text).max() < IN_DOUBT
    assert detector.detect(text).guess == code
    assert detector.detect(text).confidence >= IN_DOUBT
    assert detector.detect(second).guess == "en"


@pytest.mark.parametrize("text", ["port", "Samsung", "ok", "Antwerp 2016", "IMEC?"])
def test_a_word_or_two_do_not_tell(detector: LanguageDetector, text: str) -> None:
    assert detector.detect(text).language is None


@pytest.mark.parametrize("text", ["", "2016?", "🚢", "?!"])
def test_a_text_without_letters_does_not_tell_and_the_page_is_believed(detector: LanguageDetector, text: str) -> None:
    assert detector.detect(text) == (detection := detector.detect(text, None))
    assert (detection.language, detection.guess, detection.foreign) == (None, "en", False)
    assert detector.detect(text, "ko-KR").guess == "ko"


@pytest.mark.parametrize("locale, guess", [("nl-BE", "nl"), ("fr_FR", "fr"), ("de", "de"), ("EN-gb", "en"), ("ko-KR", "ko"), ("zh-Hans-CN", "zh")])
def test_the_pages_locale_tips_a_word_that_every_language_has(detector: LanguageDetector, locale: str, guess: str) -> None:
    detection = detector.detect("IMEC", locale)
    assert (detection.language, detection.guess) == (None, guess)


@pytest.mark.parametrize("text", ["City of Things", "Blue Gate Antwerp?", "bart de wever", "NxtPort!"])
def test_a_name_alone_does_not_change_the_conversations_language(detector: LanguageDetector, text: str) -> None:
    assert detector.detect(text).language is None
    assert detector.detect(text, "nl-BE").guess == "nl"


@pytest.mark.parametrize("locale", ["", "xx", "-", "ja-JP", "e" * 300])
def test_a_locale_that_is_not_spoken_here_counts_for_nothing(detector: LanguageDetector, locale: str) -> None:
    assert detector.detect("IMEC", locale) == detector.detect("IMEC")


@pytest.mark.parametrize("locale", ["nl-NL", "ko-KR", "zh-CN", "fr-FR", "de-DE"])
def test_no_locale_outweighs_a_sentence(detector: LanguageDetector, locale: str) -> None:
    assert detector.detect("How did the mayor get along with everyone over there?", locale).language == "en"


def test_the_locale_adds_its_odds_and_no_more(detector: LanguageDetector, languages: dict[str, Language]) -> None:
    latin = [code for code in languages if not languages[code].scripts]
    without, given = detector.posterior("port data"), detector.posterior("port data", "fr")
    fr, en = latin.index("fr"), latin.index("en")
    assert given[fr] / given[en] == pytest.approx(LOCALE_PRIOR * without[fr] / without[en])
    assert given.sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    "text, left",
    [
        ("wat wil ciyt of thigns", "wat wil"),
        ("cityofthings antwerpen", "antwerpen"),
        ("c'est quoi nxt-port", "c'est quoi"),
        ("city of thing c'est quoi", "c'est quoi"),  # the name as it is nearest, not the word after it
        ("was macht samsng", "was macht"),
        ("sansong", "sansong"),  # two letters of so short a name: another name
        ("the blue garden", "the blue garden"),
        ("unversity of thigns", "unversity of thigns"),  # nothing else is said
    ],
)
def test_names_are_left_out_as_they_are_misspelt(detector: LanguageDetector, text: str, left: str) -> None:
    assert detector._telling(text).split() == left.split()


def test_a_misspelt_name_tells_as_little_as_the_name(detector: LanguageDetector) -> None:
    assert detector.posterior("wat wil ciyt of thigns") == pytest.approx(detector.posterior("wat wil city of things"), abs=0.01)


def test_without_names_nothing_is_left_out(languages: dict[str, Language]) -> None:
    assert LanguageDetector(languages)._telling("City of Things") == "city of things"


@pytest.mark.parametrize(
    "text, code",
    [
        ("The best for the city is here 这句话什么意思", "zh"),
        ("it is what it is 라는 말이 나오나요", "ko"),
        ("mayor那句slogan “what is it and where is it” 完整版please", "zh"),
        ("你好, who was the leader of the whole trip?", "en"),
        ("안녕, where can I read more about the people on it?", "en"),
    ],
)
def test_a_quoted_sentence_is_no_message_in_its_language(detector: LanguageDetector, text: str, code: str) -> None:
    assert detector.detect(text).guess == code


@pytest.mark.parametrize("name", ["City of Things", "Blue Gate Antwerp", "University of Things", "Bart De Wever"])
@pytest.mark.parametrize(
    "frame, code",
    [
        ("what about {} then, do they say?", "en"),
        ("wat wordt er over {} gezegd?", "nl"),
        ("qu'est-ce qui est dit de {} là-dedans ?", "fr"),
        ("was wird da über {} gesagt?", "de"),
    ],
)
def test_names_do_not_mislead(detector: LanguageDetector, frame: str, code: str, name: str) -> None:
    assert detector.detect(frame.format(name)).guess == code


@pytest.mark.parametrize(
    "text",
    [
        "Какая сегодня погода?",
        "アントワープ市長は誰ですか",
        "これはなんですか",
        "今日の東京の天気予報を教えて",
        "東京都知事選挙の結果は",
        "ما هو الميناء",
        "Ποιο είναι το λιμάνι;",
        "ท่าเรือคืออะไร",
    ],
)
def test_a_script_that_nobody_here_writes_is_foreign(detector: LanguageDetector, text: str) -> None:
    detection = detector.detect(text)
    assert detection.foreign
    assert detection.language is None
    assert detection.guess == "en"
    assert detector.detect(text, "nl-BE").guess == "nl"


@pytest.mark.parametrize(
    "text, code",
    [
        ("порт가 뭐예요", "ko"),
        ("what does the word порт mean on this page?", "en"),
        ("安特卫普の港口有多大？我想知道", "zh"),
        ("μm とは what is this supposed to mean here?", "en"),
    ],
)
def test_a_foreign_word_in_a_sentence_does_not_make_it_foreign(detector: LanguageDetector, text: str, code: str) -> None:
    detection = detector.detect(text)
    assert not detection.foreign
    assert detection.guess == code


def test_a_message_is_read_in_each_likely_language(detector: LanguageDetector) -> None:
    text = "port data"
    readings = detector.readings(text, detector.detect(text))
    assert len(readings) > 1
    assert sum(readings.values()) == pytest.approx(1.0)
    assert min(readings.values()) >= WORTH_READING


@pytest.mark.parametrize("text", ["시장은 누구", "How did the mayor get along with everyone over there?", "2016?", ""])
def test_a_message_whose_language_is_told_is_read_in_that_only(detector: LanguageDetector, text: str) -> None:
    detection = detector.detect(text)
    assert detector.readings(text, detection) == {detection.guess: 1.0}


def test_what_was_learned_can_be_stored_and_taken_up(detector: LanguageDetector, languages: dict[str, Language]) -> None:
    other = LanguageDetector(languages, shared_names(load_names(ROOT)))
    other.restore(detector.learned())
    text = "Hoe was het voor de burgemeester om daar rond te lopen?"
    assert other.detect(text) == detector.detect(text)


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de", "ko", "zh"])
def test_held_out_questions_are_told_right_and_hardly_ever_wrong(detector: LanguageDetector, code: str) -> None:
    lines = (ROOT / "evaluation" / "questions" / f"{code}.jsonl").read_text("utf-8").splitlines()
    items = [item for item in map(json.loads, lines) if "q" in item and item["accept"] != ["oos"] and "typed-in-another-language" not in item.get("tags", [])]
    names = {fold(name) for name in shared_names(load_names(ROOT))}
    telling = [item for item in items if fold(item["q"]).strip(" ?!.") not in names]  # "imec?", "City of Things": a name alone tells nothing
    detected = [detector.detect(item["q"]) for item in telling]
    guessed = sum(detection.guess == code for detection in detected) / len(detected)
    told_wrong = sum(detection.language not in (None, code) for detection in detected) / len(detected)
    assert guessed >= 0.98
    assert told_wrong <= 0.01


@pytest.mark.parametrize("text, code", [("délégation", "fr"), ("nxtport définition", "fr"), ("Größe", "de"), ("één vraag", "nl")])
def test_an_accent_tells_the_language_of_a_few_words(detector: LanguageDetector, text: str, code: str) -> None:
    with_accent, without = (dict(zip(detector._latin, detector.posterior(one))) for one in (text, fold(text)))
    assert max(with_accent, key=with_accent.get) == code
    assert with_accent[code] > 0.9
    if code == "fr":  # the same word in others but for its accent
        assert with_accent[code] > without[code]


def test_an_accent_in_a_name_that_tells_nothing_tells_nothing(detector: LanguageDetector) -> None:
    assert detector.posterior("Bárt De Wéver projet") == pytest.approx(detector.posterior("Bart De Wever projet"), abs=0.001)


@pytest.mark.parametrize("text, code", [("salut", "fr"), ("cheers", "en")])
def test_a_word_that_others_borrow_is_its_own_languages(detector: LanguageDetector, text: str, code: str) -> None:
    assert detector.detect(text).guess == code


def test_a_word_is_likelier_in_the_language_whose_examples_hold_it() -> None:
    words = WordLikelihoods(["the goal", "a goal", "the port", "das ziel", "das ziel", "ein hafen", "ein hafen", "der hafen"], [0, 0, 0, 1, 1, 1, 1, 1])
    assert words.score(["goal"])[0] > words.score(["goal"])[1]
    assert words.score(["hafen"])[0] < words.score(["hafen"])[1]
    assert list(words.score(["nobody"])) == [0.0, 0.0]
    assert words.score(["goal", "goal", "nobody", "goal", "goal"]) == pytest.approx(2 * words.score(["goal"]), rel=0.001)  # four, over the root of four


def test_each_word_of_a_few_speaks_for_a_language(detector: LanguageDetector, languages: dict[str, Language]) -> None:
    latin = [code for code, language in languages.items() if not language.scripts]
    deaf = LanguageDetector(languages, shared_names(load_names(ROOT)))
    deaf.restore(detector.learned()._replace(words=WordLikelihoods([f"x{number}" for number in range(len(latin))], range(len(latin)))))
    few, more = "goal in numbers", "goal in numbers today"
    assert (len(few.split()), len(more.split())) == (HEARD_SINGLY, HEARD_SINGLY + 1)
    heard, unheard = (one.posterior(few)[latin.index("en")] for one in (detector, deaf))
    assert heard / (1 - heard) > 2 * unheard / (1 - unheard)  # "goal" and "numbers" stand in English examples first of all
    assert detector.posterior(more) == pytest.approx(deaf.posterior(more))


@pytest.mark.parametrize("locale, aided", [(None, False), ("nl", True), ("nl-BE", True), ("fr", False)])
def test_what_a_message_says_without_the_page_is_told_too(detector: LanguageDetector, locale: str | None, aided: bool) -> None:
    detection, alone = detector.detect("medtech incubator handel", locale), detector.detect("medtech incubator handel")
    latin = dict(zip(detector._latin, detector.posterior("medtech incubator handel")))
    assert alone.unaided == alone.confidence
    assert detection.unaided == pytest.approx(latin[detection.guess])
    assert (detection.confidence > detection.unaided) is (aided or detection.guess == "fr")


def test_a_guess_that_is_only_the_pages_says_nothing_by_itself(detector: LanguageDetector) -> None:
    assert detector.detect("cool", "ko").guess == "ko"
    assert detector.detect("cool", "ko").unaided == 0.0
    assert detector.detect("항구", "nl").unaided == 1.0


@pytest.mark.parametrize("text", ["antwerp hardware cluster", "antwerp medtech"])
def test_a_name_that_one_language_alone_spells_so_speaks_for_it(detector: LanguageDetector, languages: dict[str, Language], text: str) -> None:
    assert "antwerp" in languages["en"].own
    deaf = LanguageDetector({code: language.copy(update={"own": []}) for code, language in languages.items()}, shared_names(load_names(ROOT)))
    deaf.restore(detector.learned())
    heard, unheard = (dict(zip(one._latin, one.posterior(text))) for one in (detector, deaf))
    odds = [one["en"] / (1 - one["en"]) for one in (heard, unheard)]
    assert odds[0] == pytest.approx(OWN_NAME * odds[1], rel=0.02)


def test_a_name_within_another_speaks_for_no_language(detector: LanguageDetector) -> None:
    assert detector.posterior("Blue Gate Antwerp projet") == pytest.approx(detector.posterior("Blue Gate projet"), abs=0.02)
