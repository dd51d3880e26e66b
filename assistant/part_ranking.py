"""What each part of a message may ask: its words are read in every likely language, and its labels ranked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from assistant.ensemble import Ensemble
from assistant.language_wishes import on_language
from assistant.segments import Segment
from assistant.tokenization import reader
from assistant.understanding import Part


class PartRanking:
    """Ranks the labels for parts of messages.

    Args:
        ensemble: the classifiers of all languages, trained before the first part is ranked.
    """

    def __init__(self, ensemble: Ensemble) -> None:
        self._ensemble = ensemble
        self._reader = reader()

    def rank(self, texts: list[Segment], weights: dict[str, float], by_words: Collection[Segment] = ()) -> list[Part]:
        """Each text as a part, in order.

        Args:
            texts: the texts, as typed.
            weights: language -> how likely they are in it; they sum to 1.
            by_words: those whose words alone will do.
        """
        words = {code: [self.words(segment.text, code) for segment in texts] for code in weights}
        ranked = self._ensemble.rank([segment.text for segment in texts], words, weights, [segment in by_words for segment in texts])
        parts = []
        for segment, ranking in zip(texts, ranked):
            labels, said = on_language(ranking.labels)
            kind: dict[str, Any] = {"halved": segment.halved, "asks": segment.asks, "joined": segment.joined}
            parts.append(Part.construct(text=segment.text, ranking=labels, support=ranking.support, on_language=said, **kind))
        return parts

    def words(self, text: str, code: str) -> list[str]:
        """The words of a text, read in a language; none where that language's classifier counts characters alone."""
        return [word.text for word in self._reader.words(text, code)] if self._ensemble.features_of(code).word else []
