"""Facts for the papers, typed as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pump_navigator.papers.dates import in_words
from pump_navigator.papers.facts import Event, Facts, Figure, Value
from pump_navigator.papers.library import papers_content

TODAY = date(2026, 11, 22)
CONTENT = papers_content()
DEVICES = ("pump", "cgm", "both", "cortisol_pump")
PLANS = ("employer", "marketplace", "medicare", "medicare_advantage", "medicaid", "other")
PAPERS = tuple(paper.id for paper in CONTENT.papers)

ALL: dict[str, Value] = {
    "device": "pump",
    "model": "Omnipod 5 model-words",
    "plan_type": "employer",
    "letter_kind": "first",
    "letter_date": date(2026, 10, 31),
    "denial_reason": "not shown to be needed",
    "events": (
        Event("second thing", date(2026, 3, 4), "Mercy Hospital", "$2,300"),
        Event("first thing", date(2025, 12, 31), None, None),
        Event("undated thing", None, "Lincoln School", "$17"),
    ),
    "figures": (Figure("missed days", "19 days", "3 days"), Figure("fewer scares")),
    "diagnosis": "type 1 diabetes since spring",
    "treatment": "four shots daily",
    "tried": (Event("other pens, still scared", date(2025, 6, 2)),),
    "results": "A1c 8.3 in July",
    "reasons": "sleepless nights; swim team",
    "visit_questions": "who is my trainer?; may I keep my meter?",
    "call_question": "is a loaner covered?",
    "have": ("card", "a1c"),
    "owed": "clinic owes the note",
    "sent_on": date(2026, 11, 2),
    "check_in_every": "week",
    "refill_on": date(2027, 1, 5),
}

OTHER: dict[str, Value] = {
    **ALL,
    "model": "t:slim",
    "denial_reason": "rule four is not met",
    "events": (
        Event("ein Sturz", date(2024, 2, 29), "St. Olav", "$1"),
        Event("b", date(2024, 3, 1)),
        Event("c", None, "Place", "$2"),
    ),
    "figures": (Figure("x", "1", "2"), Figure("y")),
    "letter_date": date(2026, 10, 30),
    "diagnosis": "LADA",
    "treatment": "pens",
    "tried": (Event("nothing helped", date(2020, 1, 1)),),
    "results": "none",
    "reasons": "one; two",
    "visit_questions": "three?; four?",
    "call_question": "five?",
    "owed": "six",
}


def typed(facts: Facts, paper_id: str) -> Iterator[str]:
    """Every text that was given and that the paper asks for, as it has to stand there."""
    for question in CONTENT.asked_by(paper_id):
        if question.id in ("device", "have"):
            continue  # shown by our own words
        value = facts.values.get(question.id)
        if value is not None:
            yield from _texts(value, question.id)


def _texts(value: Value, question_id: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _item_texts(item, question_id)
    elif isinstance(value, date):
        yield in_words(value)
    else:
        choice = CONTENT.question(question_id).choice(value)
        yield from [choice.title] if choice else [part.strip() for part in re.split(r"[;\n]", value)]


def _item_texts(item: object, question_id: str) -> Iterator[str]:
    if isinstance(item, Event):
        parts = (in_words(item.day) if item.day else None, item.what, item.place, item.cost)
    else:
        assert isinstance(item, Figure)
        parts = (item.what, item.before, item.after)
    yield from (part for part in parts if part)


def flat(text: str) -> str:
    """The text on one line, without the places where a very long word may break."""
    return " ".join(text.replace("\u200b", "").split())
