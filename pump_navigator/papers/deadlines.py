"""The last days of an appeal, from the kind of plan and the date on the letter.

Only for private plans, and only from the right letter: 180 days from the first denial for the plan's own
appeal, four months from the *final* denial for the outside review. Everything else goes by the notice. A date
counts from the day on the letter and not from the day it came, so that it is never too late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from dateutil.relativedelta import relativedelta

from pump_navigator.papers.dates import is_weekend


class Plan(str, Enum):
    """Kinds of plan. The values are the choices of the question `plan_type`."""

    EMPLOYER = "employer"
    MARKETPLACE = "marketplace"
    MEDICARE = "medicare"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICAID = "medicaid"
    OTHER = "other"

    @property
    def is_private(self) -> bool:
        """Whether the federal rules for private plans hold."""
        return self in (Plan.EMPLOYER, Plan.MARKETPLACE)

    @property
    def goes_by_notice(self) -> bool:
        """Whether a public programme's own dates hold."""
        return self in (Plan.MEDICARE, Plan.MEDICARE_ADVANTAGE, Plan.MEDICAID)


class Letter(str, Enum):
    """Which denial it is. The values are the choices of the question `letter_kind`."""

    FIRST = "first"
    FINAL = "final"
    NOT_SURE = "not_sure"


class Step(str, Enum):
    """What has a last day."""

    INTERNAL_APPEAL = "internal_appeal"
    EXTERNAL_REVIEW = "external_review"


INTERNAL_DAYS: Final = 180
EXTERNAL_MONTHS: Final = 4
EXTERNAL_AIM_DAYS: Final = 60
DECISION_DAYS: Final = {False: 30, True: 60}  # by whether the person already has what was denied
_SOON_DAYS: Final = 14


@dataclass(frozen=True)
class Note:
    """A line of `deadlines` in `papers.yml`, and the day that it names."""

    line: str
    day: date | None = None


@dataclass(frozen=True)
class Deadlines:
    """What can be said. Without a last day there are only notes."""

    notes: tuple[Note, ...]
    step: Step | None = None
    last_day: date | None = None
    aim: date | None = None

    def is_open(self, today: date) -> bool:
        """Whether there is a last day, and it is still to come."""
        return self.last_day is not None and self.last_day >= today


def internal_last_day(denied_on: date) -> date:
    """The last day of the plan's own appeal, by the date on the first denial."""
    return denied_on + timedelta(days=INTERNAL_DAYS)


def external_last_day(finally_denied_on: date) -> date:
    """The last day to ask for an outside review, by the date on the final denial.

    Four calendar months. Where the month is too short, it is that month's last day: October 31 gives
    February 28, or 29 in a leap year.
    """
    return finally_denied_on + relativedelta(months=EXTERNAL_MONTHS)


def external_aim(finally_denied_on: date) -> date:
    """The day to aim for, as older pages give only 60 days."""
    return finally_denied_on + timedelta(days=EXTERNAL_AIM_DAYS)


def decision_due(sent_on: date, *, has_device: bool) -> date:
    """The day by which a private plan has to decide an appeal that is not urgent."""
    return sent_on + timedelta(days=DECISION_DAYS[has_device])


def deadlines(plan: Plan | None, letter: Letter | None, letter_date: date | None, today: date) -> Deadlines:
    """What holds for a letter."""
    if plan is not None and plan.goes_by_notice:
        return Deadlines((Note("notice_only"), Note("call_the_number")))
    if plan is None or not plan.is_private:
        return Deadlines((Note("plan_unknown"), Note("call_the_number")))
    if letter is Letter.FIRST:
        return _internal(letter_date, today)
    if letter is Letter.FINAL:
        return _external(letter_date, today)
    return Deadlines((Note("letter_unknown"), Note("look_for_final")))


def _internal(letter_date: date | None, today: date) -> Deadlines:
    after = (Note("internal_decision"), Note("internal_urgent"), Note("external_waits"))
    if letter_date is None:
        return Deadlines((Note("internal_no_date"), *after), Step.INTERNAL_APPEAL)
    last_day = internal_last_day(letter_date)
    notes = (Note("internal_last_day", last_day), *_cautions(last_day, today), *after)
    return Deadlines(notes, Step.INTERNAL_APPEAL, last_day)


def _external(letter_date: date | None, today: date) -> Deadlines:
    after = (Note("external_decision"), Note("state_may_differ"))
    if letter_date is None:
        return Deadlines((Note("external_no_date"), *after), Step.EXTERNAL_REVIEW)
    last_day, aim = external_last_day(letter_date), external_aim(letter_date)
    aims = (Note("external_aim", aim),) if aim >= today else ()
    notes = (Note("external_last_day", last_day), *aims, *_cautions(last_day, today), *after)
    return Deadlines(notes, Step.EXTERNAL_REVIEW, last_day, aim)


def _cautions(last_day: date, today: date) -> tuple[Note, ...]:
    if last_day < today:
        return (Note("passed"),)
    soon = (Note("soon"),) if last_day - today <= timedelta(days=_SOON_DAYS) else ()
    weekend = (Note("weekend"),) if is_weekend(last_day) else ()
    return soon + weekend
