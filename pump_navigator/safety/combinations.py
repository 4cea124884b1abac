"""Which signs together mean something: the combinations of `danger.yml` and `refusal.yml`.

`a + b|c + @d`: the sign a, and b or c, and d wherever it stands in the message. A sign with `*` counts even
when it is asked, feared or told as a condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pump_navigator.safety.rulebook import RuleError
from pump_navigator.safety.signs import Findings, Status

HINT, LIKELY, SURE = 1, 2, 3
LEVELS = {"none": 0, "hint": HINT, "likely": LIKELY, "sure": SURE}


@dataclass(frozen=True)
class Candidate:
    """A combination that holds. The greatest wins: by level, then by how much it explains, then by order."""

    level: int
    groups: int
    order: int
    label: str

    @property
    def weight(self) -> tuple[int, int, int]:
        """What candidates are compared by."""
        return self.level, self.groups, -self.order


@dataclass(frozen=True)
class _Group:
    """One part of a combination: any of these signs."""

    names: frozenset[str]
    even_if_possible: frozenset[str]
    anywhere: bool

    @classmethod
    def parse(cls, text: str) -> _Group:
        names = text.removeprefix("@").split("|")
        return cls(
            frozenset(name.removesuffix("*") for name in names),
            frozenset(name.removesuffix("*") for name in names if name.endswith("*")),
            text.startswith("@"),
        )


@dataclass(frozen=True)
class _Combination:
    label: str
    level: int
    groups: tuple[_Group, ...]

    def holds(self, now: frozenset[str], possible: frozenset[str], anywhere: frozenset[str]) -> bool:
        return all(
            not group.names.isdisjoint(anywhere if group.anywhere else now)
            or not group.even_if_possible.isdisjoint(possible)
            for group in self.groups
        )


class Combinations:
    """All combinations of one rule file."""

    def __init__(self, combinations: Iterable[_Combination]) -> None:
        self._combinations = tuple(combinations)

    @classmethod
    def parse(cls, labels: Mapping[str, Mapping[str, Sequence[str]]], signs: frozenset[str]) -> Combinations:
        """From the map label → level → lines. Raises `RuleError` for a sign that is nowhere described."""
        return cls(_parsed(labels, signs))

    def best(self, findings: Findings, sentences: range) -> Candidate | None:
        """The weightiest combination that holds within some sentences, else None."""
        return max(self._holding(findings, sentences), key=lambda candidate: candidate.weight, default=None)

    def _holding(self, findings: Findings, sentences: range) -> Iterator[Candidate]:
        now = _names(findings, sentences, ("now",))
        told = now | _names(findings, sentences, ("story",))
        possible = told | _names(findings, sentences, ("maybe",))
        anywhere = frozenset(sign.name for sign in findings.signs)
        if not possible:
            return
        for order, combination in enumerate(self._combinations):
            if combination.holds(now, possible, anywhere):
                yield Candidate(combination.level, len(combination.groups), order, combination.label)
            elif combination.holds(told, possible, anywhere):
                yield Candidate(HINT, len(combination.groups), order, combination.label)


def _parsed(labels: Mapping[str, Mapping[str, Sequence[str]]], signs: frozenset[str]) -> Iterator[_Combination]:
    for label, levels in labels.items():
        for level, lines in levels.items():
            for line in lines:
                groups = tuple(_Group.parse(part.strip()) for part in line.split("+"))
                unknown = {name for group in groups for name in group.names} - signs
                if unknown or level not in LEVELS:
                    raise RuleError(f"{label}: {level}: {line}: unknown: {', '.join(sorted(unknown)) or level}.")
                yield _Combination(label, LEVELS[level], groups)


def _names(findings: Findings, sentences: range, statuses: Sequence[Status]) -> frozenset[str]:
    return frozenset(sign.name for sign in findings.signs if sign.sentence in sentences and sign.status in statuses)
