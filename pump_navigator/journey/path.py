"""The path to one device: its steps in order, and how each stands. Knows nothing of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, Final, Literal

from pump_navigator.content.models import CORTISOL_PUMP, PUMP, SENSOR, DeviceKind
from pump_navigator.content.topics import STEPS

DeviceName = Literal[DeviceKind, "cortisol_pump"]
DEVICES: Final[tuple[DeviceName, ...]] = (PUMP, SENSOR, CORTISOL_PUMP)
APPEAL: Final = "appeal"


class Status(str, Enum):
    """How a step stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"


class Party(str, Enum):
    """Whom a step can wait for."""

    PLAN = "plan"
    DOCTOR = "doctor"
    COMPANY = "company"
    TRAINER = "trainer"


class Event(str, Enum):
    """What happens to a step: one of the ways it can stand, or a plan's decision."""

    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"
    APPROVED = "approved"
    DENIED = "denied"
    DENIED_AGAIN = "denied_again"


@dataclass(frozen=True)
class Progress:
    """How one step stands, and since when. `on` is a day that was set for it, such as the training's."""

    status: Status = Status.NOT_STARTED
    since: date | None = None
    waits_for: Party | None = None
    on: date | None = None

    @property
    def is_active(self) -> bool:
        """Whether somebody has to move now."""
        return self.status in (Status.IN_PROGRESS, Status.WAITING)

    def as_json(self) -> dict[str, str]:
        """Plain JSON; what is not known is left out."""
        told = {
            "status": self.status.value,
            "since": self.since.isoformat() if self.since else None,
            "waits_for": self.waits_for.value if self.waits_for else None,
            "on": self.on.isoformat() if self.on else None,
        }
        return {name: value for name, value in told.items() if value}

    @classmethod
    def from_json(cls, data: Any) -> Progress:
        """Raises `ValueError`, `TypeError` or `KeyError` for what `as_json` never makes."""
        party = Party(data["waits_for"]) if "waits_for" in data else None
        days = {name: date.fromisoformat(data[name]) for name in ("since", "on") if name in data}
        return cls(Status(data["status"]), waits_for=party, **days)


NOT_STARTED: Final = Progress()


@dataclass(frozen=True)
class Way:
    """The steps to a device as the contract has them."""

    main: tuple[str, ...]
    branch: tuple[str, ...]  # after a denial
    approval: str  # the step in which the plan decides
    ends_without_approval: bool  # whether a written no ends that step too
    apart: frozenset[str] = frozenset()  # an approval does not tell that these are done

    def before(self, step: str) -> Iterator[str]:
        """The steps that are behind somebody who is through with this one."""
        if step in self.branch:
            yield from self.before(self.approval)
            yield from self.branch[: self.branch.index(step)]
            return
        has_device = self.is_after_approval(step)
        yield from (other for other in self.main[: self.main.index(step)] if has_device or other not in self.apart)

    def is_after_approval(self, step: str) -> bool:
        """Whether it comes after the plan's decision."""
        return step in self.main[self.main.index(self.approval) + 1 :]


_CORTISOL_BRANCH: Final = (APPEAL, "go_without_approval")
_DIABETES_WAY: Final = Way(
    main=STEPS["diabetes"],
    branch=(APPEAL,),
    approval="insurance_approval",
    ends_without_approval=False,
    apart=frozenset({"costs"}),
)
_CORTISOL_WAY: Final = Way(
    main=tuple(step for step in STEPS["cortisol"] if step not in _CORTISOL_BRANCH),
    branch=_CORTISOL_BRANCH,
    approval="insurance",
    ends_without_approval=True,
)
WAYS: Final[Mapping[DeviceName, Way]] = {PUMP: _DIABETES_WAY, SENSOR: _DIABETES_WAY, CORTISOL_PUMP: _CORTISOL_WAY}


@dataclass(frozen=True)
class Change:
    """Something that happened to a step. Without a day, it happened on the day on which it was told."""

    step: str
    event: Event
    waits_for: Party | None = None
    day: date | None = None
    on: date | None = None


