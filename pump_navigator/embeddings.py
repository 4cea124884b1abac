"""Sentence embeddings: all-MiniLM-L6-v2, offline, two vectors of length one for a text (mean pooling)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from pump_navigator.network import Network, Vectors
from pump_navigator.published_weights import PublishedWeights, model_folder
from pump_navigator.recent import Recent

DIMENSIONS = 384
WIDE_DIMENSIONS = 2 * DIMENSIONS
MAX_TOKENS = 128
_TOGETHER = 256  # tokens: what a processor's cache holds
_REMEMBERED = 64


@dataclass(frozen=True)
class Encoder:
    """Turns sentences into vectors. Remembers the last few, so that one turn computes a text once."""

    _tokenizer: Tokenizer
    _words: Vectors
    _positions: Vectors
    _network: Network
    _recent: Recent[Vectors] = field(default_factory=lambda: Recent(_REMEMBERED))

    @classmethod
    def load(cls) -> Encoder:
        """Read and verify the weights. Raises `WeightsError`."""
        folder = model_folder()
        weights = PublishedWeights.verified(folder / "model.safetensors")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        type_zero = weights["embeddings.token_type_embeddings.weight"][0]
        return cls(
            _tokenizer=tokenizer,
            # Not the network's: so it stays in the file, once for all processes.
            _words=weights["embeddings.word_embeddings.weight"],
            _positions=weights["embeddings.position_embeddings.weight"] + type_zero,
            _network=Network(weights),
        )

    def is_word(self, text: str) -> bool:
        """Whether it is one of the words that the network was trained on, and not a string of pieces."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids) == 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The meaning of each text: vectors of length one, in an array of shape (texts, 384)."""
        return self.encode_wide(texts)[:, :DIMENSIONS]

    def encode_wide(self, texts: Sequence[str]) -> Vectors:
        """Meaning and wording: two vectors of length one side by side, of shape (texts, 768).

        The wording comes out of a middle layer, which still knows more of the words themselves.
        """
        vectors = np.zeros((len(texts), WIDE_DIMENSIONS), dtype=np.float32)
        unseen: list[int] = []
        for i, text in enumerate(texts):
            if text in self._recent:
                vectors[i] = self._recent[text]
            else:
                unseen.append(i)
        encodings = [self._tokenizer.encode(texts[i]) for i in unseen]
        for start, end in _runs([len(encoding.ids) for encoding in encodings]):
            vectors[unseen[start:end]] = self._encode_together(encodings[start:end])
        for i in unseen:
            self._recent[texts[i]] = vectors[i]
        return vectors

    def remembering(self, most: int) -> AbstractContextManager[None]:
        """Remember so many texts meanwhile: training reads the content's questions several times."""
        return self._recent.room_for(most)

    def _encode_together(self, encodings: Sequence[Encoding]) -> Vectors:
        """The texts one after the other as one row of tokens, each of which sees those of its own text."""
        lengths = np.array([len(encoding.ids) for encoding in encodings])
        ids = np.concatenate([encoding.ids for encoding in encodings])
        places = np.concatenate([np.arange(length) for length in lengths])
        text = np.repeat(np.arange(len(lengths)), lengths)
        seen = (text[:, None] == text).astype(np.int32)
        middle, last = self._network(self._words[ids] + self._positions[places], seen)
        return np.concatenate([_pool(last, lengths), _pool(middle, lengths)], axis=1)


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From which text to which the network reads at once. In: how many tokens each text has."""
    start = tokens = 0
    for place, length in enumerate(lengths):
        if tokens and tokens + length > _TOGETHER:
            yield start, place
            start, tokens = place, 0
        tokens += length
    if tokens:
        yield start, len(lengths)


def _pool(x: Vectors, lengths: NDArray[np.intp]) -> Vectors:
    """The mean over the tokens of each text, at length one."""
    mean = np.add.reduceat(x, np.cumsum(lengths) - lengths, axis=0) / lengths[:, None]
    unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """The one encoder of this process: its weights never change and take 45 MB."""
    return Encoder.load()
