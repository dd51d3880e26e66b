"""From ranked labels, and what was last spoken of, to what the assistant will do."""

from __future__ import annotations

import pytest

from assistant import decision
from assistant.decision import Finding, affinity, as_follow_ups, decide, findings, in_context, leaning_of, tells, with_fields
from assistant.facts import DETAILS, FactBase
from assistant.understanding import Part, Scored, Understanding

REST = "partnering/fashion"  # takes what probability is left


def part(*ranking: tuple[str, float], support: float = 0.9, text: str = "x", halved: bool = False, asks: bool = False, joined: bool = False) -> Part:
    scored = [Scored(*one) for one in ranking]
    return Part(text=text, ranking=scored, support=support, halved=halved, asks=asks, joined=joined)


def half(label: str, probability: float = 0.9) -> Part:
    """Half of a sentence that holds a question word."""
    return part((label, probability), halved=True, asks=True)


def understood(*parts: Part, **more: object) -> Understanding:
    return Understanding(guess="en", parts=list(parts), **more)


def outcome(*ranking: tuple[str, float], base: FactBase, support: float = 0.9, spoken: tuple[str, ...] = ()) -> tuple[str, list[str]]:
    finding = decide(part(*ranking, support=support), spoken, base)
    return finding.kind, finding.ids


def test_a_likely_claim_is_stated(base: FactBase) -> None:
    assert outcome(("port/nxtport", 0.8), ("gap/contact", 0.2), base=base) == ("answer", ["port/nxtport"])


def test_a_claim_is_stated_from_its_threshold_on(base: FactBase) -> None:
    assert outcome(("port/nxtport", decision.ANSWER), ("gap/contact", 0.1), base=base)[0] == "answer"
    assert outcome(("port/nxtport", decision.ANSWER - 0.01), ("gap/contact", 0.1), base=base)[0] == "suggest"


def test_a_claim_whose_own_model_does_not_know_the_text_is_only_offered(base: FactBase) -> None:
    assert outcome(("port/nxtport", 0.9), base=base, support=decision.SUPPORT - 0.01)[0] == "suggest"


def test_a_claim_is_only_offered_when_the_question_may_be_out_of_scope(base: FactBase) -> None:
    assert outcome(("port/nxtport", 0.8), ("out_of_scope", decision.DOUBT - 0.01), base=base)[0] == "answer"
    assert outcome(("port/nxtport", 0.8), ("out_of_scope", decision.DOUBT), base=base)[0] == "suggest"


def test_once_something_was_spoken_of_more_doubt_will_do(base: FactBase) -> None:
    later = ("port/nxtport", 0.8), ("out_of_scope", decision.DOUBT_LATER - 0.01)
    assert outcome(*later, base=base, spoken=("fashion/capital",))[0] == "answer"
    assert outcome(*later, base=base)[0] == "suggest"
    assert outcome(("port/nxtport", 0.8), ("out_of_scope", decision.DOUBT_LATER), base=base, spoken=("fashion/capital",))[0] == "suggest"


def test_two_claims_on_one_subject_are_both_stated_when_the_question_was_open(base: FactBase) -> None:
    assert outcome(("port/nxtport", 0.45), ("port/nxtport_goal", 0.4), base=base) == ("answer", ["port/nxtport", "port/nxtport_goal"])
    assert outcome(("port/nxtport", 0.30), ("port/nxtport_goal", 0.2), base=base) == ("answer", ["port/nxtport", "port/nxtport_goal"])
    assert outcome(("port/nxtport", 0.80), ("port/nxtport_goal", decision.NEAR_SECOND - 0.01), base=base) == ("answer", ["port/nxtport"])


def test_of_two_claims_on_one_subject_what_it_is_is_told_first(base: FactBase) -> None:
    assert outcome(("port/nxtport_founders", 0.55), ("port/nxtport", 0.35), base=base) == ("answer", ["port/nxtport", "port/nxtport_founders"])
    assert outcome(("port/nxtport_goal", 0.55), ("port/nxtport_founders", 0.35), base=base) == ("answer", ["port/nxtport_goal", "port/nxtport_founders"])
    assert outcome(("korea/brands", 0.55), ("korea/seeking_partners", 0.35), base=base) == ("answer", ["korea/brands", "korea/seeking_partners"])


def test_two_claims_that_have_nothing_to_do_with_each_other_are_never_both_stated(base: FactBase) -> None:
    assert outcome(("port/nxtport", 0.5), ("fashion/footfall", 0.4), base=base) == ("answer", ["port/nxtport"])
    assert outcome(("port/nxtport", 0.39), ("fashion/footfall", 0.39), base=base)[0] == "suggest"


