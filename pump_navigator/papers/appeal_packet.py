"""The appeal packet: one part to keep, with the dates, and one part to send, with nothing but facts."""

from __future__ import annotations

from collections.abc import Iterator

from pump_navigator.papers.deadlines import Step
from pump_navigator.papers.paper import Paper, Paragraph, Section
from pump_navigator.papers.writing import Writer


def build(writer: Writer) -> Paper:
    """The packet against a first denial, or the request for an outside review after a final one."""
    return writer.finished(
        intro=[writer.line("about"), *writer.notice()], sections=[*_to_keep(writer), *_to_send(writer)]
    )


def _to_keep(writer: Writer) -> Iterator[Section]:
    yield writer.section(
        "dates",
        Paragraph(writer.line("plan", plan_type=writer.answer("plan_type"))),
        *_letter_kind(writer),
        *writer.deadline_notes(writer.found_deadlines()),
    )
    yield writer.section("contents", writer.checklist("contents"))
    yield writer.section("rights", writer.bullets("rights"), Paragraph(writer.line("fill_in")))


def _letter_kind(writer: Writer) -> Iterator[Paragraph]:
    if writer.facts.text("letter_kind"):
        yield Paragraph(writer.line("kind", letter_kind=writer.answer("letter_kind")))


def _to_send(writer: Writer) -> Iterator[Section]:
    yield _cover_letter(writer)
    yield writer.section("rule", writer.rule_table(), send=True)
    yield writer.section("events", writer.events("events"), send=True)
    yield writer.section("figures", writer.figures("figures"), send=True)
    yield writer.section("calls", writer.call_table(), send=True)


def _cover_letter(writer: Writer) -> Section:
    outside = writer.found_deadlines().step is Step.EXTERNAL_REVIEW
    lines = (
        writer.line("letter_top", blank=writer.blank("today")),
        writer.line("recipient", who=writer.blank("recipient"), address=writer.blank("address")),
        writer.line("patient", blank=writer.blank("patient_name")),
        writer.line("member", blank=writer.blank("plan_number")),
        writer.line("claim", blank=writer.blank("claim_number")),
        writer.line("about_external" if outside else "about_appeal", letter_date=writer.answer("letter_date")),
        writer.line("denied", model=writer.blank("model")),
        writer.line("reason", denial_reason=writer.answer("denial_reason")),
        writer.line("request"),
        *(() if outside else (writer.line("new_reviewer"), writer.line("criteria"))),
        writer.line("in_writing"),
        writer.line("signed", blank=writer.blank("signature")),
        writer.line("reach", blank=writer.blank("phone")),
    )
    heading = "letter_external" if outside else "letter_appeal"
    return writer.section(heading, *(Paragraph(line) for line in lines), send=True)
