"""Questions that only a care team may answer: doses and settings, the reading of values and symptoms.

Rules and sentence embeddings together: the rules give points, what is said of papers and money takes points off,
and the nearest examples tip the balance. The wordings stand in `rules/refusal.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from pump_navigator.safety import rulebook
from pump_navigator.safety.language import language_of
from pump_navigator.safety.patterns import Parts
from pump_navigator.safety.scorer import SentenceEncoder, Vectors
from pump_navigator.safety.text import Reader, Sentence

RefusalKind = Literal["dosing", "diagnosis"]
_KINDS: tuple[RefusalKind, ...] = ("dosing", "diagnosis")
_FOLLOW_UP_POINTS = 3.0
_LOOK_BACK = 2


@dataclass(frozen=True)
class Refusal:
    """What kind of question it is, and whether that is beyond doubt."""

    kind: RefusalKind
    certain: bool


@dataclass(frozen=True)
class _Thresholds:
    with_embedding: float
    by_rules: float
    certain: float
    per_margin: float
    most: float
    very_near: float
    clear_margin: float


@dataclass(frozen=True)
class _Rules:
    """Patterns with their points, for each kind and for what is allowed."""

    kinds: Mapping[RefusalKind, Sequence[tuple[float, re.Pattern[str]]]]
    allowed: Sequence[tuple[float, re.Pattern[str]]]
    follow_up: re.Pattern[str]
    follow_up_to: Mapping[RefusalKind, re.Pattern[str]]

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> _Rules:
        parts = Parts(data["parts"])
        return cls(
            {kind: _weighed(parts, data["kinds"][kind]) for kind in _KINDS},
            _weighed(parts, data["allowed"]),
            parts.compiled(data["follow_up"]),
            {kind: parts.compiled(data["follow_up_to"][kind]) for kind in _KINDS},
        )

    def points(self, kind: RefusalKind, words: str, before: str) -> float:
        """What the rules say of one piece of a message."""
        points = _highest(self.kinds[kind], words)
        if points < _FOLLOW_UP_POINTS and self.follow_up.search(words):
            about = self.follow_up_to[kind]
            points = _FOLLOW_UP_POINTS if about.search(f"{before} {words}") else points
        return points

    def off(self, words: str) -> float:
        """What speaks against a refusal."""
        return _highest(self.allowed, words)


class _Examples:
    """Sentences of either kind, and allowed ones, as vectors."""

    def __init__(self, examples: Mapping[str, Sequence[str]], encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._kinds = {kind: encoder.encode(examples[kind]) for kind in _KINDS}
        self._allowed = encoder.encode(examples["allowed"])

    def nearness(self, written: Sequence[str]) -> tuple[Mapping[RefusalKind, Vectors], Vectors]:
        """For each piece: how near the nearest example of each kind is, and the nearest allowed one."""
        vectors = self._encoder.encode(written)
        kinds = {kind: np.max(vectors @ known.T, axis=1) for kind, known in self._kinds.items()}
        return kinds, np.max(vectors @ self._allowed.T, axis=1)


@dataclass(frozen=True)
class _Piece:
    """Part of a message: as the rules see it, what stands before it, and as it was written."""

    words: str
    before: str
    written: str


class RefusalScreen:
    """Finds the questions that are refused."""

    def __init__(
        self,
        reader: Reader,
        rules: _Rules,
        thresholds: _Thresholds,
        cut: re.Pattern[str],
        examples: _Examples | None,
    ) -> None:
        self._reader = reader
        self._rules = rules
        self._thresholds = thresholds
        self._cut = cut
        self._examples = examples

    @classmethod
    def load(cls, encoder: SentenceEncoder | None) -> RefusalScreen:
        """With `rules/refusal.yml`; by the rules alone where there is no encoder."""
        data = rulebook.load("refusal")
        examples = {name: rulebook.texts(lines, f"refusal.yml: {name}") for name, lines in data["examples"].items()}
        return cls(
            Reader.load(),
            _Rules.parse(data),
            _Thresholds(**{name: float(value) for name, value in data["thresholds"].items()}),
            re.compile(rf"(?i)[,.]?\s+\b{data['cut']}\b,?\s+"),
            _Examples(examples, encoder) if encoder else None,
        )

    def screen(self, text: str) -> Refusal | None:
        """The kind of question that has to be refused, else None."""
        pieces = list(self._pieces(text))
        if not pieces:
            return None
        threshold = self._thresholds.by_rules
        scores = {kind: [self._by_rules(kind, piece) for piece in pieces] for kind in _KINDS}
        if self._examples and language_of(text) == "en":
            threshold = self._thresholds.with_embedding
            kinds, allowed = self._examples.nearness([piece.written for piece in pieces])
            for kind in _KINDS:
                near = zip(scores[kind], kinds[kind], allowed, strict=True)
                scores[kind] = [self._with_examples(points, float(yes), float(no)) for points, yes, no in near]
        best, kind = max((max(scores[kind]), kind) for kind in _KINDS)
        return Refusal(kind, best >= self._thresholds.certain) if best >= threshold else None

    def _by_rules(self, kind: RefusalKind, piece: _Piece) -> float:
        points = self._rules.points(kind, piece.words, piece.before)
        return points - self._rules.off(piece.words) if points else 0.0

    def _with_examples(self, points: float, refused: float, allowed: float) -> float:
        limits = self._thresholds
        margin = refused - allowed
        if refused >= limits.very_near and margin >= limits.clear_margin:
            return max(points, 0.0) + limits.with_embedding
        return points + float(np.clip(margin * limits.per_margin, -limits.most, limits.most))

    def _pieces(self, text: str) -> Iterator[_Piece]:
        before: list[str] = []
        for sentence in self._sentences(text):
            words = " ".join(sentence.words)
            if words:
                yield _Piece(words, " ".join(before[-_LOOK_BACK:]), sentence.written)
                before.append(words)

    def _sentences(self, text: str) -> Iterator[Sentence]:
        for sentence in self._reader.sentences(text):
            parts = [part for part in self._cut.split(sentence.written) if part.strip()]
            if len(parts) > 1:
                for part in parts:
                    yield from self._reader.sentences(part)
            else:
                yield sentence


def _weighed(parts: Parts, rules: Iterable[Sequence[Any]]) -> list[tuple[float, re.Pattern[str]]]:
    # Highest points first, so that the first that is found counts.
    found = [(float(points), parts.compiled(pattern)) for points, pattern in rules]
    return sorted(found, key=lambda rule: -rule[0])


def _highest(rules: Iterable[tuple[float, re.Pattern[str]]], words: str) -> float:
    return next((points for points, pattern in rules if pattern.search(words)), 0.0)
