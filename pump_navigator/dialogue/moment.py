"""When a message came in, and how long nobody had said anything before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

# The key of an event's metadata: when it was, by the clock of the front door, as ISO 8601.
AT: Final = "at"


@dataclass(frozen=True)
class Moment:
    """The time of a message. `away` is None for the first one."""

    now: datetime
    away: timedelta | None = None

    @property
    def today(self) -> date:
        """The day of the message."""
        return self.now.date()

    @classmethod
    def of(cls, events: Iterable[Mapping[str, Any]]) -> Moment:
        """Of the latest message among the events of a tracker."""
        times = (
            datetime.fromisoformat(event["metadata"][AT])
            for event in reversed(list(events))
            if event.get("event") in ("user", "bot") and AT in (event.get("metadata") or {})
        )
        now = next(times, None)
        if now is None:
            return cls(datetime.now().astimezone())
        before = next(times, None)
        return cls(now, now - before if before else None)
