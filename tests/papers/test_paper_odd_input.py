"""Whatever is typed is text: never markup, never a placeholder, never too much."""

from __future__ import annotations

import io
import json

import pytest
from paper_samples import ALL, CONTENT, PAPERS, TODAY, flat
from pypdf import PdfReader

from pump_navigator.papers.builder import build
from pump_navigator.papers.calendar import ics
from pump_navigator.papers.facts import Event, Facts, Figure, Value
from pump_navigator.papers.html import html
from pump_navigator.papers.models import QuestionKind
from pump_navigator.papers.paper import Origin
from pump_navigator.papers.pdf import pdf
from pump_navigator.papers.plain_text import plain_text

LONG = " ".join(f"word{number}" for number in range(1300))
ODD = {
    "long": LONG,
    "long word": "x" * 10_000,
    "emoji": "scared 😀 all night",
    "right to left": "שלום רחל",
    "arabic": "مستشفى السلام",
    "html": "<script>alert('x')</script><b>&lt",
    "braces": "{device} {letter_date} {0} {{",
    "blank": "[blank: date]",
    "typst": "#panic() *x* $y$ `z` \\ @a <b> // no /* no */ = no",
    "path": '/etc/passwd #read("/etc/passwd")',
    "accents": "Zoë Nuñez-Ångström, Đặng Thị Hạnh, Łukasz, Σοφία, Ђорђе, Ольга",
    "quotes": "\"it's\" “so” 'so'",
    "controls": "a\x00b\x1b[31mc",
}


def facts_of(odd: str) -> Facts:
    """The odd text wherever a text can be."""
    values: dict[str, Value] = dict(ALL)
    for question in CONTENT.questions:
        if question.kind is QuestionKind.TEXT:
            values[question.id] = odd
        elif question.kind is QuestionKind.EVENTS:
            values[question.id] = (Event(odd),)
        elif question.kind is QuestionKind.FIGURES:
            values[question.id] = (Figure(odd),)
    return Facts(values)


@pytest.mark.parametrize("paper_id", PAPERS)
@pytest.mark.parametrize("name", ODD)
def test_odd_input_is_kept_as_it_is_in_the_text(paper_id: str, name: str) -> None:
    paper = build(paper_id, facts_of(ODD[name]), TODAY)
    asked = [
        question
        for question in CONTENT.asked_by(paper_id)
        if question.kind in (QuestionKind.TEXT, QuestionKind.EVENTS, QuestionKind.FIGURES)
    ]
    pieces = [piece for piece in paper.pieces(Origin.GIVEN) if piece == ODD[name]]
    assert len(pieces) == len(asked)
    assert flat(plain_text(paper)).count(flat(ODD[name])) >= len(asked)


@pytest.mark.parametrize("name", ODD)
def test_html_is_escaped(name: str) -> None:
    page = html(build("appeal_packet", facts_of(ODD[name]), TODAY))
    assert "<script" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("paper_id", PAPERS)
@pytest.mark.parametrize("name", ODD)
def test_every_pdf_can_be_made_and_opened(paper_id: str, name: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(build(paper_id, facts_of(ODD[name]), TODAY))))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in reader.root_object


@pytest.mark.parametrize("name", ["html", "braces", "typst", "path", "quotes", "blank", "accents"])
def test_odd_input_is_kept_as_it_is_in_the_pdf(name: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(build("visit_sheet", facts_of(ODD[name]), TODAY))))
    text = flat(" ".join(page.extract_text() for page in reader.pages))
    assert flat(ODD[name]).split(";")[0].replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("name", ODD)
def test_a_paper_goes_through_json(name: str) -> None:
    data = json.loads(json.dumps(build("appeal_packet", facts_of(ODD[name]), TODAY).as_json()))
    assert data["heading"] == "Appeal packet"
    assert {part["type"] for section in data["sections"] for part in section["parts"]} >= {"table", "checklist"}


@pytest.mark.parametrize("name", ODD)
def test_the_calendar_holds_nothing_that_was_typed(name: str) -> None:
    assert ODD[name][:20].encode() not in ics(facts_of(ODD[name]), TODAY, "conversation")
