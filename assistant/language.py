"""Which language is this? Script first, then lingua joined with what the project's own examples look like.

A message of two words about Antwerp's port is the same in three languages, and a general detector, knowing only general
prose, takes "Antwerp footfall" for German. So two witnesses are heard: lingua (limited to the configured languages) and a
logistic regression on character n-grams of the training examples; of a few words also a third, how often each of them stands
in each language's examples. Where all together are not sure, the detector says so, and the conversation keeps its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from spacy.util import get_lang_class

from assistant.languages import DEFAULT, SURE_OF_LANGUAGE, Language
from assistant.names import NameFinder
from assistant.ngrams import LinearModel, NgramCounter, softmax
from assistant.text import clean, fold, script_counts

if TYPE_CHECKING:
    from lingua import LanguageDetector as Lingua
    from numpy.typing import NDArray  # takes 20 ms, and no run needs it

LOCALE_PRIOR = 20.0  # odds a page's locale adds to its language; enough to tip "port?" and "ok", too little to outweigh a sentence
OWN_NAME = 4.0  # odds that a name which one language alone spells so ("Antwerp") adds to that language
LINGUA_WEIGHT = 0.05  # of lingua's log probability beside what the examples say
SURE_BY_EXAMPLES = 0.98  # probability from which lingua, at that weight, can change nothing, and is not asked
HEARD_SINGLY = 3  # of at most so many words, names left out, each is also heard for itself ("goal?"): n-grams learned from sentences say too little of them
WORDS_WEIGHT = 0.5  # of what each word says for itself, beside what the n-grams say
IN_DOUBT = 0.9  # where the likeliest language is less likely than this, the first clause decides, if its own is at least so likely ...
OPENING = 3  # ... and it has so many words: who mixes languages begins in his own ("is er budget, are they spending big?")
TOO_FEW_WORDS = 2  # a Latin message of at most so many words is too short to change a conversation's language
SENTENCE = 3  # so many small words (the, is, une, und) show that Latin words beside Korean or Chinese are a sentence
KANA = ("HIRAGANA", "KATAKANA")  # Japanese is written in these and in Chinese characters
KANA_SHARE = 6  # one kana to at most so many Chinese characters makes a text Japanese
LETTERS = 4  # so many Latin letters say about as much as one Korean or Chinese character
MISSPELT_NAME = {6: 1, 10: 2}  # a name of so many letters or more is known with so many of them wrong, left out, or swapped
WORTH_READING = 0.15  # posterior from which a message of doubtful language is also read in that language

_WORD = re.compile(r"\w+")
_CLAUSES = re.compile(r"[,;:.!?…–—]+\s*")
_QUOTED = re.compile("[\"“”„«»『「][^\"“”„«»』」]*[\"“”„«»』」]")


@dataclass(frozen=True)
class Detection:
    """What is known of a message's language.

    Attributes:
        language: its code if it is told beyond doubt, else None ("the conversation's language stays").
        guess: the likeliest configured language, for when there is no conversation yet.
        confidence: posterior probability of `guess`, 0 to 1.
        unaided: what it would be without the page's locale; 0 where `guess` is nothing but that.
        foreign: the message is written in a script that no configured language uses.
    """

    language: str | None
    guess: str
    confidence: float
    foreign: bool = False
    unaided: float = 0.0


class WordLikelihoods:
    """How likely each word is in each language, by how often it stands in that language's examples.

    Args:
        texts: folded texts.
        labels: the number of each one's language, from 0 on.
    """

    def __init__(self, texts: Sequence[str], labels: Sequence[int]) -> None:
        counter = CountVectorizer(token_pattern=_WORD.pattern, lowercase=False)
        model = MultinomialNB(alpha=0.5, fit_prior=False).fit(counter.fit_transform(texts), labels)
        self._rows = counter.vocabulary_
        self._logarithms = model.feature_log_prob_.T.astype(np.float16)  # (words, languages)

    def score(self, words: Iterable[str]) -> NDArray[np.floating[Any]]:
        """The logarithm of how likely the known ones of `words` are in each language: shape (languages,), float32; zeros if none is known.

        It is divided by the root of their number, since words that stand together are not independent.
        """
        known = self._logarithms[[self._rows[word] for word in words if word in self._rows]]
        return known.sum(axis=0, dtype=np.float32) / np.sqrt(max(1, len(known)), dtype=np.float32)


class Learned(NamedTuple):
    """What the examples taught: n-grams, what each says for each Latin-script language, and how likely each word is in each."""

    ngrams: NgramCounter
    model: LinearModel
    words: WordLikelihoods


class LanguageDetector:
    """Tells which of the configured languages a message is in.

    Args:
        languages: code -> `Language`, as `languages.yml` lists them.
        names: names that are spelled the same in every language ("City of Things"): they tell nothing, and are left out.
    """

    def __init__(self, languages: dict[str, Language], names: Sequence[str] = ()) -> None:
        self._codes = list(languages)
        self._by_script = {script: code for code, language in languages.items() for script in language.scripts}
        self._latin = [code for code, language in languages.items() if not language.scripts]
        self._small_words = set().union(*(get_lang_class(languages[code].tokenizer.spacy).Defaults.stop_words for code in self._latin))
        forms = sorted((re.escape(fold(name)) for name in names), key=len, reverse=True)
        self._names = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(forms)})(?![a-z0-9])" if forms else r"(?!)")  # in "City of Things라는" it ends, too
        self._misspelt = _MisspeltNames(fold(name) for name in names)
        self._own = NameFinder({code: languages[code].own for code in self._latin})
        self._examples: Learned | None = None
        self._lingua: Lingua | None = None

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> LanguageDetector:
        """Learn what each language's examples look like.

        Args:
            texts: the training examples, as typed.
            labels: the language code of each.
        """
        latin = [(text, self._telling(text), self._latin.index(label)) for text, label in zip(texts, labels) if label in self._latin]
        languages = [language for *_, language in latin]
        ngrams = NgramCounter("char_wb", (1, 4))
        model = LogisticRegression(C=10.0, solver="liblinear", tol=0.01, random_state=0)
        model.fit(ngrams.fit([_with_accented(telling, _accented(text)) for text, telling, _ in latin]), languages)
        self._examples = Learned(ngrams, LinearModel.of(model), WordLikelihoods([telling for _, telling, _ in latin], languages))
        return self

    def detect(self, text: str, locale: str | None = None) -> Detection:
        """Detect the language of `text`.

        Args:
            text: a message, as typed.
            locale: BCP 47 tag of the page it was typed on; a prior, never stronger than a sentence.
        """
        page = (locale or "").replace("_", "-").split("-")[0].lower()
        prior = page if page in self._codes else None
        counts = script_counts(text)
        latin = counts.pop("LATIN", 0)
        by_script = {code: sum(counts.get(script, 0) for script, of in self._by_script.items() if of == code) for code in self._by_script.values()}
        code = max(by_script, key=by_script.__getitem__, default="")
        if (sum(counts.values()) > (by_script.get(code) or 0) * 2 or self._is_japanese(counts)) and sum(counts.values()) * 2 > latin:
            return Detection(None, prior or DEFAULT, 0.0, foreign=True)
        if by_script.get(code) and not (latin > LETTERS * by_script[code] and self._is_sentence(text)):
            return Detection(code, code, 1.0, unaided=1.0)
        telling = self._without_names(fold(text))
        if not latin or not any(character.isalpha() for character in telling):  # "City of Things?" is no English
            return Detection(None, prior or DEFAULT, 0.0)
        scores = self._scores(telling, text)
        if softmax(scores[None]).max() < IN_DOUBT:
            scores = self._opening_scores(text, scores)
        posterior = self._with_prior(scores, prior)
        best = int(np.argmax(posterior))
        code, confidence = self._latin[best], float(posterior[best])
        said = _WORD.findall(telling)  # "en City of Things?" is one word, and as good in Dutch as in French
        sure = confidence >= SURE_OF_LANGUAGE and len(text.split()) > TOO_FEW_WORDS and len(said) > 1
        if prior and prior not in self._latin and not sure and confidence < SURE_OF_LANGUAGE:
            return Detection(None, prior, confidence)
        unaided = float(self._with_prior(scores, None)[best]) if prior in self._latin else confidence
        return Detection(code if sure else None, code, confidence, unaided=unaided)

    def posterior(self, text: str, prior: str | None = None) -> NDArray[np.floating[Any]]:
        """Probability of each Latin-script language, in the order of `languages.yml`; they sum to 1."""
        return self._with_prior(self._scores(self._telling(text), text), prior)

    def _scores(self, telling: str, text: str) -> NDArray[np.floating[Any]]:
        assert self._examples is not None, "it was neither fitted nor restored"
        accented = _accented(text)
        scores = self._examples.model.score([(self._examples.ngrams, _with_accented(telling, accented))])
        for code in {named.value for named in self._own.find_folded(telling)}:
            scores[self._latin.index(code)] += np.log(OWN_NAME)
        words = _WORD.findall(telling)
        if len(words) <= HEARD_SINGLY:
            scores = scores + WORDS_WEIGHT * self._examples.words.score(words)
        if softmax(scores[None]).max() < SURE_BY_EXAMPLES:
            scores = scores + LINGUA_WEIGHT * self._lingua_scores(_WORD.sub(lambda word: accented.get(word[0], word[0]), telling))
        return scores

    def _opening_scores(self, text: str, scores: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
        """The scores of the first of several clauses, if that is in no doubt; else those of the whole text."""
        first, *others = [clause for clause in _CLAUSES.split(text) if len(clause.split()) >= OPENING] or [text]
        own = self._scores(self._telling(first), first) if others else scores
        return own if softmax(own[None]).max() >= IN_DOUBT else scores

    def _with_prior(self, scores: NDArray[np.floating[Any]], prior: str | None) -> NDArray[np.floating[Any]]:
        if prior in self._latin:
            scores = scores + np.log(LOCALE_PRIOR) * (np.array(self._latin) == prior)
        return softmax(scores[None])[0]

    def readings(self, text: str, detection: Detection) -> dict[str, float]:
        """In which languages a message is worth reading, with a weight each; the weights sum to 1.

        One language when it is told by script or beyond doubt, else every one that is likely enough to matter.
        """
        if detection.confidence >= SURE_OF_LANGUAGE or detection.guess not in self._latin or not script_counts(text).get("LATIN"):
            return {detection.guess: 1.0}
        likely = {code: float(p) for code, p in zip(self._latin, self.posterior(text)) if p >= WORTH_READING}
        total = sum(likely.values())
        return {code: p / total for code, p in likely.items()}

    def learned(self) -> Learned | None:
        """What `fit` learned, to be stored."""
        return self._examples

    def restore(self, learned: Learned) -> None:
        """Take up what `learned` returned."""
        self._examples = learned

    def _telling(self, text: str) -> str:
        """The folded text without the names that tell nothing; the whole text where nothing else is left."""
        folded = fold(text)
        without = self._without_names(folded)
        return without if any(character.isalpha() for character in without) else folded

    def _without_names(self, folded: str) -> str:
        return self._misspelt.removed_from(self._names.sub(" ", folded))

    def _is_japanese(self, counts: dict[str, int]) -> bool:
        """Whether Chinese characters stand among so many kana that they are Japanese; a single "の" is a fashion in Chinese."""
        kana = sum(counts.get(script, 0) for script in KANA if script not in self._by_script)
        return kana * KANA_SHARE > counts.get("CJK", 0) and kana > counts.get("HANGUL", 0)

    def _is_sentence(self, text: str) -> bool:
        """Whether the Latin words of a text are a sentence, not names, terms and quotes in a Korean or Chinese one."""
        words = re.findall(r"[a-z\u00df-\u024f']+", self._names.sub(" ", fold(_QUOTED.sub(" ", text))))
        return sum(word in self._small_words for word in words) >= SENTENCE

    def _lingua_scores(self, text: str) -> NDArray[np.floating[Any]]:
        if self._lingua is None:
            from lingua import IsoCode639_1, LanguageDetectorBuilder

            wanted = [getattr(IsoCode639_1, code.upper()) for code in self._latin]
            self._lingua = LanguageDetectorBuilder.from_iso_codes_639_1(*wanted).with_low_accuracy_mode().build()
        values = {value.language.iso_code_639_1.name.lower(): value.value for value in self._lingua.compute_language_confidence_values(text)}
        return np.log(np.array([max(values.get(code, 0.0), 1e-3) for code in self._latin]))


def _accented(text: str) -> dict[str, str]:
    """The words of a text that folding takes an accent from: folded -> as typed, in lower case."""
    if text.isascii():
        return {}
    words = (word for word in _WORD.findall(unicodedata.normalize("NFKC", clean(text)).casefold()) if not word.isascii())
    return {fold(word): word for word in words}


def _with_accented(telling: str, accented: dict[str, str]) -> str:
    """A folded text and, beside it, those of its words that have accents as they were typed: "définition" is no English."""
    return " ".join([telling, *(accented[word] for word in _WORD.findall(telling) if word in accented)]) if accented else telling


class _MisspeltNames:
    """Names as they are misspelt: "city of thnigs", "bleuhealth", "cityofthings".

    Args:
        names: folded names; those too short to be known when misspelt are passed over.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._longest = 1  # words of the longest name, and one, where it was torn apart
        self._by_start: dict[str, list[tuple[str, int]]] = {}  # first letter -> names without spaces, and how many letters may be wrong
        for name in names:
            joined = name.replace(" ", "")
            wrong = max((most for length, most in MISSPELT_NAME.items() if len(joined) >= length), default=0)
            if wrong:
                self._by_start.setdefault(joined[0], []).append((joined, wrong))
                self._longest = max(self._longest, name.count(" ") + 2)

    def removed_from(self, folded: str) -> str:
        """A folded text without them."""
        words = list(_WORD.finditer(folded))
        kept, done, index = [], 0, 0
        while index < len(words):
            length = self._words_at(words, index)
            if length:
                kept.append(folded[done : words[index].start()])
                done = words[index + length - 1].end()
            index += length or 1
        return " ".join([*kept, folded[done:]]) if kept else folded

    def _words_at(self, words: Sequence[re.Match[str]], index: int) -> int:
        """How many words from `index` on are a misspelt name; 0 for none."""
        names = self._by_start.get(words[index].group()[0], ())
        if not names:
            return 0
        found = []
        for length in range(1, min(self._longest, len(words) - index) + 1):
            joined = "".join(word.group() for word in words[index : index + length])
            for name, wrong in names:
                distance = OSA.distance(joined, name, score_cutoff=wrong) if abs(len(joined) - len(name)) <= wrong else wrong + 1
                if distance <= wrong:
                    found.append((distance, length))
        return min(found)[1] if found else 0
