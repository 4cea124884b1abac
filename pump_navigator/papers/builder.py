"""Builds a paper by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from pump_navigator.papers import (
    appeal_packet,
    call_script,
    follow_up_calendar,
    necessity_facts,
    paper_checklist,
    visit_sheet,
)
from pump_navigator.papers.asking import relevant
from pump_navigator.papers.facts import Facts
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.models import PapersContent
from pump_navigator.papers.paper import Paper
from pump_navigator.papers.writing import Writer

_BUILDERS: Final[Mapping[str, Callable[[Writer], Paper]]] = {
    "call_script": call_script.build,
    "visit_sheet": visit_sheet.build,
    "paper_checklist": paper_checklist.build,
    "necessity_facts": necessity_facts.build,
    "appeal_packet": appeal_packet.build,
    "follow_up_calendar": follow_up_calendar.build,
}
PAPERS: Final = tuple(_BUILDERS)


def build(paper_id: str, facts: Facts, today: date, content: PapersContent | None = None) -> Paper:
    """The paper out of the given facts alone. Facts that it does not ask for do not get on it."""
    content = content or papers_content()
    words = content.paper(paper_id)
    return _BUILDERS[paper_id](Writer(content, words, relevant(content, paper_id, facts), today))
