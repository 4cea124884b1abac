"""The statistics of the intent classifier, free of Rasa: texts and vectors in, probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pump_navigator.network import Vectors
from pump_navigator.terms import Terms, letters, words

Probabilities = NDArray[np.float32]

# Chosen by cross-validation; docs/understanding.md has the table and the command that makes it.
_MEANING_WEIGHT = np.float32(1.5)
_REGULARISATION = 0.15
_TEMPERATURE = 6.0
_LEAST_LETTERS = 2  # so many examples hold a run of letters, or it is left out
_LEAST_WORDS = 1

_FILE = "intents.npz"


@dataclass(frozen=True)
class IntentModel:
    """A linear support vector machine over a text's vector, its letters and its words.

    Its margins become probabilities by a softmax whose temperature was calibrated once.
    """

    intents: tuple[str, ...]
    letters: Terms
    words: Terms
    weights: Vectors  # (features, intents): of the vector's numbers, then of the letters, then of the words
    bias: Vectors  # (intents,)

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Vectors, intents: Sequence[str]) -> IntentModel:
        """Learn from examples; the same examples give the same model."""
        from scipy.sparse import csr_matrix, hstack
        from sklearn.svm import LinearSVC

        by_letters, in_letters = Terms.fit(letters, texts, _LEAST_LETTERS)
        by_words, in_words = Terms.fit(words, texts, _LEAST_WORDS)
        machine = LinearSVC(C=_REGULARISATION, random_state=0)
        machine.fit(hstack([csr_matrix(vectors * _MEANING_WEIGHT), in_letters, in_words], format="csr"), intents)
        # A row for each feature: a text has few of them.
        weights = np.ascontiguousarray(machine.coef_.T, dtype=np.float32)
        bias = machine.intercept_.astype(np.float32)
        return cls(tuple(map(str, machine.classes_)), by_letters, by_words, weights, bias)

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> Probabilities:
        """One row for each text, one column for each of `intents`; each row sums to one."""
        margins = (vectors * _MEANING_WEIGHT) @ self.weights[: vectors.shape[1]] + self.bias
        for row, text in zip(margins, texts, strict=True):
            row += self._of_terms(text, vectors.shape[1])
        margins *= _TEMPERATURE
        odds = np.exp(margins - margins.max(axis=1, keepdims=True))
        result: Probabilities = odds / odds.sum(axis=1, keepdims=True)
        return result

    def _of_terms(self, text: str, start: int) -> Vectors:
        letters, of_letters = self.letters.weighed(text)
        words, of_words = self.words.weighed(text)
        columns = np.concatenate([letters + start, words + (start + len(self.letters))])
        margins: Vectors = np.concatenate([of_letters, of_words]) @ self.weights[columns]
        return margins

    def save(self, folder: Path) -> None:
        """Write the model into a folder, without pickles."""
        np.savez_compressed(
            folder / _FILE,
            intents=np.array(self.intents),
            letters=np.array(list(self.letters.columns)),
            letters_idf=self.letters.idf,
            words=np.array(list(self.words.columns)),
            words_idf=self.words.idf,
            weights=self.weights,
            bias=self.bias,
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        with np.load(folder / _FILE) as stored:
            return cls(
                tuple(stored["intents"].tolist()),
                Terms.of(letters, stored["letters"].tolist(), stored["letters_idf"]),
                Terms.of(words, stored["words"].tolist(), stored["words_idf"]),
                stored["weights"],
                stored["bias"],
            )
