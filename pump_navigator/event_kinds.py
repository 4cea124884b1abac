"""Rasa's kinds of events by their names: Rasa goes through all of its classes for each event that it reads."""

from __future__ import annotations

from functools import lru_cache

from rasa.shared.core.events import Event

_kind_of = lru_cache(maxsize=64)(Event.resolve_by_type)


def remember_kinds() -> None:
    """Look for each name once."""
    Event.resolve_by_type = _kind_of
