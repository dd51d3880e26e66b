"""Graph component: which claim does each part of a message ask for? One classifier a language, one vocabulary of labels."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Any, Collection, Dict, List, Optional, Sequence, Text, Tuple

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.courtesy import LANGUAGE_ABILITY, LANGUAGE_REFUSED, LANGUAGE_WISH, SURE_ASIDE, opening_of, without_courtesies
from assistant.ensemble import Ensemble, digest_of_sources
from assistant.facts import DETAILS, SIDES, facts
from assistant.languages import languages
from assistant.names import LanguageNames
from assistant.nlu.importer import examples_of
from assistant.nlu.language_detector import DETECTION, POSTERIOR
from assistant.nlu.spacy_reader import SEGMENTS
from assistant.rejections import Rejections, Split
from assistant.segments import Halver, Segment, segments
from assistant.sentence_vectors import expect_tokens
from assistant.text import MAX_CHARACTERS, clean, fold, has_words
from assistant.tokenization import reader
from assistant.understanding import FOLLOW_UP, GAP, KEY, OUT_OF_SCOPE, REPEAT, SMALLTALK, TALK, Part, Scored, Understanding, family

CLASSIFIER_FILE = "question_classifier.joblib"
AGAIN = (REPEAT, "follow_up/more")  # "say that in Dutch": from the next answer on
ON_LANGUAGE = (LANGUAGE_WISH, LANGUAGE_REFUSED, LANGUAGE_ABILITY)
HALF = 0.5
ALSO = 0.05  # probability from which a question that names a language wishes for it: ten times that of "was the seminar in Korean?"
ASKED = 0.9  # probability from which a follow-up beside thanks or a greeting is one
HEARD = 0.002  # probability from which a question is heard in a message that looks like a wish; "can we do this in Dutch" without its Dutch is none ...
OF_ITS_OWN = 0.5  # ... unless that rest has so much support
MEANT = 0.4  # probability from which what a sentence means instead of what it rejects is heard for itself ...
REJECTED = 0.3  # ... and what it rejects: "I have not heard of it" rejects nothing
MOST_READINGS = 3  # of a message without what it may reject that are judged: each takes as long as a sentence
UNDERSTOOD = "understood"  # message property: the `Understanding`, for the components after this one


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifierComponent(GraphComponent, IntentClassifier):
    """Ranks claims, gaps, small talk, follow-ups and out of scope for each part of a message.

    Sets on each message: `understanding` (see `assistant.understanding.Understanding`), and Rasa's `intent_ranking` with the
    labels of the message as a whole.
    """

    def __init__(self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, ensemble: Optional[Ensemble] = None) -> None:
        self._storage = model_storage
        self._resource = resource
        self._ensemble = ensemble or Ensemble(config["features"])
        self._reader = reader()
        self._language_names = LanguageNames(languages())
        self._fields = facts().themes | SIDES
        self._rejections = {code: Rejections(language) for code, language in languages().items()}
        self._halvers = {code: Halver(language) for code, language in languages().items()}
        self._titles = {(code, fold(title)): entry.id for entry in facts().entries.values() for code, title in entry.title.items()}

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The features of each language; `default` stands for every language not named."""
        return {"features": {"default": {"character": [[2, 4]], "squeezed": [], "word": [1, 2]}}}

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> QuestionClassifierComponent:
        """Create an untrained component (see Rasa's `GraphComponent.create`)."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """What else a trained component depends on: Rasa's cache knows this file only."""
        return digest_of_sources()

    def train(self, training_data: TrainingData) -> Resource:
        """Train one classifier a language on that language's examples, and store them."""
        examples: Dict[str, Tuple[List[str], List[str]]] = {}
        for text, label, code in examples_of(training_data):
            texts, labels = examples.setdefault(code, ([], []))
            texts.append(text)
            labels.append(label)
        self._ensemble.fit(examples)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._ensemble, folder / CLASSIFIER_FILE, compress=3)
        return self._resource

    @classmethod
    def load(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> QuestionClassifierComponent:
        """Load the trained component, and all that the first message would have to wait for."""
        reader().prepare()
        with model_storage.read_from(resource) as folder:
            ensemble = joblib.load(folder / CLASSIFIER_FILE)
        expect_tokens(classifier.tokens for classifier in ensemble.classifiers.values())
        return cls(config, model_storage, resource, ensemble)

    def process(self, messages: List[Message]) -> List[Message]:
        """Understand messages."""
        for message in messages:
            understood = self.understand(message)
            message.set(UNDERSTOOD, understood)
            message.set(KEY, understood.as_data(), add_to_output=True)
            ranking = understood.parts[0].ranking if understood.parts else []
            message.set("intent_ranking", [{"name": label, "confidence": probability} for label, probability in ranking], add_to_output=True)
        return messages

    def understand(self, message: Message) -> Understanding:
        """What is understood of one message that has been through the components before this one."""
        raw = str(message.get(TEXT) or "")
        text = clean(raw)
        detection = asdict(message.get(DETECTION))
        problem = "empty" if not text else "no_words" if not has_words(text) else "too_long" if len(text) > MAX_CHARACTERS else None
        if problem:
            return Understanding(**{**detection, "foreign": False}, problem=problem)
        weights = message.get(POSTERIOR)
        exact = next((self._titles[code, fold(text)] for code in (*weights, *languages()) if (code, fold(text)) in self._titles), None)
        if exact:
            code = next(code for code in (*weights, *languages()) if self._titles.get((code, fold(text))) == exact)
            detection.update(language=code, guess=code, confidence=1.0, unaided=1.0)
        wanted = self._language_names.wanted(text)
        parts, wish, refusal = self._parts(self._meant(message.get(SEGMENTS), weights), weights)
        refusal = refusal and self._language_names.names_one(text)
        wish = (wish or _also_wishes(parts[0])) and not refusal and not self._language_names.refuses_all(text)
        refuses = refusal or self._language_names.refuses(text)
        misspelt = self._ensemble.misspelt(text, max(weights, key=weights.__getitem__))
        return Understanding(**detection, exact=exact, wanted_languages=wanted, refuses=refuses, wish=wish, misspelt=misspelt, parts=parts)

    def _meant(self, said: List[Segment], weights: Dict[str, float]) -> List[Segment]:
        """The parts of a message without what it rejects: of "not the port but the park", the park."""
        code = max(weights, key=lambda each: weights[each])
        whole, *pieces = said
        sentences = [piece.text for piece in pieces if not piece.halved] or [whole.text]
        readings = islice(((sentence, one) for sentence in sentences for one in self._rejections[code].readings(sentence)), MOST_READINGS)
        meant: Dict[str, str] = {}
        for sentence, one in readings:
            if sentence not in meant and self._rejects(one, weights):
                meant[sentence] = one.meant
        text = whole.text
        for sentence, instead in meant.items():
            text = text.replace(sentence, instead, 1)
        return segments(text, [meant.get(sentence, sentence) for sentence in sentences], self._halvers[code]) if meant else said

    def _rejects(self, reading: Split, weights: Dict[str, float]) -> bool:
        """Whether both what a sentence would mean and what it would reject are things of the material, and different ones.

        A follow-up may be rejected ("not the name"), and meant if it is to a field or a side ("fashion, not the port"); "where else
        but in Seoul?" means no other thing.
        """
        meant, rejected = (part.ranking[0] for part in self._ranked([Segment(reading.meant), Segment(reading.rejected)], weights))
        things = all(family(label) not in (SMALLTALK, OUT_OF_SCOPE) for label, _ in (meant, rejected))
        named = family(meant.label) != FOLLOW_UP or meant.label.split("/")[1] in self._fields
        return things and named and meant.label != rejected.label and meant.probability >= MEANT and rejected.probability >= REJECTED

    def _parts(self, said: List[Segment], weights: Dict[str, float]) -> Tuple[List[Part], bool, bool]:
        """The parts of a message, without its courtesies where something else is asked.

        And whether a wish for a language was among what was left out, and whether a language is refused anywhere.
        """
        whole, *pieces = said
        sentences = [segment for segment in pieces if not segment.halved] or [whole]
        openings = [Segment(text) for text in opening_of(sentences[0].text) or ()]
        lead = len(sentences[0].text) - len(openings[1].text) if openings else 0
        own = [piece for piece in pieces if piece.asks or piece.joined]
        bare = [piece._replace(text=piece.text[lead:]) for piece in own if lead and sentences[0].text.startswith(piece.text)]
        bare = [half for half in bare if has_words(half.text)]  # the first half without the opening: "Hello, who led it and when was it?"
        by_words = {*openings, *(segment for segment in pieces if segment.halved and not segment.asks), *({whole} if len(sentences) > 1 else ())}
        read = [*said, *openings, *bare]
        ranked = dict(zip(read, self._ranked(read, weights, by_words)))
        by_text = {segment.text: part.ranking for segment, part in ranked.items()}
        refusal = _refuses(ranked[whole]) if ranked[whole].ranking[0].label == LANGUAGE_WISH else any(map(_refuses, ranked.values()))
        core = without_courtesies([sentence.text for sentence in sentences], by_text.__getitem__)
        wish = core.wish and any(map(_wishes, ranked.values()))
        asked = self._judged(core.text, ranked, by_words, weights) if core.text and core.text != " ".join(sentence.text for sentence in sentences) else None
        if asked and core.wish and (_says_nothing(asked) or not _is_heard(asked, ranked[whole])):  # "In Dutch please, my colleague reads along"
            return [next(part for part in ranked.values() if part.ranking[0].label == LANGUAGE_WISH)], False, refusal
        if asked and not _only_talks(ranked[whole], asked, core.wish):
            if _differs_within_topic(ranked[whole], asked):  # "We make chips. Who would suit us?": what was left out tells which
                asked = self._judged(whole.text, ranked, by_words, weights)
            # A half stands in the sentence it is of, and a sentence that lost its opening is ranked among the openings.
            kept = [one for one in ranked if (one.text not in core.sentences and one.text in core.text if one.halved else one.text in core.sentences)]
            heard = [ranked[segment] for segment in sorted(kept, key=lambda segment: core.text.index(segment.text))]
            return [asked, *(heard if len(heard) > 1 else [])], wish, refusal
        # Nothing is asked ("Thanks, well done"), or all of it belongs to what is asked.
        judged = self._judged(whole.text, ranked, by_words, weights)
        beside = self._asked_beside_a_wish(judged, [ranked[piece] for piece in pieces], weights)
        return ([beside], _wishes(judged), refusal) if beside else ([judged, *(ranked[piece] for piece in pieces)], False, refusal)

    def _asked_beside_a_wish(self, whole: Part, pieces: Sequence[Part], weights: Dict[str, float]) -> Optional[Part]:
        """What a message that looks like a wish for a language asks besides: "tell me in Dutch who is behind it"; None if nothing."""
        if whole.ranking[0].label != LANGUAGE_WISH:
            return None
        unnamed = Segment(self._language_names.without(whole.text))
        candidates = [*pieces, *(self._ranked([unnamed], weights) if has_words(unnamed.text) else ())]
        sure = [part for part in candidates if part.ranking[0].probability >= SURE_ASIDE and _is_heard(part, whole)]
        asking = [part for part in sure if family(part.ranking[0].label) not in (SMALLTALK, OUT_OF_SCOPE) and part.ranking[0].label != DETAILS]
        return max(asking, key=lambda part: part.ranking[0].probability, default=None)

    def _judged(self, text: str, ranked: Dict[Segment, Part], by_words: Collection[Segment], weights: Dict[str, float]) -> Part:
        """A text as a part, by its words and its meaning; taken from `ranked` where it stands there."""
        segment = Segment(text)
        return ranked[segment] if segment in ranked and segment not in by_words else self._ranked([segment], weights)[0]

    def _ranked(self, texts: List[Segment], weights: Dict[str, float], by_words: Collection[Segment] = ()) -> List[Part]:
        words = {code: [self._words(segment.text, code) for segment in texts] for code in weights}
        ranked = self._ensemble.rank([segment.text for segment in texts], words, weights, [segment in by_words for segment in texts])
        parts = []
        for segment, ranking in zip(texts, ranked):
            labels, said = _on_language(ranking.labels)
            kind: Dict[str, Any] = {"halved": segment.halved, "asks": segment.asks, "joined": segment.joined}
            parts.append(Part.construct(text=segment.text, ranking=labels, support=ranking.support, on_language=said, **kind))
        return parts

    def _words(self, text: str, code: str) -> List[str]:
        """The words of a text, read in a language; none where that language's classifier counts characters alone."""
        return [word.text for word in self._reader.words(text, code)] if self._ensemble.features_of(code).word else []


def _on_language(ranking: List[Scored]) -> Tuple[List[Scored], Optional[str]]:
    """A ranking in which all that is said of the reply's language counts as one label, the wish; and the likeliest of those labels."""
    said = [scored for scored in ranking if scored.label in ON_LANGUAGE]
    if not said:
        return ranking, None
    rest = [scored for scored in ranking if scored.label not in ON_LANGUAGE]
    all_of_them = Scored(LANGUAGE_WISH, round(min(1.0, sum(scored.probability for scored in said)), 4))
    return sorted([all_of_them, *rest], key=lambda scored: -scored.probability), said[0].label


def _also_wishes(part: Part) -> bool:
    """Whether what tells something is asked in a language: "explain NxtPort in French".

    Beside a gap or what is out of scope the language is what is asked about: "do they speak French there?", "what is hello in Korean?"
    """
    wish = next((probability for label, probability in part.ranking if label == LANGUAGE_WISH), 0.0)
    if part.ranking[0].label == REPEAT:  # "once more in German"
        return True
    return part.on_language == LANGUAGE_WISH and wish >= ALSO and family(part.ranking[0].label) not in (GAP, OUT_OF_SCOPE, SMALLTALK)


def _wishes(part: Part) -> bool:
    """Whether a part wishes for a language, and says nothing else; "is that for Korean firms only?" may sound of asking whether one speaks it."""
    return part.on_language == LANGUAGE_WISH and part.ranking[0].label == LANGUAGE_WISH


def _refuses(part: Part) -> bool:
    """Whether a part refuses a language, and says nothing else."""
    return part.on_language == LANGUAGE_REFUSED and part.ranking[0].label == LANGUAGE_WISH


def _is_heard(rest: Part, whole: Part) -> bool:
    """Whether what is left of a message that looks like a wish for a language is a question that is heard in the whole too, or surely one."""
    label = rest.ranking[0].label
    if whole.ranking[0].label != LANGUAGE_WISH:
        return True
    return label not in AGAIN and (rest.support >= OF_ITS_OWN or any(other == label and probability >= HEARD for other, probability in whole.ranking))


def _only_talks(whole: Part, core: Part, wish: bool) -> bool:
    """Whether a message asks nothing though something is left of it without its courtesies: "Thanks, well done"."""
    label, probability = core.ranking[0]
    if family(label) == FOLLOW_UP and (wish and _talking(core) <= 1 - SURE_ASIDE or label not in AGAIN and probability >= ASKED):
        return False  # "Who is behind it? In Dutch please", "Thanks! And the first one?"
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