@dataclass(frozen=True)
class Path:
    """Where somebody stands on the way to one device."""

    device: DeviceName
    steps: Mapping[str, Progress] = field(default_factory=dict)
    denied: date | None = None  # since when the branch is open

    @property
    def way(self) -> Way:
        """The steps of the device."""
        return WAYS[self.device]

    @property
    def order(self) -> tuple[str, ...]:
        """The steps as they are to be gone; those of the branch only while it is open."""
        after = self.way.main.index(self.way.approval) + 1
        branch = self.way.branch if self.denied else ()
        return (*self.way.main[:after], *branch, *self.way.main[after:])

    def progress(self, step: str) -> Progress:
        """How a step stands."""
        return self.steps.get(step, NOT_STARTED)

    def is_done(self, step: str) -> bool:
        """Whether a step is done."""
        return self.progress(step).status is Status.DONE

    @property
    def current(self) -> str | None:
        """The step at which somebody has to move; None at the end of the way.

        After a denial it is the branch; else the earliest step under way, else the one after the furthest done.
        """
        if self.denied:
            return next((step for step in self.way.branch if not self.is_done(step)), None)
        if under_way := next((step for step in self.order if self.progress(step).is_active), None):
            return under_way
        furthest = max((place for place, step in enumerate(self.order) if self.is_done(step)), default=-1)
        return next(iter(self.order[furthest + 1 :]), None)

    def after(self, change: Change, today: date) -> Path:
        """The path after something has happened. A step that is not on this way changes nothing."""
        step, way = change.step, self.way
        if step not in (*way.main, APPEAL, *(way.branch if self.denied else ())):
            return self
        day = change.day or today
        match change.event:
            case Event.DENIED if self.denied:
                waited = self.progress(APPEAL).status is Status.WAITING
                return self._denied_again(day) if waited else self
            case Event.DENIED:
                return self._denied(day)
            case Event.DENIED_AGAIN:
                return (self if self.denied else self._denied(day))._denied_again(day)
            case Event.APPROVED:
                return self._done(way.approval, day)
            case Event.DONE if step == APPEAL:
                # Our part is done: now the plan decides.
                return self._under_way(replace(change, event=Event.WAITING, waits_for=Party.PLAN), day)
            case Event.DONE:
                return self._done(step, day)
            case _:
                return self._under_way(change, day)

    def gone_back(self, step: str, today: date) -> Path:
        """With a step to be done again."""
        if step not in self.order:
            return self
        path = self._without_branch() if step == self.way.approval else self
        return path._with({step: Progress(Status.IN_PROGRESS, today)})

    def _done(self, step: str, day: date) -> Path:
        """A step is done, and with it those that lead to it."""
        since = self.progress(step).since if self.is_done(step) else day
        path = self._settled(step)._with({step: Progress(Status.DONE, since)})
        through = step == self.way.approval or self.way.is_after_approval(step)
        return path._without_branch() if through else path

    def _denied(self, day: date) -> Path:
        answered = Status.DONE if self.way.ends_without_approval else Status.IN_PROGRESS
        path = replace(self._settled(self.way.approval), denied=day)
        return path._with({self.way.approval: Progress(answered, day), APPEAL: Progress(Status.IN_PROGRESS, day)})

    def _denied_again(self, day: date) -> Path:
        """The next level of the appeal; where there is another way, that one."""
        *_, last = self.way.branch
        if last == APPEAL:
            return self._with({APPEAL: Progress(Status.IN_PROGRESS, day)})
        begun = self.progress(last)
        following = Progress(Status.IN_PROGRESS, day) if begun.status is Status.NOT_STARTED else begun
        return self._with({APPEAL: Progress(Status.DONE, day), last: following})

    def _under_way(self, change: Change, day: date) -> Path:
        """A step that is in progress or waits. What is done stays done; while an appeal is open, the plan's
        step is the appeal.
        """
        step = APPEAL if self.denied and change.step == self.way.approval else change.step
        path = self if self.denied or step not in self.way.branch else self._denied(day)
        before = path.progress(step)
        if before.status is Status.DONE:
            return path
        status = Status(change.event.value)
        waits_for = change.waits_for if status is Status.WAITING else None
        goes_on = change.day is None and (before.status, before.waits_for) == (status, waits_for)
        since = before.since if goes_on else day
        on = change.on or (before.on if status is Status.WAITING else None)
        # Who waits for the plan or for the box has what leads there.
        if waits_for in (Party.PLAN, Party.COMPANY):
            path = path._settled(step)
        return path._with({step: Progress(status, since, waits_for, on)})

    def _settled(self, step: str) -> Path:
        """With all steps done that lead to a step."""
        behind = (other for other in self.way.before(step) if not self.is_done(other))
        return self._with({other: Progress(Status.DONE) for other in behind})

    def _without_branch(self) -> Path:
        steps = {step: progress for step, progress in self.steps.items() if step not in self.way.branch}
        return replace(self, steps=steps, denied=None)

    def _with(self, steps: Mapping[str, Progress]) -> Path:
        return replace(self, steps={**self.steps, **steps})

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        steps = {step: progress.as_json() for step, progress in self.steps.items()}
        return {"steps": steps} | ({"denied": self.denied.isoformat()} if self.denied else {})

    @classmethod
    def from_json(cls, device: DeviceName, data: Any) -> Path:
        """Raises `ValueError`, `TypeError` or `KeyError` for what `as_json` never makes."""
        denied = date.fromisoformat(data["denied"]) if "denied" in data else None
        return cls(device, {step: Progress.from_json(told) for step, told in data["steps"].items()}, denied)
