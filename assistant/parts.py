"""The parts of a message that ask something: what is said around them is set aside where something else is asked.

In steps: the message is cut (`Cut`), each piece is ranked (`Pieces`), courtesies are left out, and what is left is judged
(`Parts.of`): does it ask, does it only talk, or is a language wished for?
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from assistant.courtesy import SURE_ASIDE, Core, opening_of, without_courtesies
from assistant.facts import DETAILS
from assistant.language_wishes import AGAIN, is_heard, is_on_language, refuses, wishes
from assistant.names import LanguageNames
from assistant.partner_request import OF_A_REQUEST
from assistant.remarks import REMARK
from assistant.segments import Segment
from assistant.text import has_words
from assistant.understanding import FOLLOW_UP, GAP, OUT_OF_SCOPE, SMALLTALK, TALK, Part, family

HALF = 0.5  # how likely small talk and out of scope must be together, for what is left beside a wish for a language to ask nothing
ASKED = 0.9  # probability from which a follow-up beside thanks or a greeting is one

_CHINESE_OPENING = re.compile(r"^(\S*[\u3400-\u9fff]\S{0,9})\s+(.*[\u3400-\u9fff].*)$", re.DOTALL)

Rank = Callable[[list[Segment], dict[str, float], Collection[Segment]], list[Part]]


class Found(NamedTuple):
    """What is found in a message.

    Attributes:
        parts: what it asks as a whole first, then its parts where it has several.
        wish: a wish for a language was among what was left out.
        refusal: a language is refused anywhere in it.
        opening: its first few words, where what follows them may ask something.
    """

    parts: list[Part]
    wish: bool
    refusal: bool
    opening: Part | None = None


class Cut(NamedTuple):
    """A message as the texts that are to be ranked.

    Attributes:
        said: the whole message first, then its parts, as `segments` cuts them.
        sentences: its sentences; the whole message where it has one only.
        openings: the opening of the first sentence, and what follows it: "Hello,", "who led it and when was it?"; empty without an opening.
        bare: the halves that the first sentence begins with, without its opening: "who led it".
    """

    said: list[Segment]
    sentences: list[Segment]
    openings: list[Segment]
    bare: list[Segment]

    @classmethod
    def of(cls, said: list[Segment]) -> Cut:
        """The cut of a message, given the whole of it and its parts."""
        whole, *pieces = said
        sentences = [segment for segment in pieces if not segment.halved] or [whole]
        openings = [Segment(text) for text in opening_of(sentences[0].text) or ()]
        return cls(said, sentences, openings, _bare(sentences[0].text, openings[1].text, pieces) if openings else [])

    @property
    def whole(self) -> Segment:
        """The whole message."""
        return self.said[0]

    @property
    def pieces(self) -> list[Segment]:
        """Its sentences where it has several, and their halves."""
        return self.said[1:]

    @property
    def texts(self) -> list[Segment]:
        """All that is ranked; a text may stand there twice."""
        return [*self.said, *self.openings, *self.bare]

    @property
    def by_words(self) -> set[Segment]:
        """Those texts whose words alone will do: they only help to judge others."""
        leaning = (segment for segment in self.pieces if segment.halved and not segment.asks)
        return {*self.openings, *leaning, *({self.whole} if len(self.sentences) > 1 else ())}


def _bare(sentence: str, rest: str, pieces: list[Segment]) -> list[Segment]:
    """The halves that a sentence begins with and that may be questions of their own, without the opening before `rest`."""
    lead = len(sentence) - len(rest)
    own = [piece for piece in pieces if piece.asks or piece.joined]
    bare = [piece._replace(text=piece.text[lead:]) for piece in own if sentence.startswith(piece.text)]
    return [half for half in bare if has_words(half.text)]


class Pieces:
    """The texts of one message, ranked.

    Args:
        cut: the message.
        weights: language -> how likely the message is in it.
        rank: ranks the labels for each of some segments; for those that are named last, by their words alone.

    Attributes:
        cut: the message.
        whole: the whole message; of one with several sentences, by its words alone.
    """

    def __init__(self, cut: Cut, weights: dict[str, float], rank: Rank) -> None:
        self.cut = cut
        self._weights = weights
        self._rank = rank
        self._by_words = cut.by_words
        texts = cut.texts
        self._ranked = dict(zip(texts, rank(texts, weights, self._by_words)))
        self._by_text = {segment.text: part.ranking for segment, part in self._ranked.items()}
        self.whole = self._ranked[cut.whole]

    @property
    def parts(self) -> list[Part]:
        """The parts of the message beside the whole."""
        return [self._ranked[piece] for piece in self.cut.pieces]

    def core(self) -> Core:
        """The message without its courtesies."""
        return without_courtesies([sentence.text for sentence in self.cut.sentences], self._by_text.__getitem__)

    def opening(self) -> Part | None:
        """The message's first few words, where more than talk follows them; None for a message that has no such opening."""
        halves = self.cut.openings or [Segment(text) for text in _opening_before_a_space(self.cut.whole.text)]
        if not halves:
            return None
        missing = [half for half in halves if half not in self._ranked]
        ranked = {**self._ranked, **dict(zip(missing, self._rank(missing, self._weights, missing) if missing else ()))}
        first, rest = (ranked[half] for half in halves)
        return first if rest.ranking[0].label == REMARK or family(rest.ranking[0].label) != SMALLTALK else None

    def refuse_a_language(self) -> bool:
        """Whether a language is refused: by the whole if that is on the reply's language, else anywhere."""
        return refuses(self.whole) if is_on_language(self.whole) else any(map(refuses, self._ranked.values()))

    def wish_for_a_language(self) -> bool:
        """Whether a language is wished for anywhere."""
        return any(map(wishes, self._ranked.values()))

    def first_on_language(self) -> Part:
        """The first text that is on the reply's language; there must be one."""
        return next(part for part in self._ranked.values() if is_on_language(part))

    def asked(self, core: Core) -> Part | None:
        """What is left in `core`, as a part; None where nothing is, or all of the message."""
        all_of_it = " ".join(sentence.text for sentence in self.cut.sentences)
        return self.judged(core.text) if core.text and core.text != all_of_it else None

    def kept(self, core: Core) -> list[Part]:
        """The parts that are left in `core`, in its order."""
        kept = [segment for segment in self._ranked if _stands_in(segment, core)]
        return [self._ranked[segment] for segment in sorted(kept, key=lambda segment: core.text.index(segment.text))]

    def judged(self, text: str) -> Part:
        """A text as a part, by its words and its meaning."""
        segment = Segment(text)
        if segment in self._ranked and segment not in self._by_words:
            return self._ranked[segment]
        return self._rank([segment], self._weights, ())[0]


