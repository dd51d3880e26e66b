"""What is answered to a message: what was understood, and what is remembered, become a reply and a new memory.

The whole of it reads as one list in `Answering.reply`; every ending has a name. What is said of a partner request comes before it (`conversation.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from babel.lists import format_list

from assistant.agreement import load_names
from assistant.courtesy import LANGUAGE_ABILITY
from assistant.decision import ACKNOWLEDGE, DIFFERENCE, OWN_INTENT, Finding, Lead, findings, leaning_of
from assistant.facts import DETAILS, Entry, FactBase
from assistant.follow_ups import LISTED, STARTERS, FollowUps
from assistant.foreign_names import foreign_names
from assistant.forms import pattern_of
from assistant.languages import Language
from assistant.partner_request import BEGIN, CHANGE, DONT_PASS_ON, NOT_YET, OFFER, PASS_ON, PASSED_ON, PartnerRequest
from assistant.paths import root
from assistant.reply import MAX_FACTS_PER_QUESTION, MAX_SUGGESTIONS, Kind, Reply, SourceLine, Suggestion
from assistant.reply_language import follow_language, grant_for_once, grant_wish, language_wanted
from assistant.responses import Responses
from assistant.state import State, Turn
from assistant.text import MAX_CHARACTERS, fold, script_counts
from assistant.understanding import FOLLOW_UP, REPEAT, Understanding

FULL_WIDTH_STOPS = ("。", "！", "？")  # Chinese sentences follow one another without a space


LANGUAGE_SLOTS = ("language", "language_confidence", "wish", "wish_from")  # what changes with a wish for a language


ALSO_AGAIN = 0.2  # probability from which a wish for another language is also a wish to hear the last answer in it


# Kinds of foreign names -> what a claim tells, beside which they are said to stand nowhere in the material: "is it bigger than Paris?", "did Macron lead it?".
# Others say who asks ("we are a firm in Ghent"), not what.
UNMENTIONED = {"foreign_place": {"standing", "where"}, "foreign_company": {"names", "who"}, "foreign_person": {"leader", "quote"}}

MOST_NAMES = 3  # of those that the material does not mention, so many are said to at most
BRIEF = 0.7  # how far a text leans on what was spoken of from which a foreign name in it is what is asked for


class WaysOfAsking(NamedTuple):
    """What finds, in a folded text of one language, ways of asking that an answer takes up in its first words."""

    what_a_word_means: re.Pattern[str]
    how_many: re.Pattern[str]
    whether_it_is_so: re.Pattern[str]


class Answering:
    """Answers from the fact base and the project's sentences.

    Args:
        facts: the fact base.
        responses: the conversational sentences.
        languages: the configured languages.
    """

    def __init__(self, facts: FactBase, responses: Responses, languages: dict[str, Language]) -> None:
        self._facts = facts
        self._foreign = foreign_names()
        self._follow_ups = FollowUps(facts, load_names(root()))
        self._responses = responses
        self._languages = languages
        self._asking = {code: _ways_of_asking(language) for code, language in languages.items()}
        self._by_script = [code for code, language in languages.items() if language.scripts]

    def reply(self, understood: Understanding, state: State) -> Turn:
        """Reply to one message.

        Args:
            understood: what the NLU pipeline made of the message.
            state: what the conversation remembers.
        """
        offered, state = [claim for claim in state.offered if claim in self._facts.claims], state.copy(update={"offered": []})
        wanted, before, old = language_wanted(understood, state), state.language, state
        state = unasked = follow_language(state, understood, self._by_script)
        if understood.problem:
            return self._problem(understood.problem, state)
        if understood.foreign:
            return Turn(self._say("out_of_scope", "utter_language_unknown", state), state)
        wishes = understood.wish and wanted != before  # "sorry for the English" is no wish for it
        if wishes and wanted in self._languages and not self._asks_for_an_original(understood, str(state.language)):
            state = grant_for_once(state, wanted) if understood.for_once else grant_wish(state, wanted, before)
        picked = self._follow_ups.picked(understood, state)
        found = [picked] if picked else findings(understood, state.spoken, self._facts)
        if understood.parts and any(one.ids == [DETAILS] for one in found) and self._follow_ups.compares(understood):
            found = [Finding(FOLLOW_UP, [DIFFERENCE])]
        if offered and found[0].ids == [ACKNOWLEDGE]:  # "yes", to "did you mean this?"
            found = [Finding("answer", offered)]
        if found[0].ids == [REPEAT] and understood.wish and wanted in self._languages:
            if not state.last_said:  # nothing was told yet that could be said in it: a wish like any other
                return self._language(understood, wanted, before, state)
            turn = self._said_again(grant_wish(state, wanted, before))  # "once more in German, for my colleague": that answer alone
            after = old if wanted == before else unasked  # "bitte nochmal auf Englisch", after an answer in English: English it stays
            for_once = wanted if wanted != after.language else None
            return Turn(turn.reply, turn.state.copy(update={**{slot: getattr(after, slot) for slot in LANGUAGE_SLOTS}, "said_in": for_once}))
        followed = len(found) == 1 and found[0].kind == FOLLOW_UP
        listed = bool(picked) or (followed and found[0].ids[0].split("/")[1] in LISTED)
        if followed:
            found = [self._follow_ups.difference(understood, state) if found[0].ids == [DIFFERENCE] else self._follow_ups.resolve(found[0], state)]
        elif len(found) == 1 and found[0].kind == "answer" and not found[0].lead:
            found = [replace(found[0], lead=self._lead_for(found[0].ids, understood))]
        first = found[0]
        if first.kind == "answer" or len(found) > 1:
            return self._answer(found, state, self._unmentioned(first, understood, state) if len(found) == 1 else ())
        if first.kind == "gap":
            leans = followed or leaning_of(understood.parts[0].text) == 1.0
            return self._gap(self._of_what_is_named(first, understood), state, also=first.ids[1:], stays=leans and not listed)
        if first.kind == "smalltalk":
            return self.smalltalk(first, understood, wanted, before, state)
        if first.kind in ("no_more", "no_subject"):
            return self._suggest(f"utter_{first.kind}", first.candidates, state)
        if first.kind in ("suggest", OWN_INTENT):  # an intent with an action of its own comes here only where the gate, without the context, was not sure of it
            return self._suggest("utter_suggest_one" if len(first.candidates) == 1 else "utter_suggest", first.candidates, state)
        return Turn(self._out_of_scope(first, understood, state), state)

    def error(self, language: str) -> Reply:
        """The apology for a fault inside, in `language` (a configured code)."""
        return Reply(text=self._responses.say("utter_error", language), kind="error", language=language)

    # -- endings ---------------------------------------------------------------------------------------------------------

    def _answer(self, found: Sequence[Finding], state: State, unmentioned: Sequence[str] = ()) -> Turn:
        """What the material says of what was asked, and before it that it does not mention some names of the question."""
        language = str(state.language)
        ids = list(dict.fromkeys(entry for finding in found for entry in finding.ids))
        claims = [entry for entry in ids if entry in self._facts.claims]
        if not claims:
            return self._gap(found[0], state, also=ids[1:])
        listed = next((self._facts.entries[claim].lists for claim in claims if self._facts.entries[claim].lists), None)
        told = [entry for entry in ids if entry != DETAILS]  # that a detail is not told is nothing to come back to; what it is a detail of, is
        if not listed and len(told) > 1 and state.listed not in [entry.lists for entry in self._facts.claims.values() if entry.lists]:
            listed = told  # several told at once are a list too, but none that takes the place of a real one
        about = [entry for finding in found for entry in finding.about if entry != DETAILS]
        after = state.remember(list(dict.fromkeys(about)), claims, listed)
        related = [other for entry in ids for other in self._facts.entries[entry].related]
        texts = [self._facts.entries[entry].answer[language] for entry in ids]
        if unmentioned:
            nearby = self._responses.say("utter_gap_nearby", language)
            texts[:0] = [_one_after_another(self._says_not(unmentioned, language), nearby)]
        elif len(found) == 1 and found[0].lead == "original":
            texts = [self._with_original(entry, language) for entry in ids]
        elif len(found) == 1 and found[0].lead:
            texts[:0] = [self._responses.say(f"utter_{found[0].lead}", language)]
        reply = Reply(
            text="\n\n".join(texts),
            kind="answer",
            language=language,
            facts=claims,
            suggestions=self.suggestions([other for other in related if other not in ids], after, prefer_untold=True),
            source=SourceLine(**self._facts.source_of(claims[0])),
            steps=[self._responses.say(BEGIN, language)] if any(self._facts.entries[entry].pass_on for entry in ids) else [],
        )
        return Turn(reply, after.having_said([*claims[:MAX_FACTS_PER_QUESTION], *(entry for entry in ids if entry not in claims)]))

    def _with_original(self, entry: str, language: str) -> str:
        """The answer of an entry, with what it quotes in the page's own words where it does not hold them."""
        answer, original = self._facts.entries[entry].answer[language], self._facts.entries[entry].original
        if not original or original in answer:
            return answer
        quoted = self._responses.say("utter_quoted", language, typed=original)
        return f"{answer}\n\n{self._responses.say('utter_original', language, quote=quoted)}"

    def _gap(self, finding: Finding, state: State, also: Sequence[str] = (), stays: bool = False) -> Turn:
        """That the material does not say this. Of what it does not say it, is spoken of on.

        Args:
            finding: the gap, and claims worth offering before those that its entry names.
            also: further gaps that the message asks for.
            stays: what was last spoken of is what "it" refers to afterwards too, after what the gap is about.
        """
        gap, likely = finding.ids[0], [] if also else finding.candidates
        heard = finding.probability > 0  # else the conversation, and not the words, tells what is worth offering
        language = str(state.language)
        entries = [self._facts.entries[entry] for entry in (gap, *also)]
        if gap == DETAILS and not finding.detail_of and (heard or not likely):  # "how many sensors?": of what was spoken of
            spoken = [other for key in state.spoken if key in self._facts.entries for other in self._facts.entries[key].related]
            likely = [*spoken, *likely] if stays else [*likely, *spoken]
        near = [other for entry in entries for other in entry.related if entry.id != DETAILS or not likely]
        offer = [self._responses.say(OFFER, language)] if self._offers_in_words(entries, state) else []
        texts = [entry.answer[language] for entry in entries] + offer + [self._responses.say("utter_can_tell", language)]
        reply = Reply(
            text=_one_after_another(*texts),
            kind="gap",
            language=language,
            gap=gap,
            suggestions=self.suggestions([*likely, *near], state),
            steps=[self._responses.say(BEGIN, language)] if any(entry.pass_on for entry in entries) else [],
        )
        after = state.having_said([gap, *also])
        if gap == DETAILS:
            return Turn(reply, after.remember([finding.detail_of] if finding.detail_of else [], []))
        still = [key for key in state.spoken if key in self._facts.claims] if stays else []
        return Turn(reply, after.remember([gap, *still], []))

    def _of_what_is_named(self, finding: Finding, understood: Understanding) -> Finding:
        """A finding that a detail is not told, as one of the thing that the message names ("has NxtPort an API?"); any other as it is."""
        named = self._follow_ups.things_named(understood.parts[0].text) if finding.ids == [DETAILS] and understood.parts else []
        return replace(finding, candidates=[*named, *finding.candidates], detail_of=finding.detail_of or named[0]) if named else finding

    def _out_of_scope(self, finding: Finding, understood: Understanding, state: State) -> Reply:
        """That it cannot help, or that the material does not mention the foreign name in a few words ("and Milan?"; at length it may tell who asks)."""
        text, language = understood.parts[0].text, str(state.language)
        names = self._names_in(text, UNMENTIONED, state) if leaning_of(text) >= BRIEF else []
        declined = self._says_not(names, language) if names else self._responses.say("utter_out_of_scope", language)
        said = _one_after_another(declined, self._responses.say("utter_topics", language))
        return Reply(text=said, kind="out_of_scope", language=language, suggestions=self.suggestions(finding.candidates, state))

    def smalltalk(self, finding: Finding, understood: Understanding, wanted: str | None, before: str | None, state: State) -> Turn:
        """The reply to small talk.

        Args:
            finding: which small talk it is.
            understood: the message.
            wanted: code of the language that it asks for, if any.
            before: the language that the conversation was in before it.
            state: the conversation, in the language of the reply.
        """
        kind = finding.ids[0].split("/")[1]
        if finding.ids[0] in (PASS_ON, DONT_PASS_ON, CHANGE):  # of a part of the message only
            return self._suggest("utter_suggest", [], state)
        if finding.ids[0] == PASSED_ON and (state.request or PartnerRequest()).step != "sent":
            return Turn(self._say("smalltalk", NOT_YET, state, smalltalk=kind), state)
        if kind == "language":
            return self._language(understood, wanted, before, state)
        offers = [*finding.candidates, *STARTERS] if kind in ("greet", "help", "complaint", "remark") else []
        return Turn(self._say("smalltalk", f"utter_{kind}", state, smalltalk=kind, offers=offers), state)

    def _language(self, understood: Understanding, wanted: str | None, before: str | None, state: State) -> Turn:
        if wanted is None:
            return Turn(self._say("smalltalk", "utter_language", state, smalltalk="language"), state)
        if wanted not in self._languages:
            return Turn(self._say("smalltalk", "utter_language_unknown", state, smalltalk="language"), state)
        again = dict(understood.parts[0].ranking).get(REPEAT, 0.0) if understood.parts else 0.0
        if again >= ALSO_AGAIN and wanted != before and state.last_said:  # "please say it in English"
            return self._said_again(grant_wish(state, wanted, before))
        if wanted == before and state.said_in not in (None, wanted):  # "no, in Dutch please", after one answer in another language
            return self._said_again(grant_wish(state, wanted, before))
        if understood.parts and understood.parts[0].on_language == LANGUAGE_ABILITY and wanted != before:
            after = grant_for_once(state, wanted)
            return Turn(self._say("smalltalk", "utter_language_ability", after, smalltalk="language", offers=state.last_said), after)
        kept = wanted == (before or state.language) and understood.language == wanted and not state.wish
        after = grant_wish(state, wanted, before)
        return Turn(self._say("smalltalk", "utter_language_kept", after, smalltalk="language"), after) if kept else self._switched(after)

    def _switched(self, state: State) -> Turn:
        """That the wish for the language that the state is in now is granted, with what was last told as quick replies in it."""
        return Turn(self._say("smalltalk", "utter_language_switched", state, smalltalk="language", offers=state.last_said), state)

    def _said_again(self, state: State) -> Turn:
        """What was last told, in the language that the state is in now."""
        one = self._follow_ups.resolve(Finding(FOLLOW_UP, [REPEAT]), state)
        if one.kind == "gap":
            return self._gap(one, state, also=one.ids[1:], stays=True)
        return self._answer([one], state) if one.kind == "answer" else self._suggest(f"utter_{one.kind}", one.candidates, state)

    def _suggest(self, name: str, candidates: Sequence[str], state: State) -> Turn:
        reply = self._say("suggest", name, state, offers=candidates or STARTERS)
        asked = [one.fact for one in reply.suggestions] if name == "utter_suggest_one" else []
        return Turn(reply, state.copy(update={"offered": asked}))

    def _offers_in_words(self, entries: Sequence[Entry], state: State) -> bool:
        """Whether a reply with these entries asks if the question is to be passed on; else there is a button only."""
        request = state.request or PartnerRequest()
        return not request.waits and any(entry.pass_on == "always" or (entry.pass_on == "once" and not request.offered) for entry in entries)

    def _problem(self, problem: str, state: State) -> Turn:
        if problem == "too_long":
            return Turn(self._say("out_of_scope", "utter_too_long", state, limit=MAX_CHARACTERS), state)
        return Turn(self._say("suggest", f"utter_{problem}", state, offers=STARTERS), state)

    # -- helpers ---------------------------------------------------------------------------------------------------------

    def _unmentioned(self, asked: Finding, understood: Understanding, state: State) -> list[str]:
        """The names in the sentence that asks for a claim which are foreign to the material, and of the kind that the claim may be asked about."""
        entry = self._facts.entries[asked.ids[0]]
        told = {*entry.about.get(entry.subject, ())} if entry.subject else set()
        sentences = [part for part in understood.parts[1:] if not part.halved] or understood.parts[:1]
        asking = [(dict(part.ranking).get(entry.id, 0.0), part.text) for part in sentences]
        heard, text = max(asking, default=(0.0, ""))
        asked_in = re.split(r"[:：]\s", text)[-1]  # "as a firm from Ghent: how strong is it?"
        return self._names_in(asked_in, [tag for tag, aspects in UNMENTIONED.items() if aspects & told], state) if heard else []

    def _lead_for(self, told: Sequence[str], understood: Understanding) -> Lead | None:
        """What an answer with the claims `told` begins with because of the way in which it was asked for; None for nothing."""
        if understood.exact or not understood.parts:
            return None
        asking, text = self._asking[understood.guess], fold(understood.parts[0].text)
        claims = [self._facts.entries[claim] for claim in told]
        numbers = any(character.isdigit() for claim in claims for character in claim.answer[understood.guess])
        complete = any(claim.lists for claim in claims)  # "what are the three cases?", "how many are there?": a list is all that is asked for
        if not complete and (asking.what_a_word_means.search(text) or (asking.how_many.search(text) and not numbers)):
            return "no_detail"
        return "material_says" if asking.whether_it_is_so.search(text) else None

    def _asks_for_an_original(self, understood: Understanding, language: str) -> bool:
        """Whether a message asks how something is called in another language, which an answer in this one tells: "what was its title in English?"."""
        label = understood.parts[0].ranking[0].label if understood.for_once and understood.parts else ""
        entry = self._facts.entries.get(label)
        return label == f"{FOLLOW_UP}/original" or bool(entry and entry.original and entry.original in entry.answer[language])

    def _says_not(self, names: Sequence[str], language: str) -> str:
        """That the material does not mention some names."""
        quoted = [self._responses.say("utter_quoted", language, typed=name) for name in names]
        return self._responses.say("utter_unmentioned", language, names=format_list(quoted, style="or", locale=language))

    def _names_in(self, text: str, tags: Collection[str], state: State) -> list[str]:
        """The first foreign names of some kinds in a text, as typed, without those in a script that the reply is not in."""
        legible = {"LATIN", *self._languages[str(state.language)].scripts}
        names = [name.written for name in self._foreign.find(text) if name.tag in tags and legible.issuperset(script_counts(name.written))]
        return names[:MOST_NAMES]

    def _say(self, kind: Kind, name: str, state: State, smalltalk: str | None = None, offers: Sequence[str] = (), **values: object) -> Reply:
        language = str(state.language)
        text = self._source_of_the_last(state) if name == "utter_source" else self._responses.say(name, language, **values)
        return Reply(text=text, kind=kind, language=language, smalltalk=smalltalk, suggestions=self.suggestions(offers, state))

    def _source_of_the_last(self, state: State) -> str:
        """Where all that it says stands, on which day as far as that is known, and in which paragraph what it told last."""
        language = str(state.language)
        claim = next((key for key in state.last_said if key in self._facts.claims), None)
        page, paragraph = (self._facts.entries[claim].source or "").split("/") if claim else (next(iter(self._facts.sources)), "")
        source = self._facts.sources[page]
        texts = [self._responses.say("utter_source", language, title=source.title, url=source.url, date=source.date_in(language))]
        further = [self._responses.say("utter_source_month", language)] if source.month else []
        number = "".join(filter(str.isdigit, paragraph))
        further += [self._responses.say("utter_source_paragraph", language, number=number)] if number else []
        return "\n\n".join([*texts, _one_after_another(*further)] if further else texts)

    def suggestions(self, claims: Sequence[str], state: State, prefer_untold: bool = False) -> list[Suggestion]:
        """The first few of some claims as quick replies; of ids that are none, and of gaps, there are none.

        Args:
            prefer_untold: those that were told already come last.
        """
        wanted = [claim for claim in dict.fromkeys(claims) if claim in self._facts.claims]
        if prefer_untold:
            wanted.sort(key=lambda claim: claim in state.told)
        titles = {claim: self._facts.entries[claim].title[str(state.language)] for claim in wanted[:MAX_SUGGESTIONS]}
        return [Suggestion(title=title, fact=claim, payload=title) for claim, title in titles.items()]


def _one_after_another(*sentences: str) -> str:
    """Sentences as one text, with a space between them where the script has one."""
    return ("" if sentences[0].endswith(FULL_WIDTH_STOPS) else " ").join(sentences)


def _ways_of_asking(language: Language) -> WaysOfAsking:
    return WaysOfAsking(*(pattern_of(forms, spaced=not language.scripts) for forms in (language.defines, language.counts, language.verifies)))