def test_a_gap_is_named_rather_than_a_claim_that_is_not_much_likelier(base: FactBase) -> None:
    assert outcome(("port/nxtport", 0.39), ("gap/port_figures", decision.RATHER_GAP), base=base) == ("gap", ["gap/port_figures"])
    assert outcome(("port/nxtport", 0.60), ("gap/port_figures", 0.2), base=base) == ("answer", ["port/nxtport"])


def test_a_gap_is_named_sooner_than_a_claim(base: FactBase) -> None:
    assert outcome(("gap/contact", decision.RATHER_GAP), ("port/nxtport", 0.19), base=base) == ("gap", ["gap/contact"])
    assert decision.RATHER_GAP < decision.ANSWER


def test_an_unlikely_gap_offers_what_is_near(base: FactBase) -> None:
    finding = decide(part(("gap/contact", decision.RATHER_GAP - 0.01), ("out_of_scope", 0.15)), (), base)
    assert finding.kind == "suggest"
    assert finding.candidates == base.gaps["gap/contact"].related


@pytest.mark.parametrize("label", ["smalltalk/greet", "follow_up/who"])
def test_talk_is_taken_as_such(base: FactBase, label: str) -> None:
    assert outcome((label, 0.9), base=base, spoken=("port/nxtport",)) == (label.split("/")[0], [label])


def test_what_is_out_of_scope_is_declined_unless_something_else_is_likelier(base: FactBase) -> None:
    assert outcome(("out_of_scope", decision.OUTSIDE), ("port/nxtport", decision.OUTSIDE - 0.01), base=base) == ("out_of_scope", [])
    assert outcome(("port/nxtport", decision.OUTSIDE + 0.1), ("out_of_scope", decision.OUTSIDE), base=base)[0] == "suggest"


def test_nothing_likely_is_out_of_scope(base: FactBase) -> None:
    assert outcome(("out_of_scope", 0.3), ("port/nxtport", 0.05), base=base)[0] == "out_of_scope"


def test_not_sure_offers_the_likely_claims_the_likeliest_first(base: FactBase) -> None:
    finding = decide(part(("port/nxtport", 0.3), ("out_of_scope", 0.2), ("port/overview", 0.1), ("city/motto", 0.01)), (), base)
    assert (finding.kind, finding.candidates) == ("suggest", ["port/nxtport", "port/overview"])


def test_context_makes_what_is_near_likelier(base: FactBase) -> None:
    ranking = [Scored("fashion/capital", 0.4), Scored("port/nxtport_goal", 0.3)]
    assert in_context(ranking, [], base)[0].label == "fashion/capital"
    assert in_context(ranking, ["port/nxtport"], base)[0].label == "port/nxtport_goal"


def test_context_leaves_the_sum_of_probabilities_as_it_is(base: FactBase) -> None:
    ranking = [Scored("fashion/capital", 0.4), Scored("port/nxtport_goal", 0.3), Scored("follow_up/who", 0.1)]
    assert sum(one.probability for one in in_context(ranking, ["port/nxtport"], base)) == pytest.approx(0.8)


def test_a_follow_up_is_less_likely_where_nothing_was_spoken_of(base: FactBase) -> None:
    ranking = [Scored("follow_up/who", 0.5), Scored("mission/leader", 0.4)]
    assert in_context(ranking, [], base)[0].label == "mission/leader"
    assert in_context(ranking, ["port/nxtport"], base)[0].label == "follow_up/who"


def test_a_follow_up_to_what_nothing_more_is_told_of_is_less_likely(base: FactBase) -> None:
    ranking = [Scored("follow_up/when", 0.5), Scored("follow_up/who", 0.3)]  # when NxtPort began is not told; who founded it is
    assert in_context(ranking, ["port/nxtport"], base)[0].label == "follow_up/who"
    assert in_context(ranking, ["mission/overview"], base)[0].label == "follow_up/when"
    assert in_context(ranking, ["mission/dates"], base)[0].label == "follow_up/who"  # it was just told when


@pytest.mark.parametrize("label", ["follow_up/more", "follow_up/repeat", "follow_up/source", "follow_up/first", "follow_up/other"])
def test_a_follow_up_that_asks_for_no_aspect_is_as_likely_as_ever(base: FactBase, label: str) -> None:
    assert in_context([Scored(label, 0.5), Scored("out_of_scope", 0.4)], ["port/nxtport"], base)[0] == pytest.approx((label, 0.5))


