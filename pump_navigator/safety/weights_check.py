"""What `pump-navigator check` says of the committed weights."""

from __future__ import annotations

from collections.abc import Iterator

from pump_navigator.content.errors import Finding
from pump_navigator.safety import danger, refusal
from pump_navigator.safety.rulebook import RuleError
from pump_navigator.safety.scorer import REFIT, Weights, weights_file


def weight_findings() -> Iterator[Finding]:
    """Weights that cannot be read, or do not belong to the rules that are there."""
    for files in (danger.FILES, refusal.FILES):
        try:
            Weights.load(files[0], files)
        except RuleError as error:
            yield Finding(weights_file(files[0]), 1, str(error), REFIT)
