"""The widget's own words, where the content has others than the widget's English."""

from __future__ import annotations

import re

from pump_navigator.clinic import Clinic
from pump_navigator.content.library import Library

_PREFIX = "widget_"


def strings(library: Library, clinic: Clinic) -> dict[str, str]:
    """Every phrase of the content whose name starts with `widget_`, by the name that the widget knows.

    Placeholders that are not the clinic's are filled by the widget.
    """
    return {
        name.removeprefix(_PREFIX): _fill(phrase.text, clinic)
        for name, phrase in library.assistant.phrases.items()
        if name.startswith(_PREFIX)
    }


def _fill(text: str, clinic: Clinic) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: clinic.placeholders.get(match[1], match[0]), text)
