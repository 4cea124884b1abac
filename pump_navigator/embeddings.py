"""Sentence embeddings: all-MiniLM-L6-v2, offline, two vectors of length one for a text (mean pooling)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
_BATCH = 16  # what a processor's cache holds
_LIKE = 1.5
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
        encodings = {i: self._tokenizer.encode(texts[i]) for i in unseen}
        for chosen in _batches({i: len(encoding.ids) for i, encoding in encodings.items()}):
            vectors[chosen] = self._encode_batch([encodings[i] for i in chosen])
        for i in unseen:
            self._recent[texts[i]] = vectors[i]
        return vectors

    def remembering(self, most: int) -> AbstractContextManager[None]:
        """Remember so many texts meanwhile: training reads the content's questions several times."""
        return self._recent.room_for(most)

    def _encode_batch(self, encodings: Sequence[Encoding]) -> Vectors:
        longest = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), longest), dtype=np.int64)
        real = np.zeros((len(encodings), longest), dtype=np.int32)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            real[row, : len(encoding.ids)] = 1
        middle, last = self._network(self._words[ids] + self._positions[:longest], real)
        return np.concatenate([_pool(last, real), _pool(middle, real)], axis=1)


def _batches(lengths: Mapping[int, int]) -> Iterator[list[int]]:
    """Texts of like length share a batch, so that little is spent on padding. In: how many tokens each text has."""
    batch: list[int] = []
    for text in sorted(lengths, key=lambda text: lengths[text]):
        if batch and (len(batch) == _BATCH or lengths[text] > _LIKE * lengths[batch[0]]):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _pool(x: Vectors, real: NDArray[np.int32]) -> Vectors:
    """The mean over the tokens that are not padding, at length one."""
    mean = np.einsum("bti,bt->bi", x, real) / real.sum(axis=1, keepdims=True)
    unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """The one encoder of this process: its weights never change and take 45 MB."""
    return Encoder.load()
