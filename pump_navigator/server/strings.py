"""The widget's own words, as they go out with a conversation."""

from __future__ import annotations

from pump_navigator.clinic import Clinic
from pump_navigator.content.widget import NUMBERS, WidgetWords


def strings(words: WidgetWords, clinic: Clinic) -> dict[str, str]:
    """All of them by name, and the clinic's numbers, which the widget makes callable wherever they stand."""
    numbers = {name: clinic.placeholders[name] for name in NUMBERS}
    return {**words.strings, **numbers}
