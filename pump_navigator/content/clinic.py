"""What `pump-navigator check` asks of a clinic's own file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from pump_navigator.clinic import FIELDS, Clinic
from pump_navigator.content.claims import ForbiddenClaims, claim_findings
from pump_navigator.content.documents import Document, read_document
from pump_navigator.content.errors import Finding
from pump_navigator.content.readability import Reader, readability_findings
from pump_navigator.content.vocabulary import Vocabulary


def clinic_findings(
    path: Path, vocabulary: Vocabulary, claims: ForbiddenClaims, reader: Reader, steps: Collection[str], today: date
) -> Iterator[Finding]:
    """Everything that is wrong in the file; trainings that are over are warnings."""
    findings: list[Finding] = []
    document = read_document(path, Clinic, findings, FIELDS)
    yield from findings
    if document is None:
        return
    yield from claim_findings(document, claims)
    yield from readability_findings([document], reader)
    yield from _names(document, vocabulary, steps)
    for index, training in enumerate(document.content.trainings):
        if training.day < today:
            yield document.finding(
                ("trainings", index), f"{training.day} is over, so it is not said.", "take it out.", warning=True
            )


def _names(document: Document[Clinic], vocabulary: Vocabulary, steps: Collection[str]) -> Iterator[Finding]:
    devices = {device.name for device in vocabulary.devices}
    for index, name in enumerate(document.content.devices):
        if name not in devices:
            listed = ", ".join(sorted(devices, key=str.casefold))
            yield document.finding(
                ("devices", index), f"{name} is no device of ours.", f"write one of these: {listed}."
            )
    for step in document.content.notes:
        if step not in steps:
            yield document.finding(("notes", step), f"there is no step {step}.", f"one of these: {', '.join(steps)}.")
