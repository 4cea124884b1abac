"""The emergency check. It looks at every free text before anything else does.

What is looked for, and how clearly it has to show, stands in `rules/`; docs/safety.md explains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from pump_navigator.safety import rulebook
from pump_navigator.safety.combinations import LIKELY
from pump_navigator.safety.judge import Ground, Judge, Verdict
from pump_navigator.safety.language import Language
from pump_navigator.safety.phrases import shared_lexicon
from pump_navigator.safety.scorer import SentenceEncoder
from pump_navigator.safety.signs import Context, Findings

Kind = Literal[
    "severe_low",
    "dka",
    "adrenal_crisis",
    "pump_failure",
    "pump_failure_cortisol",
    "self_harm",
    "overdose",
    "breathing_or_unresponsive",
    "unclear",
    "information",
]
# The weights belong to them.
FILES: Final = ("danger", "signs", "context", "danger_phrases", "refusal_phrases")
INFORMATION: Kind = "information"
_HAPPENING = "happening"


@dataclass(frozen=True)
class Danger:
    """What the check found: the kind, the language to answer in, and whether it is beyond doubt."""

    kind: Kind
    language: Language
    certain: bool


@dataclass(frozen=True)
class _Asking:
    """Signs by which a question about danger is known: what it is about, and how it is asked."""

    topics: frozenset[str]
    asks: frozenset[str]

    def heard_in(self, findings: Findings, happening: bool) -> bool:
        """Whether a sentence asks about a danger; where signs hold, only if it speaks of nobody in particular."""
        for i in range(len(findings.sentences)):
            names = {sign.name for sign in findings.signs if sign.sentence == i and sign.status != "past"}
            asks = not self.asks.isdisjoint(names) and not self.topics.isdisjoint(names)
            if asks and i not in findings.papers and not (happening and _HAPPENING in names):
                return True
        return False


@dataclass(frozen=True)
class _Thresholds:
    """How probable danger has to be for an alarm, by the strongest combination of signs; and to be certain.

    Sure signs decide alone, unless the embedding gives reason to doubt them; plain words for some kinds always do.
    """

    with_embedding: Mapping[str, float]
    by_signs: Mapping[str, float]
    certain: float
    asked: float
    undoubted: frozenset[str]

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> _Thresholds:
        return cls(
            data["with_embedding"],
            data["by_signs"],
            float(data["certain"]),
            float(data["asked"]),
            frozenset(data["never_doubted"]),
        )

    def least(self, verdict: Verdict) -> float:
        """How probable danger has to be in such a text."""
        if verdict.sure and not self._may_doubt(verdict):
            return 0.0
        return (self.with_embedding if verdict.embedded else self.by_signs)[verdict.level]

    def lets_ask(self, verdict: Verdict) -> bool:
        """Whether a question that names a danger may be one about it, for all that the embedding says."""
        return not verdict.embedded or verdict.suspicion >= self.asked

    def _may_doubt(self, verdict: Verdict) -> bool:
        return verdict.embedded and verdict.candidate is not None and verdict.candidate.label not in self.undoubted


class DangerScreen:
    """Finds danger in a text."""

    def __init__(self, judge: Judge, asking: _Asking, thresholds: _Thresholds) -> None:
        self._judge = judge
        self._asking = asking
        self._thresholds = thresholds

    @classmethod
    def load(cls, encoder: SentenceEncoder | None) -> DangerScreen:
        """With the rules and weights of `rules/`; by the signs alone where there is no encoder."""
        data = rulebook.load("danger")
        asking = _Asking(frozenset(data["information"]["topics"]), frozenset(data["information"]["asks"]))
        return cls(ground().judge(encoder), asking, _Thresholds.parse(data["thresholds"]))

    def screen(self, text: str) -> Danger | None:
        """The danger that a text tells of, else None."""
        verdict = self._judge.weigh(text)
        candidate = verdict.candidate
        alarming = verdict.suspicion >= self._thresholds.least(verdict)
        if candidate and verdict.sure and alarming:
            return Danger(_kind(candidate.label), verdict.language, True)
        likely = candidate is not None and candidate.level >= LIKELY
        if self._thresholds.lets_ask(verdict) and self._asking.heard_in(verdict.findings, happening=likely):
            return Danger(INFORMATION, verdict.language, True)
        if not alarming:
            return None
        kind = candidate.label if candidate and likely else verdict.likeliest
        return Danger(_kind(kind), verdict.language, verdict.suspicion >= self._thresholds.certain)


def ground() -> Ground:
    """The signs and combinations of danger."""
    lexicon = shared_lexicon()
    return Ground.load(FILES, lexicon, Context.load(lexicon), figures=True)


def _kind(label: str) -> Kind:
    return cast(Kind, label)
