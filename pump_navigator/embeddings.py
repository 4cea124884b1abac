"""Sentence embeddings: all-MiniLM-L6-v2, offline, two vectors of length one for a text (mean pooling)."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from tokenizers import Tokenizer

from pump_navigator.network import Network, Vectors
from pump_navigator.published_weights import PublishedWeights, model_folder
from pump_navigator.recent import Recent

DIMENSIONS = 384
WIDE_DIMENSIONS = 2 * DIMENSIONS
MAX_TOKENS = 128
_MANY = 32  # from so many texts on they are read by all cores
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
    def load(cls, network: Callable[[PublishedWeights], Network] = Network.load) -> Encoder:
        """Read and verify the weights, and put the network together of them. Raises `WeightsError`."""
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
            _network=network(weights),
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
        for i, vector in zip(unseen, self._each([texts[i] for i in unseen]), strict=True):
            vectors[i] = self._recent[texts[i]] = vector
        return vectors

    def tokens(self, text: str) -> Vectors:
        """What the network reads of a text: a vector for each token, in an array of shape (tokens, 384)."""
        ids = self._tokenizer.encode(text).ids
        tokens: Vectors = self._words[ids] + self._positions[: len(ids)]
        return tokens

    def remembering(self, most: int) -> AbstractContextManager[None]:
        """Remember so many texts meanwhile: training reads the content's questions several times."""
        return self._recent.room_for(most)

    def _each(self, texts: Sequence[str]) -> Sequence[Vectors]:
        """A text is read alone: so it has the same vector whatever is asked beside it."""
        if len(texts) < _MANY:
            return [self._vector(text) for text in texts]
        with ThreadPoolExecutor(os.cpu_count()) as readers:
            return list(readers.map(self._vector, texts))

    def _vector(self, text: str) -> Vectors:
        middle, last = self._network(self.tokens(text))
        return np.concatenate([_pool(last), _pool(middle)])


def _pool(x: Vectors) -> Vectors:
    """The mean over the tokens, at length one."""
    mean = x.mean(axis=0)
    unit: Vectors = mean / np.linalg.norm(mean)
    return unit


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """The one encoder of this process: its weights never change and take 45 MB."""
    return Encoder.load()
