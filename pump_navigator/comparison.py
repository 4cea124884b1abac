"""Compares devices by the dated data of `guides/devices.yml`.

By name, by sensor, by tubing, by age, by water. The order is A to Z and no device is called better than another;
what the data does not know is said to be unknown; what does not fit an age or a diagnosis goes to the clinician.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from pump_navigator.content.documents import parse
from pump_navigator.content.models import DeviceKind, Id, Model, Source, Text
from pump_navigator.content.vocabulary import COMPANY_ENTITY, Device, Vocabulary
from pump_navigator.folding import folded, places
from pump_navigator.papers.dates import in_words
from pump_navigator.papers.models import Line
from pump_navigator.paths import GUIDES

_PUMP: Final[DeviceKind] = "pump"
_SENSOR: Final[DeviceKind] = "cgm"
_MOST_NAMED: Final = 5
_WHICH: Final = re.compile(r"\b(?:which|what|any|other|list)\b")
_ADULT: Final = 18
_OLDEST: Final = 110

_OF_PUMPS: Final = ("form", "holds")
_ALL_COLUMNS: Final = ("kind", "form", "works_with", "cleared_for", "holds", "wear", "water", "phone", "notes")


class ComparisonWords(Model):
    """`comparison.yml`."""

    sources: Mapping[Id, Source]
    columns: Mapping[Id, Text]
    values: Mapping[Id, Text]
    sentences: Mapping[Id, Line]
    words: Mapping[Id, list[Text]]


@dataclass(frozen=True)
class Wish:
    """What somebody wants to know. Empty means: not told."""

    named: tuple[str, ...] = ()  # ids of devices
    wanted: DeviceKind | None = None
    form: str | None = None
    age: int | None = None
    diabetes_type: int | None = None
    water: bool = False
    phone: bool = False
    compares: bool = False  # "compare the pumps": all of a kind
    pairs: bool = False
    which: bool = False  # "which pumps ...", not "does this pump ..."
    cortisol: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go by."""
        return self == Wish(cortisol=self.cortisol, which=self.which)


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

    def in_words(self) -> tuple[str, ...]:
        """The table as one text for each device, for a shell or a screen reader."""
        return tuple(_row_in_words(row, self.heads) for row in self.rows)


def _row_in_words(row: Row, heads: Mapping[str, str]) -> str:
    told = " ".join(f"{heads[cell.column]}: {cell.text.rstrip('.')}." for cell in row.cells)
    return f"{row.name}. {told}"


@lru_cache(maxsize=1)
def comparison_words(folder: Path = GUIDES) -> ComparisonWords:
    """The project's own words, read once. Raises `ContentError`."""
    return parse(folder / "comparison.yml", ComparisonWords)


