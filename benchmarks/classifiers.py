"""Which features understand strangers best: the table of docs/understanding.md.

Usage: .venv/bin/python benchmarks/classifiers.py
Cross-validates on data/nlu.yml in five folds. Examples that mean nearly the same stand in one fold, so that
a paraphrase cannot help its twin.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from pump_navigator.embeddings import DIMENSIONS, Vectors, shared_encoder
from pump_navigator.understanding.examples import read_examples

_FOLDS = 5
_SAME = 0.85  # cosine from which two examples count as paraphrases
_MEANING_WEIGHT = 1.5


@dataclass(frozen=True)
class Way:
    """Features and a classifier."""

    name: str
    dimensions: int
    letters_and_words: bool
    classifier: Callable[[], Any]


def svm() -> LinearSVC:
    return LinearSVC(C=0.15, random_state=0)


def regression() -> LogisticRegression:
    return LogisticRegression(C=4, max_iter=200, random_state=0)


WAYS = (
    Way("letters and words only (Rasa's sparse alternative), logistic regression", 0, True, regression),
    Way("letters and words only, linear SVM", 0, True, svm),
    Way("meaning (last layer), logistic regression", DIMENSIONS, False, regression),
    Way("meaning (last layer), linear SVM", DIMENSIONS, False, svm),
    Way("meaning and wording (last and middle layer), linear SVM", 2 * DIMENSIONS, False, svm),
    Way("meaning, letters and words, linear SVM", DIMENSIONS, True, svm),
    Way("meaning, wording, letters and words, linear SVM (ours)", 2 * DIMENSIONS, True, svm),
)


def accuracy(way: Way, texts: Sequence[str], vectors: Vectors, intents: Any, groups: Any) -> float:
    """The part of the examples that a model which has not seen them, nor their paraphrases, gets right."""
    right = 0
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0)
    for learnt, asked in folds.split(texts, intents, groups):
        features = _fitted_features(way, [texts[i] for i in learnt])
        classifier = way.classifier()
        classifier.fit(features([texts[i] for i in learnt], vectors[learnt]), intents[learnt])
        guessed = classifier.predict(features([texts[i] for i in asked], vectors[asked]))
        right += int((guessed == intents[asked]).sum())
    return right / len(texts)


def _fitted_features(way: Way, learnt: Sequence[str]) -> Callable[[Sequence[str], Vectors], Any]:
    sparse = [
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
    ]
    for vectorizer in sparse:
        vectorizer.fit(learnt)

    def features(texts: Sequence[str], vectors: Vectors) -> Any:
        parts = [csr_matrix(vectors[:, : way.dimensions] * _MEANING_WEIGHT)] if way.dimensions else []
        parts += [vectorizer.transform(texts) for vectorizer in sparse] if way.letters_and_words else []
        return hstack(parts, format="csr")

    return features


def main() -> None:
    """Print the table as Markdown."""
    rows = list(read_examples())
    texts = [text for _, text in rows]
    intents = np.array([intent for intent, _ in rows])
    vectors = shared_encoder().encode_wide(texts)
    meaning = vectors[:, :DIMENSIONS]
    _, groups = connected_components(csr_matrix(meaning @ meaning.T > _SAME), directed=False)
    print(f"{len(texts)} examples, {len(set(intents))} intents, {len(set(groups))} groups\n")
    print("| features and classifier | right | seconds |\n|---|---|---|")
    for way in WAYS:
        started = time.perf_counter()
        right = accuracy(way, texts, vectors, intents, groups)
        print(f"| {way.name} | {right:.3f} | {time.perf_counter() - started:.0f} |", flush=True)


if __name__ == "__main__":
    main()
