"""The words for devices, makers, insurers and conditions, and what each of them tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from pump_navigator.content.models import Dated, DeviceKind, Fact, Id, Model, Source, Spoken, Text

DEVICE_ENTITY = "device"
MODEL_ENTITY = "model"
COMPANY_ENTITY = "company"
INSURER_ENTITY = "insurer"
CONDITION_ENTITY = "condition"
GUIDE_ENTITY = "guide_word"
FOREIGN_ENTITY = "foreign"

# The word "pump" alone: insulin pump or cortisol pump, as the conversation has it.
ANY_PUMP = "any_pump"


class MinimumAge(Model):
    """The youngest age in years that a device is cleared for; null where that is not known."""

    type1: int | None = None
    type2: int | None = None


class Device(Dated):
    """One pump or sensor. A field that is null is not confirmed."""

    id: Id
    name: Text
    maker: Text
    kind: DeviceKind
    form: Literal["tubed", "tubeless"] | None
    works_with: list[Id]
    holds: Spoken | None
    cleared_for: Spoken | None
    min_age: MinimumAge
    water: Spoken | None
    wear: Spoken | None
    phone: Spoken | None
    notes: list[Spoken]
    status: Literal["current", "being_retired"] | None


class CompareQuestion(Fact):
    """A question that helps to choose between devices."""


class Named(Model):
    """A company, an insurer or a condition, and how people write it."""

    id: Id
    name: Text
    aliases: list[Text]
    makes: list[DeviceKind] = Field(default_factory=list)
    guide: Id | None = None
    type: Text | None = None
    exact: list[Text] = Field(default_factory=list)


class Vocabulary(Model):
    """`devices.yml`."""

    sources: Mapping[Id, Source]
    names: Mapping[Id, Text]
    unknown: Spoken
    unbranded: Spoken
    devices: list[Device]
    compare_questions: list[CompareQuestion]
    aliases: Mapping[Id, list[Text]]
    insurers: list[Named]
    companies: list[Named]
    conditions: list[Named]
    device_words: dict[Id, list[Text]]
    either_pump_words: list[Text]
    guide_words: Mapping[Id, list[Text]]
    foreign_words: Mapping[Id, list[Text]]
    exact_case_words: Mapping[Id, list[Text]]

    def patterns(self) -> list[dict[str, Any]]:
        """The patterns of spaCy's entity ruler; where two fit the same words, the earlier one wins."""
        # The ruler takes one meaning for the same words: the first list that has them.
        first = {word.casefold(): (label, meaning) for label, meaning, word in reversed(list(self._phrases()))}
        words = [{"label": label, "pattern": word, "id": meaning} for word, (label, meaning) in first.items()]
        exact = [
            {"label": label, "pattern": [{"TEXT": word}], "id": meaning} for label, meaning, word in self._exact_words()
        ]
        return words + exact

    def _exact_words(self) -> Iterator[tuple[str, str, str]]:
        """Words that mean something only in this very case, such as AI."""
        for guide, words in self.exact_case_words.items():
            yield from ((GUIDE_ENTITY, guide, word) for word in words)
        for label, named in ((INSURER_ENTITY, self.insurers), (CONDITION_ENTITY, self.conditions)):
            for item in named:
                yield from ((label, item.id, word) for word in item.exact)

    def _phrases(self) -> Iterator[tuple[str, str, str]]:
        for label, groups in (
            (MODEL_ENTITY, self.aliases),
            (DEVICE_ENTITY, self.device_words | {Id(ANY_PUMP): self.either_pump_words}),
            (COMPANY_ENTITY, _aliases(self.companies)),
            (INSURER_ENTITY, _aliases(self.insurers)),
            (CONDITION_ENTITY, _aliases(self.conditions)),
            (GUIDE_ENTITY, self.guide_words),
            (FOREIGN_ENTITY, self.foreign_words),
        ):
            for meaning, words in groups.items():
                for word in words:
                    yield label, meaning, word

    def words(self) -> Iterator[str]:
        """Every word and phrase, as it is rightly written."""
        yield from (word for _, _, word in self._phrases())

    def meaning(self, label: str, surface: str) -> str | None:
        """The id that the words of an entity stand for."""
        exact = self._meanings.get((label, surface, True))
        return self._meanings.get((label, surface.casefold(), False), exact)

    @cached_property
    def _meanings(self) -> Mapping[tuple[str, str, bool], str]:
        """The ids by label and words, in small letters or in the very case; of several the first one counts."""
        exact = [((label, word, True), meaning) for label, meaning, word in self._exact_words()]
        folded = [((label, word.casefold(), False), meaning) for label, meaning, word in self._phrases()]
        return dict(reversed([*exact, *folded]))

    def device(self, device_id: str) -> Device | None:
        """A device by its id."""
        return next((device for device in self.devices if device.id == device_id), None)

    def company(self, company_id: str) -> Named | None:
        """A company by its id."""
        return next((company for company in self.companies if company.id == company_id), None)

    def condition(self, condition_id: str) -> Named | None:
        """A condition by its id."""
        return next((condition for condition in self.conditions if condition.id == condition_id), None)


def _aliases(named: list[Named]) -> dict[str, list[Text]]:
    return {item.id: item.aliases for item in named}
