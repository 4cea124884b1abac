"""The widget's own words: as they go out with a conversation, and on the page of its own."""

from __future__ import annotations

from pump_navigator.clinic import Clinic
from pump_navigator.content.widget import NUMBERS, WidgetWords


def strings(words: WidgetWords, clinic: Clinic) -> dict[str, str]:
    """All of them by name, and the clinic's numbers, which the widget makes callable wherever they stand."""
    return {**words.strings, **_numbers(clinic)}


def page_words(words: WidgetWords, clinic: Clinic) -> dict[str, str]:
    """The words of the page by name, with the clinic's numbers in place: here no widget fills them in."""
    numbers = _numbers(clinic)
    texts = {"title": words.strings["title"], "no_script": words.page.no_script}
    return {name: text.format_map(numbers) for name, text in texts.items()}


def _numbers(clinic: Clinic) -> dict[str, str]:
    return {name: clinic.placeholders[name] for name in NUMBERS}
