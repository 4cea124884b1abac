"""Last days: only for the right plan, only from the right letter, right to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from paper_samples import CONTENT

from pump_navigator.papers.deadlines import (
    Deadlines,
    Letter,
    Plan,
    Step,
    deadlines,
    decision_due,
    external_aim,
    external_last_day,
    internal_last_day,
)

TODAY = date(2026, 11, 22)
PRIVATE = (Plan.EMPLOYER, Plan.MARKETPLACE)
PUBLIC = (Plan.MEDICARE, Plan.MEDICARE_ADVANTAGE, Plan.MEDICAID)


def lines(found: Deadlines) -> list[str]:
    return [note.line for note in found.notes]


@pytest.mark.parametrize(
    ("denied", "last_day"),
    [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 10, 31), date(2027, 4, 29)),
        (date(2027, 8, 31), date(2028, 2, 27)),
        (date(2027, 9, 2), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 8, 27)),
        (date(2027, 12, 31), date(2028, 6, 28)),
        (date(2026, 12, 31), date(2027, 6, 29)),
    ],
)
def test_180_days_over_year_ends_and_leap_days(denied: date, last_day: date) -> None:
    assert internal_last_day(denied) == last_day


@pytest.mark.parametrize(
    ("denied", "last_day"),
    [
        (date(2026, 10, 31), date(2027, 2, 28)),
        (date(2027, 10, 31), date(2028, 2, 29)),
        (date(2027, 10, 29), date(2028, 2, 29)),
        (date(2026, 10, 30), date(2027, 2, 28)),
        (date(2026, 10, 28), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 6, 29)),
        (date(2026, 5, 31), date(2026, 9, 30)),
        (date(2026, 8, 31), date(2026, 12, 31)),
        (date(2026, 9, 15), date(2027, 1, 15)),
        (date(2026, 12, 31), date(2027, 4, 30)),
    ],
)
def test_four_calendar_months_with_month_ends_and_leap_days(denied: date, last_day: date) -> None:
    assert external_last_day(denied) == last_day


def test_every_day_of_a_leap_year_gives_a_day_four_months_on() -> None:
    for number in range(366):
        denied = date(2028, 1, 1) + timedelta(days=number)
        found = external_last_day(denied)
        assert (found.year * 12 + found.month) - (denied.year * 12 + denied.month) == 4
        assert found.day == denied.day or (found.day < denied.day and (found + timedelta(days=1)).day == 1)
        assert external_aim(denied) < found


def test_the_aim_is_60_days() -> None:
    assert external_aim(date(2026, 11, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize("plan", PRIVATE)
def test_a_first_denial_gives_the_plans_own_appeal_and_no_outside_date(plan: Plan) -> None:
    found = deadlines(plan, Letter.FIRST, date(2026, 10, 31), TODAY)
    assert found.step is Step.INTERNAL_APPEAL
    assert found.last_day == date(2027, 4, 29)
    assert found.aim is None
    assert "external_waits" in lines(found)
    assert [note.day for note in found.notes if note.line.startswith("external")] == [None]


@pytest.mark.parametrize("plan", PRIVATE)
def test_only_a_final_denial_gives_an_outside_date(plan: Plan) -> None:
    found = deadlines(plan, Letter.FINAL, date(2026, 10, 31), TODAY)
    assert found.step is Step.EXTERNAL_REVIEW
    assert found.last_day == date(2027, 2, 28)
    assert found.aim == date(2026, 12, 30)
    assert lines(found)[:2] == ["external_last_day", "external_aim"]


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("letter", [Letter.NOT_SURE, None])
def test_without_knowing_the_letter_there_is_no_date(plan: Plan, letter: Letter | None) -> None:
    found = deadlines(plan, letter, date(2026, 10, 31), TODAY)
    assert found.last_day is None
    assert found.aim is None
    assert all(note.day is None for note in found.notes)


@pytest.mark.parametrize("plan", [*PUBLIC, Plan.OTHER, None])
@pytest.mark.parametrize("letter", [*Letter, None])
def test_public_and_unknown_plans_go_by_the_notice(plan: Plan | None, letter: Letter | None) -> None:
    found = deadlines(plan, letter, date(2026, 10, 31), TODAY)
    assert found.last_day is None
    assert found.step is None
    assert lines(found)[0] == ("notice_only" if plan in PUBLIC else "plan_unknown")
    assert not found.is_open(TODAY)


@pytest.mark.parametrize("letter", [Letter.FIRST, Letter.FINAL])
def test_without_the_date_on_the_letter_there_is_a_blank(letter: Letter) -> None:
    found = deadlines(Plan.EMPLOYER, letter, None, TODAY)
    assert found.last_day is None
    assert lines(found)[0].endswith("_no_date")
    assert "{blank}" in CONTENT.deadlines[lines(found)[0]].text  # type: ignore[index]


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("letter", Letter)
@pytest.mark.parametrize("letter_date", [None, date(2026, 11, 20), date(2020, 1, 1)])
def test_every_line_is_there_and_names_its_day(plan: Plan, letter: Letter, letter_date: date | None) -> None:
    for note in deadlines(plan, letter, letter_date, TODAY).notes:
        line = CONTENT.deadlines[note.line]  # type: ignore[index]
        assert ("{date}" in line.text) == (note.day is not None)


def test_a_day_that_is_over_says_so() -> None:
    found = deadlines(Plan.EMPLOYER, Letter.FIRST, date(2026, 1, 1), TODAY)
    assert "passed" in lines(found)
    assert "soon" not in lines(found)
    assert not found.is_open(TODAY)
    assert "external_aim" not in lines(deadlines(Plan.EMPLOYER, Letter.FINAL, date(2026, 8, 1), TODAY))


def test_the_last_day_itself_is_still_open() -> None:
    denied = TODAY - timedelta(days=180)
    found = deadlines(Plan.MARKETPLACE, Letter.FIRST, denied, TODAY)
    assert found.last_day == TODAY
    assert found.is_open(TODAY)
    assert "soon" in lines(found)
    assert "passed" not in lines(found)


def test_a_weekend_is_pointed_out() -> None:
    assert "weekend" in lines(deadlines(Plan.EMPLOYER, Letter.FINAL, date(2026, 10, 31), TODAY))
    assert "weekend" not in lines(deadlines(Plan.EMPLOYER, Letter.FIRST, date(2026, 10, 31), TODAY))


def test_the_plans_clock() -> None:
    assert decision_due(date(2026, 12, 15), has_device=False) == date(2027, 1, 14)
    assert decision_due(date(2026, 12, 15), has_device=True) == date(2027, 2, 13)
    text = CONTENT.deadlines["internal_decision"].text  # type: ignore[index]
    assert "30 days" in text
    assert "60 days" in text


def test_the_letter_is_said_to_win_wherever_a_day_is_worked_out() -> None:
    for paper in CONTENT.papers:
        if "letter_date" in paper.asks:
            assert "letter_wins" in paper.footer
    for kind in ("internal_appeal", "external_review", "external_aim"):
        assert "Your letter's date wins." in CONTENT.calendar.notes[kind].text  # type: ignore[index]
