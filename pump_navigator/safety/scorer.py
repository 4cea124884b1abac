"""Linear models over what is known of a text: its signs and letters and, where there is an encoder, its embedding.

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
from pump_navigator.safety.text import plain
from pump_navigator.terms import Terms, letters

Vectors = NDArray[np.float32]
_SHARED = ("words", "readings")
EMBEDDING_SCALE = np.float32(4.0)  # vectors of length one, beside signs that are 0 or 1
REFIT = "run `python -m pump_navigator.safety.fit`."


class SentenceEncoder(Protocol):
    """What turns sentences into vectors of length one: `pump_navigator.embeddings.Encoder`."""

    def encode_wide(self, texts: Sequence[str]) -> Vectors:
        """An array of shape (texts, dimensions): meaning and wording side by side."""
        ...


@dataclass(frozen=True)
class Scorer:
    """Softmax regression: one row of weights for each label."""

    weights: Vectors  # (labels, features)
    bias: Vectors

    def logits(self, features: Vectors) -> Vectors:
        """One row for each row of features, one column for each label; not yet shares."""
        logits: Vectors = features @ self.weights.T + self.bias
        return logits


@dataclass(frozen=True)
class Weights:
    """All that `rules/<name>.npz` holds: two models, of which the second is there for texts with an embedding."""

    labels: tuple[str, ...]
    vocabulary: tuple[str, ...]
    by_signs: Scorer
    letters: Terms
    by_letters: Vectors  # (letters, labels): they add to what `by_signs` finds
    with_embedding: Scorer

    def score(self, rows: Vectors, texts: Sequence[str], embeddings: Vectors | None) -> list[Mapping[str, float]]:
        """For each text, whose signs are a row of features, how probable each label is.

        With embeddings the models have equal say: each finds what the other does not.
        """
        likelihoods = _log_shares(self._by_signs(rows, texts))
        if embeddings is not None:
            beside = np.hstack([embeddings * EMBEDDING_SCALE, rows])
            likelihoods = (likelihoods + _log_shares(self.with_embedding.logits(beside))) / 2
        shares = np.exp(_log_shares(likelihoods))
        return [dict(zip(self.labels, map(float, row), strict=True)) for row in shares]

    def _by_signs(self, rows: Vectors, texts: Sequence[str]) -> Vectors:
        logits = self.by_signs.logits(rows)
        for row, text in zip(logits, texts, strict=True):
            columns, weights = self.letters.weighed(text)
            row += weights @ self.by_letters[columns]
        return logits

    @classmethod
    def load(cls, name: str, files: Sequence[str]) -> Weights:
        """Raises `RuleError` where they cannot be read, or were made with other rule files than these."""
        try:
            with np.load(weights_file(name), allow_pickle=False) as stored:
                if str(stored["made_with"]) != fingerprint(files):
                    raise RuleError(f"{name}.npz was made with other rules.")
                by_signs, with_embedding = (
                    Scorer(stored[f"{part}_weights"].astype(np.float32), stored[f"{part}_bias"].astype(np.float32))
                    for part in ("by_signs", "with_embedding")
                )
                return cls(
                    tuple(map(str, stored["labels"])),
                    tuple(map(str, stored["vocabulary"])),
                    by_signs,
                    Terms.of(letters_of, stored["letters"].tolist(), stored["letters_idf"]),
                    stored["by_letters"].astype(np.float32),
                    with_embedding,
                )
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            if isinstance(error, RuleError):
                raise
            raise RuleError(f"{name}.npz cannot be read.") from error

    def save(self, name: str, files: Sequence[str]) -> None:
        """Write `rules/<name>.npz`. Half precision is enough."""
        np.savez_compressed(
            weights_file(name),
            made_with=np.array(fingerprint(files)),
            labels=np.array(self.labels),
            vocabulary=np.array(self.vocabulary),
            letters=np.array(list(self.letters.columns)),
            letters_idf=self.letters.idf,
            by_letters=self.by_letters.astype(np.float16),
            by_signs_weights=self.by_signs.weights.astype(np.float16),
            by_signs_bias=self.by_signs.bias,
            with_embedding_weights=self.with_embedding.weights.astype(np.float16),
            with_embedding_bias=self.with_embedding.bias,
        )


def letters_of(text: str) -> list[str]:
    """The letters of a text, without case and accents: who is in distress slips, most of all in Spanish."""
    return letters(plain(text))


def _log_shares(logits: Vectors) -> Vectors:
    """Logarithms of shares that sum to one in each row."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    result: Vectors = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def weights_file(name: str) -> Path:
    """Where the weights of that name are."""
    return RULES / f"{name}.npz"


def fingerprint(files: Sequence[str]) -> str:
    """The digest of the rule files that a scorer is made with."""
    digest = hashlib.sha256()
    for name in (*files, *_SHARED):
        digest.update((RULES / f"{name}.yml").read_bytes())
    return digest.hexdigest()
