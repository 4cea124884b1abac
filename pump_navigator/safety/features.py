"""What is known of a piece of text, as numbers for the linear model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from pump_navigator.safety.combinations import LEVELS, Combinations
from pump_navigator.safety.scorer import Vectors
from pump_navigator.safety.signs import Findings

_WORD_SCALE = 0.6
_TONES = 2  # whether a piece tells a story, and whether it speaks of papers


@dataclass(frozen=True)
class Features:
    """Signs, combinations and words of a piece."""

    signs: Sequence[str]
    combinations: Combinations
    vocabulary: Sequence[str]  # words, and pairs of words, that the model has weights for

    @cached_property
    def _sign_at(self) -> Mapping[str, int]:
        return {name: i for i, name in enumerate(self.signs)}

    @cached_property
    def _word_at(self) -> Mapping[str, int]:
        return {word: i for i, word in enumerate(self.vocabulary)}

    def rows(self, findings: Findings, pieces: Sequence[range]) -> Vectors:
        """One row for each piece, a piece being a range of sentences."""
        widths = (len(self.signs), len(self.signs), len(LEVELS), _TONES, len(self.vocabulary))
        rows = np.zeros((len(pieces), sum(widths)), dtype=np.float32)
        for row, piece in zip(rows, pieces, strict=True):
            holds, told, levels, tones, words = np.split(row, np.cumsum(widths[:-1]))
            self._set_signs(findings, piece, holds, told)
            best = self.combinations.best(findings, piece)
            levels[best.level if best else 0] = 1
            tones[:] = [not findings.calm.isdisjoint(piece), not findings.papers.isdisjoint(piece)]
            words[[self._word_at[word] for word in words_of(findings, piece) if word in self._word_at]] = _WORD_SCALE
        return rows

    def _set_signs(self, findings: Findings, piece: range, holds: Vectors, told: Vectors) -> None:
        """For each sign whether it holds, and whether it is told otherwise."""
        for sign in findings.signs:
            if sign.sentence in piece:
                (holds if sign.status == "now" else told)[self._sign_at[sign.name]] = 1


def words_of(findings: Findings, piece: range) -> Iterator[str]:
    """The words of a piece and their pairs."""
    for i in piece:
        words = findings.words[i]
        yield from words
        yield from (f"{first} {second}" for first, second in pairwise(words))
