"""The questions that facts answer, as examples of intents.

An entry may answer up to six intents: a question belongs to the one whose examples it resembles most.
"""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.linear_model import RidgeClassifier

from pump_navigator.content.library import Passage
from pump_navigator.network import Vectors

_MOST = 10  # more would only lengthen the training


def questions_of(passage: Passage) -> Sequence[str]:
    """The questions of a fact that are learnt."""
    return passage.fact.asks[:_MOST]


class LikeliestIntent:
    """Tells which of some intents each question belongs to."""

    def __init__(self, vectors: Vectors, intents: Sequence[str]) -> None:
        """From examples: a row for each, and its intent."""
        self._classifier = RidgeClassifier().fit(vectors, intents)
        self._columns = {str(intent): column for column, intent in enumerate(self._classifier.classes_)}

    def among(self, intents: Sequence[Sequence[str]], vectors: Vectors) -> list[str]:
        """For each row the likeliest of its intents; the first of them where none has examples."""
        margins = self._classifier.decision_function(vectors)
        return [
            max(
                (intent for intent in allowed if intent in self._columns),
                key=lambda intent: float(row[self._columns[intent]]),
                default=allowed[0],
            )
            for allowed, row in zip(intents, margins, strict=True)
        ]
