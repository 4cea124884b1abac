"""What the model read in a message: its intent, its entities, the passages that lie near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pump_navigator.dialogue.moment import Moment
from pump_navigator.intents import FALLBACK


@dataclass(frozen=True)
class Reading:
    """One question as the model understood it."""

    text: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...] = ()
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passages: Mapping[str, float] = field(default_factory=dict)

    def entity(self, name: str) -> str | None:
        """The first value of an entity."""
        return next(iter(self.entities.get(name, ())), None)


@dataclass(frozen=True)
class Message:
    """All that a message asks: most ask one thing, some two or three, and some tell of a feeling too."""

    whole: Reading
    questions: tuple[Reading, ...]
    moment: Moment
    feeling: bool = False

    @classmethod
    def of(cls, latest: Mapping[str, Any], events: Iterable[Mapping[str, Any]]) -> Message:
        """From `tracker.latest_message` and `tracker.events`."""
        whole = _reading(latest)
        questions = tuple(_reading(part) for part in latest.get("questions") or ())
        return cls(whole, questions or (whole,), Moment.of(events), bool(latest.get("feeling")))


def _reading(data: Mapping[str, Any]) -> Reading:
    entities: dict[str, tuple[str, ...]] = {}
    for entity in data.get("entities") or ():
        name, value = entity["entity"], str(entity["value"])
        entities[name] = (*entities.get(name, ()), value)
    intent = data.get("intent") or {}
    return Reading(
        text=data.get("text") or "",
        intent=intent.get("name") or FALLBACK,
        confidence=float(intent.get("confidence") or 0.0),
        ranking=tuple(
            (item["name"], float(item["confidence"]))
            for item in data.get("intent_ranking") or ()
            if item["name"] != FALLBACK
        ),
        entities=entities,
        passages={item["id"]: float(item["similarity"]) for item in data.get("passages") or ()},
    )
