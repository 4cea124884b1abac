"""Facts for a Letter of Medical Necessity. The clinician writes the letter; this only gathers."""

from __future__ import annotations

from pump_navigator.papers.paper import Bullets, Paper, Paragraph
from pump_navigator.papers.writing import Writer


def build(writer: Writer) -> Paper:
    """The patient's facts, and blanks for what only the clinician or the plan can say."""
    return writer.finished(
        intro=[writer.line("clinician_signs"), writer.line("what_this_is"), *writer.notice()],
        sections=[
            writer.section(
                "device",
                Paragraph(writer.line("about")),
                Paragraph(writer.line("model", model=writer.answer("model"))),
            ),
            writer.section(
                "patient",
                Paragraph(writer.line("name", blank=writer.blank("patient_name"))),
                Paragraph(writer.line("diagnosis", diagnosis=writer.answer("diagnosis"))),
                Paragraph(writer.line("treatment", treatment=writer.answer("treatment"))),
            ),
            writer.section("tried", writer.trials("tried")),
            writer.section("events", writer.events("events")),
            writer.section("results", Paragraph(writer.line("results", results=writer.answer("results")))),
            writer.section("reasons", Bullets(writer.answers("reasons"))),
            writer.section("rule", Paragraph(writer.line("copy_rule")), writer.rule_table()),
            writer.section("clinician", writer.checklist("clinician")),
            writer.section(
                "sign",
                Paragraph(writer.line("clinician", blank=writer.blank("clinician_name"))),
                Paragraph(writer.line("phone", blank=writer.blank("clinician_phone"))),
                Paragraph(writer.line("signature", blank=writer.blank("signature"))),
                Paragraph(writer.line("date", blank=writer.blank("sign_date"))),
            ),
        ],
    )
