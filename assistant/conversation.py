"""One turn of the conversation: what was understood, and what is remembered, become a reply and a new memory.

The whole of it reads as one list in `Conversation.reply`; every ending has a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from babel.lists import format_list

from assistant.agreement import Names, load_names
from assistant.courtesy import LANGUAGE_ABILITY
from assistant.decision import DIFFERENCE, DISBELIEF, OWN_INTENT, WHAT, Finding, Lead, findings, leaning_of
from assistant.facts import DETAILS, OF_ANYONE, OF_IT_ALONE, PROOF, SIDES, FactBase
from assistant.foreign_names import foreign_names
from assistant.forms import pattern_of
from assistant.languages import Language
from assistant.names import NameFinder
from assistant.paths import root
from assistant.reply import MAX_FACTS_PER_QUESTION, MAX_SUGGESTIONS, Reply, Suggestion
from assistant.reply_language import follow_language, grant_for_once, grant_wish, language_wanted
from assistant.responses import Responses
from assistant.state import State
from assistant.text import MAX_CHARACTERS, fold, script_counts
from assistant.understanding import FOLLOW_UP, REPEAT, Part, Understanding, family

FULL_WIDTH_STOPS = ("。", "！", "？")  # Chinese sentences follow one another without a space

ORDINALS = {"first": 0, "second": 1, "third": 2, "last": -1}  # follow-ups to a list, and the place in it

LANGUAGE_SLOTS = ("language", "language_confidence", "wish", "wish_from")  # what changes with a wish for a language
BEGINNING = "beginning"  # the follow-up that asks for what was told first
OTHER = "other"  # the follow-up to a list that asks for what was not told of it

NAMED_BESIDE = 0.04  # share of the claims' probability from which one of two things is named whose difference is asked for ...
HEARD_BESIDE = 0.0005  # ... and what all claims have together then, else nothing is named

ALSO_AGAIN = 0.2  # probability from which a wish for another language is also a wish to hear the last answer in it

SURE_OF_PICK = 0.6  # probability from which a part of a message names the place, or asks about what stands there ...
HEARD_IN_ONE = 0.04  # ... and from which one clause does both, if they are so sure together

# Kinds of foreign names -> what a claim tells, beside which they are said to stand nowhere in the material: "is it bigger than Paris?", "did Macron lead it?".
# Others say who asks ("we are a firm in Ghent"), not what.
UNMENTIONED = {"foreign_place": {"standing", "where"}, "foreign_company": {"names", "who"}, "foreign_person": {"leader", "quote"}}

MOST_NAMES = 3  # of those that the material does not mention, so many are said to at most
BRIEF = 0.7  # how far a text leans on what was spoken of from which a foreign name in it is what is asked for

# What a newcomer is offered: one claim of each kind of visitor's interest.
STARTERS = ["mission/overview", "sectors/overview", "partnering/overview"]


class Turn(NamedTuple):
    """A reply, and what to remember after it."""

    reply: Reply
    state: State


class WaysOfAsking(NamedTuple):
    """What finds, in a folded text of one language, ways of asking that an answer takes up in its first words."""

    what_a_word_means: re.Pattern[str]
    how_many: re.Pattern[str]
    whether_it_is_so: re.Pattern[str]


class AskedOfOne(NamedTuple):
    """What a message asks of one of several things that were told.

    Attributes:
        place: its place in the list, from 0 on; -1 for the last.
        aspect: what is asked of it.
        in_one_clause: one clause says both ("where is the last one?"), so that either may be misheard.
    """

    place: int
    aspect: str
    in_one_clause: bool


class Conversation:
    """Answers from the fact base and the project's sentences.

    Args:
        facts: the fact base.
        responses: the conversational sentences.
        languages: the configured languages.
    """

    def __init__(self, facts: FactBase, responses: Responses, languages: dict[str, Language]) -> None:
        self._facts = facts
        self._foreign = foreign_names()
        self._things = NameFinder(_names_of_things(facts, load_names(root())))
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
        wanted, before, old = language_wanted(understood, state), state.language, state
        state = unasked = follow_language(state, understood, self._by_script)
        if understood.problem:
            return self._problem(understood.problem, state)
        if understood.foreign:
            return Turn(self._say("out_of_scope", "utter_language_unknown", state), state)
        if understood.wish and wanted in self._languages and wanted != before:  # "sorry for the English" is no wish for it
            state = grant_wish(state, wanted, before)
        picked = self._picked(understood, state)
        found = [picked] if picked else findings(understood, state.spoken, self._facts)
        if found[0].ids == [REPEAT] and understood.wish and wanted in self._languages:
            if not state.last_said:  # nothing was told yet that could be said in it: a wish like any other
                return self._language(understood, wanted, before, state)
            turn = self._said_again(grant_wish(state, wanted, before))  # "once more in German, for my colleague": that answer alone
            after = old if wanted == before else unasked  # "bitte nochmal auf Englisch", after an answer in English: English it stays
            for_once = wanted if wanted != after.language else None
            return Turn(turn.reply, turn.state.copy(update={**{slot: getattr(after, slot) for slot in LANGUAGE_SLOTS}, "said_in": for_once}))
        followed = len(found) == 1 and found[0].kind == FOLLOW_UP
        listed = bool(picked) or (followed and found[0].ids[0].split("/")[1] in (*ORDINALS, OTHER))
        if followed:
            found = [self._difference(understood, state) if found[0].ids == [DIFFERENCE] else self._follow_up(found[0], state)]
        elif len(found) == 1 and found[0].kind == "answer" and not found[0].lead:
            found = [replace(found[0], lead=self._lead_for(found[0].ids, understood))]
        first = found[0]
        if first.kind == "answer" or len(found) > 1:
            return self._answer(found, state, self._unmentioned(first, understood, state) if len(found) == 1 else ())
        if first.kind == "gap":
            leans = followed or leaning_of(understood.parts[0].text) == 1.0
            return self._gap(self._of_what_is_named(first, understood), state, also=first.ids[1:], stays=leans and not listed)
        if first.kind == "smalltalk":
            return self._smalltalk(first, understood, wanted, before, state)
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
        elif len(found) == 1 and found[0].lead:
            texts[:0] = [self._responses.say(f"utter_{found[0].lead}", language)]
        reply = Reply(
            text="\n\n".join(texts),
            kind="answer",
            language=language,
            facts=claims,
            suggestions=self._suggestions([other for other in related if other not in ids], after, prefer_untold=True),
            source=self._facts.source_of(claims[0]),
        )
        return Turn(reply, after.having_said([*claims[:MAX_FACTS_PER_QUESTION], *(entry for entry in ids if entry not in claims)]))

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
        texts = [entry.answer[language] for entry in entries] + [self._responses.say("utter_can_tell", language)]
        reply = Reply(text=_one_after_another(*texts), kind="gap", language=language, gap=gap, suggestions=self._suggestions([*likely, *near], state))
        after = state.having_said([gap, *also])
        if gap == DETAILS:
            return Turn(reply, after.remember([finding.detail_of] if finding.detail_of else [], []))
        still = [key for key in state.spoken if key in self._facts.claims] if stays else []
        return Turn(reply, after.remember([gap, *still], []))

    def _of_what_is_named(self, finding: Finding, understood: Understanding) -> Finding:
        """A finding that a detail is not told, as one of the thing that the message names ("has NxtPort an API?"); any other as it is."""
        named = [one.value for one in self._things.find(understood.parts[0].text)] if finding.ids == [DETAILS] and understood.parts else []
        return replace(finding, candidates=[*named, *finding.candidates], detail_of=finding.detail_of or named[0]) if named else finding

    def _out_of_scope(self, finding: Finding, understood: Understanding, state: State) -> Reply:
        """That it cannot help, or that the material does not mention the foreign name in a few words ("and Milan?"; at length it may tell who asks)."""
        text, language = understood.parts[0].text, str(state.language)
        names = self._names_in(text, UNMENTIONED, state) if leaning_of(text) >= BRIEF else []
        declined = self._says_not(names, language) if names else self._responses.say("utter_out_of_scope", language)
        said = _one_after_another(declined, self._responses.say("utter_topics", language))
        return Reply(text=said, kind="out_of_scope", language=language, suggestions=self._suggestions(finding.candidates, state))

    def _smalltalk(self, finding: Finding, understood: Understanding, wanted: str | None, before: str | None, state: State) -> Turn:
        kind = finding.ids[0].split("/")[1]
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
        one = self._follow_up(Finding(FOLLOW_UP, [REPEAT]), state)
        if one.kind == "gap":
            return self._gap(one, state, also=one.ids[1:], stays=True)
        return self._answer([one], state) if one.kind == "answer" else self._suggest(f"utter_{one.kind}", one.candidates, state)

    def _suggest(self, name: str, candidates: Sequence[str], state: State) -> Turn:
        return Turn(self._say("suggest", name, state, offers=candidates or STARTERS), state)

    def _problem(self, problem: str, state: State) -> Turn:
        if problem == "too_long":
            return Turn(self._say("out_of_scope", "utter_too_long", state, limit=MAX_CHARACTERS), state)
        return Turn(self._say("suggest", f"utter_{problem}", state, offers=STARTERS), state)

    # -- helpers ---------------------------------------------------------------------------------------------------------

    def _follow_up(self, finding: Finding, state: State) -> Finding:
        """What a follow-up asks, seen from what was last spoken of: another finding."""
        aspect = finding.ids[0].split("/")[1]
        if aspect == "source":
            return Finding("smalltalk", ["smalltalk/source"])
        if aspect in ORDINALS:
            return self._listed(ORDINALS[aspect], finding, state)
        if aspect == OTHER:
            return self._other(finding, state)
        if aspect == BEGINNING:
            told = [claim for claim in state.told if claim in self._facts.claims]
            return Finding("answer", told[:1]) if told else self._no_subject(finding)
        # A conversation may outlive an entry: what is no longer there was not spoken of.
        last = [self._facts.entries[entry] for entry in state.spoken if entry in self._facts.entries]
        said = [entry for entry in state.last_said if entry in self._facts.entries] or [entry.id for entry in last[:1]]
        if finding.ids == [REPEAT] and said:
            return Finding("answer" if any(entry in self._facts.claims for entry in said) else "gap", said)
        if finding.ids == [DISBELIEF]:
            doubted = [entry for entry in said if entry in self._facts.claims][:MAX_FACTS_PER_QUESTION]
            return Finding("answer", doubted, lead="confirmed") if doubted else Finding("smalltalk", ["smalltalk/source"])
        if not last and aspect not in OF_ANYONE:
            of_topic = [claim for claim in self._facts.claims if family(claim) == aspect]  # "and in Korea?"
            anywhere = [claim for claim, entry in self._facts.claims.items() if aspect in entry.aspects]  # "what does the mayor say about it?"
            likely = finding.candidates or of_topic or (anywhere if len(anywhere) <= MAX_SUGGESTIONS else [])
            return Finding("no_subject", [], 0.0, likely[:MAX_SUGGESTIONS] or STARTERS)
        related = [other for entry in last for other in entry.related]
        if aspect == "more":
            untold = [other for other in related if other not in state.told]
            return Finding("answer", untold[:1]) if untold else Finding("no_more", [], 0.0, related)
        telling = list(dict.fromkeys(self._facts.telling_of(state.spoken, aspect)))
        if not telling and aspect in SIDES:  # "and what do they do in Antwerp?", of what is there and nowhere else
            telling = self._facts.telling_of(state.spoken, WHAT)
        if not telling and aspect in OF_ANYONE:
            telling = [claim for claim, entry in self._facts.claims.items() if aspect in entry.aspects and claim not in state.spoken]
            return Finding("answer", telling[:MAX_FACTS_PER_QUESTION]) if telling else Finding("no_more", [], 0.0, related)
        if aspect in OF_ANYONE and set(telling) & set(state.spoken):  # "his exact words?", after one of them: it is told again, and the other
            return Finding("answer", telling[:MAX_FACTS_PER_QUESTION])
        new = [entry for entry in telling if entry not in state.spoken]
        if not new and aspect == PROOF:  # "what shows that?": the seminar's page says so
            return Finding("smalltalk", ["smalltalk/source"])
        tell = new or telling
        if tell:
            first = self._facts.entries[tell[0]]
            both = [entry for entry in tell if self._facts.entries[entry].subject == first.subject and entry in self._facts.claims]
            if first.is_gap:
                return Finding("gap", tell[:1])
            # What was just told may be all that the material says ("who runs it?"): that is said too, but not of "is it any good?".
            return Finding("answer", list(dict.fromkeys(both))[:MAX_FACTS_PER_QUESTION], lead=None if new or aspect in OF_IT_ALONE else "no_detail")
        return Finding("gap", [DETAILS], 0.0, related)

    def _picked(self, understood: Understanding, state: State) -> Finding | None:
        """What "the second one, who is behind it?" asks: a follow-up on one of several things that were told; None for another message."""
        asked = None if understood.exact else self._asked_of_one(understood)
        if asked is None:
            return None
        one = self._listed(asked.place, Finding(FOLLOW_UP), state)
        if one.ids in ([], [DETAILS]):
            return None if asked.in_one_clause else one
        if asked.aspect in self._facts.entries[one.ids[0]].aspects:
            return one
        told = self._follow_up(Finding(FOLLOW_UP, [f"{FOLLOW_UP}/{asked.aspect}"]), state.copy(update={"spoken": one.ids}))
        return told if told.kind in ("answer", "gap") else one

    def _asked_of_one(self, understood: Understanding) -> AskedOfOne | None:
        """The place in a list that a message names, and the aspect that it asks for of what stands there; None for another message."""
        sure = [part.ranking[0] for part in understood.parts[1:] if part.ranking[0].probability >= SURE_OF_PICK]
        heard = [scored for scored in understood.parts[0].ranking[:2] if scored.probability >= HEARD_IN_ONE] if understood.parts else []
        in_one = heard if sum(scored.probability for scored in heard) >= SURE_OF_PICK else []
        for several, in_one_clause in ((sure, False), (in_one, True)):
            names = [scored.label.split("/")[1] for scored in several if family(scored.label) == FOLLOW_UP]
            places = [ORDINALS[name] for name in names if name in ORDINALS]
            aspects = [name for name in names if name in self._facts.aspects]
            if len(places) == 1 and aspects:
                return AskedOfOne(places[0], aspects[0], in_one_clause)
        return None

    def _listed(self, place: int, finding: Finding, state: State) -> Finding:
        """What "the second one" asks, after something was told that lists several."""
        listed = state.listed
        known = [entry for entry in listed if entry in self._facts.entries]
        if not known:
            return self._no_subject(finding)
        if not -len(listed) <= place < len(listed) or listed[place] not in known:
            return Finding("gap", [DETAILS], 0.0, known)
        entry = self._facts.entries[listed[place]]
        return Finding("gap" if entry.is_gap else "answer", [entry.id])

    def _other(self, finding: Finding, state: State) -> Finding:
        """What "and the other one?" asks: the rest of a list, or else the entry that lists what was just spoken of.

        The list is the one that was just told, the last one told, or a short one of the fact base, whichever holds what was spoken of.
        """
        entries = self._facts.entries
        last = [entries[key] for key in state.spoken if key in entries]
        subjects = {entry.subject for entry in last} - {None}
        known = {key for key, entry in entries.items() if key in state.spoken or entry.subject in subjects}
        short = [entry.lists for entry in entries.values() if 1 < len(entry.lists) <= MAX_FACTS_PER_QUESTION + 1]
        just_told = [entry.lists for entry in last if entry.lists]  # "Is Blue Gate one of the cases?", "and the others?"
        beside = [one for these in (set(state.spoken), known) for one in [state.listed, *short] if these & set(one)]
        rests = [[key for key in dict.fromkeys(one) if key in entries and key not in state.spoken] for one in just_told]
        rests += [[key for key in dict.fromkeys(one) if key in entries and key not in known] for one in beside or [state.listed]]
        left = next(filter(None, rests), [])
        if not left:
            lists_it = [key for key, entry in self._facts.claims.items() if key not in state.told and set(state.spoken) & set(entry.lists)]
            if lists_it:
                return Finding("answer", lists_it[:1])
            told = [entry.id for entry in last if not entry.is_gap]  # "Samsung?", "and who else?": the claim is all that is told
            return Finding("answer", told[:1], lead="no_detail") if told else self._no_subject(finding)
        others = [entry for entry in left if entry not in state.told] or left
        return Finding("gap" if entries[others[0]].is_gap else "answer", others[:MAX_FACTS_PER_QUESTION])

    def _unmentioned(self, asked: Finding, understood: Understanding, state: State) -> list[str]:
        """The names in the sentence that asks for a claim which are foreign to the material, and of the kind that the claim may be asked about."""
        entry = self._facts.entries[asked.ids[0]]
        told = {*entry.about.get(entry.subject, ())}
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

    def _says_not(self, names: Sequence[str], language: str) -> str:
        """That the material does not mention some names."""
        quoted = [self._responses.say("utter_quoted", language, typed=name) for name in names]
        return self._responses.say("utter_unmentioned", language, names=format_list(quoted, style="or", locale=language))

    def _names_in(self, text: str, tags: Collection[str], state: State) -> list[str]:
        """The first foreign names of some kinds in a text, as typed, without those in a script that the reply is not in."""
        legible = {"LATIN", *self._languages[str(state.language)].scripts}
        names = [name.written for name in self._foreign.find(text) if name.tag in tags and legible.issuperset(script_counts(name.written))]
        return names[:MOST_NAMES]

    def _difference(self, understood: Understanding, state: State) -> Finding:
        """What each of two things is whose difference is asked for: those that the message names, else those that were spoken of.

        What has a name of its own ("NxtPort") is known by it. Of the rest, beside the label for differences a claim has next to no
        probability: its share in that of all claims tells, in half a sentence too.
        """
        things: dict[str, float] = {}
        for part in understood.parts:
            for claim, share in self._things_in(part).items():
                things[claim] = max(share, things.get(claim, 0.0))
        by_name = [one.value for one in self._things.find(understood.parts[0].text)]
        named = list(dict.fromkeys([*by_name, *sorted(things, key=lambda claim: -things[claim])]))
        named = [claim for claim in named if len(set(self._facts.entries[claim].lists) & set(named)) < MAX_FACTS_PER_QUESTION]  # not what lists them both
        before = [*state.spoken, *reversed(state.told)]
        spoken = [self._what_it_is(claim) for claim in before if claim in self._facts.claims]
        both = list(dict.fromkeys([*named, *spoken]))[:MAX_FACTS_PER_QUESTION]
        return Finding("answer", both, lead=None if len(both) > 1 else "no_detail") if both else self._no_subject(Finding(FOLLOW_UP))

    def _things_in(self, part: Part) -> dict[str, float]:
        """What each thing is that a part of a message names, and its share in the probability of all claims."""
        claims = [scored for scored in part.ranking if scored.label in self._facts.claims]
        total = sum(scored.probability for scored in claims)
        if total < HEARD_BESIDE:
            return {}
        shares: dict[str, float] = {}
        for label, probability in claims:
            thing = self._what_it_is(label)
            shares[thing] = shares.get(thing, 0.0) + probability / total
        return {thing: share for thing, share in shares.items() if share > NAMED_BESIDE}

    def _what_it_is(self, claim: str) -> str:
        """The claim that tells what the subject of a claim is; itself if none does."""
        return next((key for key in self._facts.telling(str(self._facts.entries[claim].subject), WHAT) if key in self._facts.claims), claim)

    @staticmethod
    def _no_subject(finding: Finding) -> Finding:
        """That it is not clear what a follow-up is on, with what it may be on."""
        return Finding("no_subject", [], 0.0, finding.candidates[:MAX_SUGGESTIONS] or STARTERS)

    def _say(self, kind: str, name: str, state: State, smalltalk: str | None = None, offers: Sequence[str] = (), **values: object) -> Reply:
        language = str(state.language)
        if name == "utter_source":
            source = next(iter(self._facts.sources.values()))
            values = {"title": source.title, "url": source.url, "date": source.date_in(language)}
        text = self._responses.say(name, language, **values)
        return Reply(text=text, kind=kind, language=language, smalltalk=smalltalk, suggestions=self._suggestions(offers, state))

    def _suggestions(self, claims: Sequence[str], state: State, prefer_untold: bool = False) -> list[Suggestion]:
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


def _names_of_things(facts: FactBase, names: Names) -> dict[str, list[str]]:
    """The claim that tells what a thing is -> the thing's names in any language, if its title holds one that is the same in every one."""
    telling = {claim: " ".join(entry.title.values()) for claim, entry in facts.claims.items() if WHAT in entry.about.get(str(entry.subject), ())}
    shared = [(forms["all"], [form for every in forms.values() for form in every]) for forms in names.values() if forms.get("all")]
    return {claim: every for claim, titles in telling.items() for same, every in shared if any(form in titles for form in same)}
