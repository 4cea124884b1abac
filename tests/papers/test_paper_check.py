"""`pump-navigator check` on the words of papers and comparisons: file, line and mend for what is wrong."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pump_navigator.content.check import check
from pump_navigator.papers.check import TALK
from pump_navigator.papers.library import papers_content
from pump_navigator.paths import GUIDES

TODAY = date(2026, 11, 23)


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    """The project's content in a folder of its own."""
    return Path(shutil.copytree(GUIDES, tmp_path / "guides"))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("papers.yml", "asks: [device, model, call_question]", "asks: [device, nobody]", "there is no nobody"),
        ("papers.yml", "footer: [fill_in, not_advice]", "footer: [no_such_line]", "there is no no_such_line"),
        ("papers.yml", "then: visit_sheet", "then: birth_certificate", "there is no birth_certificate"),
        ("papers.yml", "topics: [diabetes/wait_time]", "topics: [diabetes/waiting]", "there is no diabetes/waiting"),
        (
            "papers.yml",
            "{question: plan_type, is_one_of: [employer,",
            "{question: plan_type, is_one_of: [boss,",
            "boss",
        ),
        ("papers.yml", 'about: {text: "For: {device}"}', 'about: {text: "For: {gadget}"}', "{gadget} means nothing"),
        ("papers.yml", "  button_skip: {text: Skip this one}", "  button_hop: {text: Skip}", "button_skip is missing"),
        ("papers.yml", "why: The letter starts with it.", "why: You qualify for it, guaranteed.", "forbidden claim"),
        (
            "papers.yml",
            "why: The letter starts with it.",
            "why: Notwithstanding documentation requirements, authorization necessitates diagnostic specification.",
            "reads at grade",
        ),
        ("papers.yml", "sources: [internal_appeal]", "sources: [hearsay]", "there is no source hearsay"),
        (
            "papers.yml",
            'look_for_final: {text: "Look',
            'look_for_final: {text: "You have 30 days. Look',
            "names no source",
        ),
        ("comparison.yml", 'as_of: {text: "As of {date}."}', 'as_of: {text: "As of {day}."}', "{day} means nothing"),
        ("comparison.yml", 'caption: {text: "Devices, A to Z"}', "caption: {text: The best pump}", "forbidden claim"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_mend(
    guides: Path, file: str, old: str, new: str, message: str
) -> None:
    path = guides / file
    text = path.read_text()
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1))
    found = [finding for finding in check(guides, today=TODAY) if message in finding.message]
    assert found, message
    assert found[0].file.name == file
    assert found[0].mend
    assert abs(found[0].line - line) <= 2 or "missing" in message


def test_overdue_lines_are_warnings(guides: Path) -> None:
    findings = [one for one in check(guides, today=date(2028, 1, 1)) if one.file.name == "papers.yml"]
    assert findings
    assert all(finding.warning for finding in findings)


def test_every_sentence_of_the_talk_is_said_by_the_code_and_no_other_is_there() -> None:
    assert set(papers_content().talk) == TALK
