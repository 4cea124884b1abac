"""The checklist of papers for the approval: what is there, what is missing, who owes it."""

from __future__ import annotations

from pump_navigator.papers.paper import Bullets, Check, Checklist, Paper, Paragraph, Part, Text
from pump_navigator.papers.writing import Writer


def build(writer: Writer) -> Paper:
    """The papers that this kind of plan asks for with this device."""
    return writer.finished(
        intro=[writer.line("about"), *writer.notice()],
        sections=[
            writer.section(
                "plan",
                Paragraph(writer.line("plan", plan_type=writer.answer("plan_type"))),
                *writer.paragraphs("medicare_pump", "medicare_cgm", "own_rules", "cortisol", "ask_for_list"),
            ),
            writer.section("have", _there(writer)),
            writer.section("missing", _missing(writer)),
            writer.section("owed", Bullets(writer.answers("owed"))),
            writer.section("after", *writer.paragraphs("copies", "check_in")),
        ],
    )


def _there(writer: Writer) -> Part:
    """What the person has. A paper that is on no list for this device still gets its tick."""
    have = writer.facts.chosen("have")
    listed: dict[str, Text] = {item.id: text for item, text in writer.items("papers")}
    checks = [
        Check(listed[paper_id] if paper_id in listed else writer.choice("have", paper_id), done=True)
        for paper_id in have
    ]
    return Checklist(tuple(checks)) if checks else Paragraph(writer.line("nothing_yet"))


def _missing(writer: Writer) -> Part:
    have = writer.facts.chosen("have")
    rows = [
        (text, writer.blank("owner"), writer.blank("since"), writer.blank("asked_on"))
        for item, text in writer.items("papers")
        if item.id not in have
    ]
    if not rows:
        return Paragraph(writer.line("all_there"))
    return writer.table(("paper", "owner", "since", "asked_on"), rows)
