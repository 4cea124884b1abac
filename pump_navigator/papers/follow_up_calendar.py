"""The follow-up calendar as a page: the same days as in the calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pump_navigator.papers import schedule
from pump_navigator.papers.dates import in_words
from pump_navigator.papers.paper import Origin, Paper, Paragraph, Piece, Text
from pump_navigator.papers.schedule import REFILL, Due
from pump_navigator.papers.writing import Writer

_ANSWERS = {
    "plan": "plan_type",
    "kind": "letter_kind",
    "letter_date": "letter_date",
    "sent_on": "sent_on",
    "every": "check_in_every",
    "refill_on": "refill_on",
}


def build(writer: Writer) -> Paper:
    """What is known, the days to come, the last day to appeal, and room for notes."""
    dues = schedule.dues(writer.content, writer.facts, writer.today)
    return writer.finished(
        intro=[writer.line("ask_each_time"), writer.line("change_it")],
        sections=[
            writer.section("facts", *_known(writer, dues)),
            writer.section("dates", writer.table(("date", "to_do"), _rows(writer, dues))),
            writer.section("limits", *writer.deadline_notes(writer.found_deadlines())),
            writer.section("calls", writer.call_table()),
        ],
    )


def _known(writer: Writer, dues: tuple[Due, ...]) -> Iterator[Paragraph]:
    in_table = {REFILL} & {due.kind for due in dues}
    for line, question_id in _ANSWERS.items():
        if not (in_table and question_id == "refill_on"):
            yield Paragraph(writer.line(line, **{question_id: writer.answer(question_id)}))


def _rows(writer: Writer, dues: tuple[Due, ...]) -> list[tuple[Text, ...]]:
    days = sorted((day, due.kind) for due in dues for day in due.days)
    return [(_day(day, kind), writer.due(kind)) for day, kind in days]


def _day(day: date, kind: str) -> Text:
    """The day of a supply order was given; all others are worked out."""
    return (Piece(in_words(day), Origin.GIVEN if kind == REFILL else Origin.WORKED_OUT),)
