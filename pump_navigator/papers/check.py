"""What `pump-navigator check` asks of `papers.yml` and `comparison.yml` beyond what it asks of every file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from pump_navigator.content.braces import words_in_braces
from pump_navigator.content.dates import review_findings, unlisted_sources
from pump_navigator.content.documents import Document, Location
from pump_navigator.content.errors import Finding
from pump_navigator.content.models import Kind, Title
from pump_navigator.content.spoken import spoken_texts
from pump_navigator.papers.builder import PAPERS
from pump_navigator.papers.models import Line, PapersContent, PaperWords, Question, QuestionKind

# The sentences around the questions that the code says by their id.
TALK: Final = frozenset(
    """
    private changed added reopened no_name change_what skipped left_blank stopped none_open go_on which_paper
    no_paper none_given no_pdf saved not_saved understood made button_skip button_why button_stop button_go_on
    button_change button_for_paper
    """.split()
)
# What the code fills in, and the shared lines that it says by their id.
_PAPER_VALUES: Final = frozenset(
    """
    address answer a_device blank check_in_every date denial_reason device diagnosis label letter_date letter_kind
    model names number plan_type refill_on results sent_on title total treatment value what who
    """.split()
)
_COMPARISON_VALUES: Final = frozenset({"age", "date", "devices", "pump", "sensor"})
_RULE: Final = re.compile(r"\b\d+ (?:days|months|hours)\b|\bMedicare\b")
_BUTTON: Final = "button_"
_CORRECT: Final = "correct the id."


def line_findings(document: Document[Any], today: date) -> Iterator[Finding]:
    """Rules without a source, and dates and sources of lines that cannot be."""
    sources = document.content.sources
    for at, line in document.parts(Line):
        yield from unlisted_sources(document, (*at, "sources"), line.sources, sources)
        if line.as_of or line.review_by:
            yield from review_findings(document, at, line.as_of, line.review_by, line.kind, today)
        if not line.sources and (line.kind is Kind.RULE or _RULE.search(line.text)):
            yield document.finding(at, "tells a rule and names no source.", "add sources, as_of and review_by.")
    cited = {source for _, line in document.parts(Line) for source in line.sources}
    cited |= {source for _, paper in document.parts(PaperWords) for source in paper.sources}
    for source in [source for source in sources if source not in cited]:
        yield document.finding(("sources", source), "no line names it.", "name it, or take it out.")


def paper_findings(document: Document[PapersContent], today: date, topics: Collection[str]) -> Iterator[Finding]:
    """Everything of `papers.yml`: names that lead nowhere, sentences that are missing, lines."""
    content = document.content
    yield from line_findings(document, today)
    yield from _value_findings(document, _PAPER_VALUES)
    yield from _missing(document, ("talk",), TALK, content.talk)
    yield from _missing(document, ("papers",), PAPERS, [paper.id for paper in content.papers])
    for name, phrase in content.talk.items():
        if name.startswith(_BUTTON) and len(phrase.text) > Title.max_length:
            yield document.finding(("talk", name), f"a button holds {Title.max_length} characters.", "shorten it.")
    for at, paper in document.parts(PaperWords):
        yield from review_findings(document, at, paper.as_of, paper.review_by, Kind.PRACTICE, today)
        yield from _unknown(document, (*at, "asks"), paper.asks, {question.id for question in content.questions})
        yield from _unknown(document, (*at, "topics"), paper.topics, topics)
        yield from _unknown(document, (*at, "footer"), paper.footer, content.shared.lines)
        yield from _unknown(document, (*at, "then"), [paper.then] if paper.then else [], PAPERS)
    for at, question in document.parts(Question):
        yield from _question_findings(document, at, question)


def comparison_findings(document: Document[Any], today: date) -> Iterator[Finding]:
    """Everything of `comparison.yml`."""
    yield from line_findings(document, today)
    yield from _value_findings(document, _COMPARISON_VALUES)


def _question_findings(document: Document[PapersContent], at: Location, question: Question) -> Iterator[Finding]:
    content = document.content
    asked = {question_id for paper in content.papers for question_id in paper.asks}
    if question.id not in asked:
        yield document.finding(at, "no paper asks it.", "let a paper ask it, or take it out.")
    if (question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES)) != bool(question.choices):
        yield document.finding(at, f"is of the kind {question.kind.value}.", "a choice has choices, nothing else has.")
    if question.depends_on:
        parents = [one for one in content.questions if one.id == question.depends_on.question]
        known = {choice.id for parent in parents for choice in parent.choices}
        place = (*at, "depends_on", "is_one_of") if parents else (*at, "depends_on", "question")
        named = question.depends_on.is_one_of if parents else [question.depends_on.question]
        yield from _unknown(document, place, named, known)


def _unknown(document: Document[Any], at: Location, names: Iterable[str], known: Collection[Any]) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if name not in known:
            yield document.finding((*at, index), f"there is no {name}.", _CORRECT)


def _missing(
    document: Document[Any], at: Location, wanted: Iterable[str], there: Mapping[Any, Any] | Collection[Any]
) -> Iterator[Finding]:
    for name in sorted(set(wanted) - set(there)):
        yield document.finding(at, f"{name} is missing.", "write it.")


def _value_findings(document: Document[Any], known: Collection[str]) -> Iterator[Finding]:
    for spoken in spoken_texts(document):
        for name in words_in_braces(spoken.text):
            if name not in known:
                yield document.finding(
                    spoken.location, f"{{{name}}} means nothing here.", f"use one of these: {', '.join(sorted(known))}."
                )
