"""The call script: what to have ready, say, ask and write down."""

from __future__ import annotations

from pump_navigator.papers.paper import Bullets, Paper, Paragraph, Text
from pump_navigator.papers.writing import Writer


def build(writer: Writer) -> Paper:
    """The script for the device; the questions on off-label use only where they matter."""
    return writer.finished(
        intro=[
            writer.line("about"),
            writer.line("model", model=writer.answer("model")),
            *writer.notice(),
        ],
        sections=[
            writer.section("ready", writer.checklist("ready")),
            writer.section("open", *writer.paragraphs("opening", "interpreter")),
            writer.section("ask", writer.table(("question", "answer"), _questions(writer))),
            writer.section("close", Bullets(_last_questions(writer)), Paragraph(writer.line("supervisor"))),
            writer.section(
                "log",
                writer.entries(
                    date="call_date",
                    spoke_with="spoke_with",
                    reference="reference",
                    said="said",
                    to_do="next_step",
                    who="next_step_by",
                ),
            ),
        ],
    )


def _questions(writer: Writer) -> list[tuple[Text, ...]]:
    asked = [text for _, text in writer.items("questions")]
    if writer.facts.text("call_question"):
        asked.insert(0, writer.answer("call_question"))
    return [(question, writer.blank("answer")) for question in asked]


def _last_questions(writer: Writer) -> tuple[Text, ...]:
    return writer.line("reference"), writer.line("writing"), writer.line("who_next")
