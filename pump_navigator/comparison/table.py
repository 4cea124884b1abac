"""The finished comparison: rows, cells, heads, and which columns say anything of a wish and its devices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pump_navigator.comparison.wish import Wish
from pump_navigator.comparison.words import ComparisonWords
from pump_navigator.content.models import PUMP, SENSOR, Source
from pump_navigator.content.vocabulary import Device, Vocabulary

ALL_COLUMNS: Final = ("kind", "form", "works_with", "cleared_for", "holds", "wear", "water", "phone", "notes")
_NAME: Final = "name"
_OF_PUMPS: Final = ("form", "holds")
_TRANSLATED: Final = ("kind", "form")  # their values are ids


@dataclass(frozen=True)
class Cell:
    """One thing about a device. What is not known has the text that says so."""

    column: str
    text: str
    known: bool = True


@dataclass(frozen=True)
class Row:
    """One device."""

    device: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence of `comparison.yml` or `devices.yml` by its id, with its names in place."""

    id: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """Rows from A to Z, heads for name and cells, and what has to be said with them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sentences: tuple[Sentence, ...]
    as_of: date
    sources: tuple[Source, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tables:
    """Puts the data of devices into comparisons. Holds nothing of a conversation."""

    vocabulary: Vocabulary
    words: ComparisonWords

    def made(
        self, devices: Sequence[Device], columns: Iterable[str], sentences: Iterable[Sentence], as_of: date
    ) -> Comparison:
        """The devices in their order, with those of the columns that say anything of them."""
        used = [column for column in columns if _matters(column, devices)]
        source_ids = dict.fromkeys(source for device in devices for source in device.sources)
        return Comparison(
            columns=(_NAME, *used),
            rows=tuple(self._row(device, used) for device in devices),
            sentences=tuple(sentences),
            as_of=as_of,
            sources=tuple(self.vocabulary.sources[source] for source in source_ids),
            heads={column: self.words.head(column) for column in (_NAME, *used)},
        )

    def _row(self, device: Device, columns: Sequence[str]) -> Row:
        return Row(device.id, device.name, tuple(self._cell(device, column) for column in columns))

    def _cell(self, device: Device, column: str) -> Cell:
        if column == "works_with":
            partners = [self.vocabulary.device(partner) for partner in device.works_with]
            names = names_of(partner for partner in partners if partner)
            return Cell(column, names or self.words.value("nothing_confirmed"), known=bool(names))
        if column == "notes":
            return Cell(column, " ".join(device.notes) or self.vocabulary.unknown, known=bool(device.notes))
        if column in _OF_PUMPS and device.kind != PUMP:
            return Cell(column, self.words.value("not_applicable"))
        value: str | None = getattr(device, column)
        if value is None:
            return Cell(column, self.vocabulary.unknown, known=False)
        return Cell(column, self.words.value(value) if column in _TRANSLATED else value)


def names_of(devices: Iterable[Device]) -> str:
    """The names of devices from A to Z, in one line."""
    return ", ".join(sorted((device.name for device in devices), key=str.casefold))


def columns_about(wish: Wish) -> tuple[str, ...]:
    """The columns that a wish is about."""
    about: tuple[tuple[bool, str], ...] = (
        (wish.form is not None, "form"),
        (wish.age is not None or wish.diabetes_type is not None, "cleared_for"),
        (wish.water, "water"),
        (wish.phone, "phone"),
    )
    return tuple(column for matters, column in about if matters)


def _matters(column: str, devices: Sequence[Device]) -> bool:
    """Whether a column says anything of these devices: sensors have no tubing, and one kind needs no "kind"."""
    kinds = {device.kind for device in devices}
    if column == "kind":
        return len(kinds) > 1
    if column in _OF_PUMPS:
        return PUMP in kinds
    return column != "wear" or SENSOR in kinds or any(device.wear for device in devices)
