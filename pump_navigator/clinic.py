"""A clinic's own settings: one YAML file, no code. docs/clinic.md describes each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import Field, validator

from pump_navigator.content.documents import parse
from pump_navigator.content.errors import ContentError
from pump_navigator.content.models import Id, Model, Spoken, Text
from pump_navigator.papers.dates import in_words
from pump_navigator.paths import PROJECT
from pump_navigator.website import set_origin

VARIABLE: Final = "PUMP_NAVIGATOR_CLINIC"
RETENTION_VARIABLE: Final = "PUMP_NAVIGATOR_RETENTION_DAYS"
FIELDS: Final = "correct the value; docs/clinic.md lists the settings."


class Phone(Model):
    """A number, and what it is for."""

    purpose: Text
    number: Text


class Training(Model):
    """A day on which people are trained."""

    day: date
    what: Text
    where: Text | None = None

    @property
    def in_words(self) -> str:
        """Such as "December 3, 2026: pump class (room 2)"."""
        return f"{in_words(self.day)}: {self.what}" + (f" ({self.where})" if self.where else "")


class Clinic(Model):
    """What a clinic says of itself. What it does not set is never said, or fits no clinic in particular."""

    name: Text | None = None
    phone: Text | None = None
    phones: list[Phone] = Field(default_factory=list)
    hours: Text | None = None
    after_hours: Text | None = None
    emergency_number: Text = Text("911")
    crisis_line: Text = Text("988")
    trainer: Text | None = None
    trainings: list[Training] = Field(default_factory=list)
    devices: list[Text] = Field(default_factory=list)
    suppliers: list[Text] = Field(default_factory=list)
    languages: list[Text] = Field(default_factory=list)
    notes: Mapping[Id, Spoken] = Field(default_factory=dict)
    retention_days: int | None = Field(default=None, ge=1)
    origins: list[Text] = Field(default_factory=list)

    _as_browsers_write = validator("origins", each_item=True, allow_reuse=True)(set_origin)

    @property
    def placeholders(self) -> dict[str, str]:
        """The words that content may name in braces; empty where they are not set. Trainings that are over are not."""
        coming = sorted((one for one in self.trainings if one.day >= date.today()), key=lambda one: one.day)
        return {
            **{name: getattr(self, name) or "" for name in ("phone", "hours", "after_hours", "trainer")},
            "clinic": self.name or "",
            "phones": "; ".join(f"{one.purpose}: {one.number}" for one in self.phones),
            "trainings": "; ".join(one.in_words for one in coming),
            "clinic_devices": _listed(self.devices),
            "suppliers": _listed(self.suppliers),
            "languages": " or ".join(self.languages),
            "retention_days": str(self.retention_days or ""),
            "emergency_number": self.emergency_number,
            "crisis_line": self.crisis_line,
        }


def _listed(names: list[Text]) -> str:
    """From A to Z, as no name stands before another."""
    return ", ".join(sorted(names, key=str.casefold))


def clinic_file() -> Path | None:
    """The file that `PUMP_NAVIGATOR_CLINIC` names, else `clinic.yml` if there is one. Raises `ContentError`."""
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise ContentError(f"{named}: is no file. Mend: correct {VARIABLE}, or --clinic.")
        return Path(named)
    usual = PROJECT / "clinic.yml"
    return usual if usual.is_file() else None


@lru_cache(maxsize=1)
def clinic() -> Clinic:
    """The settings of this installation. Raises `ContentError` if the file is wrong."""
    path = clinic_file()
    settings = parse(path, Clinic, FIELDS) if path else Clinic()
    # What the operator sets for the server holds for what is said of it, too.
    days = os.environ.get(RETENTION_VARIABLE, "")
    return settings.copy(update={"retention_days": int(days)}) if days.isdecimal() else settings
