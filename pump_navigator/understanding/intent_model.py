"""The statistics of the intent classifier, free of Rasa: texts and vectors in, probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from pump_navigator.embeddings import Vectors

Probabilities = NDArray[np.float64]

# Chosen by cross-validation; docs/understanding.md has the table and the command that makes it.
_MEANING_WEIGHT = 1.5
_REGULARISATION = 0.15
_TEMPERATURE = 6.0

_FILE = "intents.npz"


@dataclass(frozen=True)
class IntentModel:
    """A linear support vector machine over a text's vector, its words and its letters.

    Its margins become probabilities by a softmax whose temperature was calibrated once.
    """

    intents: tuple[str, ...]
    letters: TfidfVectorizer
    words: TfidfVectorizer
    weights: Vectors  # (features, intents)
    bias: Probabilities  # (intents,)

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Vectors, intents: Sequence[str]) -> IntentModel:
        """Learn from examples; the same examples give the same model."""
        letters, words = _letters(), _words()
        letters.fit(texts)
        words.fit(texts)
        machine = LinearSVC(C=_REGULARISATION, random_state=0)
        machine.fit(_features(letters, words, texts, vectors), intents)
        return cls(tuple(map(str, machine.classes_)), letters, words, _by_feature(machine.coef_), machine.intercept_)

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> Probabilities:
        """One row for each text, one column for each of `intents`; each row sums to one."""
        features = _features(self.letters, self.words, texts, vectors)
        margins = (features @ self.weights + self.bias) * _TEMPERATURE
        odds = np.exp(margins - margins.max(axis=1, keepdims=True))
        result: Probabilities = odds / odds.sum(axis=1, keepdims=True)
        return result

    def save(self, folder: Path) -> None:
        """Write the model into a folder, without pickles."""
        np.savez_compressed(
            folder / _FILE,
            intents=np.array(self.intents),
            letters=_terms(self.letters),
            letters_idf=self.letters.idf_,
            words=_terms(self.words),
            words_idf=self.words.idf_,
            weights=self.weights,
            bias=self.bias,
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        with np.load(folder / _FILE) as stored:
            letters, words = _letters(), _words()
            _restore(letters, stored["letters"], stored["letters_idf"])
            _restore(words, stored["words"], stored["words_idf"])
            return cls(tuple(map(str, stored["intents"])), letters, words, stored["weights"], stored["bias"])


def _by_feature(weights: Probabilities) -> Vectors:
    return np.ascontiguousarray(weights.T, dtype=np.float32)


def _letters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)


def _features(letters: TfidfVectorizer, words: TfidfVectorizer, texts: Sequence[str], vectors: Vectors) -> Any:
    parts = [csr_matrix(vectors * _MEANING_WEIGHT), letters.transform(texts), words.transform(texts)]
    # Of one kind with the weights: SciPy would convert all of these for each product.
    return hstack(parts, format="csr", dtype=np.float32)


def _terms(vectorizer: TfidfVectorizer) -> NDArray[np.str_]:
    return np.array(vectorizer.get_feature_names_out(), dtype=np.str_)


def _restore(vectorizer: TfidfVectorizer, terms: NDArray[np.str_], idf: Probabilities) -> None:
    vectorizer.vocabulary_ = {str(term): column for column, term in enumerate(terms)}
    vectorizer.idf_ = idf
