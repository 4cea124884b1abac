"""Compares devices by the dated data of `guides/devices.yml`.

By name, by sensor, by tubing, by age, by water. The order is A to Z and no device is called better than another;
what the data does not know is said to be unknown; what does not fit an age or a diagnosis goes to the clinician.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pump_navigator.comparison.fitting import cleared, fits, work_together
from pump_navigator.comparison.table import ALL_COLUMNS, Comparison, Sentence, Tables, columns_about, names_of
from pump_navigator.comparison.wish import Wish
from pump_navigator.comparison.words import ComparisonWords
from pump_navigator.content.models import PUMP, SENSOR, DeviceKind
from pump_navigator.content.vocabulary import Device, Vocabulary
from pump_navigator.papers.dates import in_words

_MOST_NAMED: Final = 5


@dataclass(frozen=True)
class Comparer:
    """Compares devices of a vocabulary. Holds nothing of a conversation."""

    vocabulary: Vocabulary
    words: ComparisonWords

    def compare(self, wish: Wish) -> Comparison:
        """The devices for a wish. Never raises: with nothing to go by it asks back."""
        if wish.is_empty:
            return self._made((), (), [self._sentence("name_more")], wish)
        if wish.named and not wish.pairs:
            return self._by_name(wish)
        if wish.named:
            return self._by_partner(wish)
        return self._by_features(wish)

    def _by_name(self, wish: Wish) -> Comparison:
        devices = self._sorted(wish.named)
        columns = columns_about(wish) or ALL_COLUMNS
        known = self._sentence("named", devices=names_of(devices))
        sentences = [known, *self._mismatches(devices, wish), *self._water_note(wish)]
        return self._made(devices, columns, sentences, wish)

    def _by_partner(self, wish: Wish) -> Comparison:
        """Which pumps go with a sensor, which sensors with a pump, or whether two go together."""
        named = self._sorted(wish.named)
        pumps = [device for device in named if device.kind == PUMP]
        sensors = [device for device in named if device.kind == SENSOR]
        if pumps and sensors and not wish.which:
            pairs = [self._pair(pump, sensor) for pump in pumps for sensor in sensors]
            return self._made(named, ("works_with",), [*pairs, self._sentence("pairs_change")], wish)
        partners = sensors if sensors and (wish.wanted == PUMP or not pumps) else pumps
        kind: DeviceKind = PUMP if partners is sensors else SENSOR
        found = [
            device
            for device in self._of_kind(kind)
            if any(work_together(device, partner) for partner in partners) and fits(device, wish) is not False
        ]
        sentences = [] if found else [self._sentence("none_found")]
        columns = ("works_with", *columns_about(wish))
        return self._made(found, columns, [*sentences, self._sentence("pairs_change")], wish)

    def _by_features(self, wish: Wish) -> Comparison:
        candidates = self._candidates(wish)
        found = [device for device in candidates if fits(device, wish)]
        unknown = [device for device in candidates if fits(device, wish) is None]
        sentences = [
            *([] if found else [self._sentence("none_found")]),
            *self._age_notes(wish, found),
            *self._water_note(wish),
            *self._unknown_note(unknown),
        ]
        columns = columns_about(wish) or ("form", "works_with", "cleared_for")
        return self._made(found, columns, sentences, wish)

    def _candidates(self, wish: Wish) -> list[Device]:
        """Tubing is a matter of pumps; else the kind that is asked for, or both."""
        kind = PUMP if wish.form else wish.wanted
        return [device for device in self._sorted() if kind is None or device.kind == kind]

    def _pair(self, pump: Device, sensor: Device) -> Sentence:
        name = "pair_listed" if work_together(pump, sensor) else "pair_not_listed"
        return self._sentence(name, pump=pump.name, sensor=sensor.name)

    def _mismatches(self, devices: Sequence[Device], wish: Wish) -> Iterator[Sentence]:
        wrong = [device for device in devices if cleared(device, wish) is False]
        unknown = [device for device in devices if cleared(device, wish) is None]
        if wrong:
            yield self._sentence("age_mismatch", devices=names_of(wrong))
        yield from self._unknown_note(unknown)

    def _unknown_note(self, unknown: Sequence[Device]) -> Iterator[Sentence]:
        if len(unknown) > _MOST_NAMED:
            yield self._sentence("not_confirmed_others")
        elif unknown:
            yield self._sentence("not_confirmed", devices=names_of(unknown))

    def _age_notes(self, wish: Wish, found: Sequence[Device]) -> Iterator[Sentence]:
        if wish.age is not None and found:
            yield self._sentence("age", age=str(wish.age))
        if wish.age is not None or wish.diabetes_type is not None:
            yield self._sentence("age_ask")

    def _water_note(self, wish: Wish) -> Iterator[Sentence]:
        if wish.water:
            yield self._sentence("water_differs")

    def _sentence(self, name: str, **values: str) -> Sentence:
        text = self.words.sentence(name)
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
            *([self._sentence("being_retired", devices=names_of(retired))] if retired else []),
            *([self._sentence("not_sure_sold", devices=names_of(unsure))] if unsure else []),
            *([Sentence("unbranded", self.vocabulary.unbranded)] if len(devices) > 1 else []),
            *([self._sentence("as_of", date=in_words(as_of))] if devices else []),
        ]
        return Tables(self.vocabulary, self.words).made(devices, columns, said, as_of)

    def _of_kind(self, kind: DeviceKind) -> list[Device]:
        return [device for device in self._sorted() if device.kind == kind]

    def _sorted(self, ids: Iterable[str] | None = None) -> list[Device]:
        chosen = None if ids is None else set(ids)
        devices = [device for device in self.vocabulary.devices if chosen is None or device.id in chosen]
        return sorted(devices, key=lambda device: device.name.casefold())
