"""The PDF, opened and read back by another library."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from paper_samples import ALL, PAPERS, TODAY, flat, typed
from pypdf import PdfReader

from pump_navigator.papers.builder import build
from pump_navigator.papers.facts import Event, Facts
from pump_navigator.papers.paper import Origin
from pump_navigator.papers.pdf import pdf
from pump_navigator.papers.plain_text import plain_text

FACTS = Facts(ALL)


@pytest.fixture(scope="module", params=PAPERS)
def paper_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def reader(paper_id: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(build(paper_id, FACTS, TODAY))))


def text_of(reader: PdfReader) -> str:
    return " ".join(page.extract_text() for page in reader.pages)


def close(text: str) -> str:
    """Without spaces: a line may have been broken anywhere between words."""
    return re.sub(r"[\s\u200b]+", "", text)


def test_every_fact_stands_in_the_pdf(paper_id: str, reader: PdfReader) -> None:
    text = close(text_of(reader))
    for fact in typed(FACTS, paper_id):
        assert close(fact) in text, fact
        if len(fact) > 12:
            assert text.count(close(fact)) == 1, fact


def test_the_pdf_has_all_texts_of_the_paper(paper_id: str, reader: PdfReader) -> None:
    text = close(text_of(reader))
    for line in build(paper_id, FACTS, TODAY).texts():
        for piece in line:
            assert close(piece.text) in text


def test_title_and_language_are_set(paper_id: str, reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == build(paper_id, FACTS, TODAY).heading
    assert reader.root_object["/Lang"] == "en-US"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_says_that_it_is_accessible(reader: PdfReader) -> None:
    assert reader.root_object["/MarkInfo"]["/Marked"]
    metadata = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", metadata)


def test_headings_lists_and_tables_are_tagged(paper_id: str, reader: PdfReader) -> None:
    tags = Counter(roles(reader.root_object["/StructTreeRoot"]))
    paper = build(paper_id, FACTS, TODAY)
    assert tags["/H1"] == (2 if paper.sent else 1)
    assert tags["/H2"] == len(paper.sections) + 1  # and the sources
    tables = [part for section in paper.sections for part in section.parts if hasattr(part, "rows")]
    assert tags["/Table"] == len(tables)
    assert tags["/TH"] == sum(len(table.head) for table in tables)
    assert tags["/TD"] == sum(len(row) for table in tables for row in table.rows)
    assert tags["/L"] >= 1


def roles(node: Any) -> Iterator[str]:
    """The roles of all elements of the structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from roles(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from roles(node["/K"])


def test_all_fonts_are_inside(reader: PdfReader) -> None:
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & font.keys() for font in fonts)


def test_a_letter_is_on_us_paper(reader: PdfReader) -> None:
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


def test_it_runs_nothing_and_attaches_nothing(reader: PdfReader) -> None:
    assert not {"/OpenAction", "/AA", "/AcroForm"} & reader.root_object.keys()
    assert not reader.attachments


@pytest.mark.parametrize(
    "name", ["José", "Zoë Núñez-Ångström", "Đặng Thị Hạnh", "Γιώργος", "Ђорђе Петровић", "Łukasz Żółć"]
)
def test_names_in_many_letters_can_be_read_back(name: str) -> None:
    paper = build("call_script", FACTS.with_value("model", name), TODAY)
    assert name in flat(text_of(PdfReader(io.BytesIO(pdf(paper)))))


@pytest.mark.parametrize("name", ["שרה כהן", "سارة"])
def test_names_from_right_to_left_are_there(name: str) -> None:
    paper = build("call_script", FACTS.with_value("model", name), TODAY)
    text = text_of(PdfReader(io.BytesIO(pdf(paper))))
    for word in name.split():
        assert word in text or word[::-1] in text


def test_letters_that_no_font_has_are_owned_up_to() -> None:
    """A letter that Unicode has not given out: no font can show it."""
    paper = build("call_script", FACTS.with_value("model", "\U000e0fff\u0378 pump"), TODAY)
    reader = PdfReader(io.BytesIO(pdf(paper)))
    assert "The plain text file has them all." in flat(text_of(reader))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert "The plain text file" not in flat(text_of(PdfReader(io.BytesIO(pdf(build("call_script", FACTS, TODAY))))))


def test_chinese_letters_are_shown_or_owned_up_to() -> None:
    """They are shown where the system has a font for them; the plain text has them in any case."""
    paper = build("visit_sheet", FACTS.with_value("reasons", "José and 李 worry at night"), TODAY)
    text = flat(text_of(PdfReader(io.BytesIO(pdf(paper)))))
    assert "José and" in text
    assert "李" in text or "The plain text file has them all." in text
    assert "José and 李 worry at night" in plain_text(paper)


def test_forty_events_and_a_very_long_one_are_all_there_once() -> None:
    told = tuple(
        Event(f"story {number} " + "of a long night " * (100 if number == 7 else 1), TODAY, f"Place {number} Hospital")
        for number in range(40)
    )
    reader = PdfReader(io.BytesIO(pdf(build("appeal_packet", FACTS.with_value("events", told), TODAY))))
    text = flat(text_of(reader))
    assert [number for number in range(40) if text.count(f"Place {number} Hospital") != 1] == []
    assert text.count("of a long night") == 139
    assert reader.root_object["/MarkInfo"]["/Marked"]


def test_blanks_are_in_the_pdf() -> None:
    paper = build("appeal_packet", Facts({"device": "pump"}), TODAY)
    text = close(text_of(PdfReader(io.BytesIO(pdf(paper)))))
    assert text.count("[blank:") == len(list(paper.pieces(Origin.BLANK)))


def test_what_is_to_be_sent_starts_on_a_page_of_its_own() -> None:
    reader = PdfReader(io.BytesIO(pdf(build("appeal_packet", FACTS, TODAY))))
    first_sent = next(number for number, page in enumerate(reader.pages) if "To send" in page.extract_text())
    assert first_sent > 0
    assert reader.pages[first_sent].extract_text().startswith("To send")
    kept = " ".join(page.extract_text() for page in reader.pages[:first_sent])
    assert "Mercy Hospital" not in kept


def test_the_same_facts_give_the_same_file() -> None:
    paper = build("visit_sheet", FACTS, TODAY)
    assert pdf(paper) == pdf(paper)