@dataclass(frozen=True)
class Comparer:
    """Compares devices of a vocabulary. Holds nothing of a conversation."""

    vocabulary: Vocabulary
    words: ComparisonWords

    def wish(
        self, text: str, *, context: Sequence[str] = (), device: str | None = None, cortisol: bool = False
    ) -> Wish:
        """What a text asks. `context` are devices spoken of before ("can i swim with it"), `device` the kind."""
        text = folded(text)
        named = tuple(self._named(text))
        kind: DeviceKind | None = _PUMP if device == _PUMP else _SENSOR if device == _SENSOR else None
        return Wish(
            named=named or tuple(context),
            wanted=self._wanted(text) or kind,
            form="tubeless" if self._says("tubeless", text) else "tubed" if self._says("tubed", text) else None,
            age=_age(text) or (_ADULT if self._says("adult", text) else None),
            diabetes_type=self._diabetes_type(text),
            water=self._says("water", text),
            phone=self._says("phone", text),
            compares=self._says("compare", text) and not self._says("elsewhere", text),
            pairs=self._says("pair", text),
            which=_WHICH.search(text) is not None,
            cortisol=cortisol,
        )

    def compare(self, wish: Wish) -> Comparison:
        """The devices for a wish. Never raises: with nothing to go by it asks back."""
        if wish.is_empty:
            return self._made((), (), [self._sentence("name_more")], wish)
        if wish.named and not wish.pairs:
            return self._by_name(wish)
        if wish.named:
            return self._by_partner(wish)
        return self._by_features(wish)

    # What the words say.

    def _named(self, text: str) -> Iterator[str]:
        """Devices by model, and all of a maker where only the maker is named."""
        meanings = dict(self._names())
        pattern = "|".join(re.escape(word) for word in sorted(meanings, key=len, reverse=True))
        found = (meanings[match.group()] for match in re.finditer(rf"(?<![\w]){'(?:' + pattern + ')'}(?!\w)", text))
        yield from dict.fromkeys(device for devices in found for device in devices)

    def _names(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for company in self.vocabulary.companies:
            devices = tuple(device.id for device in self._made_by(company.id))
            yield from ((folded(word), devices) for word in (company.name, *company.aliases))
        for device_id, aliases in self.vocabulary.aliases.items():
            device = self.vocabulary.device(device_id)
            yield from ((folded(word), (device_id,)) for word in aliases if device)

    def _made_by(self, company_id: str) -> Iterator[Device]:
        for device in self.vocabulary.devices:
            company = self.vocabulary.meaning(COMPANY_ENTITY, device.maker)
            named = self.vocabulary.company(company_id)
            if company == company_id or (named and named.name.casefold() == device.maker.casefold()):
                yield device

    def _wanted(self, text: str) -> DeviceKind | None:
        """The kind of device that is asked for: the first one that is spoken of as a kind, or after "which"."""
        which = _WHICH.search(text)
        after = self._first_kind(text[which.end() :]) if which else None
        return after or self._first_kind(text)

    def _first_kind(self, text: str) -> DeviceKind | None:
        pumps = [*self.vocabulary.device_words["pump"], *self.vocabulary.either_pump_words]  # type: ignore[index]
        first = {
            _PUMP: _first(pumps, text),
            _SENSOR: _first(self.vocabulary.device_words["cgm"], text),  # type: ignore[index]
        }
        spoken = {kind: place for kind, place in first.items() if place is not None}
        return min(spoken.items(), key=lambda item: item[1])[0] if spoken else None

    def _says(self, name: str, text: str) -> bool:
        return _first(self.words.words[name], text) is not None  # type: ignore[index]

    def _diabetes_type(self, text: str) -> int | None:
        for number, condition_id in ((1, "type_1"), (2, "type_2")):
            condition = self.vocabulary.condition(condition_id)
            if condition and _first(condition.aliases, text) is not None:
                return number
        return None

    # What the data says.

    def _by_name(self, wish: Wish) -> Comparison:
        devices = self._sorted(wish.named)
        columns = _columns(wish) or _ALL_COLUMNS
        known = self._sentence("named", devices=_names(devices))
        sentences = [known, *self._mismatches(devices, wish), *self._water_note(wish)]
        return self._made(devices, columns, sentences, wish)

    def _by_partner(self, wish: Wish) -> Comparison:
        """Which pumps go with a sensor, which sensors with a pump, or whether two go together."""
        named = self._sorted(wish.named)
        pumps = [device for device in named if device.kind == _PUMP]
        sensors = [device for device in named if device.kind == _SENSOR]
        if pumps and sensors and not wish.which:
            pairs = [self._pair(pump, sensor) for pump in pumps for sensor in sensors]
            return self._made(named, ("works_with",), [*pairs, self._sentence("pairs_change")], wish)
        partners = sensors if sensors and (wish.wanted == _PUMP or not pumps) else pumps
        kind = _PUMP if partners is sensors else _SENSOR
        found = [
            device
            for device in self._of_kind(kind)
            if any(_work_together(device, partner) for partner in partners) and _fits(device, wish) is not False
        ]
        sentences = [] if found else [self._sentence("none_found")]
        columns = ("works_with", *_columns(wish))
        return self._made(found, columns, [*sentences, self._sentence("pairs_change")], wish)

    def _by_features(self, wish: Wish) -> Comparison:
        candidates = self._candidates(wish)
        found = [device for device in candidates if _fits(device, wish)]
        unknown = [device for device in candidates if _fits(device, wish) is None]
        sentences = [
            *([] if found else [self._sentence("none_found")]),
            *self._age_notes(wish, found),
            *self._water_note(wish),
            *self._unknown_note(unknown),
        ]
        columns = _columns(wish) or ("form", "works_with", "cleared_for")
        return self._made(found, columns, sentences, wish)

    def _candidates(self, wish: Wish) -> list[Device]:
        """Tubing is a matter of pumps; else the kind that is asked for, or both."""
        kind = _PUMP if wish.form else wish.wanted
        return [device for device in self._sorted() if kind is None or device.kind == kind]

    def _pair(self, pump: Device, sensor: Device) -> Sentence:
        name = "pair_listed" if _work_together(pump, sensor) else "pair_not_listed"
        return self._sentence(name, pump=pump.name, sensor=sensor.name)

    def _mismatches(self, devices: Sequence[Device], wish: Wish) -> Iterator[Sentence]:
        wrong = [device for device in devices if _cleared(device, wish) is False]
        unknown = [device for device in devices if _cleared(device, wish) is None]
        if wrong:
            yield self._sentence("age_mismatch", devices=_names(wrong))
        yield from self._unknown_note(unknown)

    def _unknown_note(self, unknown: Sequence[Device]) -> Iterator[Sentence]:
        if len(unknown) > _MOST_NAMED:
            yield self._sentence("not_confirmed_others")
        elif unknown:
            yield self._sentence("not_confirmed", devices=_names(unknown))

    def _age_notes(self, wish: Wish, found: Sequence[Device]) -> Iterator[Sentence]:
        if wish.age is not None and found:
            yield self._sentence("age", age=str(wish.age))
        if wish.age is not None or wish.diabetes_type is not None:
            yield self._sentence("age_ask")

    def _water_note(self, wish: Wish) -> Iterator[Sentence]:
        if wish.water:
            yield self._sentence("water_differs")

    def _sentence(self, name: str, **values: str) -> Sentence:
        text: str = self.words.sentences[name].text  # type: ignore[index]
        for key, value in values.items():
            text = text.replace("{" + key + "}", value)
        return Sentence(name, text)

    def _made(
        self, devices: Sequence[Device], columns: Sequence[str], sentences: Sequence[Sentence], wish: Wish
    ) -> Comparison:
        as_of = min(device.as_of for device in devices or self.vocabulary.devices)
        retired = [device for device in devices if device.status == "being_retired"]
        unsure = [device for device in devices if device.status is None]
        said = [
            *([self._sentence("cortisol")] if wish.cortisol else []),
            *sentences,
            *([self._sentence("being_retired", devices=_names(retired))] if retired else []),
            *([self._sentence("not_sure_sold", devices=_names(unsure))] if unsure else []),
            *([Sentence("unbranded", self.vocabulary.unbranded)] if len(devices) > 1 else []),
            *([self._sentence("as_of", date=in_words(as_of))] if devices else []),
        ]
        used = [column for column in columns if _matters(column, devices)]
        source_ids = dict.fromkeys(source for device in devices for source in device.sources)
        return Comparison(
            columns=("name", *used),
            rows=tuple(self._row(device, used) for device in devices),
            sentences=tuple(said),
            as_of=as_of,
            sources=tuple(self.vocabulary.sources[source] for source in source_ids),
            heads={column: self.words.columns[column] for column in ("name", *used)},  # type: ignore[index]
        )

    def _row(self, device: Device, columns: Sequence[str]) -> Row:
        return Row(device.id, device.name, tuple(self._cell(device, column) for column in columns))

    def _cell(self, device: Device, column: str) -> Cell:
        values = self.words.values
        if column == "works_with":
            partners = [self.vocabulary.device(partner) for partner in device.works_with]
            names = _names(partner for partner in partners if partner)
            return Cell(column, names or values["nothing_confirmed"], known=bool(names))  # type: ignore[index]
        if column == "notes":
            return Cell(column, " ".join(device.notes) or self.vocabulary.unknown, known=bool(device.notes))
        if column in _OF_PUMPS and device.kind != _PUMP:
            return Cell(column, values["not_applicable"])  # type: ignore[index]
        value: str | None = getattr(device, column)
        if value is None:
            return Cell(column, self.vocabulary.unknown, known=False)
        return Cell(column, values.get(value, value) if column in ("kind", "form") else value)  # type: ignore[call-overload]

    def _of_kind(self, kind: DeviceKind) -> list[Device]:
        return [device for device in self._sorted() if device.kind == kind]

    def _sorted(self, ids: Iterable[str] | None = None) -> list[Device]:
        chosen = None if ids is None else set(ids)
        devices = [device for device in self.vocabulary.devices if chosen is None or device.id in chosen]
        return sorted(devices, key=lambda device: device.name.casefold())


def _names(devices: Iterable[Device]) -> str:
    return ", ".join(sorted((device.name for device in devices), key=str.casefold))


def _work_together(one: Device, other: Device) -> bool:
    return other.id in one.works_with or one.id in other.works_with


def _cleared(device: Device, wish: Wish) -> bool | None:
    """Whether it is cleared for the age and the type of diabetes; None where that is not known."""
    if wish.age is None and wish.diabetes_type is None:
        return True
    ages = {1: device.min_age.type1, 2: device.min_age.type2}
    asked = [ages[wish.diabetes_type]] if wish.diabetes_type else list(ages.values())
    known = [age for age in asked if age is not None]
    if not known:
        return None
    return wish.age is None or any(age <= wish.age for age in known)


def _fits(device: Device, wish: Wish) -> bool | None:
    """Whether it is what the wish is after; None where the data does not tell."""
    checks: list[bool | None] = [_cleared(device, wish)]
    if wish.form:
        checks.append(None if device.form is None else device.form == wish.form)
    if wish.water:
        checks.append(None if device.water is None else True)
    if False in checks:
        return False
    return None if None in checks else True


def _columns(wish: Wish) -> tuple[str, ...]:
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
        return _PUMP in kinds
    return column != "wear" or _SENSOR in kinds or any(device.wear for device in devices)


_AGES: Final = (
    re.compile(
        r"\b(?P<years>\d{1,3})\s*-?\s*(?:years?|yrs?|y)\s*-?\s*(?:/\s*)?(?:old|o)\b|\b(?P<yo>\d{1,3})\s*y\.?/?o\b"
    ),
    re.compile(r"\b(?P<months>\d{1,2})\s*-?\s*(?:months?|mos?)\s*-?\s*(?:old)?\b"),
    re.compile(
        r"\b(?:aged?|(?:he|she|they|who|kid|child|son|daughter|boy|girl|mom|dad|husband|wife|toddler)"
        r"(?:'s| is| are)?(?: just)?(?: turned| turning)?|i'm|i am)\s+(?P<age>\d{1,3})\b(?!\s*(?:%|[a-z]|\.\d))"
    ),
    re.compile(r"\b(?P<kid>\d{1,2})\s*-?\s*years?\b"),
)


def _age(text: str) -> int | None:
    """The age in full years that a text tells."""
    for pattern in _AGES:
        if match := pattern.search(text):
            name, digits = next((name, value) for name, value in match.groupdict().items() if value)
            years = int(digits) // 12 if name == "months" else int(digits)
            return years if years <= _OLDEST else None
    return None


def _first(words: Iterable[str], text: str) -> int | None:
    """Where one of the words stands first."""
    return min((start for word in words for start, _ in places(word, text)), default=None)
