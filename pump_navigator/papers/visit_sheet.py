"""The sheet for the doctor's visit: reasons, questions, what the prescription should say, what to bring."""

from __future__ import annotations

from pump_navigator.papers.paper import Bullets, Paper, Paragraph, Text
from pump_navigator.papers.writing import Writer


def build(writer: Writer) -> Paper:
    """One page for the visit, and the note of who does what next."""
    notice = writer.notice()
    return writer.finished(
        intro=[
            writer.line("about"),
            writer.line("model", model=writer.answer("model")),
            *([*notice, writer.line("no_pressure")] if notice else []),
        ],
        sections=[
            writer.section("reasons", Bullets(writer.answers("reasons"))),
            writer.section("questions", Bullets(_questions(writer))),
            writer.section("prescription", writer.checklist("prescription")),
            writer.section("evidence", writer.checklist("evidence"), Paragraph(writer.line("bring_someone"))),
            writer.section("leave", writer.entries(to_do="next_step", who="next_step_by", spoke_with="spoke_with")),
        ],
    )


def _questions(writer: Writer) -> tuple[Text, ...]:
    own = writer.answers("visit_questions") if writer.facts.text("visit_questions") else ()
    return (*own, *(text for _, text in writer.items("questions")))
