"""The decision to speak: from ranked labels, and what was last spoken of, to what the assistant will do.

Context enters as a prior: what is near to what was just spoken of is likelier than the words alone say. Then one rule for
each outcome, by its name. No text is compared here; subjects, aspects and relations of the fact base decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from assistant.facts import DETAILS, OF_ANYONE, OF_IT_ALONE, PROOF, SIDES, FactBase
from assistant.names import FIRST_CJK
from assistant.remarks import REMARK
from assistant.text import QUESTION_MARKS
from assistant.understanding import FOLLOW_UP, OUT_OF_SCOPE, SMALLTALK, Part, Scored, Understanding, family, is_intent

# What each decides, and what happens if it rises: docs/understanding.md; how they were chosen: docs/experiments.md.
ANSWER = 0.40  # a claim is stated from this probability on ...
SUPPORT = 0.02  # ... if its own model finds the text its own at least so far ...
SUPPORT_NEAR = 0.01  # ... less will do for what is near to what was just spoken of ...
DOUBT = 0.05  # ... and out of scope is less likely than this ...
DOUBT_LATER = 0.15  # ... once something was spoken of, than this; for a few words that lean on it,
DOUBT_LEANING = 0.25  # ... which by themselves may be about anything, than this
NEAR_SECOND = 0.15  # a second claim on the same subject is stated too, from here on: then the question was open
TOPIC_SECOND = 0.20  # ... or a claim on the same topic only, from here on
RATHER_GAP = 0.25  # a gap states nothing, so it is named from here on, and rather than a claim that is not much likelier
MUCH_LIKELIER = 2.0
A_DETAIL = 0.30  # of a detail of a thing, so much will do for saying that it is not told, whatever claim is likelier ...
NAMED = 0.5  # of what else may be asked, the share of one claim from which the detail is of that one
PERHAPS_A_DETAIL = 0.03  # ... and so much for saying that what is told is all there is
TALK = 0.40  # small talk, and follow-ups, from here on
SUGGEST = 0.15  # "did you mean" is worth asking from this total probability of claims on
OFFER = 0.03  # beside another outcome, a claim is worth a quick reply from here on
OUTSIDE = 0.50  # from here on a message is out of scope, unless something else is likelier
MOST_QUESTIONS = 3  # that are answered in one message
SECOND_QUESTION = 0.70  # a further part of a message is answered from here on ...
LIKELY_HALF = 0.10  # ... and half a sentence if the whole finds it at least so likely: it leans on the other half
BY_ITS_TONE = 0.90  # ... or if it stands between joining words and is so sure of what it asks, though it does not look like a question
FURTHER = 0.90  # a sentence that asks for an aspect of what the one before it is about ("who is behind it? since when?") counts from here on
SURE_OF_ONE = 0.95  # the whole message asks one thing only, from here on, unless another part is a question by its mark

DIFFERENCE, DISBELIEF = f"{FOLLOW_UP}/difference", f"{FOLLOW_UP}/doubt"
GREET, GOODBYE, ACKNOWLEDGE, BOT = "smalltalk/greet", "smalltalk/goodbye", "smalltalk/acknowledge", "smalltalk/bot"
SAME_SUBJECT, RELATED, SAME_THEME, SAME_TOPIC = 6.0, 3.0, 4.0, 1.5  # odds that context adds
SHORT = 26  # a part of at most so many letters ("and in Korea?") leans on the context: what it adds counts twice ...
LONG = 80  # ... and the less the longer the part, down to once from so many on;
LETTERS_A_CJK = 2  # ... a Korean or Chinese character counts as so many
WHAT = "what"
OWN_INTENT: Final = "intent"
# What is found -> the intent that `data/stories/` has a rule for; an intent with a behaviour of its own is its own.
INTENTS = {"answer": "question", "gap": "gap", "smalltalk": "smalltalk", "follow_up": "follow_up", "suggest": "nlu_fallback", "out_of_scope": "out_of_scope"}

OPEN = {WHAT, "names"}  # aspects that say too little of what is asked: of almost everything it is told what it is
TOLD_AGAIN = OF_IT_ALONE - {PROOF}
ELLIPTIC = 0.01  # a few words ask for an aspect of what was spoken of if that is at least so likely beside another claim with that aspect
FOLLOW_UP_ALONE = 0.03  # odds of a follow-up where nothing was spoken of before
UNTOLD = 0.1  # ... and of one that asks for what nothing more is told of
GREETING_LATER = 0.3  # odds of a greeting after something was spoken of, and of a farewell before: "salut", "servus" are both
BOT_LATER = 0.5  # odds of a question on the assistant itself after something was spoken of: "who made it?"
FAINT = 0.006  # share of the likeliest label's probability below which context makes nothing likelier ...
FAINT_BESIDE_FOLLOW_UP = 0.05  # ... and where that label is a follow-up with something to tell: "who was on it?" asks no more than that, nor does "go on"


Kind = Literal["answer", "gap", "smalltalk", "follow_up", "suggest", "out_of_scope", "intent", "no_more", "no_subject"]
Lead = Literal["no_detail", "confirmed", "material_says", "original"]


@dataclass(frozen=True)
class Finding:
    """What one part of a message asks.

    Attributes:
        kind: as named in `Kind`; "intent" is one that has a rule and an action of its own, "no_more" and "no_subject" are follow-ups
            to which nothing more is told, or before which nothing was spoken of.
        ids: the claims (one or two), the gap, the small talk's or follow-up's label, or the intent.
        probability: of the first id.
        candidates: claims worth offering, the likeliest first.
        lead: what an answer begins with: that what is asked may be a detail that the claims do not tell, that what was doubted is what they say,
            what the material says, to who asks whether something is so,
            or, after them, the page's own words.
        detail_of: of a detail that is not told, the claim that tells of the thing; None where the message does not say which.
    """

    kind: Kind
    ids: list[str] = field(default_factory=list)
    probability: float = 0.0
    candidates: list[str] = field(default_factory=list)
    lead: Lead | None = None
    detail_of: str | None = None

    @property
    def about(self) -> list[str]:
        """The entries that "it" refers to afterwards."""
        return [self.detail_of] if self.detail_of else self.ids


def affinity(entry_id: str, spoken: Sequence[str], facts: FactBase) -> float:
    """How much likelier an entry is because of what was just spoken of; 1 for no bearing."""
    entry = facts.entries.get(entry_id)
    best = 1.0
    for other_id in spoken:
        other = facts.entries.get(other_id)
        if entry is None or other is None or other_id == entry_id:
            continue
        if entry.subjects & other.subjects:
            best = max(best, SAME_SUBJECT)
        if entry_id in other.related or other_id in entry.related:
            best = max(best, RELATED)
        if entry.theme and entry.theme == other.theme:
            best = max(best, SAME_THEME)
        if family(entry_id) == family(other_id):
            best = max(best, SAME_TOPIC)
    return best


def letters_in(text: str) -> int:
    """How long a text is, in letters; a Korean or Chinese character says as much as some."""
    return sum(LETTERS_A_CJK if character > FIRST_CJK else 1 for character in text if character.isalpha())


def leaning_of(text: str) -> float:
    """How far a text leans on what was spoken of: 1 for one so short that this says more than its words, 0 for a long one."""
    return min(1.0, max(0.0, (LONG - letters_in(text)) / (LONG - SHORT)))


def in_context(ranking: Sequence[Scored], spoken: Sequence[str], facts: FactBase, leaning: float = 0.0) -> list[Scored]:
    """The ranking after what was last spoken of is weighed in; probabilities sum to what they summed to before.

    Args:
        ranking: labels with their probabilities.
        spoken: ids of the entries that the last reply stated or named; empty at a conversation's start.
        leaning: how far the text leans on the context (see `leaning_of`).
    """
    weighed = []
    first = max(ranking, key=lambda scored: scored.probability, default=Scored("", 0.0))
    asks_on = bool(spoken) and family(first.label) == FOLLOW_UP and tells(first.label, spoken, facts)
    audible = (FAINT_BESIDE_FOLLOW_UP if asks_on else FAINT) * first.probability
    for label, probability in ranking:
        if label == DIFFERENCE:  # it names its things, mostly
            weight = 1.0
        elif family(label) == FOLLOW_UP:
            weight = (1.0 if tells(label, spoken, facts) else UNTOLD) if spoken else FOLLOW_UP_ALONE
        elif family(label) == SMALLTALK:
            weight = GREETING_LATER if label == (GREET if spoken else GOODBYE) else BOT_LATER if spoken and label == BOT else 1.0
        elif probability < audible:
            weight = 1.0
        else:
            weight = affinity(label, spoken, facts) ** (1 + leaning)
        weighed.append(Scored(label, probability * weight))
    scale = sum(scored.probability for scored in ranking) / (sum(scored.probability for scored in weighed) or 1.0)
    return sorted((Scored(label, probability * scale) for label, probability in weighed), key=lambda scored: -scored.probability)


def tells(follow_up: str, spoken: Sequence[str], facts: FactBase, besides: str = "") -> bool:
    """Whether there is more to tell, and not only in the entry `besides`, of the aspect of what was just spoken of that a follow-up asks for.

    True for a follow-up that asks for no aspect ("go on"), and for one whose answer may well be what was just told ("is it any good?").
    """
    aspect = follow_up.split("/")[1]
    if follow_up == DISBELIEF:  # of a claim it can always be told that it is what the material says
        return spoken[0] in facts.claims if spoken else False
    if aspect not in facts.aspects:
        return True
    again = aspect in TOLD_AGAIN
    return any((again or key not in spoken) and key != besides for key in facts.telling_of(spoken, aspect))


def with_fields(ranking: Sequence[Scored], spoken: Sequence[str], facts: FactBase) -> list[Scored]:
    """The ranking with each follow-up to a field ("and in fashion?") as the claim that it asks for after what was last spoken of."""
    fields, heard = {f"{FOLLOW_UP}/{theme}": theme for theme in facts.themes}, dict(ranking)
    return _relabelled((facts.in_theme(fields[label], spoken, heard) if label in fields else label, probability) for label, probability in ranking)


def as_follow_ups(ranking: Sequence[Scored], spoken: Sequence[str], facts: FactBase) -> list[Scored]:
    """The ranking of a few words ("and to what end?"), claims as follow-ups where they may be meant so.

    A claim that is foreign to what was just spoken of, or was just told, counts as the follow-up that asks for the same aspect, if
    that is heard too and what was spoken of has something to tell.
    """
    heard = dict(ranking)
    meant = []
    for label, probability in ranking:
        entry = facts.claims.get(label)
        if entry and affinity(label, spoken, facts) == 1.0:
            asked = (f"{FOLLOW_UP}/{aspect}" for aspect in sorted(entry.aspects - OPEN))
            may = (one for one in asked if one in heard and heard[one] >= ELLIPTIC * probability and tells(one, spoken, facts, besides=label))
            label = max(may, key=lambda one: heard[one], default=label)
        meant.append((label, probability))
    return _relabelled(meant)


def _relabelled(ranking: Iterable[tuple[str, float]]) -> list[Scored]:
    """A ranking some of whose labels have been given others: what stands in it twice is added up."""
    probabilities: dict[str, float] = {}
    for label, probability in ranking:
        probabilities[label] = probabilities.get(label, 0.0) + probability
    return sorted((Scored(*one) for one in probabilities.items()), key=lambda scored: -scored.probability)


def decide(part: Part, spoken: Sequence[str], facts: FactBase) -> Finding:
    """What one part of a message asks, given what was last spoken of."""
    leaning = leaning_of(part.text)
    short = leaning == 1.0
    ranking = with_fields(part.ranking, spoken, facts)
    if short:
        ranking = as_follow_ups(ranking, spoken, facts)
    ranking = _asked(in_context(ranking, spoken, facts, leaning), facts)
    claims = [scored for scored in ranking if scored.label in facts.claims]
    candidates = [scored.label for scored in claims if scored.probability >= OFFER]
    top = ranking[0]
    outside = dict(ranking).get(OUT_OF_SCOPE, 0.0)
    if outside >= OUTSIDE and top.label == OUT_OF_SCOPE:
        return Finding(OUT_OF_SCOPE, [], outside, candidates)
    if family(top.label) in (SMALLTALK, FOLLOW_UP) and top.probability >= TALK:
        return Finding(_talk_of(top.label), [top.label], top.probability, candidates)
    if is_intent(top.label) and top.label == part.ranking[0].label and top.probability >= TALK:  # also without the context: the gate has none
        return Finding(OWN_INTENT, [top.label], top.probability, candidates)
    missing = _missing(ranking, facts) or _detail_of_what_was_told(part, spoken, facts)
    if missing:
        return _gap(missing, part, claims, candidates, facts)
    near = affinity(top.label, spoken, facts) > 1
    doubt = DOUBT_LEANING if near and short else DOUBT_LATER if spoken else DOUBT
    supported = part.support >= (SUPPORT_NEAR if near else SUPPORT) and outside < doubt
    told = _told(claims, spoken, facts) if top in claims and supported else []
    if told:
        return Finding("answer", told, top.probability, candidates, "no_detail" if dict(ranking).get(DETAILS, 0.0) >= PERHAPS_A_DETAIL else None)
    likely = [scored.label for scored in claims if scored.probability >= SUGGEST / 3]
    if likely and sum(scored.probability for scored in claims) >= SUGGEST:
        return Finding("suggest", [], top.probability, likely)
    if family(top.label) in (SMALLTALK, FOLLOW_UP):
        return Finding(_talk_of(top.label), [top.label], top.probability, candidates)
    if top.label in facts.gaps:
        return Finding("suggest", [], top.probability, candidates or facts.gaps[top.label].related)
    return Finding(OUT_OF_SCOPE, [], outside, candidates)


def _talk_of(label: str) -> Kind:
    """Which of the two kinds of talk a label is."""
    return SMALLTALK if family(label) == SMALLTALK else FOLLOW_UP


def _missing(ranking: list[Scored], facts: FactBase) -> Scored | None:
    """The gap that a message asks for: one that is likely enough beside the likeliest label, else the details; None for neither."""
    first = next((scored for scored in ranking if scored.label in facts.gaps), None)
    if first and first.probability >= max(RATHER_GAP, ranking[0].probability / MUCH_LIKELIER):
        return first
    return next((scored for scored in ranking if scored.label == DETAILS and scored.probability >= A_DETAIL), None)


def _detail_of_what_was_told(part: Part, spoken: Sequence[str], facts: FactBase) -> Scored | None:
    """A detail of the claim that was just told, by the words alone: what was spoken of lifts the claims beside it, which tell no more of it."""
    heard = next((label for label, _ in part.ranking if label in facts.claims), None)
    detail = dict(part.ranking).get(DETAILS, 0.0)
    return Scored(DETAILS, detail) if heard in spoken and detail >= A_DETAIL else None


def _gap(missing: Scored, part: Part, claims: list[Scored], candidates: list[str], facts: FactBase) -> Finding:
    """That the material does not say this; of a detail also what of: of what the words alone would ask if it were not for the detail."""
    if missing.label != DETAILS:
        return Finding("gap", [missing.label], missing.probability, candidates)
    near = [scored.label for scored in claims if scored.probability >= OFFER * (1 - missing.probability)]
    rest = 1 - dict(part.ranking).get(DETAILS, 0.0)
    of = next((label for label, probability in part.ranking if label in facts.claims and probability >= NAMED * rest), None)
    return Finding("gap", [DETAILS], missing.probability, near, detail_of=of)


def _told(claims: list[Scored], spoken: Sequence[str], facts: FactBase) -> list[str]:
    """The claims to be told, the likeliest of which leads: it, or it and a near one where the question was open; none if it is not likely enough."""
    top, second = claims[0], claims[1] if len(claims) > 1 else None
    if second:
        bond = affinity(second.label, [top.label], facts)
        if bond > 1 and second.probability >= (NEAR_SECOND if bond > SAME_TOPIC else TOPIC_SECOND) and top.probability + second.probability >= ANSWER:
            return _what_it_is_first([top.label, second.label], facts)
    if top.probability < ANSWER:
        return []
    beside = facts.partnering_in_theme(top.label, spoken)
    return [top.label, beside] if beside else [top.label]


def _what_it_is_first(claims: list[str], facts: FactBase) -> list[str]:
    """Two claims to be told together: of one subject, what it is comes first ("NxtPort?")."""
    subjects = {facts.entries[claim].subject for claim in claims}
    return claims if len(subjects) > 1 else sorted(claims, key=lambda claim: WHAT not in facts.entries[claim].aspects)


def _asked(ranking: list[Scored], facts: FactBase) -> list[Scored]:
    """The ranking without a remark that leads it, where as much speaks for something being asked ("... A word on NxtPort will do.")."""
    first, *rest = ranking
    asked = sum(scored.probability for scored in rest if scored.label in facts.entries)
    if first.label != REMARK or asked < first.probability:
        return ranking
    scale = 1 / (1 - first.probability)
    return [Scored(label, probability * scale) for label, probability in rest]


def findings(understood: Understanding, spoken: Sequence[str], facts: FactBase) -> list[Finding]:
    """What a message asks: one finding, or up to `MOST_QUESTIONS` where it asks several things.

    The whole message is judged first, then its sentences, each for itself. A sentence counts as a question of its own when it is sure
    of what it asks and the message as a whole is not about something else altogether. Halves of a sentence that each hold a question
    word take its place if two of them are sure; other halves count as a sentence does, if the whole makes them likely too, or if they stand
    between joining words and are surer still.
    """
    if understood.exact:
        kind: Kind = "gap" if understood.exact in facts.gaps else "answer"
        return [Finding(kind, [understood.exact], 1.0)]
    whole = decide(understood.parts[0], spoken, facts)
    outside = dict(understood.parts[0].ranking).get(OUT_OF_SCOPE, 0.0)

    def sure(finding: Finding) -> bool:
        return finding.kind in ("answer", "gap") and finding.probability * (1 - outside) >= SECOND_QUESTION

    asked: list[Finding] = []
    before: Finding | None = Finding("answer", list(spoken))  # what a sentence may go on from; None after one that was not understood
    for sentence, halves in _sentences(understood.parts[1:]):
        found = [one for one in _asked_by_halves(halves, spoken, facts) if sure(one)]
        if len(found) < 2:  # not two questions: what is left are parts like others
            alone = [(part, decide(part, spoken, facts)) for part in ([sentence] if sentence else halves)]
            found = [finding for part, finding in alone if sure(finding) and _stands_alone(part, finding, understood)]
        if not found and sentence and not sentence.halved and before:
            found = [one for one in _further(sentence, before, facts) if sure(one)]
        if found:
            before = found[-1]
        elif not sentence or family(sentence.ranking[0].label) != SMALLTALK:
            before = None
        asked += [one for one in found if all(set(one.ids).isdisjoint(other.ids) for other in asked)]
    asked = _without_bare_details(asked)
    if len(asked) > 1:
        return asked[:MOST_QUESTIONS]
    if whole.kind in ("answer", "gap") or not asked:
        return [_said_besides(whole, understood, spoken, facts) if whole.ids and whole.ids[0] in (ACKNOWLEDGE, REMARK) else whole]
    return asked


def _without_bare_details(asked: list[Finding]) -> list[Finding]:
    """What is asked without a detail of nothing in particular beside a gap that says more: "was the minister with them, and as what?"."""
    says_more = any(one.kind == "gap" and one.ids != [DETAILS] for one in asked)
    return [one for one in asked if one.ids != [DETAILS] or one.detail_of or not says_more]


def _further(sentence: Part, before: Finding, facts: FactBase) -> list[Finding]:
    """What a sentence asks of what the one before it asked, or of what was last spoken of; nothing if it surely asks for no aspect of that."""
    after = decide(sentence, before.about, facts) if before.about else None
    if after is None or after.kind != FOLLOW_UP or after.probability < FURTHER:
        return []
    finding = _asked_on(after, before, facts)
    return [finding] if finding.kind in ("answer", "gap") else []


def _sentences(parts: Sequence[Part]) -> list[tuple[Part | None, list[Part]]]:
    """The parts of a message, each with its halves that ask; None before those of a message that has one sentence only."""
    grouped: list[tuple[Part | None, list[Part]]] = []
    for part in parts:
        if not part.asks:
            grouped.append((part, []))
        elif grouped:
            grouped[-1][1].append(part)
        else:
            grouped.append((None, [part]))
    return grouped


def _asked_by_halves(halves: Sequence[Part], spoken: Sequence[str], facts: FactBase) -> list[Finding]:
    """What the halves of a sentence ask that each ask; the first is asked of what was last spoken of, a later one of what the one before it is about."""
    found: list[Finding] = []
    for half in halves:
        finding = decide(half, spoken, facts)
        if not found and spoken and finding.kind == FOLLOW_UP:  # "who is behind it and is it any good?"
            finding = _asked_on(finding, Finding("answer", list(spoken)), facts)
        elif found:
            after = decide(half, found[-1].about, facts)
            if after.kind == FOLLOW_UP:
                finding = _asked_on(after, found[-1], facts)
            elif after.ids in (finding.ids, [DETAILS]) and family(half.ranking[0].label) != FOLLOW_UP:
                finding = after
            else:  # "and where does it rank?", "and who else?" by themselves say too little
                continue
        if finding.kind in ("answer", "gap") and all(set(finding.ids).isdisjoint(other.ids) for other in found):
            found.append(replace(finding, ids=finding.ids[:1]))  # half a sentence asks one thing
    return found


def _asked_on(follow_up: Finding, before: Finding, facts: FactBase) -> Finding:
    """What the second half of "what is imec and where is it?" asks: an aspect of what the first half is about.

    The follow-up itself if it asks for none, for one that is told already ("what is it called and what does it do?"), or for one that
    is told elsewhere where it is not told of that ("and what did the mayor say?").
    """
    aspect = follow_up.ids[0].split("/")[1]
    telling = facts.telling_of(before.about, aspect)
    if aspect not in facts.aspects or set(telling) & set(before.ids) or not telling and aspect in {*OF_ANYONE, *SIDES, PROOF}:
        return follow_up
    if not telling:
        return Finding("gap", [DETAILS], follow_up.probability, detail_of=before.about[0])
    return Finding("gap" if telling[0] in facts.gaps else "answer", telling[:1], follow_up.probability)


def _said_besides(nod: Finding, understood: Understanding, spoken: Sequence[str], facts: FactBase) -> Finding:
    """The other small talk that stands beside a nod or a remark ("ah, I see, bye!"); the nod if there is none."""
    parts = (decide(part, spoken, facts) for part in understood.parts[1:])
    return next((one for one in parts if one.kind == SMALLTALK and one.probability >= SECOND_QUESTION and one.ids[0] not in (ACKNOWLEDGE, REMARK)), nod)


def _stands_alone(part: Part, finding: Finding, understood: Understanding) -> bool:
    """Whether a part is a question of its own, and not half of one, or what leads up to one ("It's long ago. What came of it?")."""
    ranking = understood.parts[0].ranking
    likely = next((p for label, p in ranking if label == finding.ids[0]), 0.0)
    if part.halved:
        by_its_tone = part.joined and ranking[0].label != DIFFERENCE and finding.probability >= BY_ITS_TONE
        return likely >= LIKELY_HALF or by_its_tone
    return likely > 0 or ranking[0].probability < SURE_OF_ONE or part.text.rstrip().endswith(QUESTION_MARKS)
