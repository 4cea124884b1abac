"""The words of the papers: easy to read, dated, sourced, and free of what must never be said."""

from __future__ import annotations

import re
from datetime import timedelta
from statistics import mean

import pytest
from paper_samples import CONTENT
from pydantic import ValidationError

from pump_navigator.content.claims import ForbiddenClaims, claim_findings
from pump_navigator.content.documents import Document, parse, read_document
from pump_navigator.content.errors import Finding
from pump_navigator.content.readability import LONGEST_SENTENCE, MaskedNames, Reader, readability_findings
from pump_navigator.content.spoken import spoken_texts
from pump_navigator.content.vocabulary import Vocabulary
from pump_navigator.papers.doses import has_dose
from pump_navigator.papers.models import PapersContent
from pump_navigator.paths import GUIDES


@pytest.fixture(scope="module")
def document() -> Document[PapersContent]:
    findings: list[Finding] = []
    found = read_document(GUIDES / "papers.yml", PapersContent, findings)
    assert found is not None, findings
    return found


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of(parse(GUIDES / "devices.yml", Vocabulary), parse(GUIDES / "masked_names.yml", MaskedNames))


def test_every_text_is_easy_to_read(document: Document[PapersContent], reader: Reader) -> None:
    assert [str(finding) for finding in readability_findings([document], reader)] == []
    texts = [spoken.text for spoken in spoken_texts(document)]
    assert len(texts) > 200
    assert mean(reader.grade(text) for text in texts) < 6
    assert all(len(text.split()) <= 3 * LONGEST_SENTENCE for text in texts)


def test_nothing_forbidden_is_said(document: Document[PapersContent]) -> None:
    claims = parse(GUIDES / "forbidden_claims.yml", ForbiddenClaims)
    assert [str(finding) for finding in claim_findings(document, claims)] == []
    for spoken in spoken_texts(document):
        assert not has_dose(spoken.text), spoken


def test_every_rule_has_a_source_and_dates_in_time() -> None:
    for place, line in CONTENT.lines():
        if line.sources:
            assert line.as_of is not None, place
            assert line.review_by is not None, place
            assert line.as_of < line.review_by <= line.as_of + timedelta(days=line.kind.review_days), place
        if line.kind.value == "rule":
            assert line.sources, place
        if re.search(r"\b\d+ (?:days|months|hours)\b|Medicare", line.text):
            assert line.sources, place
    for paper in CONTENT.papers:
        assert paper.as_of < paper.review_by <= paper.as_of + timedelta(days=365)


def test_every_source_is_used_and_has_an_address() -> None:
    used = {source for _, line in CONTENT.lines() for source in line.sources}
    used |= {source for paper in CONTENT.papers for source in paper.sources}
    assert used == set(CONTENT.sources)
    assert [name for name, source in CONTENT.sources.items() if source.url is None] == ["ours"]


def test_every_question_is_asked_and_says_why() -> None:
    asked = {question_id for paper in CONTENT.papers for question_id in paper.asks}
    assert asked == {question.id for question in CONTENT.questions}
    for question in CONTENT.questions:
        assert question.ask != question.again
        assert question.why
        if question.optional:
            assert "skip" in f"{question.ask} {question.again}"
        if question.depends_on:
            parent = CONTENT.question(question.depends_on.question)
            assert all(parent.choice(choice_id) for choice_id in question.depends_on.is_one_of)


def test_no_question_asks_who_somebody_is() -> None:
    for question in CONTENT.questions:
        words = f"{question.ask} {question.again}".casefold()
        for word in ("your name", "birth", "member number", "member id", "address", "social security", "photo"):
            assert word not in words, question.id


def test_buttons_are_short() -> None:
    for name, phrase in CONTENT.talk.items():
        if name.startswith("button_"):
            assert len(phrase.text) <= 28


def test_deadlines_of_the_wrong_kind_are_never_worded() -> None:
    for name, line in CONTENT.deadlines.items():
        if name.startswith("internal"):
            assert "4 months" not in line.text
        if name.startswith("external"):
            assert "180" not in line.text


def test_a_sourced_line_without_dates_is_an_error(document: Document[PapersContent]) -> None:
    deadlines = {**document.data["deadlines"], "letter_unknown": {"text": "Soon.", "sources": ["internal_appeal"]}}
    with pytest.raises(ValidationError, match="as_of and review_by"):
        PapersContent.parse_obj({**document.data, "deadlines": deadlines})