def test_what_nothing_more_is_told_of_may_be_told_by_the_entry_itself(base: FactBase) -> None:
    assert tells("follow_up/who", ["port/nxtport"], base)
    assert not tells("follow_up/who", ["port/nxtport"], base, besides="port/nxtport_founders")
    assert not tells("follow_up/who", ["port/nxtport_founders"], base)
    assert tells("follow_up/standing", ["sectors/imec"], base)  # "is it any good?": it was just said
    assert not tells("follow_up/standing", ["port/nxtport"], base)
    assert not tells("follow_up/proof", ["fashion/footfall"], base)  # no proof of itself
    assert tells("follow_up/doubt", ["fashion/footfall"], base)  # that it is what the material says
    assert not tells("follow_up/doubt", ["gap/contact"], base)
    assert not tells("follow_up/who", ["port/closed_down"], base)  # a conversation may outlive an entry


@pytest.mark.parametrize("spoken, label", [((), "smalltalk/greet"), (("port/nxtport",), "smalltalk/goodbye")])
def test_a_word_that_greets_and_takes_leave_greets_at_first_and_takes_leave_later(base: FactBase, spoken: tuple[str, ...], label: str) -> None:
    for greeting in (0.40, 0.55):
        assert outcome(("smalltalk/greet", greeting), ("smalltalk/goodbye", 0.95 - greeting), base=base, spoken=spoken)[1] == [label]
    assert outcome(("smalltalk/greet", 0.9), ("smalltalk/goodbye", 0.05), base=base, spoken=spoken)[1] == ["smalltalk/greet"]
    assert outcome(("smalltalk/goodbye", 0.9), ("smalltalk/greet", 0.05), base=base, spoken=spoken)[1] == ["smalltalk/goodbye"]


def test_what_is_hardly_heard_is_not_made_likelier_by_context(base: FactBase) -> None:
    for probability, lifted in ((0.005, False), (0.007, True)):  # "the dates then?" after City of Things
        ranking = [Scored("follow_up/when", 1.0), Scored("sectors/city_of_things", probability)]
        first, second = in_context(ranking, ["sectors/city_of_things_goal"], base, leaning=1.0)
        likelier = dict([first, second])["sectors/city_of_things"] / dict([first, second])["follow_up/when"]
        assert (likelier > 1.0) is lifted


@pytest.mark.parametrize("follow_up, lifted", [("follow_up/who", False), ("follow_up/more", False), ("follow_up/where", True)])
def test_beside_a_follow_up_that_asks_for_what_is_told_context_lifts_only_what_is_well_heard(base: FactBase, follow_up: str, lifted: bool) -> None:
    heard = Scored("port/nxtport_goal", 0.04)  # after NxtPort, of which is told who is behind it, and not where it is
    first = in_context([Scored(follow_up, 0.95), heard], ["port/nxtport"], base, leaning=1.0)[0]
    assert (first.label == heard.label) is lifted
    well_heard = Scored("port/nxtport_goal", decision.FAINT_BESIDE_FOLLOW_UP)
    assert in_context([Scored(follow_up, 0.95), well_heard], ["port/nxtport"], base, leaning=1.0)[0].label == well_heard.label


