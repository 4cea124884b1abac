"""A paper as a file: for a download, for `/save`, for a printer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from pump_navigator.papers import schedule
from pump_navigator.papers.builder import build
from pump_navigator.papers.calendar import ics
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.facts import Facts
from pump_navigator.papers.html import html
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.pdf import pdf
from pump_navigator.papers.plain_text import plain_text

PDF: Final = "pdf"
TEXT: Final = "txt"
PAGE: Final = "html"
CALENDAR: Final = "ics"


@dataclass(frozen=True)
class SavedPaper:
    """A file with its name and its media type."""

    name: str
    media_type: str
    content: bytes


def formats(paper_id: str) -> tuple[str, ...]:
    """What a paper can be saved as."""
    return (PDF, TEXT, PAGE, CALENDAR) if paper_id == schedule.PAPER else (PDF, TEXT, PAGE)


def paper_named(name: str) -> str | None:
    """The paper that a file name or a word of a person means: "appeal-packet", "appeal"."""
    folded = name.casefold().replace("_", "-").strip().replace(" ", "-")
    papers = papers_content().papers
    exact = [paper.id for paper in papers if folded in (paper.file_name, paper.id.replace("_", "-"))]
    near = [paper.id for paper in papers if folded and folded in (*paper.file_name.split("-"), *paper.id.split("_"))]
    found = exact or near
    return found[0] if len(found) == 1 else None


def saved(paper_id: str, facts: Facts, today: date, form: str, owner: str) -> SavedPaper | None:
    """The file; None where the paper does not come in this form. `owner` as in `calendar.ics`."""
    if form not in formats(paper_id):
        return None
    name = f"{papers_content().paper(paper_id).file_name}.{form}"
    if form == CALENDAR:
        return SavedPaper(name, "text/calendar; charset=utf-8", ics(facts, today, owner))
    paper = build(paper_id, facts, today)
    if form == PDF:
        return SavedPaper(name, "application/pdf", pdf(paper))
    if form == PAGE:
        return SavedPaper(name, "text/html; charset=utf-8", html(paper).encode())
    return SavedPaper(name, "text/plain; charset=utf-8", plain_text(paper).encode())


def saved_of(draft: Draft, name: str, form: str, today: date) -> SavedPaper | None:
    """A paper that a conversation has made, by its name or by a word for it; without a name the latest."""
    paper_id = paper_named(name) if name else next(reversed(draft.made), None)
    if paper_id not in draft.made:
        return None
    return saved(paper_id, draft.facts, today, form, draft.owner or "")
