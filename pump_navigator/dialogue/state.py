"""What a conversation remembers, read from the tracker's slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pump_navigator.dialogue import slots
from pump_navigator.dialogue.scope import Scope
from pump_navigator.journey.journey import Journey


@dataclass(frozen=True)
class State:
    """The slots of a conversation as one typed value."""

    scope: Scope = field(default_factory=Scope)
    topic: str | None = None
    noticed: bool = False
    misunderstood: int = 0
    compared: tuple[str, ...] = ()  # ids of the devices that were named last in a comparison
    journey: Journey = field(default_factory=Journey)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> State:
        """From `tracker.slots`."""
        return cls(
            scope=Scope(values.get(slots.GUIDE), values.get(slots.DEVICE)),
            topic=values.get(slots.TOPIC),
            noticed=bool(values.get(slots.NOTICED)),
            misunderstood=int(values.get(slots.MISUNDERSTOOD) or 0),
            compared=tuple(values.get(slots.COMPARED) or ()),
            journey=Journey.from_json(values.get(slots.JOURNEY)),
        )

    def as_slots(self) -> dict[str, Any]:
        """The slots that hold this state."""
        return {
            slots.GUIDE: self.scope.guide,
            slots.DEVICE: self.scope.device,
            slots.TOPIC: self.topic,
            slots.NOTICED: self.noticed,
            slots.MISUNDERSTOOD: self.misunderstood,
            slots.COMPARED: list(self.compared),
            slots.JOURNEY: self.journey.as_json(),
        }