def test_the_longer_a_text_the_less_it_leans_on_what_was_spoken_of() -> None:
    assert leaning_of("and in Korea?") == leaning_of("a" * decision.SHORT) == 1.0
    assert leaning_of("a" * decision.LONG) == leaning_of("a" * 500) == 0.0
    halfway = (decision.SHORT + decision.LONG) // 2
    assert leaning_of("a" * halfway) == pytest.approx(0.5)
    assert leaning_of("한" * (halfway // decision.LETTERS_A_CJK)) == pytest.approx(0.5, abs=0.02)


def test_a_question_on_the_assistant_is_less_likely_after_something_was_spoken_of(base: FactBase) -> None:
    ranking = [Scored("follow_up/who", 0.45), Scored("smalltalk/bot", 0.55)]  # "who is behind it?"
    assert in_context(ranking, ["port/nxtport"], base)[0].label == "follow_up/who"
    assert in_context(ranking, [], base)[0].label == "smalltalk/bot"


def test_a_remark_gives_way_to_what_is_asked_beside_it(base: FactBase) -> None:
    assert outcome(("smalltalk/remark", 0.45), ("port/nxtport", 0.42), ("port/nxtport_founders", 0.08), base=base) == ("answer", ["port/nxtport"])
    assert outcome(("smalltalk/remark", 0.5), ("gap/shanghai", 0.45), ("mission/dates", 0.06), base=base) == ("gap", ["gap/shanghai"])


def test_a_remark_that_is_likelier_than_all_questions_is_a_remark(base: FactBase) -> None:
    assert outcome(("smalltalk/remark", 0.5), ("port/nxtport", 0.3), ("out_of_scope", 0.2), base=base) == ("smalltalk", ["smalltalk/remark"])
    assert outcome(("smalltalk/remark", 0.51), ("port/nxtport", 0.49), base=base) == ("smalltalk", ["smalltalk/remark"])


def test_a_few_words_on_what_was_just_spoken_of_may_be_about_anything_by_themselves(base: FactBase) -> None:
    ranking = [Scored("port/nxtport_goal", 0.46), Scored("out_of_scope", 0.54)]
    texts = ("and then?", "and then, in so many words, what does it all come to in the end, if I may be allowed to put it quite as bluntly as that?")
    near, long = (decide(part(*ranking, text=text), ("port/nxtport",), base) for text in texts)
    doubt = {text: dict(in_context(ranking, ["port/nxtport"], base, leaning))["out_of_scope"] for text, leaning in (("short", 1.0), ("long", 0.0))}
    assert doubt["short"] < decision.DOUBT < doubt["long"] < decision.DOUBT_LEANING
    assert (near.kind, long.kind) == ("answer", "suggest")
    assert decide(part(("port/nxtport_goal", 0.2), ("out_of_scope", 0.8), text="and then?"), ("port/nxtport",), base).kind == "answer"
    assert decide(part(("port/nxtport_goal", 0.05), ("out_of_scope", 0.95), text="and then?"), ("port/nxtport",), base).kind != "answer"


def test_what_is_worth_a_quick_reply_starts_at_its_threshold(base: FactBase) -> None:
    finding = decide(part(("gap/contact", 0.8), ("port/nxtport", decision.OFFER), ("port/overview", decision.OFFER - 0.01)), (), base)
    assert (finding.kind, finding.candidates) == ("gap", ["port/nxtport"])


def test_the_other_side_of_a_subject_is_no_subject_of_an_entry(base: FactBase) -> None:
    assert "fashion" in base.entries["korea/fashion"].about
    assert base.entries["korea/fashion"].subjects == {"korean_fashion"}
    assert affinity("korea/fashion", ["fashion/capital"], base) == decision.SAME_THEME


def test_affinity_knows_subject_relation_theme_and_topic(base: FactBase) -> None:
    assert affinity("port/nxtport_goal", ["port/nxtport"], base) == decision.SAME_SUBJECT
    assert affinity("fashion/footfall", ["port/nxtport"], base) == 1.0
    assert affinity("port/nxtport", ["port/nxtport"], base) == 1.0  # the same again is not "near"
    assert affinity("smalltalk/greet", ["port/nxtport"], base) == 1.0
    assert affinity("port/nxtport", ["gone/long_ago"], base) == 1.0


def test_a_title_is_certain(base: FactBase) -> None:
    assert findings(understood(exact="port/nxtport"), [], base) == [Finding("answer", ["port/nxtport"], 1.0)]
    assert findings(understood(exact="gap/contact"), [], base) == [Finding("gap", ["gap/contact"], 1.0)]


def test_two_sure_questions_are_two_findings(base: FactBase) -> None:
    whole = part(("mission/leader", 0.5), ("mission/dates", 0.4))
    found = findings(understood(whole, part(("mission/leader", 0.9)), part(("mission/dates", 0.9))), [], base)
    assert [finding.ids for finding in found] == [["mission/leader"], ["mission/dates"]]


def test_a_second_sentence_may_ask_of_what_the_first_is_about(base: FactBase) -> None:
    whole = part(("port/nxtport", 0.5), ("follow_up/who", 0.4))
    asked = [part(("port/nxtport", 0.9)), part(("follow_up/who", decision.FURTHER))]  # "What is NxtPort? And who runs it?"
    assert [one.ids for one in findings(understood(whole, *asked), [], base)] == [["port/nxtport"], ["port/nxtport_founders"]]
    unsure = [asked[0], part(("follow_up/who", decision.FURTHER - 0.05), ("out_of_scope", 0.1))]
    assert [one.ids for one in findings(understood(whole, *unsure), [], base)] == [["port/nxtport"]]


def test_both_sentences_may_ask_of_what_was_spoken_of(base: FactBase) -> None:
    whole = part(("follow_up/who", 0.5), ("follow_up/when", 0.4))
    found = findings(understood(whole, part(("follow_up/who", 0.95)), part(("follow_up/when", 0.95))), ["port/nxtport"], base)
    assert [one.ids for one in found] == [["port/nxtport_founders"], [DETAILS]]  # "Who is behind it? Since when?"


def test_small_talk_between_two_questions_leaves_what_it_is_asked_of(base: FactBase) -> None:
    whole = part(("port/nxtport", 0.5), ("follow_up/who", 0.4))
    asked = [part(("port/nxtport", 0.9)), part(("smalltalk/thanks", 0.9)), part(("follow_up/who", 0.95))]
    assert [one.ids for one in findings(understood(whole, *asked), [], base)] == [["port/nxtport"], ["port/nxtport_founders"]]


def test_nothing_is_asked_of_a_sentence_that_was_not_understood(base: FactBase) -> None:
    whole = part(("out_of_scope", 0.4), ("follow_up/who", 0.3))
    asked = [part(("out_of_scope", 0.97)), part(("follow_up/who", 0.97))]  # "Who is the mayor of Rotterdam? And who else?"
    assert all(one.kind != "answer" for one in findings(understood(whole, *asked), ["port/nxtport"], base))


def test_halves_that_do_not_ask_are_no_further_questions(base: FactBase) -> None:
    whole = part(("out_of_scope", 0.7), ("follow_up/who", 0.1))
    halves = [part(("out_of_scope", 0.97), halved=True), part(("follow_up/who", 0.97), halved=True)]
    assert [one.kind for one in findings(understood(whole, *halves), ["port/nxtport"], base)] == ["out_of_scope"]


def test_of_many_questions_the_first_three_are_answered(base: FactBase) -> None:
    labels = ["mission/leader", "mission/dates", "port/nxtport", "fashion/capital"]
    parts = [part((label, 0.9)) for label in labels]
    found = findings(understood(part(("mission/leader", 0.5)), *parts), [], base)
    assert [finding.ids for finding in found] == [[label] for label in labels[:3]]


def test_the_same_question_twice_is_one_finding(base: FactBase) -> None:
    found = findings(understood(part(("mission/leader", 0.9)), part(("mission/leader", 0.9)), part(("mission/leader", 0.8))), [], base)
    assert [finding.ids for finding in found] == [["mission/leader"]]


def test_an_unsure_second_question_is_left_out(base: FactBase) -> None:
    found = findings(understood(part(("mission/leader", 0.9)), part(("mission/leader", 0.9)), part(("mission/dates", 0.55), ("gap/contact", 0.3))), [], base)
    assert [finding.ids for finding in found] == [["mission/leader"]]


def test_a_greeting_before_a_question_does_not_hide_it(base: FactBase) -> None:
    found = findings(understood(part(("smalltalk/greet", 0.9)), part(("smalltalk/greet", 0.9)), part(("mission/leader", 0.9))), [], base)
    assert [(finding.kind, finding.ids) for finding in found] == [("answer", ["mission/leader"])]


@pytest.mark.parametrize("nod", ["smalltalk/acknowledge", "smalltalk/remark"])
def test_a_nod_does_not_hide_a_farewell_beside_it(base: FactBase, nod: str) -> None:
    def said(*parts: Part) -> list[str]:
        (finding,) = findings(understood(part((nod, 0.95), ("smalltalk/goodbye", 0.05)), *parts), ["mission/leader"], base)
        return finding.ids

    assert said(part((nod, 0.9)), part(("smalltalk/goodbye", 0.9))) == ["smalltalk/goodbye"]  # "ah, I see, bye!"
    assert said(part((nod, 0.9)), part(("smalltalk/goodbye", 0.5))) == [nod]
    assert said(part((nod, 0.9)), part(("port/nxtport", 0.5))) == [nod]
    assert said() == [nod]


def test_halves_that_ask_are_two_questions_also_where_the_whole_hears_one(base: FactBase) -> None:
    whole = part(("sectors/bluehealth", 0.98), ("sectors/blue_gate", 0.02))  # "what is Blue Gate and what is Bluehealth?"
    found = findings(understood(whole, half("sectors/blue_gate"), half("sectors/bluehealth")), [], base)
    assert [finding.ids for finding in found] == [["sectors/blue_gate"], ["sectors/bluehealth"]]
    unmarked = [part((label, 0.9), halved=True) for label in ("sectors/blue_gate", "sectors/bluehealth")]
    assert [finding.ids for finding in findings(understood(whole, *unmarked), [], base)] == [["sectors/bluehealth"]]


def test_a_single_half_that_is_sure_is_no_question_of_its_own(base: FactBase) -> None:
    whole = part(("follow_up/when", 0.97), ("mission/dates", 0.03))  # "on which day was that, and at what time?"
    assert [finding.ids for finding in findings(understood(whole, half("mission/dates"), half("follow_up/when", 0.5)), ["mission/seminar"], base)] == [["follow_up/when"]]


def test_the_second_half_is_asked_of_what_the_first_is_about(base: FactBase) -> None:
    def found(first: str, second: str) -> list[tuple[str, list[str], str | None]]:
        parts = understood(part((first, 0.9)), half(first), half(second))
        return [(finding.kind, finding.ids, finding.detail_of) for finding in findings(parts, [], base)]

    assert found("port/nxtport", "follow_up/who")[1] == ("answer", ["port/nxtport_founders"], None)  # "what is NxtPort and who is behind it?"
    assert found("sectors/blue_gate", "follow_up/where")[1] == ("gap", ["gap/details"], "sectors/blue_gate")  # "... and where is it?"
    assert found("mission/seminar", "follow_up/when")[1] == ("gap", ["gap/seminar_details"], None)  # "... and when was it?"
    assert len(found("port/nxtport", "follow_up/what")) == 1  # "what is it called and what does it do?": one claim tells both


@pytest.mark.parametrize("aspect", ["quote", "proof", "korea"])
def test_what_is_told_elsewhere_is_not_said_to_be_untold(base: FactBase, aspect: str) -> None:
    parts = understood(part(("port/nxtport", 0.9)), half("port/nxtport"), half(f"follow_up/{aspect}"))
    assert [finding.ids for finding in findings(parts, [], base)] == [["port/nxtport"]]  # "... and what did the mayor say about it?"


def test_halves_take_the_place_of_their_sentence_and_are_told_in_order(base: FactBase) -> None:
    hello, sentence = part(("smalltalk/greet", 0.9)), part(("sectors/bluehealth", 0.98))
    parts = understood(part(("sectors/bluehealth", 0.9)), hello, sentence, half("sectors/blue_gate"), half("sectors/bluehealth"))
    assert [finding.ids for finding in findings(parts, [], base)] == [["sectors/blue_gate"], ["sectors/bluehealth"]]
    unsure = understood(part(("sectors/bluehealth", 0.9)), hello, sentence, half("sectors/blue_gate", 0.5), half("sectors/bluehealth"))
    assert [finding.ids for finding in findings(unsure, [], base)] == [["sectors/bluehealth"]]


def test_a_detail_of_nothing_in_particular_is_not_named_beside_a_gap_that_says_more(base: FactBase) -> None:
    message = part(("gap/participants", 0.6), ("gap/details", 0.4))
    found = findings(understood(message, half("gap/participants"), half(DETAILS)), [], base)
    assert [one.ids for one in found] == [["gap/participants"]]


def test_a_detail_of_a_thing_is_named_beside_another_gap(base: FactBase) -> None:
    of_nxtport = part((DETAILS, 0.8), ("port/nxtport", 0.15), halved=True, asks=True)
    found = findings(understood(part(("gap/participants", 0.6), (DETAILS, 0.4)), half("gap/participants"), of_nxtport), [], base)
    assert [(one.ids, one.detail_of) for one in found] == [(["gap/participants"], None), ([DETAILS], "port/nxtport")]


def test_a_half_is_not_asked_of_what_another_sentence_is_about(base: FactBase) -> None:
    first, second = part(("sectors/blue_gate", 0.9), text="What is Blue Gate?"), part(("mission/leader", 0.9), text="And ...?")
    parts = understood(part(("mission/leader", 0.5)), first, second, half("mission/leader"), half("follow_up/when"))
    assert [finding.ids for finding in findings(parts, [], base)] == [["sectors/blue_gate"], ["mission/leader"], ["mission/dates"]]


def test_a_half_that_says_another_thing_beside_the_first_than_alone_is_left_out(base: FactBase) -> None:
    leaning = part(("port/nxtport_founders", 0.3), ("mission/leader", 0.7), halved=True, asks=True)
    assert decide(leaning, ["port/nxtport"], base).ids != decide(leaning, [], base).ids
    found = findings(understood(part(("port/nxtport", 0.97)), half("port/nxtport"), leaning), [], base)
    assert [finding.ids for finding in found] == [["port/nxtport"]]


def test_the_first_half_is_asked_of_what_was_last_spoken_of(base: FactBase) -> None:
    parts = understood(part(("follow_up/who", 0.97)), half("follow_up/who"), half("gap/incentives"))  # "who is behind it and what does it cost?"
    assert [finding.ids for finding in findings(parts, ["port/nxtport"], base)] == [["port/nxtport_founders"], ["gap/incentives"]]
    assert [finding.kind for finding in findings(parts, [], base)] == ["follow_up"]


def test_a_half_that_goes_on_from_nothing_in_particular_is_left_out(base: FactBase) -> None:
    onward = part(("follow_up/names", 0.5), ("gap/designers", 0.4), halved=True, asks=True)  # "and who else?"
    assert decide(onward, ["gap/participants"], base).ids == decide(onward, [], base).ids
    found = findings(understood(part(("gap/participants", 0.97)), half("gap/participants"), onward), [], base)
    assert [finding.ids for finding in found] == [["gap/participants"]]


def test_an_intent_of_ones_own_needs_to_lead_without_the_context_too(base: FactBase) -> None:
    ranking = (("follow_up/who", 0.6), ("newsletter", 0.3), ("out_of_scope", 0.1))
    assert outcome(("newsletter", 0.9), base=base) == ("intent", ["newsletter"])
    assert outcome(*ranking, base=base)[0] != "intent"  # though a follow-up is unlikely before anything was spoken of


def test_a_message_about_something_else_does_not_get_a_fact_for_one_sentence(base: FactBase) -> None:
    found = findings(understood(part(("out_of_scope", 0.9)), part(("out_of_scope", 0.9)), part(("mission/leader", 0.9))), [], base)
    assert [finding.kind for finding in found] == ["out_of_scope"]


def test_half_a_sentence_counts_only_if_the_whole_finds_it_likely(base: FactBase) -> None:
    halves = [part(("mission/leader", 0.9), halved=True), part(("mission/dates", 0.9), halved=True)]
    assert len(findings(understood(part(("mission/leader", 0.5), ("mission/dates", 0.3)), *halves), [], base)) == 2
    assert len(findings(understood(part(("mission/leader", 0.9), ("mission/dates", 0.05)), *halves), [], base)) == 1


def test_a_piece_between_joining_words_counts_if_it_is_very_sure(base: FactBase) -> None:
    def told(whole: str, second: float) -> list[list[str]]:
        pieces = [part(("fashion/capital", 0.95), halved=True, joined=True), part(("sectors/blue_gate", second), halved=True, joined=True)]
        return [finding.ids for finding in findings(understood(part((whole, 0.95)), *pieces), [], base)]

    assert told("sectors/blue_gate", decision.BY_ITS_TONE) == [["fashion/capital"], ["sectors/blue_gate"]]
    assert told("fashion/capital", decision.BY_ITS_TONE - 0.01) == [["fashion/capital"]]
    assert told("follow_up/difference", 0.99) == [["follow_up/difference"]]  # "the difference between the fashion there and that park"


# -- a few words that lean on what was spoken of --------------------------------------------------------------------------------


@pytest.mark.parametrize("spoken, claim", [((), "fashion/capital"), (("korea/brands",), "korea/fashion"), (("partnering/technology",), "partnering/fashion")])
def test_a_follow_up_to_a_field_asks_for_its_claim_of_the_topic_spoken_of(base: FactBase, spoken: tuple[str, ...], claim: str) -> None:
    assert outcome(("follow_up/fashion", 0.9), ("smalltalk/thanks", 0.1), base=base, spoken=spoken) == ("answer", [claim])


def test_what_speaks_for_a_field_and_for_its_claim_is_counted_together(base: FactBase) -> None:
    ranking = with_fields([Scored("follow_up/fashion", 0.5), Scored("fashion/capital", 0.3), Scored("korea/fashion", 0.2)], ["korea/brands"], base)
    assert [(label, pytest.approx(probability)) for label, probability in ranking] == [("korea/fashion", 0.7), ("fashion/capital", 0.3)]


def test_other_follow_ups_are_no_fields(base: FactBase) -> None:
    ranking = [Scored("follow_up/who", 0.6), Scored("follow_up/korea", 0.3), Scored("smalltalk/greet", 0.1)]
    assert with_fields(ranking, ["port/nxtport"], base) == ranking


PURPOSE = (("mission/purpose", 0.9), ("follow_up/goal", 0.02))


def test_a_few_words_ask_for_the_aspect_of_what_was_spoken_of(base: FactBase) -> None:
    assert outcome(*PURPOSE, base=base, spoken=("port/nxtport",)) == ("follow_up", ["follow_up/goal"])
    assert outcome(*PURPOSE, base=base) == ("answer", ["mission/purpose"])  # nothing was spoken of
    assert outcome(*PURPOSE, base=base, spoken=("mission/dates",)) == ("answer", ["mission/purpose"])  # it is near to that
    assert outcome(*PURPOSE, base=base, spoken=("fashion/footfall",)) == ("answer", ["mission/purpose"])  # of that no goal is told


def test_what_was_just_told_is_not_asked_for_again_in_a_few_words(base: FactBase) -> None:
    assert outcome(("mission/purpose", 0.9), ("follow_up/why", 0.02), base=base, spoken=("mission/purpose",)) == ("follow_up", ["follow_up/why"])


def test_a_long_question_means_what_it_says(base: FactBase) -> None:
    asked = part(*PURPOSE, text="What was the whole of this mission to Asia good for?")
    assert decide(asked, ["port/nxtport"], base).ids == ["mission/purpose"]


def test_a_few_words_that_no_follow_up_is_heard_in_mean_what_they_say(base: FactBase) -> None:
    unheard = [Scored("mission/purpose", 0.9), Scored("follow_up/goal", decision.ELLIPTIC * 0.9 - 0.001)]
    assert as_follow_ups(unheard, ["port/nxtport"], base) == unheard
    assert as_follow_ups([Scored("mission/purpose", 0.9)], ["port/nxtport"], base) == [Scored("mission/purpose", 0.9)]


def test_what_something_is_and_names_are_too_little_to_tell_what_is_meant(base: FactBase) -> None:
    ranking = [Scored("mission/cases", 0.8), Scored("follow_up/names", 0.1), Scored("follow_up/what", 0.1)]
    assert as_follow_ups(ranking, ["korea/technology"], base) == ranking


def test_as_follow_ups_probabilities_sum_to_what_they_summed_to_before(base: FactBase) -> None:
    ranking = as_follow_ups([Scored(*one) for one in PURPOSE], ["port/nxtport"], base)
    assert [(label, pytest.approx(probability)) for label, probability in ranking] == [("follow_up/goal", 0.92)]


def test_who_could_work_with_us_is_told_in_the_field_that_was_spoken_of_too(base: FactBase) -> None:
    ways = ("partnering/overview", 0.9)
    assert outcome(ways, base=base, spoken=("korea/pharma",)) == ("answer", ["partnering/overview", "partnering/health"])
    assert outcome(ways, base=base) == ("answer", ["partnering/overview"])
    assert outcome(ways, base=base, spoken=("port/nxtport",)) == ("answer", ["partnering/overview"])


# -- a detail that is not told ("where is it?"), and intents with a behaviour of their own ---------------------------------------


def test_a_detail_is_not_told_though_the_claim_on_the_thing_is_likelier(base: FactBase) -> None:
    assert outcome(("port/nxtport", 0.8), (DETAILS, decision.A_DETAIL), base=base) == ("gap", [DETAILS])
    assert outcome(("port/nxtport", 0.8), (DETAILS, decision.A_DETAIL - 0.01), base=base) == ("answer", ["port/nxtport"])


def test_a_detail_of_what_was_just_told_is_not_drowned_by_the_claims_beside_it(base: FactBase) -> None:
    latency = (("port/nxtport", 0.56), (DETAILS, decision.A_DETAIL), ("port/nxtport_goal", 0.04))  # "what latency do the streams of NxtPort have?"
    assert outcome(*latency, base=base, spoken=("port/nxtport",)) == ("gap", [DETAILS])
    barely = (("port/nxtport", 0.56), (DETAILS, decision.A_DETAIL - 0.01), ("port/nxtport_goal", 0.04))
    assert outcome(*barely, base=base, spoken=("port/nxtport",))[0] == "answer"
    beside = (("port/nxtport_founders", 0.56), (DETAILS, decision.A_DETAIL), ("port/nxtport_goal", 0.04))  # ... of what was not told yet
    assert outcome(*beside, base=base, spoken=("port/nxtport",))[0] == "answer"


def test_another_gap_that_is_likelier_is_named_before_a_detail(base: FactBase) -> None:
    assert outcome(("gap/contact", 0.6), (DETAILS, 0.3), base=base) == ("gap", ["gap/contact"])


def test_where_a_detail_is_missing_what_is_told_of_the_thing_is_offered(base: FactBase) -> None:
    found = decide(part((DETAILS, 0.98), ("port/nxtport", 0.015), ("fashion/capital", 0.0001)), [], base)
    assert (found.candidates, found.detail_of) == (["port/nxtport"], "port/nxtport")
    unnamed = decide(part((DETAILS, 0.98), ("follow_up/how_many", 0.015), ("fashion/capital", 0.001)), [], base)
    assert unnamed.detail_of is None


def test_an_answer_that_may_not_tell_the_detail_asked_for_says_so(base: FactBase) -> None:
    assert decide(part(("port/nxtport", 0.9), (DETAILS, decision.PERHAPS_A_DETAIL)), [], base).lead == "no_detail"
    assert not decide(part(("port/nxtport", 0.9), (DETAILS, decision.PERHAPS_A_DETAIL - 0.01)), [], base).lead
    assert decide(part(("port/nxtport", 0.5), ("port/nxtport_goal", 0.4), (DETAILS, decision.PERHAPS_A_DETAIL)), [], base).lead == "no_detail"


def test_an_intent_of_ones_own_is_found_by_its_name(base: FactBase) -> None:
    assert outcome(("newsletter", decision.TALK), ("port/nxtport", 0.3), base=base) == (decision.OWN_INTENT, ["newsletter"])
    assert outcome(("newsletter", decision.TALK - 0.01), ("port/nxtport", 0.3), base=base)[0] == "suggest"
