"""Which days a follow-up calendar holds: check-ins, the last day to appeal, the next supply order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pump_navigator.papers.dates import is_weekend
from pump_navigator.papers.deadlines import Deadlines, Letter, Plan, deadlines
from pump_navigator.papers.facts import Facts
from pump_navigator.papers.models import PapersContent

PAPER: Final = "follow_up_calendar"
REFILL: Final = "refill"
_EVERY: Final = {"week": timedelta(weeks=1), "two_weeks": timedelta(weeks=2)}
_TWO_WEEKS: Final = "two_weeks"
_DEADLINE_ALARMS: Final = (14, 7, 1)
_REFILL_ALARMS: Final = (7,)


@dataclass(frozen=True)
class Due:
    """Something to do on one day, or on several at the same distance. `kind` names its words."""

    kind: str
    days: tuple[date, ...]
    every: timedelta | None = None
    alarms: tuple[int, ...] = (0,)  # days before


def deadlines_of(facts: Facts, today: date) -> Deadlines:
    """What holds for the letter that the facts tell of."""
    plan, letter = facts.text("plan_type"), facts.text("letter_kind")
    return deadlines(
        Plan(plan) if plan else None,
        Letter(letter) if letter else None,
        facts.day("letter_date"),
        today,
    )


def dues(content: PapersContent, facts: Facts, today: date) -> tuple[Due, ...]:
    """All that is to come, in the order of time."""
    found = [_check_ins(content.calendar.check_ins, facts, today), *_last_days(facts, today)]
    refill = facts.day("refill_on")
    if refill and refill >= today:
        found.append(Due(REFILL, (refill,), alarms=_REFILL_ALARMS))
    return tuple(sorted(found, key=lambda due: due.days[0]))


def _check_ins(count: int, facts: Facts, today: date) -> Due:
    """At a fixed distance from the day the papers were sent, from tomorrow on, and never on a weekend."""
    every = _EVERY[facts.text("check_in_every") or _TWO_WEEKS]
    sent = facts.day("sent_on") or today
    past = max((today - sent) // every, 0)
    first = _on_a_workday(sent + every * (past + 1))
    return Due("check_in", tuple(first + every * number for number in range(count)), every)


def _last_days(facts: Facts, today: date) -> Iterator[Due]:
    found = deadlines_of(facts, today)
    if found.step and found.last_day and found.is_open(today):
        yield Due(found.step.value, (found.last_day,), alarms=_DEADLINE_ALARMS)
    if found.aim and found.aim >= today:
        yield Due("external_aim", (found.aim,), alarms=_DEADLINE_ALARMS[-1:])


def _on_a_workday(day: date) -> date:
    """The day, or the Monday after it: offices are closed on weekends."""
    return day + timedelta(days=7 - day.weekday() if is_weekend(day) else 0)
