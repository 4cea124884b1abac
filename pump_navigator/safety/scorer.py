"""A linear model over what is known of a text: the signs in it and, where there is an encoder, its embedding.

The weights are committed (`rules/<name>.npz`), so that nothing is trained at start; `python -m
pump_navigator.safety.fit` makes them anew. They remember the rule files that they were made with, and are refused
with others: then the rules decide alone (`judge.py`), and `pump-navigator check` fails.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from pump_navigator.safety.rulebook import RULES, RuleError

Vectors = NDArray[np.float32]
_SHARED = ("words", "readings")
REFIT = "run `python -m pump_navigator.safety.fit`."


class SentenceEncoder(Protocol):
    """What turns sentences into vectors of length one: `pump_navigator.embeddings.Encoder`."""

    def encode_wide(self, texts: Sequence[str]) -> Vectors:
        """An array of shape (texts, dimensions): meaning and wording side by side."""
        ...


@dataclass(frozen=True)
class Scorer:
    """Softmax regression: one row of weights for each label."""

    labels: tuple[str, ...]
    weights: Vectors  # (labels, features)
    bias: Vectors

    def score(self, features: Vectors) -> list[Mapping[str, float]]:
        """For each row of features how probable each label is."""
        logits = features @ self.weights.T + self.bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        return [dict(zip(self.labels, map(float, row), strict=True)) for row in shares]


@dataclass(frozen=True)
class Weights:
    """All that `rules/<name>.npz` holds."""

    vocabulary: tuple[str, ...]
    by_signs: Scorer
    with_embedding: Scorer

    @classmethod
    def load(cls, name: str, files: Sequence[str]) -> Weights:
        """Raises `RuleError` where they cannot be read, or were made with other rule files than these."""
        try:
            with np.load(weights_file(name), allow_pickle=False) as stored:
                if str(stored["made_with"]) != fingerprint(files):
                    raise RuleError(f"{name}.npz was made with other rules.")
                by_signs, with_embedding = (
                    Scorer(
                        tuple(map(str, stored[f"{part}_labels"])),
                        stored[f"{part}_weights"].astype(np.float32),
                        stored[f"{part}_bias"].astype(np.float32),
                    )
                    for part in ("by_signs", "with_embedding")
                )
                return cls(tuple(map(str, stored["vocabulary"])), by_signs, with_embedding)
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            if isinstance(error, RuleError):
                raise
            raise RuleError(f"{name}.npz cannot be read.") from error

    def save(self, name: str, files: Sequence[str]) -> None:
        """Write `rules/<name>.npz`. Half precision is enough."""
        parts = {"by_signs": self.by_signs, "with_embedding": self.with_embedding}
        arrays = {
            f"{part}_{key}": value
            for part, scorer in parts.items()
            for key, value in (
                ("labels", np.array(scorer.labels)),
                ("weights", scorer.weights.astype(np.float16)),
                ("bias", scorer.bias),
            )
        }
        made_with = np.array(fingerprint(files))
        np.savez_compressed(weights_file(name), made_with=made_with, vocabulary=np.array(self.vocabulary), **arrays)


def weights_file(name: str) -> Path:
    """Where the weights of that name are."""
    return RULES / f"{name}.npz"


def fingerprint(files: Sequence[str]) -> str:
    """The digest of the rule files that a scorer is made with."""
    digest = hashlib.sha256()
    for name in (*files, *_SHARED):
        digest.update((RULES / f"{name}.yml").read_bytes())
    return digest.hexdigest()
