"""What a text asks of devices: which are named, and what matters to the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pump_navigator.comparison.words import ComparisonWords
from pump_navigator.content.models import PUMP, SENSOR, DeviceKind
from pump_navigator.content.vocabulary import COMPANY_ENTITY, Device, Vocabulary
from pump_navigator.folding import folded, places

_WHICH: Final = re.compile(r"\b(?:which|what|any|other|list)\b")
_ADULT: Final = 18
_OLDEST: Final = 110
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
class WishReader:
    """Reads wishes by the words of a vocabulary. Holds nothing of a conversation."""

    vocabulary: Vocabulary
    words: ComparisonWords

    def wish(
        self, text: str, *, context: Sequence[str] = (), device: str | None = None, cortisol: bool = False
    ) -> Wish:
        """What a text asks. `context` are devices spoken of before ("can i swim with it"), `device` the kind."""
        text = folded(text)
        named = tuple(self._named(text))
        kind: DeviceKind | None = PUMP if device == PUMP else SENSOR if device == SENSOR else None
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
        words = self.vocabulary.device_words
        pumps = [*words[PUMP], *self.vocabulary.either_pump_words]  # type: ignore[index]
        first: dict[DeviceKind, int | None] = {
            PUMP: _first(pumps, text),
            SENSOR: _first(words[SENSOR], text),  # type: ignore[index]
        }
        spoken = {kind: place for kind, place in first.items() if place is not None}
        return min(spoken.items(), key=lambda item: item[1])[0] if spoken else None

    def _says(self, name: str, text: str) -> bool:
        return _first(self.words.written(name), text) is not None

    def _diabetes_type(self, text: str) -> int | None:
        for number, condition_id in ((1, "type_1"), (2, "type_2")):
            condition = self.vocabulary.condition(condition_id)
            if condition and _first(condition.aliases, text) is not None:
                return number
        return None


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
