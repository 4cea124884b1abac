"""Which questions are asked, how few, and how answers are kept."""

from __future__ import annotations

import json

import pytest
from paper_samples import ALL, CONTENT, DEVICES, PAPERS, TODAY

from pump_navigator.papers.answers import Taken, read
from pump_navigator.papers.asking import next_question, open_questions
from pump_navigator.papers.builder import PAPERS as BUILT
from pump_navigator.papers.builder import build
from pump_navigator.papers.facts import Facts
from pump_navigator.papers.plain_text import plain_text
from pump_navigator.papers.saving import formats, paper_named, saved

APPEAL = {
    "plan_type": "it's from my job",
    "letter_kind": "the first no",
    "letter_date": "it says october 31",
    "denial_reason": "not medically necessary",
    "events": "3/4/26 ER at Mercy Hospital $2,300; 5/6/26 passed out at school",
    "figures": "missed school days, 9 before, 2 after",
}


def asked(paper_id: str, facts: Facts) -> list[str]:
    """The questions as they come, each answered from `APPEAL` or with what fits."""
    ids: list[str] = []
    while question := next_question(CONTENT, paper_id, facts):
        ids.append(question.id)
        text = APPEAL.get(question.id)
        answer = read(question, text, TODAY, CONTENT) if text else Taken(ALL[question.id])
        assert isinstance(answer, Taken)
        facts = facts.with_value(question.id, answer.value)
    return ids


def test_from_a_denial_to_the_packet_in_under_ten_turns() -> None:
    """Saying "my insurance denied the pump" and taking up the offer are two turns; the device is known by then."""
    questions = asked("appeal_packet", Facts({"device": "pump"}))
    assert questions == list(APPEAL)
    assert 2 + len(questions) < 10
    assert 2 + len(asked("appeal_packet", Facts())) < 10


@pytest.mark.parametrize("paper_id", PAPERS)
def test_no_paper_asks_more_than_eight_questions(paper_id: str) -> None:
    assert len(asked(paper_id, Facts())) <= 8


def test_every_paper_can_be_built() -> None:
    assert set(BUILT) == set(PAPERS)


def test_the_kind_of_letter_matters_only_for_private_plans() -> None:
    for plan, is_asked in (("employer", True), ("marketplace", True), ("medicare", False), ("medicaid", False)):
        ids = [q.id for q in open_questions(CONTENT, "appeal_packet", Facts({"device": "pump", "plan_type": plan}))]
        assert ("letter_kind" in ids) is is_asked


def test_what_is_known_or_skipped_is_not_asked() -> None:
    facts = Facts({"device": "pump", "plan_type": "employer"})
    question = next_question(CONTENT, "appeal_packet", facts, skipped=["letter_kind"])
    assert question is not None
    assert question.id == "letter_date"
    everything = next_question(CONTENT, "appeal_packet", Facts(ALL))
    assert everything is None


@pytest.mark.parametrize("plan", ["medicare", "medicare_advantage", "medicaid", "other"])
def test_after_a_change_of_plan_an_idle_answer_does_no_harm(plan: str) -> None:
    text = plain_text(build("appeal_packet", Facts({**ALL, "plan_type": plan, "letter_kind": "final"}), TODAY))
    assert "external review" not in text
    assert "Final no" not in text
    assert "4 months" not in text
    assert "180 days" not in text


@pytest.mark.parametrize("device", [None, *DEVICES])
def test_questions_are_worded_for_the_device(device: str | None) -> None:
    for question in CONTENT.questions:
        assert question.asked_about(device)
        assert question.asked_again_about(device)
    assert ("crises" in CONTENT.question("events").asked_about(device)) is (device == "cortisol_pump")


def test_facts_survive_a_slot() -> None:
    stored = json.loads(json.dumps(Facts(ALL).as_json()))
    assert Facts.from_json(CONTENT, stored) == Facts(ALL)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        {},
        {"nonsense": 1},
        {"device": "spaceship"},
        {"letter_date": "yesterday"},
        {"events": "text"},
        {"events": [{"what": "x"}]},
        {"figures": [1]},
        {"have": 5},
        {"letter_date": None},
    ],
)
def test_what_does_not_fit_is_left_out(stored: dict[str, object] | None) -> None:
    assert Facts.from_json(CONTENT, stored).values == {}


def test_facts_can_be_changed_and_taken_back() -> None:
    facts = Facts(ALL).with_value("model", "Mobi")
    assert facts.text("model") == "Mobi"
    assert Facts(ALL).text("model") == ALL["model"]
    assert facts.without("model").text("model") is None


@pytest.mark.parametrize("paper_id", PAPERS)
def test_every_paper_is_saved_in_every_form(paper_id: str) -> None:
    for form in formats(paper_id):
        file = saved(paper_id, Facts(ALL), TODAY, form, "conversation")
        assert file is not None
        assert file.name.endswith(f".{form}")
        start = {"pdf": b"%PDF-", "html": b"<!doctype html>", "ics": b"BEGIN:VCALENDAR"}.get(form)
        assert file.content.startswith(start or CONTENT.paper(paper_id).heading.encode())
    assert saved(paper_id, Facts(ALL), TODAY, "docx", "conversation") is None
    assert ("ics" in formats(paper_id)) is (paper_id == "follow_up_calendar")


@pytest.mark.parametrize(
    ("name", "paper_id"),
    [
        ("appeal", "appeal_packet"),
        ("Appeal packet", "appeal_packet"),
        ("appeal_packet", "appeal_packet"),
        ("call-script", "call_script"),
        ("calendar", "follow_up_calendar"),
        ("letter", "necessity_facts"),
        ("letter-of-medical-necessity-facts", "necessity_facts"),
        ("visit", "visit_sheet"),
        ("checklist", "paper_checklist"),
        ("", None),
        ("novel", None),
    ],
)
def test_papers_are_found_by_name(name: str, paper_id: str | None) -> None:
    assert paper_named(name) == paper_id
