"""Everything that `pump-navigator check` looks for in the content, and in the data that leads to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pump_navigator.clinic import clinic_file
from pump_navigator.comparison.words import ComparisonWords
from pump_navigator.content.claims import ForbiddenClaims, claim_findings
from pump_navigator.content.clinic import clinic_findings
from pump_navigator.content.dates import date_findings, source_findings
from pump_navigator.content.documents import DataFile, Document, read_data, read_document
from pump_navigator.content.errors import Finding
from pump_navigator.content.glossary import Glossary
from pump_navigator.content.library import Library, content_files
from pump_navigator.content.models import AssistantGuide, Guide, Model, SafetyGuide
from pump_navigator.content.placeholders import phrase_findings, placeholder_findings
from pump_navigator.content.reachability import Training, reach_findings
from pump_navigator.content.readability import MaskedNames, Reader, readability_findings
from pump_navigator.content.references import (
    glossary_findings,
    guide_findings,
    repeated_id_findings,
    seed_findings,
    vocabulary_findings,
)
from pump_navigator.content.seed_statements import SeedStatements
from pump_navigator.content.terminal import TerminalWords
from pump_navigator.content.topics import STEPS
from pump_navigator.content.vocabulary import Vocabulary
from pump_navigator.content.widget import WidgetWords, widget_findings
from pump_navigator.journey.content import JourneyContent, journey_findings
from pump_navigator.papers.check import comparison_findings, paper_findings
from pump_navigator.papers.models import PapersContent
from pump_navigator.paths import DATA, DOMAIN, GUIDES
from pump_navigator.safety.weights_check import weight_findings

FILES: Final[Mapping[str, type[Model]]] = {
    "diabetes.yml": Guide,
    "cortisol.yml": Guide,
    "assistant.yml": AssistantGuide,
    "safety.yml": SafetyGuide,
    "devices.yml": Vocabulary,
    "glossary.yml": Glossary,
    "widget.yml": WidgetWords,
    "terminal.yml": TerminalWords,
    "papers.yml": PapersContent,
    "comparison.yml": ComparisonWords,
    "forbidden_claims.yml": ForbiddenClaims,
    "masked_names.yml": MaskedNames,
    "journey.yml": JourneyContent,
    "seed_statements/diabetes.yml": SeedStatements,
    "seed_statements/cortisol.yml": SeedStatements,
}


def check(
    folder: Path = GUIDES,
    *,
    domain: Path = DOMAIN,
    data: Path = DATA,
    clinic: Path | None = None,
    today: date | None = None,
) -> list[Finding]:
    """All that is wrong, by file and line; what is only overdue is a warning. `clinic` is a clinic's own file."""
    findings: list[Finding] = []
    today = today or date.today()
    contents = Contents.read(folder, findings)
    training = Training.read(domain, data, findings)
    findings.extend(contents.findings(today))
    if clinic:
        findings.extend(contents.clinic_findings(clinic, today))
    findings.extend(weight_findings())
    if training:
        findings.extend(training.findings())
        for guide in contents.guides():
            findings.extend(reach_findings(guide, training))
    return sorted(set(findings))


def run(*, strict: bool) -> int:
    """Print what is wrong; the status for the shell: 0 only if nothing is, or only reviews are overdue."""
    findings = check(clinic=clinic_file())
    failed = failures(findings, strict=strict)
    for finding in findings:
        print(finding, file=sys.stderr if finding in failed else sys.stdout)
    print(f"{len(failed)} errors, {len(findings) - len(failed)} warnings.")
    return 1 if failed else 0


def failures(findings: list[Finding], *, strict: bool) -> list[Finding]:
    """Those findings that make a check fail: with `strict`, the warnings too."""
    return [finding for finding in findings if strict or not finding.warning]


@dataclass(frozen=True)
class Contents:
    """The files of a folder like `guides/`, as far as they can be read."""

    documents: Mapping[str, Document[Any]]
    untyped: list[DataFile]

    @classmethod
    def read(cls, folder: Path, findings: list[Finding]) -> Contents:
        """All files; what is wrong with their shape goes to the findings."""
        documents = {name: read_document(folder / name, model, findings) for name, model in FILES.items()}
        others = [path for path in content_files(folder) if path.relative_to(folder).as_posix() not in FILES]
        untyped = [read_data(path, findings) for path in others]
        return cls(
            {name: document for name, document in documents.items() if document},
            [file for file in untyped if file],
        )

    def guides(self) -> Iterator[Document[Guide]]:
        """The guides."""
        return (document for document in self.documents.values() if isinstance(document.content, Guide))

    def findings(self, today: date) -> Iterator[Finding]:
        """What is wrong in each file, and between them."""
        for document in self.documents.values():
            yield from repeated_id_findings(document)
            yield from source_findings(document)
            yield from date_findings(document, today)
            if not isinstance(document.content, PapersContent | ComparisonWords):
                yield from placeholder_findings(document)
        yield from self._claims()
        yield from self._readability()
        if "assistant.yml" in self.documents:
            yield from phrase_findings(self.documents["assistant.yml"])
        if "devices.yml" in self.documents:
            yield from vocabulary_findings(self.documents["devices.yml"])
        if "widget.yml" in self.documents:
            yield from widget_findings(self.documents["widget.yml"])
        if "comparison.yml" in self.documents:
            yield from comparison_findings(self.documents["comparison.yml"], today)
        yield from self._references(today)

    def clinic_findings(self, path: Path, today: date) -> Iterator[Finding]:
        """What is wrong in a clinic's own file, once the content that it is measured by can be read."""
        needed = ("devices.yml", "masked_names.yml", "forbidden_claims.yml")
        if all(name in self.documents for name in needed):
            vocabulary, masked, claims = (self.documents[name].content for name in needed)
            steps = [step for steps in STEPS.values() for step in steps]
            yield from clinic_findings(path, vocabulary, claims, Reader.of(vocabulary, masked), steps, today)

    def _claims(self) -> Iterator[Finding]:
        if claims := self.documents.get("forbidden_claims.yml"):
            searched = [document for document in self.documents.values() if document is not claims]
            for file in (*searched, *self.untyped):
                yield from claim_findings(file, claims.content)

    def _readability(self) -> Iterator[Finding]:
        vocabulary, masked = self.documents.get("devices.yml"), self.documents.get("masked_names.yml")
        if vocabulary and masked:
            reader = Reader.of(vocabulary.content, masked.content)
            yield from readability_findings(self.documents.values(), reader)

    def _references(self, today: date) -> Iterator[Finding]:
        """Between files, once all of them can be read."""
        if len(self.documents) < len(FILES):
            return
        library = self._library()
        for guide in self.guides():
            yield from guide_findings(guide, library)
        yield from glossary_findings(self.documents["glossary.yml"], library)
        yield from paper_findings(self.documents["papers.yml"], today, library.entries)
        yield from journey_findings(self.documents["journey.yml"], library)
        for document in self.documents.values():
            if isinstance(document.content, SeedStatements):
                yield from seed_findings(document, library)

    def _library(self) -> Library:
        def content(name: str) -> Any:
            return self.documents[name].content

        return Library(
            diabetes=content("diabetes.yml"),
            cortisol=content("cortisol.yml"),
            assistant=content("assistant.yml"),
            safety=content("safety.yml"),
            vocabulary=content("devices.yml"),
            glossary=content("glossary.yml"),
        )