def _opening_before_a_space(text: str) -> tuple[str, ...]:
    """The halves of a Chinese text that has a space where others have a comma; none for another text."""
    match = _CHINESE_OPENING.match(text)
    return match.groups() if match else ()


def _stands_in(segment: Segment, core: Core) -> bool:
    """Whether a text is left in `core`: a half in the sentence that it is of; a sentence that lost its opening is ranked among the openings."""
    if segment.halved:
        return segment.text not in core.sentences and segment.text in core.text
    return segment.text in core.sentences


class Parts:
    """Finds the parts of messages.

    Args:
        rank: ranks the labels for each of some segments, given how likely they are in each language; for those that are named last,
            by their words alone.
        language_names: the names of the languages.
    """

    def __init__(self, rank: Rank, language_names: LanguageNames) -> None:
        self._rank = rank
        self._language_names = language_names

    def of(self, said: list[Segment], weights: dict[str, float]) -> Found:
        """The parts of a message, without its courtesies where something else is asked.

        Args:
            said: the whole message first, then its parts, as `segments` cuts them.
            weights: language -> how likely the message is in it; they sum to 1.
        """
        pieces = Pieces(Cut.of(said), weights, self._rank)
        refusal, opening = pieces.refuse_a_language(), pieces.opening()
        core = pieces.core()
        asked = pieces.asked(core)
        if asked and core.wish and (_says_nothing(asked) or not is_heard(asked, pieces.whole)):  # "In Dutch please, my colleague reads along"
            return Found([pieces.first_on_language()], False, refusal, opening)
        if asked and not _only_talks(pieces.whole, asked, core.wish):
            return Found(_asked_parts(pieces, core, asked), core.wish and pieces.wish_for_a_language(), refusal, opening)
        # Nothing is asked ("Thanks, well done"), or all of it belongs to what is asked.
        whole = pieces.judged(pieces.cut.whole.text)
        beside = self._asked_beside_a_wish(whole, pieces.parts, weights)
        if beside:
            return Found([beside], wishes(whole), refusal, opening)
        return Found([whole, *pieces.parts], False, refusal, opening)

    def _asked_beside_a_wish(self, whole: Part, parts: list[Part], weights: dict[str, float]) -> Part | None:
        """What a message that looks like a wish for a language asks besides: "tell me in Dutch who is behind it"; None if nothing."""
        if not is_on_language(whole):
            return None
        unnamed = Segment(self._language_names.without(whole.text))
        candidates = [*parts, *(self._rank([unnamed], weights, ()) if has_words(unnamed.text) else ())]
        sure = [part for part in candidates if part.ranking[0].probability >= SURE_ASIDE and is_heard(part, whole)]
        asking = [part for part in sure if family(part.ranking[0].label) not in (SMALLTALK, OUT_OF_SCOPE) and part.ranking[0].label != DETAILS]
        return max(asking, key=lambda part: part.ranking[0].probability, default=None)


def _asked_parts(pieces: Pieces, core: Core, asked: Part) -> list[Part]:
    """What is asked without the courtesies, `asked`, and its parts where several are left.

    If the whole asks for another claim of the same topic, the whole counts: "We make chips. Who would suit us?"
    """
    if _differs_within_topic(pieces.whole, asked):
        asked = pieces.judged(pieces.cut.whole.text)
    kept = pieces.kept(core)
    return [asked, *(kept if len(kept) > 1 else [])]


def _only_talks(whole: Part, core: Part, wish: bool) -> bool:
    """Whether a message asks nothing though something is left of it without its courtesies: "Thanks, well done"."""
    label, probability = core.ranking[0]
    if family(label) == FOLLOW_UP and (wish and _talking(core) <= 1 - SURE_ASIDE or label not in AGAIN and probability >= ASKED):
        return False  # "Who is behind it? In Dutch please", "Thanks! And the first one?"
    if label in OF_A_REQUEST and probability >= ASKED:
        return False  # "Thanks! Has it been sent?"
    return family(whole.ranking[0].label) == SMALLTALK and family(label) in TALK


def _says_nothing(core: Part) -> bool:
    """Whether what is left of a message without its courtesies is most likely no question at all."""
    return core.ranking[0].probability < SURE_ASIDE and _talking(core) >= HALF


def _talking(part: Part) -> float:
    """How likely a part is small talk or out of scope."""
    return sum(probability for label, probability in part.ranking if family(label) in (SMALLTALK, OUT_OF_SCOPE))


def _differs_within_topic(whole: Part, core: Part) -> bool:
    """Whether a message with its courtesies asks for another claim of the same topic than without."""
    one, other = whole.ranking[0].label, core.ranking[0].label
    return one != other and family(one) == family(other) not in (*TALK, GAP)
