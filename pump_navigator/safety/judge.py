"""Rules and embeddings together: how a text is weighed, for danger and for medical questions alike.

A message is read in pieces (sentences, and runs of them), so that one dangerous sentence in two thousand
characters counts as much as alone. For each piece linear models weigh the signs that the rules found, the strongest
combination of them, the words and letters, and the embedding. Where there are no weights for these rules, combinations
that are sure or likely decide alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pump_navigator.safety import rulebook
from pump_navigator.safety.combinations import LEVELS, LIKELY, SURE, Candidate, Combinations
from pump_navigator.safety.features import Features
from pump_navigator.safety.language import Language, language_of
from pump_navigator.safety.phrases import Lexicon
from pump_navigator.safety.readings import READINGS
from pump_navigator.safety.scorer import REFIT, SentenceEncoder, Weights
from pump_navigator.safety.signs import Context, Findings, SignFinder
from pump_navigator.safety.text import NUMBER, YEAR

logger = logging.getLogger(__name__)

NONE = "none"
_NEAR = 3  # signs that belong together stand within so many sentences
_ROW = re.compile(r"([^\w\s])\1{3,}")
_MOST_PIECES = 12  # so many embeddings at most for one message


@dataclass(frozen=True)
class Verdict:
    """What a text was taken for: the strongest combination of signs, and how probable each label is."""

    findings: Findings
    language: Language
    candidate: Candidate | None
    probabilities: Mapping[str, float]
    embedded: bool = False  # whether the embedding was weighed too

    @property
    def sure(self) -> bool:
        """Whether the signs leave no doubt."""
        return self.candidate is not None and self.candidate.level == SURE

    @property
    def level(self) -> str:
        """The name of the strongest combination's level."""
        level = self.candidate.level if self.candidate else 0
        return next(name for name, value in LEVELS.items() if value == level)

    @property
    def suspicion(self) -> float:
        """How probable it is that there is anything at all."""
        return 1 - self.probabilities.get(NONE, 1.0)

    @property
    def likeliest(self) -> str:
        """The likeliest label other than none."""
        return max(
            (label for label in self.probabilities if label != NONE), key=lambda label: self.probabilities[label]
        )


@dataclass(frozen=True)
class Piece:
    """A run of sentences that is judged by itself."""

    text: str
    sentences: range


class Finder(Protocol):
    """What finds the signs of a message."""

    def find(self, text: str) -> Findings:
        """Read a message."""
        ...


class Judge:
    """Weighs texts. English with the embedding, where there is an encoder; Spanish by the signs alone."""

    def __init__(
        self,
        finder: Finder,
        combinations: Combinations,
        features: Features,
        weights: Weights | None,
        encoder: SentenceEncoder | None,
    ) -> None:
        self._finder = finder
        self._combinations = combinations
        self._features = features
        self._weights = weights
        self._encoder = encoder

    def weigh(self, text: str) -> Verdict:
        """What the text is taken for."""
        findings = self._finder.find(text)
        language = language_of(text)
        candidate = self._candidate(findings)
        if not _has_words(findings):
            # Asterisks, or an answer to "how old is your pump?": what they mean the rules cannot know.
            return Verdict(findings, language, None, {})
        if self._weights is None:
            return Verdict(findings, language, candidate, _by_rules(candidate))
        encoder = self._encoder if language == "en" else None
        scores = self._scores(findings, pieces_of(_without_rows(text), findings), self._weights, encoder)
        probabilities = max(scores, key=lambda score: 1 - score[NONE], default={})
        return Verdict(findings, language, candidate, probabilities, embedded=encoder is not None)

    def _candidate(self, findings: Findings) -> Candidate | None:
        starts = range(max(1, len(findings.sentences) - _NEAR + 1))
        found = (self._combinations.best(findings, range(start, start + _NEAR)) for start in starts)
        return max((best for best in found if best), key=lambda candidate: candidate.weight, default=None)

    def _scores(
        self, findings: Findings, pieces: Sequence[Piece], weights: Weights, encoder: SentenceEncoder | None
    ) -> Iterable[Mapping[str, float]]:
        if not pieces:
            return ()
        rows = self._features.rows(findings, [piece.sentences for piece in pieces])
        texts = [piece.text for piece in pieces]
        return weights.score(rows, texts, encoder.encode_wide(texts) if encoder else None)


def _by_rules(candidate: Candidate | None) -> Mapping[str, float]:
    """Without weights whatever is likely counts."""
    return {candidate.label: 1.0, NONE: 0.0} if candidate and candidate.level >= LIKELY else {}


@dataclass(frozen=True)
class Ground:
    """What a judge stands on before anything is weighed: also what `fit` measures texts with."""

    name: str
    files: tuple[str, ...]
    finder: Finder
    combinations: Combinations
    signs: tuple[str, ...]

    @classmethod
    def load(cls, files: tuple[str, ...], lexicon: Lexicon, context: Context | None, figures: bool) -> Ground:
        """From `rules/<name>.yml` and `rules/<signs>.yml`, the first two of the files."""
        name, signs_file = files[:2]
        finder = SignFinder.load(lexicon, signs_file, context, figures)
        signs = (*sorted(rulebook.load(signs_file)), *READINGS)
        combinations = Combinations.parse(rulebook.load(name)["kinds"], frozenset(signs))
        return cls(name, files, finder, combinations, signs)

    def features(self, vocabulary: Sequence[str]) -> Features:
        """The features of a piece, with these words among them."""
        return Features(self.signs, self.combinations, vocabulary)

    def judge(self, encoder: SentenceEncoder | None) -> Judge:
        """With the committed weights. If they do not belong to these rules, the rules decide alone."""
        try:
            weights = Weights.load(self.name, self.files)
        except rulebook.RuleError as error:
            # Better a start by rules alone than none: `pump-navigator check` fails on it.
            logger.warning("The rules decide alone: %s Mend: %s", error, REFIT)
            return Judge(self.finder, self.combinations, self.features(()), None, None)
        return Judge(self.finder, self.combinations, self.features(weights.vocabulary), weights, encoder)


def _has_words(findings: Findings) -> bool:
    return any(word not in (NUMBER, YEAR) for sentence in findings.sentences for word in sentence.words)


def _without_rows(text: str) -> str:
    """With one of each row of the same sign: two thousand asterisks mean nothing, and look like a cry."""
    return _ROW.sub(r"\1", text)


def pieces_of(text: str, findings: Findings) -> list[Piece]:
    """The whole of a short text and its sentences; of a long one overlapping runs of sentences."""
    count = len(findings.sentences)
    if count <= _NEAR:
        ranges = [range(i, i + 1) for i in range(count)] if count > 1 else []
        return [Piece(text, range(count)), *(_piece(findings, r) for r in ranges)] if count else []
    step = max(1, -(-count // _MOST_PIECES))
    return [_piece(findings, range(start, min(start + step + 1, count))) for start in range(0, count, step)]


def _piece(findings: Findings, sentences: range) -> Piece:
    return Piece(_without_rows(" ".join(findings.sentences[i].written for i in sentences)), sentences)
