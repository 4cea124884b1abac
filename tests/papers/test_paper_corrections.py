"""Corrections by name: what they change, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from pump_navigator.papers.corrections import correction, corrects_a_name
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.facts import Event
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.said import Said
from pump_navigator.papers.talk import PaperTalk

CONTENT = papers_content()
TALK = PaperTalk(CONTENT, date(2026, 11, 22))
FIRST = Event("ER visit", date(2026, 1, 12), "Mercy Hospital", "$2,300")
SECOND = Event("passed out", date(2026, 2, 3))


def draft(*events: Event) -> Draft:
    """An appeal packet of which the last question is open."""
    begun = Draft().begun("appeal_packet", device="pump", plan_type="employer", letter_kind="first")
    answered = begun.answered(CONTENT.question("letter_date"), date(2026, 3, 3))
    answered = answered.answered(CONTENT.question("denial_reason"), "not needed")
    return answered.answered(CONTENT.question("events"), events or (FIRST,))


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("the date was march 4 not march 3", "letter_date", date(2026, 3, 4)),
        ("no, the date on the letter is march 4", "letter_date", date(2026, 3, 4)),
        ("the date is wrong, it's 3/4/2026", "letter_date", date(2026, 3, 4)),
        ("sorry i got the date wrong, it was march 4", "letter_date", date(2026, 3, 4)),
        ("wrong date: march 4", "letter_date", date(2026, 3, 4)),
        ("i made a typo in the letter date, march 4", "letter_date", date(2026, 3, 4)),
        ("change the plan to Medicare", "plan_type", "medicare"),
        ("can you change my insurance to medicaid please", "plan_type", "medicaid"),
        ("the plan is medicaid, not medicare", "plan_type", "medicaid"),
        ("actually my plan is medicaid instead of medicare", "plan_type", "medicaid"),
        ("the letter should say final", "letter_kind", "final"),
        ("The device is a sensor.", "device", "cgm"),
        ("fix the reason: we never got your labs", "denial_reason", "we never got your labs"),
        ("the reason should be not a covered benefit", "denial_reason", "not a covered benefit"),
    ],
)
def test_an_answer_is_changed_by_its_name(text: str, question: str, value: object) -> None:
    turn = TALK.take(draft(), Said(text, "nlu_fallback", 0.3))
    assert turn is not None
    assert turn.draft.facts.values[question] == value
    assert turn.draft.question(CONTENT) == CONTENT.question("figures")


@pytest.mark.parametrize("text", ["the reason is wrong", "change the reason", "wrong reason!"])
def test_without_a_new_value_the_question_is_asked_again(text: str) -> None:
    turn = TALK.take(draft(), Said(text, "nlu_fallback", 0.3))
    assert turn is not None
    assert turn.draft.question(CONTENT) == CONTENT.question("denial_reason")
    assert "denial_reason" not in turn.draft.facts.values


@pytest.mark.parametrize(
    "text",
    [
        "missed school days, 9 before, 2 after",
        "the plan said no and the reason is not clear to us",
        "her date of the operation was a hard day",
        "change of insulin, 4 before, 1 after",
        "the device is broken twice a month, now never",
    ],
)
def test_what_only_looks_like_a_correction_is_the_answer(text: str) -> None:
    turn = TALK.take(draft(), Said(text, "nlu_fallback", 0.3))
    assert turn is not None
    assert "figures" in turn.draft.facts.values
    assert {**turn.draft.facts.values, "figures": ()} == {**draft().facts.values, "figures": ()}


@pytest.mark.parametrize(
    ("text", "day", "what"),
    [
        ("actually it was january 13", date(2026, 1, 13), "ER visit"),
        ("sorry, January 14 2026", date(2026, 1, 14), "ER visit"),
    ],
)
def test_one_event_keeps_what_was_not_corrected(text: str, day: date, what: str) -> None:
    turn = TALK.take(draft(FIRST), Said(text, "nlu_fallback", 0.3))
    assert turn is not None
    (event,) = turn.draft.facts.events("events")
    assert (event.day, event.what, event.place, event.cost) == (day, what, "Mercy Hospital", "$2,300")


def test_of_several_events_it_is_asked_again_which_ones_there_are() -> None:
    turn = TALK.take(draft(FIRST, SECOND), Said("actually it was january 13", "nlu_fallback", 0.3))
    assert turn is not None
    assert turn.draft.question(CONTENT) == CONTENT.question("events")


@pytest.mark.parametrize("text", ["also May 5 2026, DKA, St. Olav Hospital", "oh and one more: may 5 2026 DKA"])
def test_events_are_added(text: str) -> None:
    turn = TALK.take(draft(FIRST, SECOND), Said(text, "nlu_fallback", 0.3))
    assert turn is not None
    assert [event.day for event in turn.draft.facts.events("events")] == [FIRST.day, SECOND.day, date(2026, 5, 5)]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("my name is wrong, it's [name removed]", True),
        ("change my name to Ana", True),
        ("the patient's name should be José", True),
        ("the drug name is wrong on the letter", True),
        ("name brand pens, 4 before, 2 after", False),
        ("they never named a rule", False),
    ],
)
def test_a_name_is_corrected_by_hand(text: str, is_one: bool) -> None:
    assert corrects_a_name(text, CONTENT.words("name")) is is_one


def test_where_a_name_fits_several_questions_the_one_answered_last_is_meant() -> None:
    dates = [CONTENT.question(name) for name in ("letter_date", "sent_on", "refill_on")]
    found = correction("the date is wrong", dates, "sent_on")
    assert found is not None
    assert found.question.id == "sent_on"


def test_a_paper_that_is_ready_is_changed_only_by_what_surely_changes_it() -> None:
    ready = draft().finished().taken_up()
    assert ready.paper == "appeal_packet"
    assert TALK.is_change(ready, "change the plan to medicare", offered=False)
    assert not TALK.is_change(ready, "the plan is medicare", offered=False)
    assert TALK.is_change(ready, "the plan is medicare", offered=True)
    assert not TALK.is_change(ready, "what is the date of my next visit", offered=True)
