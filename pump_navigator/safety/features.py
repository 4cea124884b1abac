"""What is known of a piece of text, as numbers for the linear model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pump_navigator.safety.combinations import LEVELS, Combinations
from pump_navigator.safety.scorer import Vectors
from pump_navigator.safety.signs import Findings

EMBEDDING_SCALE = np.float32(4.0)  # vectors of length one, beside signs that are 0 or 1
_WORD_SCALE = 0.6


@dataclass(frozen=True)
class Features:
    """Signs, combinations and words of a piece."""

    signs: Sequence[str]
    combinations: Combinations
    vocabulary: Sequence[str]  # words, and pairs of words, that the model has weights for

    def rows(self, findings: Findings, pieces: Iterable[range]) -> Vectors:
        """One row for each piece, a piece being a range of sentences."""
        signs = {name: i for i, name in enumerate(self.signs)}
        words = {word: i for i, word in enumerate(self.vocabulary)}
        rows = [
            [*self._signs(findings, piece, signs), *self._tone(findings, piece), *_words(findings, piece, words)]
            for piece in pieces
        ]
        return np.array(rows, dtype=np.float32)

    @staticmethod
    def _signs(findings: Findings, piece: range, place: dict[str, int]) -> list[float]:
        """For each sign whether it holds, and whether it is told otherwise."""
        holds, told = [0.0] * len(place), [0.0] * len(place)
        for sign in findings.signs:
            if sign.sentence in piece:
                (holds if sign.status == "now" else told)[place[sign.name]] = 1.0
        return [*holds, *told]

    def _tone(self, findings: Findings, piece: range) -> list[float]:
        """The strongest combination; whether the piece tells a story; whether it speaks of papers."""
        levels = [0.0] * len(LEVELS)
        best = self.combinations.best(findings, piece)
        levels[best.level if best else 0] = 1.0
        calm = float(any(i in findings.calm for i in piece))
        papers = float(any(i in findings.papers for i in piece))
        return [*levels, calm, papers]


def words_of(findings: Findings, piece: range) -> Iterator[str]:
    """The words of a piece and their pairs."""
    for i in piece:
        words = findings.words[i]
        yield from words
        yield from (f"{first} {second}" for first, second in pairwise(words))


def beside(embeddings: Vectors, rows: Vectors) -> Vectors:
    """Embeddings and rows as one row of features for each piece."""
    joined: Vectors = np.hstack([embeddings * EMBEDDING_SCALE, rows])
    return joined


def _words(findings: Findings, piece: range, place: dict[str, int]) -> list[float]:
    present = [0.0] * len(place)
    for word in words_of(findings, piece):
        if word in place:
            present[place[word]] = _WORD_SCALE
    return present
