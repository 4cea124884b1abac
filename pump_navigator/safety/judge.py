"""Rules and embeddings together: how a text is weighed, for danger and for medical questions alike.

A message is read in pieces (sentences, and runs of them), so that one dangerous sentence in two thousand
characters counts as much as alone. For each piece a linear model weighs the signs that the rules found, the
strongest combination of them, and the embedding. Combinations that leave no doubt decide alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pump_navigator.safety import rulebook, scorer
from pump_navigator.safety.combinations import LEVELS, SURE, Candidate, Combinations
from pump_navigator.safety.features import Features, beside
from pump_navigator.safety.language import Language, language_of
from pump_navigator.safety.phrases import Lexicon
from pump_navigator.safety.readings import READINGS
from pump_navigator.safety.scorer import Scorer, SentenceEncoder
from pump_navigator.safety.signs import Context, Findings, SignFinder

NONE = "none"
_NEAR = 3  # signs that belong together stand within so many sentences
_MOST_PIECES = 12  # so many embeddings at most for one message


@dataclass(frozen=True)
class Verdict:
    """What a text was taken for: the strongest combination of signs, and how probable each label is."""

    findings: Findings
    language: Language
    candidate: Candidate | None
    probabilities: Mapping[str, float]

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
class _Piece:
    text: str
    sentences: range


class Judge:
    """Weighs texts. English with the embedding, where there is an encoder; Spanish by the signs alone."""

    def __init__(
        self,
        finder: SignFinder,
        combinations: Combinations,
        features: Features,
        by_signs: Scorer,
        with_embedding: tuple[Scorer, SentenceEncoder] | None,
    ) -> None:
        self._finder = finder
        self._combinations = combinations
        self._features = features
        self._by_signs = by_signs
        self._with_embedding = with_embedding

    def weigh(self, text: str) -> Verdict:
        """What the text is taken for."""
        findings = self._finder.find(text)
        language = language_of(text)
        candidate = self._candidate(findings)
        if candidate and candidate.level == SURE:
            return Verdict(findings, language, candidate, {})
        scores = self._scores(findings, _pieces(text, findings), language)
        probabilities = max(scores, key=lambda score: 1 - score[NONE], default={})
        return Verdict(findings, language, candidate, probabilities)

    def _candidate(self, findings: Findings) -> Candidate | None:
        starts = range(max(1, len(findings.sentences) - _NEAR + 1))
        found = (self._combinations.best(findings, range(start, start + _NEAR)) for start in starts)
        return max((best for best in found if best), key=lambda candidate: candidate.weight, default=None)

    def _scores(
        self, findings: Findings, pieces: Sequence[_Piece], language: Language
    ) -> Iterable[Mapping[str, float]]:
        if not pieces:
            return ()
        rows = self._features.rows(findings, [piece.sentences for piece in pieces])
        if self._with_embedding is None or language == "es":
            return self._by_signs.score(rows)
        scorer_, encoder = self._with_embedding
        return scorer_.score(beside(encoder.encode([piece.text for piece in pieces]), rows))


@dataclass(frozen=True)
class Ground:
    """What a judge stands on before anything is weighed: also what `fit` measures texts with."""

    name: str
    files: tuple[str, ...]
    finder: SignFinder
    combinations: Combinations
    signs: tuple[str, ...]

    @classmethod
    def load(cls, name: str, signs_file: str, lexicon: Lexicon, context: Context | None, figures: bool) -> Ground:
        """From `rules/<name>.yml` and `rules/<signs_file>.yml`."""
        finder = SignFinder.load(lexicon, signs_file, context, figures)
        signs = (*sorted(rulebook.load(signs_file)), *READINGS)
        combinations = Combinations.parse(rulebook.load(name)["kinds"], frozenset(signs))
        return cls(name, (name, signs_file, "context", f"{name}_phrases"), finder, combinations, signs)

    def features(self, vocabulary: Sequence[str]) -> Features:
        """The features of a piece, with these words among them."""
        return Features(self.signs, self.combinations, vocabulary)

    def judge(self, encoder: SentenceEncoder | None) -> Judge:
        """With the committed weights. Raises `RuleError` where they do not belong to these rules."""
        weights = scorer.Weights.load(self.name, self.files)
        with_embedding = (weights.with_embedding, encoder) if encoder else None
        features = self.features(weights.vocabulary)
        return Judge(self.finder, self.combinations, features, weights.by_signs, with_embedding)


def _pieces(text: str, findings: Findings) -> list[_Piece]:
    """The whole of a short text and its sentences; of a long one overlapping runs of sentences."""
    count = len(findings.sentences)
    if count <= _NEAR:
        ranges = [range(i, i + 1) for i in range(count)] if count > 1 else []
        return [_Piece(text, range(count)), *(_piece(findings, r) for r in ranges)] if count else []
    step = max(1, -(-count // _MOST_PIECES))
    return [_piece(findings, range(start, min(start + step + 1, count))) for start in range(0, count, step)]


def _piece(findings: Findings, sentences: range) -> _Piece:
    return _Piece(" ".join(findings.sentences[i].written for i in sentences), sentences)
