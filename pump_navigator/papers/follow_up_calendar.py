"""The follow-up calendar as a page: the same days as in the calendar file."""

from __future__ import annotations

from collections.abc import Iterator

from pump_navigator.papers import schedule
from pump_navigator.papers.dates import in_words
from pump_navigator.papers.paper import Origin, Paper, Paragraph, Piece, Text
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
    return writer.finished(
        intro=[writer.line("ask_each_time"), writer.line("change_it")],
        sections=[
            writer.section("facts", *_known(writer)),
            writer.section("dates", writer.table(("date", "to_do"), _days(writer))),
            writer.section("limits", *writer.deadline_notes(writer.found_deadlines())),
            writer.section("calls", writer.call_table()),
        ],
    )


def _known(writer: Writer) -> Iterator[Paragraph]:
    for line, question_id in _ANSWERS.items():
        yield Paragraph(writer.line(line, **{question_id: writer.answer(question_id)}))


def _days(writer: Writer) -> list[tuple[Text, ...]]:
    dues = schedule.dues(writer.content, writer.facts, writer.today)
    days = sorted((day, due.kind) for due in dues for day in due.days)
    return [((Piece(in_words(day), Origin.WORKED_OUT),), writer.due(kind)) for day, kind in days]
