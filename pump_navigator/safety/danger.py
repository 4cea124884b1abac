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
from pump_navigator.safety.phrases import Lexicon
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
    """How probable danger has to be for an alarm, by the strongest combination of signs; and to be certain."""

    with_embedding: Mapping[str, float]
    by_signs: Mapping[str, float]
    certain: float

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> _Thresholds:
        return cls(data["with_embedding"], data["by_signs"], float(data["certain"]))


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
        if candidate and verdict.sure:
            return Danger(_kind(candidate.label), verdict.language, True)
        likely = candidate is not None and candidate.level >= LIKELY
        if self._asking.heard_in(verdict.findings, happening=likely):
            return Danger(INFORMATION, verdict.language, True)
        if verdict.suspicion < self._threshold(verdict):
            return None
        kind = candidate.label if candidate and likely else verdict.likeliest
        return Danger(_kind(kind), verdict.language, verdict.suspicion >= self._thresholds.certain)

    def _threshold(self, verdict: Verdict) -> float:
        thresholds = self._thresholds.with_embedding if verdict.embedded else self._thresholds.by_signs
        return thresholds[verdict.level]


def ground() -> Ground:
    """The signs and combinations of danger."""
    lexicon = Lexicon.load()
    return Ground.load(FILES, lexicon, Context.load(lexicon), figures=True)


def _kind(label: str) -> Kind:
    return cast(Kind, label)
