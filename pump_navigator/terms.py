"""The letters and words of a text as weighted terms: TF-IDF with sublinear counts, vectors of length one.

Learnt with scikit-learn; read without it, as an answering process does without the rest of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Analyzer = Callable[[str], Sequence[str]]

_LETTERS = range(2, 6)
_WORD = re.compile(r"\b\w\w+\b")


def letters(text: str) -> list[str]:
    """Runs of two to five letters within words, whose ends count as a blank."""
    return [run for word in text.lower().split() for run in _runs(f" {word} ")]


def words(text: str) -> list[str]:
    """Words of two letters or more, and their pairs."""
    found = _WORD.findall(text.lower())
    return [*found, *(f"{first} {second}" for first, second in pairwise(found))]


def _runs(word: str) -> Iterator[str]:
    for length in _LETTERS:
        if length >= len(word):
            yield word  # once, however many lengths it is too short for
            return
        yield from (word[start : start + length] for start in range(len(word) - length + 1))


@dataclass(frozen=True)
class Terms:
    """The terms that were learnt, each with its column and its weight."""

    analyzer: Analyzer
    columns: Mapping[str, int]
    idf: NDArray[np.float32]

    @classmethod
    def fit(cls, analyzer: Analyzer, texts: Sequence[str], least: int) -> tuple[Terms, Any]:
        """The terms that at least so many texts hold, and the texts as a sparse matrix of them."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(analyzer=analyzer, min_df=least, sublinear_tf=True, dtype=np.float32)
        matrix = vectorizer.fit_transform(texts)
        names = map(str, vectorizer.get_feature_names_out())
        return cls.of(analyzer, list(names), vectorizer.idf_), matrix

    @classmethod
    def of(cls, analyzer: Analyzer, names: Sequence[str], idf: NDArray[Any]) -> Terms:
        """Terms by their names, in the order of their columns."""
        return cls(analyzer, {name: column for column, name in enumerate(names)}, idf.astype(np.float32))

    def __len__(self) -> int:
        return len(self.columns)

    def weighed(self, text: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The columns of a text's terms, and their weights."""
        counts = Counter(self.columns[term] for term in self.analyzer(text) if term in self.columns)
        columns = np.fromiter(counts.keys(), dtype=np.intp, count=len(counts))
        weights = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.idf[columns]
        length = np.linalg.norm(weights)
        return columns, (weights / length if length else weights).astype(np.float32)
