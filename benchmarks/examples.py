"""The training examples as numbers: intents, vectors, and which of them say nearly the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from benchmarks.paths import KEPT
from pump_navigator.embeddings import DIMENSIONS, shared_encoder
from pump_navigator.network import Vectors
from pump_navigator.understanding.examples import read_examples

SAME = 0.85  # cosine from which two examples count as paraphrases


@dataclass(frozen=True)
class Examples:
    """Examples of `data/nlu.yml`, in the order of the file."""

    texts: NDArray[np.str_]
    intents: NDArray[np.str_]
    vectors: Vectors

    @classmethod
    def load(cls, every: int = 1) -> Examples:
        """All of them, or every so-manieth; their vectors are computed once and kept."""
        rows = list(read_examples())[::every]
        texts = [text for _, text in rows]
        return cls(np.array(texts), np.array([intent for intent, _ in rows]), _vectors(texts))

    @cached_property
    def groups(self) -> NDArray[np.int32]:
        """A number for each example; paraphrases share theirs, and so must stand in one fold."""
        meaning = self.vectors[:, :DIMENSIONS]
        groups: NDArray[np.int32] = connected_components(csr_matrix(meaning @ meaning.T > SAME), directed=False)[1]
        return groups


def _vectors(texts: list[str]) -> Vectors:
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    path = KEPT / f"vectors-{digest}.npy"
    if path.exists():
        kept: Vectors = np.load(path)
        return kept
    vectors = shared_encoder().encode_wide(texts)
    KEPT.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors)
    return vectors
