"""Which features and which classifier understand strangers best, cross-validated on `data/nlu.yml`.

Examples that mean nearly the same stand in one fold, so that a paraphrase cannot help its twin.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from benchmarks.examples import Examples
from benchmarks.progress import doing
from benchmarks.tables import Table, share
from pump_navigator.embeddings import DIMENSIONS, WIDE_DIMENSIONS
from pump_navigator.network import Vectors

FOLDS = 3
_MEANING_WEIGHT = 1.5


def _counts() -> list[CountVectorizer]:
    """What Rasa's documentation counts: words, and letters one to four in a row."""
    return [CountVectorizer(), CountVectorizer(analyzer="char_wb", ngram_range=(1, 4))]


def _weighted() -> list[CountVectorizer]:
    return [
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
    ]


def _nothing() -> list[CountVectorizer]:
    return []


def _svm() -> LinearSVC:
    return LinearSVC(C=0.15, random_state=0)


def _regression() -> LogisticRegression:
    """As Rasa's LogisticRegressionClassifier sets it."""
    return LogisticRegression(class_weight="balanced", max_iter=100, random_state=0)


@dataclass(frozen=True)
class Way:
    """Features and a classifier."""

    name: str
    dimensions: int
    words: Callable[[], list[CountVectorizer]]
    classifier: Callable[[], Any]


WAYS = (
    Way("letters and words counted, logistic regression (Rasa's sparse alternative)", 0, _counts, _regression),
    Way("letters and words weighted, linear SVM", 0, _weighted, _svm),
    Way("meaning (last layer), logistic regression", DIMENSIONS, _nothing, _regression),
    Way("meaning (last layer), linear SVM", DIMENSIONS, _nothing, _svm),
    Way("meaning and wording (last and middle layer), linear SVM", WIDE_DIMENSIONS, _nothing, _svm),
    Way("meaning, letters and words, linear SVM", DIMENSIONS, _weighted, _svm),
    Way("meaning, wording, letters and words, linear SVM (ours)", WIDE_DIMENSIONS, _weighted, _svm),
)


def table(examples: Examples, ways: Sequence[Way] = WAYS) -> Table:
    """The part of the examples that each way gets right, and the seconds of all its folds."""
    return Table(("features and classifier", "right", "seconds"), tuple(_rows(examples, ways)))


def _rows(examples: Examples, ways: Sequence[Way]) -> Iterator[tuple[str, ...]]:
    for way in ways:
        with doing(f"cross-validating: {way.name}"):
            started = time.perf_counter()
            right = accuracy(way, examples)
            yield way.name, share(right), f"{time.perf_counter() - started:.0f}"


def accuracy(way: Way, examples: Examples) -> float:
    """The part that a model which has seen neither the examples nor their paraphrases gets right."""
    right = 0
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for learnt, asked in folds.split(examples.texts, examples.intents, examples.groups):
        features = _fitted_features(way, examples.texts[learnt])
        classifier = way.classifier()
        classifier.fit(features(examples.texts[learnt], examples.vectors[learnt]), examples.intents[learnt])
        guessed = classifier.predict(features(examples.texts[asked], examples.vectors[asked]))
        right += int((guessed == examples.intents[asked]).sum())
    return right / len(examples.texts)


def _fitted_features(way: Way, learnt: Sequence[str]) -> Callable[[Sequence[str], Vectors], Any]:
    vectorizers = [vectorizer.fit(learnt) for vectorizer in way.words()]

    def features(texts: Sequence[str], vectors: Vectors) -> Any:
        parts = [vectorizer.transform(texts) for vectorizer in vectorizers]
        meaning = vectors[:, : way.dimensions] * _MEANING_WEIGHT
        if not parts:
            return meaning
        return hstack([*parts, csr_matrix(meaning)] if way.dimensions else parts, format="csr")

    return features
