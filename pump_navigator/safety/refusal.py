"""Questions that only a care team may answer: doses and settings, the reading of values and symptoms.

Source of the limits: section 3.2 of the facts behind the guides (21 CFR 862.1358, and FDA's guidance on decision
support of January 2026). The wordings stand in `rules/refusal.yml`: each gives points, and what is said of papers
and money takes points off. The points are evidence for the linear model (`judge.py`); hard phrases decide alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from pump_navigator.safety import rulebook
from pump_navigator.safety.combinations import Combinations
from pump_navigator.safety.judge import Ground, Judge
from pump_navigator.safety.patterns import Parts
from pump_navigator.safety.phrases import Lexicon, shared_lexicon
from pump_navigator.safety.scorer import SentenceEncoder
from pump_navigator.safety.signs import Findings, Sign
from pump_navigator.safety.text import Sentence

FILES: Final = ("refusal", "refusal_phrases")  # the weights belong to them
RefusalKind = Literal["dosing", "diagnosis"]
_KINDS: tuple[RefusalKind, ...] = ("dosing", "diagnosis")
_ALLOWED = "allowed"
_QUESTION = "question"
_FOLLOW_UP_POINTS = 3.0
_LOOK_BACK = 2
_DOUBT = 0.01  # nothing is surer than this
_STEPS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)  # a sign for each that the points of a sentence reach


@dataclass(frozen=True)
class Refusal:
    """What kind of question it may be, and how probable that is."""

    kind: RefusalKind
    suspicion: float
    balance: _Balance

    @property
    def certain(self) -> bool:
        """Whether it is refused whatever the intents say."""
        return self.agrees(0.0)

    def agrees(self, share: float) -> bool:
        """Whether it is refused, where the model of the intents finds such a question this probable."""
        return _log_odds(self.suspicion) + self.balance.intents * _log_odds(share) >= self.balance.least


@dataclass(frozen=True)
class _Balance:
    """What the intents weigh beside the screen, and the least that both together have to reach, in log odds."""

    intents: float
    least: float


class RefusalScreen:
    """Finds the questions that are refused."""

    def __init__(self, judge: Judge, balance: _Balance) -> None:
        self._judge = judge
        self._balance = balance

    @classmethod
    def load(cls, encoder: SentenceEncoder | None) -> RefusalScreen:
        """With the rules and weights of `rules/`; by signs and words alone where there is no encoder."""
        return cls(ground().judge(encoder), _Balance(**rulebook.load("refusal")["balance"]))

    def screen(self, text: str) -> Refusal | None:
        """The kind of question that has to be refused, or may have to be if the intents agree; else None."""
        verdict = self._judge.weigh(text)
        if verdict.candidate and verdict.sure:
            return Refusal(cast(RefusalKind, verdict.candidate.label), 1.0, self._balance)
        if not verdict.probabilities:
            return None
        found = Refusal(cast(RefusalKind, verdict.likeliest), verdict.suspicion, self._balance)
        return found if found.agrees(1.0) else None


def _log_odds(share: float) -> float:
    share = min(max(share, _DOUBT), 1 - _DOUBT)
    return math.log(share / (1 - share))


def ground() -> Ground:
    """The wordings of requests for a dose or a diagnosis, and what they are worth."""
    data = rulebook.load("refusal")
    finder = _PointFinder(shared_lexicon(), _Rules.parse(data))
    names = (*_KINDS, *map(_clear, _KINDS), _ALLOWED)
    signs = (*(f"{name}_{step}" for name in names for step in _STEPS), _QUESTION)
    combinations = Combinations.parse(data["decisions"], frozenset(signs))
    return Ground("refusal", FILES, finder, combinations, signs)


@dataclass(frozen=True)
class _Rules:
    """Patterns with their points, for each kind and for what is allowed."""

    kinds: Mapping[RefusalKind, Sequence[tuple[float, re.Pattern[str]]]]
    allowed: Sequence[tuple[float, re.Pattern[str]]]
    follow_up: re.Pattern[str]
    follow_up_to: Mapping[RefusalKind, re.Pattern[str]]
    cut: re.Pattern[str]

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> _Rules:
        parts = Parts(data["parts"])
        return cls(
            {kind: _weighed(parts, data["kinds"][kind]) for kind in _KINDS},
            _weighed(parts, data["allowed"]),
            parts.compiled(data["follow_up"]),
            {kind: parts.compiled(data["follow_up_to"][kind]) for kind in _KINDS},
            re.compile(rf"(?i)[,.]?\s+\b{data['cut']}\b,?\s+"),
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


class _PointFinder:
    """Gives the points of the rules as signs: `dosing_3.0` for three points or more, and so on.

    `dosing_clear_…` are the points less those of what is allowed.
    """

    def __init__(self, lexicon: Lexicon, rules: _Rules) -> None:
        self._lexicon = lexicon
        self._rules = rules

    def find(self, text: str) -> Findings:
        """Read a message."""
        sentences = tuple(self._sentences(text))
        plain = [" ".join(sentence.words) for sentence in sentences]
        signs = [
            Sign(name, i, "now")
            for i, sentence in enumerate(sentences)
            for name in self._signs(plain[i], " ".join(plain[max(0, i - _LOOK_BACK) : i]), sentence.question)
        ]
        words = tuple(self._lexicon.classed(sentence.words) for sentence in sentences)
        return Findings(sentences, words, tuple(signs), frozenset(), frozenset())

    def _signs(self, words: str, before: str, question: bool) -> Iterator[str]:
        off = self._rules.off(words)
        yield from _steps(_ALLOWED, off)
        for kind in _KINDS:
            points = self._rules.points(kind, words, before)
            yield from _steps(kind, points)
            yield from _steps(_clear(kind), points - off)
        if question:
            yield _QUESTION

    def _sentences(self, text: str) -> Iterator[Sentence]:
        for sentence in self._lexicon.reader.sentences(text):
            parts = [part for part in self._rules.cut.split(sentence.written) if part.strip()]
            read = (s for part in parts for s in self._lexicon.reader.sentences(part)) if len(parts) > 1 else [sentence]
            yield from (sentence for sentence in read if sentence.words)


def _clear(kind: str) -> str:
    return f"{kind}_clear"


def _steps(name: str, points: float) -> Iterator[str]:
    return (f"{name}_{step}" for step in _STEPS if points >= step)


def _weighed(parts: Parts, rules: Iterable[Sequence[Any]]) -> list[tuple[float, re.Pattern[str]]]:
    # Highest points first, so that the first that is found counts.
    found = [(float(points), parts.compiled(pattern)) for points, pattern in rules]
    return sorted(found, key=lambda rule: -rule[0])


def _highest(rules: Iterable[tuple[float, re.Pattern[str]]], words: str) -> float:
    return next((points for points, pattern in rules if pattern.search(words)), 0.0)
