"""Which guide and which device a question is about: from its words, else from the conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pump_navigator.content.library import CORTISOL, DIABETES
from pump_navigator.content.models import CORTISOL_PUMP, PUMP
from pump_navigator.content.vocabulary import (
    ANY_PUMP,
    COMPANY_ENTITY,
    CONDITION_ENTITY,
    DEVICE_ENTITY,
    GUIDE_ENTITY,
    MODEL_ENTITY,
    Vocabulary,
)
from pump_navigator.dialogue.reading import Reading


@dataclass(frozen=True)
class Scope:
    """A guide and a device; None where nothing has told."""

    guide: str | None = None
    device: str | None = None

    def or_else(self, other: Scope) -> Scope:
        """This scope, completed by the one of the conversation before it."""
        if self.guide is None and self.device == ANY_PUMP and other.guide == DIABETES:
            return Scope(DIABETES, PUMP)
        if self.guide is None:
            return other
        if self.guide != other.guide:
            return self
        return Scope(self.guide, self.device or other.device)


def names_ours(reading: Reading) -> bool:
    """Whether a word stands there for a device, a maker or a condition of ours."""
    return bool({DEVICE_ENTITY, MODEL_ENTITY, COMPANY_ENTITY, CONDITION_ENTITY, GUIDE_ENTITY} & reading.entities.keys())


def is_cortisol(reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether the words tell of cortisol or of an illness that needs it."""
    return CORTISOL in _guides(reading, vocabulary) or CORTISOL_PUMP in _devices(reading, vocabulary)


def devices_of(reading: Reading, vocabulary: Vocabulary) -> set[str]:
    """The devices that the words name; `ANY_PUMP` where it may be either pump."""
    return set(_devices(reading, vocabulary))


def scope_of(reading: Reading, vocabulary: Vocabulary) -> Scope:
    """What the words of one question tell."""
    guides = set(_guides(reading, vocabulary))
    devices = devices_of(reading, vocabulary)
    if is_cortisol(reading, vocabulary):
        return Scope(CORTISOL, CORTISOL_PUMP)
    if devices == {ANY_PUMP} and DIABETES not in guides:
        return Scope(None, ANY_PUMP)
    if devices or DIABETES in guides:
        devices = {PUMP if device == ANY_PUMP else device for device in devices}
        # With both named ("pump or sensor first?") neither is the one.
        return Scope(DIABETES, devices.pop() if len(devices) == 1 else None)
    return Scope()


def _guides(reading: Reading, vocabulary: Vocabulary) -> list[str | None]:
    words = [vocabulary.meaning(GUIDE_ENTITY, word) for word in reading.entities.get(GUIDE_ENTITY, ())]
    conditions = [
        vocabulary.condition(vocabulary.meaning(CONDITION_ENTITY, word) or "")
        for word in reading.entities.get(CONDITION_ENTITY, ())
    ]
    return words + [condition.guide for condition in conditions if condition]


def _devices(reading: Reading, vocabulary: Vocabulary) -> list[str]:
    found = [vocabulary.meaning(DEVICE_ENTITY, word) or "" for word in _meant(reading, DEVICE_ENTITY)]
    for word in _meant(reading, MODEL_ENTITY):
        device = vocabulary.device(vocabulary.meaning(MODEL_ENTITY, word) or "")
        found.append(device.kind if device else "")
    for word in reading.entities.get(COMPANY_ENTITY, ()):
        company = vocabulary.company(vocabulary.meaning(COMPANY_ENTITY, word) or "")
        # A maker of both kinds tells nothing about the kind.
        found.append(company.makes[0] if company and len(company.makes) == 1 else "")
    return [device for device in found if device]


def _meant(reading: Reading, entity: str) -> list[str]:
    """The words of an entity, without those that are put aside: "the sensor, not the pump"."""
    aside = r"(?<!why )(?<!if )\bnot (?:for )?(?:an? |the |my |his |her )?{}\b"
    return [
        word
        for word in reading.entities.get(entity, ())
        if not re.search(aside.format(re.escape(word)), reading.text, re.IGNORECASE)
    ]
