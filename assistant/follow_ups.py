"""What a follow-up asks: "and who is behind it?", "the second one", "what is the difference?", seen from what was spoken of.

No text is compared but names: subjects, aspects and lists of the fact base decide.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from assistant.agreement import Names
from assistant.decision import DIFFERENCE, WHAT, Finding
from assistant.facts import DETAILS, OF_ANYONE, OF_IT_ALONE, PROOF, SIDES, Entry, FactBase
from assistant.names import NameFinder
from assistant.reply import MAX_FACTS_PER_QUESTION, MAX_SUGGESTIONS
from assistant.state import State
from assistant.understanding import FOLLOW_UP, Part, Understanding, family

ORDINALS = {"first": 0, "second": 1, "third": 2, "last": -1}  # follow-ups to a list, and the place in it
BEGINNING = "beginning"  # the follow-up that asks for what was told first
OTHER = "other"  # the follow-up to a list that asks for what was not told of it
LISTED = (*ORDINALS, OTHER)

NAMED_BESIDE = 0.04  # share of the claims' probability from which one of two things is named whose difference is asked for ...
HEARD_BESIDE = 0.0005  # ... and what all claims have together then, else nothing is named

COMPARED = 0.2  # probability of a difference from which one of two things that a message names is asked for, and not a detail of one of them

SURE_OF_PICK = 0.6  # probability from which a part of a message names the place, or asks about what stands there ...
HEARD_IN_ONE = 0.04  # ... and from which one clause does both, if they are so sure together

# What a newcomer is offered: one claim of each kind of visitor's interest.
STARTERS = ["mission/overview", "sectors/overview", "partnering/overview"]


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


class FollowUps:
    """Resolves follow-ups into what they ask of what was spoken of.

    Args:
        facts: the fact base.
        names: the names that answers hold (`facts/names.yml`): two things whose difference is asked for are known by them.
    """

    def __init__(self, facts: FactBase, names: Names) -> None:
        self._facts = facts
        self._things = NameFinder(_names_of_things(facts, names))
        self._by_name: dict[str, Callable[[Finding, State], Finding | None]] = {
            "source": lambda finding, state: Finding("smalltalk", ["smalltalk/source"]),
            "repeat": self._repeated,
            "doubt": self._confirmed,
            "original": self._original,
            "more": self._more,
            BEGINNING: self._beginning,
            OTHER: self._other,
        }

    def resolve(self, finding: Finding, state: State) -> Finding:
        """What a follow-up asks, seen from what was last spoken of: another finding."""
        aspect = finding.ids[0].split("/")[1]
        if aspect in ORDINALS:
            return self._listed(ORDINALS[aspect], finding, state)
        special = self._by_name.get(aspect)
        return special and special(finding, state) or self._of_an_aspect(aspect, finding, state)

    def things_named(self, text: str) -> list[str]:
        """The claims that tell what the things are that a text names, in its order."""
        return [one.value for one in self._things.find(text)]

    def picked(self, understood: Understanding, state: State) -> Finding | None:
        """What "the second one, who is behind it?" asks: a follow-up on one of several things that were told; None for another message."""
        asked = None if understood.exact else self._asked_of_one(understood)
        if asked is None:
            return None
        one = self._listed(asked.place, Finding(FOLLOW_UP), state)
        if one.ids in ([], [DETAILS]):
            return None if asked.in_one_clause else one
        if asked.aspect in self._facts.entries[one.ids[0]].aspects:
            return one
        told = self.resolve(Finding(FOLLOW_UP, [f"{FOLLOW_UP}/{asked.aspect}"]), state.copy(update={"spoken": one.ids}))
        return told if told.kind in ("answer", "gap") else one

    def compares(self, understood: Understanding) -> bool:
        """Whether a message names two things and may compare them: "what do NxtPort and Blue Gate have in common?"."""
        whole = understood.parts[0]
        return dict(whole.ranking).get(DIFFERENCE, 0.0) >= COMPARED and len(set(self.things_named(whole.text))) > 1

    def difference(self, understood: Understanding, state: State) -> Finding:
        """What each of two things is whose difference is asked for: those that the message names, else those that were spoken of.

        What has a name of its own ("NxtPort") is known by it. Of the rest, beside the label for differences a claim has next to no
        probability: its share in that of all claims tells, in half a sentence too.
        """
        things: dict[str, float] = {}
        for part in understood.parts:
            for claim, share in self._things_in(part).items():
                things[claim] = max(share, things.get(claim, 0.0))
        by_name = self.things_named(understood.parts[0].text)
        named = list(dict.fromkeys([*by_name, *sorted(things, key=lambda claim: -things[claim])]))
        named = [claim for claim in named if len(set(self._facts.entries[claim].lists) & set(named)) < MAX_FACTS_PER_QUESTION]  # not what lists them both
        before = [*state.spoken, *reversed(state.told)]
        spoken = [self._what_it_is(claim) for claim in before if claim in self._facts.claims]
        both = list(dict.fromkeys([*named, *spoken]))[:MAX_FACTS_PER_QUESTION]
        return Finding("answer", both, lead=None if len(both) > 1 else "no_detail") if both else self._no_subject(Finding(FOLLOW_UP))

    # -- follow-ups of their own -----------------------------------------------------------------------------------------

    def _repeated(self, finding: Finding, state: State) -> Finding | None:
        said = self._said(state)
        return Finding("answer" if any(entry in self._facts.claims for entry in said) else "gap", said) if said else None

    def _confirmed(self, finding: Finding, state: State) -> Finding:
        """What "really?" asks: what was told is told again, as what the material says."""
        doubted = [entry for entry in self._said(state) if entry in self._facts.claims][:MAX_FACTS_PER_QUESTION]
        return Finding("answer", doubted, lead="confirmed") if doubted else Finding("smalltalk", ["smalltalk/source"])

    def _original(self, finding: Finding, state: State) -> Finding:
        """What "and in the original?" asks: what it names, or was quoted last, in the page's own words, or all that is; else where it stands."""
        last = [entry for entry in self._said(state) if entry in self._facts.claims]
        before = [last, finding.candidates, [*reversed(state.told)] if last else [*self._facts.claims]]
        quotes = ([claim for claim in claims if claim in self._facts.claims and self._facts.entries[claim].original] for claims in before)
        quoted = next(filter(None, quotes), [])[:MAX_FACTS_PER_QUESTION]
        return Finding("answer", quoted, lead="original") if quoted else Finding("smalltalk", ["smalltalk/source"])

    def _beginning(self, finding: Finding, state: State) -> Finding:
        told = [claim for claim in state.told if claim in self._facts.claims]
        return Finding("answer", told[:1]) if told else self._no_subject(finding)

    def _more(self, finding: Finding, state: State) -> Finding | None:
        last = self._last(state)
        related = [other for entry in last for other in entry.related]
        untold = [other for other in related if other not in state.told]
        if not last:
            return None
        return Finding("answer", untold[:1]) if untold else Finding("no_more", [], 0.0, related)

    # -- follow-ups that ask for an aspect -------------------------------------------------------------------------------

    def _of_an_aspect(self, aspect: str, finding: Finding, state: State) -> Finding:
        """What is told of an aspect of what was last spoken of: "and who is behind it?"."""
        last = self._last(state)
        if not last and aspect not in OF_ANYONE:
            return self._of_nothing(aspect, finding)
        related = [other for entry in last for other in entry.related]
        telling = list(dict.fromkeys(self._facts.telling_of(state.spoken, aspect)))
        if not telling and aspect in SIDES:  # "and what do they do in Antwerp?", of what is there and nowhere else
            telling = self._facts.telling_of(state.spoken, WHAT)
        if not telling and aspect in OF_ANYONE:
            telling = [claim for claim, entry in self._facts.claims.items() if aspect in entry.aspects and claim not in state.spoken]
            return Finding("answer", telling[:MAX_FACTS_PER_QUESTION]) if telling else Finding("no_more", [], 0.0, related)
        if aspect in OF_ANYONE and set(telling) & set(state.spoken):  # "his exact words?", after one of them: it is told again, and the other
            return Finding("answer", telling[:MAX_FACTS_PER_QUESTION], lead="original")
        new = [entry for entry in telling if entry not in state.spoken]
        if not new and aspect == PROOF:  # "what shows that?": the seminar's page says so
            return Finding("smalltalk", ["smalltalk/source"])
        return self._told(new or telling, lead=not new and aspect not in OF_IT_ALONE) or Finding("gap", [DETAILS], 0.0, related)

    def _told(self, telling: list[str], lead: bool) -> Finding | None:
        """The first of the entries that tell an aspect, and what else of the same subject does; None where there is none.

        What was just told may be all that the material says ("who runs it?"): that is said too, but not of "is it any good?".
        """
        if not telling:
            return None
        first = self._facts.entries[telling[0]]
        if first.is_gap:
            return Finding("gap", telling[:1])
        both = [entry for entry in telling if self._facts.entries[entry].subject == first.subject and entry in self._facts.claims]
        return Finding("answer", list(dict.fromkeys(both))[:MAX_FACTS_PER_QUESTION], lead="no_detail" if lead else None)

    def _of_nothing(self, aspect: str, finding: Finding) -> Finding:
        """That it is not clear what is meant where nothing was spoken of, with what tells of the aspect."""
        of_topic = [claim for claim in self._facts.claims if family(claim) == aspect]  # "and in Korea?"
        anywhere = [claim for claim, entry in self._facts.claims.items() if aspect in entry.aspects]  # "what does the mayor say about it?"
        likely = finding.candidates or of_topic or (anywhere if len(anywhere) <= MAX_SUGGESTIONS else [])
        return Finding("no_subject", [], 0.0, likely[:MAX_SUGGESTIONS] or STARTERS)

    def _last(self, state: State) -> list[Entry]:
        """The entries last spoken of. A conversation may outlive an entry: what is no longer there was not spoken of."""
        return [self._facts.entries[entry] for entry in state.spoken if entry in self._facts.entries]

    def _said(self, state: State) -> list[str]:
        """All that was last said, gaps too."""
        return [entry for entry in state.last_said if entry in self._facts.entries] or [entry.id for entry in self._last(state)[:1]]

    # -- lists -----------------------------------------------------------------------------------------------------------

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

    # -- differences -----------------------------------------------------------------------------------------------------

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


def _names_of_things(facts: FactBase, names: Names) -> dict[str, list[str]]:
    """The claim that tells what a thing is -> the thing's names in any language, if its title holds one that is the same in every one."""
    telling = {claim: " ".join(entry.title.values()) for claim, entry in facts.claims.items() if WHAT in entry.about.get(str(entry.subject), ())}
    shared = [(forms["all"], [form for every in forms.values() for form in every]) for forms in names.values() if forms.get("all")]
    return {claim: every for claim, titles in telling.items() for same, every in shared if any(form in titles for form in same)}
