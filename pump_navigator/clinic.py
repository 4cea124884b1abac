"""A clinic's own settings: one YAML file, no code."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from pump_navigator.content.documents import parse
from pump_navigator.content.models import Model, Text
from pump_navigator.paths import PROJECT

VARIABLE = "PUMP_NAVIGATOR_CLINIC"


class Clinic(Model):
    """What a clinic says of itself. Everything has a default that fits no clinic in particular."""

    name: Text | None = None
    phone: Text | None = None
    hours: Text | None = None
    emergency_number: Text = Text("911")
    crisis_line: Text = Text("988")

    @property
    def placeholders(self) -> dict[str, str]:
        """The words that content may name in braces."""
        return {
            "clinic": self.name or "",
            "phone": self.phone or "",
            "hours": self.hours or "",
            "emergency_number": self.emergency_number,
            "crisis_line": self.crisis_line,
        }


@lru_cache(maxsize=1)
def clinic() -> Clinic:
    """The settings of this installation: the file that `PUMP_NAVIGATOR_CLINIC` names, or `clinic.yml`.

    Raises `ContentError` if the file is there and wrong.
    """
    path = Path(os.environ.get(VARIABLE) or PROJECT / "clinic.yml")
    return parse(path, Clinic) if path.exists() else Clinic()
