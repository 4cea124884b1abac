"""The follow-up calendar as an `.ics` file that phones and computers take.

Whole days without time zones. The titles name no illness, as calendars show on lock screens and are shared.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from pump_navigator.papers import schedule
from pump_navigator.papers.asking import relevant
from pump_navigator.papers.facts import Facts
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.models import PapersContent
from pump_navigator.papers.schedule import Due

_PRODUCT: Final = "-//Pump Navigator//Follow-up calendar//EN"
_MORNING: Final = timedelta(hours=9)


def ics(
    facts: Facts, today: date, owner: str, made_at: datetime | None = None, content: PapersContent | None = None
) -> bytes:
    """The file. `owner` is an unguessable id of the conversation: made again, it replaces its events."""
    content = content or papers_content()
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", content.calendar.name)
    facts = relevant(content, schedule.PAPER, facts)
    stamp = (made_at or datetime.now(timezone.utc)).astimezone(timezone.utc)
    for due in schedule.dues(content, facts, today):
        calendar.add_component(_event(due, content, owner, stamp))
    return bytes(calendar.to_ical())


def _event(due: Due, content: PapersContent, owner: str, stamp: datetime) -> Event:
    first = due.days[0]
    title = content.calendar.titles[due.kind]  # type: ignore[index]
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'{owner}/{due.kind}')}@pump-navigator")
    event.add("dtstamp", stamp)
    event.add("sequence", int(stamp.timestamp()) // 60)
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("summary", title)
    event.add("description", content.calendar.notes[due.kind].text)  # type: ignore[index]
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if due.every:
        event.add("rrule", {"freq": "weekly", "interval": due.every.days // 7, "count": len(due.days)})
    for days in due.alarms:
        event.add_component(_alarm(days, title))
    return event


def _alarm(days_before: int, title: str) -> Alarm:
    """A reminder at nine in the morning, so many days before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _MORNING - timedelta(days=days_before))
    return alarm
