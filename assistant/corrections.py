"""A message without what it rejects: of "not the port but the park", the park."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from assistant.facts import SIDES, facts
from assistant.languages import languages
from assistant.rejections import Rejections, Split
from assistant.segments import Halver, Segment, segments
from assistant.understanding import FOLLOW_UP, OUT_OF_SCOPE, SMALLTALK, Part, family

MEANT = 0.4  # probability from which what a sentence means instead of what it rejects is heard for itself ...
REJECTED = 0.3  # ... and what it rejects: "I have not heard of it" rejects nothing
MOST_READINGS = 3  # of a message without what it may reject that are judged: each takes as long as a sentence


class Corrections:
    """Leaves out of messages what they reject.

    Args:
        rank: ranks the labels for each of some segments, given how likely they are in each language.
    """

    def __init__(self, rank: Callable[[list[Segment], dict[str, float]], list[Part]]) -> None:
        self._rank = rank
        self._fields = facts().themes | SIDES
        self._rejections = {code: Rejections(language) for code, language in languages().items()}
        self._halvers = {code: Halver(language) for code, language in languages().items()}

    def meant(self, said: list[Segment], weights: dict[str, float]) -> list[Segment]:
        """The segments of a message without what it rejects; the same ones where it rejects nothing.

        Args:
            said: the whole message first, then its parts, as `segments` cuts them.
            weights: language -> how likely the message is in it.
        """
        code = max(weights, key=lambda each: weights[each])
        whole, *pieces = said
        sentences = [piece.text for piece in pieces if not piece.halved] or [whole.text]
        instead_of = self._corrected(sentences, code, weights)
        if not instead_of:
            return said
        text = whole.text
        for sentence, instead in instead_of.items():
            text = text.replace(sentence, instead, 1)
        return segments(text, [instead_of.get(sentence, sentence) for sentence in sentences], self._halvers[code])

    def _corrected(self, sentences: list[str], code: str, weights: dict[str, float]) -> dict[str, str]:
        """The sentences that reject something -> what each means instead."""
        readings = ((sentence, reading) for sentence in sentences for reading in self._rejections[code].readings(sentence))
        instead_of: dict[str, str] = {}
        for sentence, reading in islice(readings, MOST_READINGS):
            if sentence not in instead_of and self._rejects(reading, weights):
                instead_of[sentence] = reading.meant
        return instead_of

    def _rejects(self, reading: Split, weights: dict[str, float]) -> bool:
        """Whether both what a sentence would mean and what it would reject are things of the material, and different ones.

        A follow-up may be rejected ("not the name"), and meant if it is to a field or a side ("fashion, not the port"); "where else
        but in Seoul?" means no other thing.
        """
        meant, rejected = (part.ranking[0] for part in self._rank([Segment(reading.meant), Segment(reading.rejected)], weights))
        things = all(family(label) not in (SMALLTALK, OUT_OF_SCOPE) for label, _ in (meant, rejected))
        named = family(meant.label) != FOLLOW_UP or meant.label.split("/")[1] in self._fields
        return things and named and meant.label != rejected.label and meant.probability >= MEANT and rejected.probability >= REJECTED
