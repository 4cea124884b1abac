"""What a person gave for the papers: typed values by question, and their form in a slot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from pump_navigator.papers.models import PapersContent, Question, QuestionKind


@dataclass(frozen=True)
class Event:
    """Something that happened. Parts that were not given are None."""

    what: str | None = None
    day: date | None = None
    place: str | None = None
    cost: str | None = None


@dataclass(frozen=True)
class Figure:
    """A number from before and after. Without both, the person's own words stand in `what`."""

    what: str
    before: str | None = None
    after: str | None = None


Value = str | date | tuple[str, ...] | tuple[Event, ...] | tuple[Figure, ...]


@dataclass(frozen=True)
class Facts:
    """Values by the id of their question. A question that was skipped has none."""

    values: Mapping[str, Value] = field(default_factory=dict)

    def with_value(self, question_id: str, value: Value) -> Facts:
        """The facts with one more, or with one changed."""
        return replace(self, values={**self.values, question_id: value})

    def without(self, question_id: str) -> Facts:
        """The facts without one."""
        return replace(self, values={key: value for key, value in self.values.items() if key != question_id})

    def text(self, question_id: str) -> str | None:
        """An answer in words, or the id of a choice."""
        value = self.values.get(question_id)
        return value if isinstance(value, str) and value else None

    def day(self, question_id: str) -> date | None:
        """A date."""
        value = self.values.get(question_id)
        return value if isinstance(value, date) else None

    def chosen(self, question_id: str) -> tuple[str, ...]:
        """The ids of several choices."""
        return tuple(item for item in self._items(question_id) if isinstance(item, str))

    def events(self, question_id: str) -> tuple[Event, ...]:
        """Events; those with a day first, in the order of time."""
        events = [item for item in self._items(question_id) if isinstance(item, Event)]
        return tuple(sorted(events, key=lambda event: (event.day is None, event.day or date.min)))

    def figures(self, question_id: str) -> tuple[Figure, ...]:
        """Numbers from before and after."""
        return tuple(item for item in self._items(question_id) if isinstance(item, Figure))

    def _items(self, question_id: str) -> tuple[Any, ...]:
        value = self.values.get(question_id)
        return value if isinstance(value, tuple) else ()

    @property
    def device(self) -> str | None:
        """The device that they are about."""
        return self.text("device")

    def as_json(self) -> dict[str, Any]:
        """The facts as a slot can hold them."""
        return {question_id: _to_json(value) for question_id, value in self.values.items()}

    @classmethod
    def from_json(cls, content: PapersContent, data: Mapping[str, Any] | None) -> Facts:
        """Facts out of a slot. What no question of today's content asks for, or fits it, is left out."""
        values: dict[str, Value] = {}
        for question in content.questions:
            stored = (data or {}).get(question.id)
            value = None if stored is None else _from_json(question, stored)
            if value is not None:
                values[question.id] = value
        return cls(values)


def _to_json(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_to_json_item(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _to_json_item(item: str | Event | Figure) -> Any:
    if isinstance(item, Event):
        day = item.day.isoformat() if item.day else None
        return {"what": item.what, "day": day, "place": item.place, "cost": item.cost}
    if isinstance(item, Figure):
        return {"what": item.what, "before": item.before, "after": item.after}
    return item


def _from_json(question: Question, stored: Any) -> Value | None:
    try:
        return _READERS[question.kind](question, stored)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _choice(question: Question, stored: Any) -> str | None:
    return stored if question.choice(stored) else None


def _choices(question: Question, stored: Any) -> tuple[str, ...]:
    return tuple(item for item in stored if question.choice(item))


def _events(question: Question, stored: Any) -> tuple[Event, ...]:
    return tuple(
        Event(
            what=_text_or_none(item["what"]),
            day=date.fromisoformat(item["day"]) if item["day"] else None,
            place=_text_or_none(item["place"]),
            cost=_text_or_none(item["cost"]),
        )
        for item in stored
    )


def _figures(question: Question, stored: Any) -> tuple[Figure, ...]:
    return tuple(
        Figure(str(item["what"]), _text_or_none(item["before"]), _text_or_none(item["after"])) for item in stored
    )


def _text_or_none(value: Any) -> str | None:
    return str(value) if value else None


_READERS: Final[Mapping[QuestionKind, Callable[[Question, Any], Value | None]]] = {
    QuestionKind.TEXT: lambda question, stored: str(stored),
    QuestionKind.DATE: lambda question, stored: date.fromisoformat(stored),
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.EVENTS: _events,
    QuestionKind.FIGURES: _figures,
}
