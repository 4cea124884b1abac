"""Ids: each one only once, and none that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pump_navigator.content.dates import facts_of
from pump_navigator.content.documents import Document, Location
from pump_navigator.content.errors import Finding
from pump_navigator.content.glossary import Glossary
from pump_navigator.content.library import CORTISOL, DIABETES, Library
from pump_navigator.content.models import CORTISOL_PUMP, PUMP, SENSOR, Entry, Guide, Model
from pump_navigator.content.seed_statements import SeedStatements
from pump_navigator.content.topics import STEPS, TOPICS
from pump_navigator.content.vocabulary import Device, Vocabulary

_CORRECT = "correct the id."
_NAMES_NEEDED = (PUMP, SENSOR, CORTISOL_PUMP, "either")


def repeated_id_findings(document: Document[Any]) -> Iterator[Finding]:
    """Ids that stand twice in one list; for an entry, twice in all its lists."""
    for at, part in document.parts(Model):
        for name, value in part:
            if isinstance(value, list) and not isinstance(part, Entry):
                items = [((*at, name, i), getattr(item, "id", None)) for i, item in enumerate(value)]
                yield from _repeated(document, items)
    for at, entry in document.parts(Entry):
        yield from _repeated(document, [(place, fact.id) for place, fact in facts_of(entry, at)])


def _repeated(document: Document[Any], items: Iterable[tuple[Location, str | None]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for location, item_id in items:
        if item_id is not None and item_id in seen:
            yield document.finding((*location, "id"), "this id stands here twice.", "give it another id.")
        seen.add(item_id or "")


def guide_findings(document: Document[Guide], library: Library) -> Iterator[Finding]:
    """Entries, steps and intents of a guide that do not fit together or miss a topic of the contract."""
    guide = document.content
    expected = TOPICS[guide.guide]
    for missing in [topic for topic in expected if topic not in {entry.id for entry in guide.entries}]:
        yield document.finding(("entries",), f"there is no entry for {missing}.", "write it.")
    for at, entry in document.parts(Entry):
        if entry.id not in expected:
            yield document.finding((*at, "id"), f"is no topic of the {guide.guide} guide.", _CORRECT)
        if entry.next is not None and entry.next not in library.entries:
            yield document.finding((*at, "next"), f"there is no topic {entry.next}.", _CORRECT)
        if entry.step is not None and entry.step not in {step.id for step in guide.steps}:
            yield document.finding((*at, "step"), f"there is no step {entry.step}.", _CORRECT)
    yield from _step_findings(document, library)
    yield from _intent_findings(document)


def _step_findings(document: Document[Guide], library: Library) -> Iterator[Finding]:
    guide = document.content
    order = tuple(step.id for step in guide.steps)
    if order != STEPS[guide.guide]:
        wanted = ", ".join(STEPS[guide.guide]) or "none"
        yield document.finding(("steps",), "these are not the steps in their order.", f"they are: {wanted}.")
    for index, step in enumerate(guide.steps):
        entry = library.entries.get(step.topic)
        if entry is None:
            yield document.finding(("steps", index, "topic"), f"there is no topic {step.topic}.", _CORRECT)
        elif entry.step != step.id:
            yield document.finding(
                ("steps", index, "topic"),
                f"{step.topic} belongs to the step {entry.step}.",
                f"set the entry's step to {step.id}, or name another topic.",
            )


def _intent_findings(document: Document[Guide]) -> Iterator[Finding]:
    guide = document.content
    owners: dict[str, str] = {}
    for at, entry in document.parts(Entry):
        for index, intent in enumerate(entry.intents):
            if intent in owners:
                yield document.finding(
                    (*at, "intents", index),
                    f"{intent} already belongs to {owners[intent]}.",
                    "leave it at one entry of the guide.",
                )
            owners[intent] = entry.id
    for index, intent in enumerate(guide.leads_for):
        if intent not in owners:
            yield document.finding(
                ("leads_for", index), f"no entry of this guide answers {intent}.", "take it out, or answer it."
            )


def vocabulary_findings(document: Document[Vocabulary]) -> Iterator[Finding]:
    """Devices, names and words that lead nowhere, contradict each other, or are out of order."""
    yield from _device_findings(document)
    vocabulary = document.content
    devices = {device.id: device for device in vocabulary.devices}
    named: Mapping[str, tuple[Mapping[Any, Any], Iterable[str]]] = {
        "aliases": (vocabulary.aliases, devices),
        "device_words": (vocabulary.device_words, _NAMES_NEEDED[:3]),
        "guide_words": (vocabulary.guide_words, (DIABETES, CORTISOL)),
        "exact_case_words": (vocabulary.exact_case_words, (DIABETES, CORTISOL)),
    }
    for name, (words, known) in named.items():
        for key in [key for key in words if key not in known]:
            yield document.finding((name, key), f"{key} is not known.", _CORRECT)
    for missing in [name for name in _NAMES_NEEDED if name not in vocabulary.names]:
        yield document.finding(("names",), f"there is no name for {missing}.", "add it.")
    for index, condition in enumerate(vocabulary.conditions):
        if condition.guide not in (DIABETES, CORTISOL):
            yield document.finding(
                ("conditions", index), f"{condition.guide} is no guide.", f"write {DIABETES} or {CORTISOL}."
            )
    yield from _ambiguous_words(document)


def _device_findings(document: Document[Vocabulary]) -> Iterator[Finding]:
    devices: dict[str, Device] = {device.id: device for device in document.content.devices}
    names = [device.name.casefold() for device in document.content.devices]
    for index, device in enumerate(document.content.devices):
        if index and names[index] < names[index - 1]:
            message = f"{device.name} stands after {document.content.devices[index - 1].name}."
            yield document.finding(("devices", index, "name"), message, "sort the devices from A to Z.")
        for place, other_id in enumerate(device.works_with):
            other = devices.get(other_id)
            location = ("devices", index, "works_with", place)
            if other is None:
                yield document.finding(location, f"there is no device {other_id}.", _CORRECT)
            elif other.kind == device.kind or device.id not in other.works_with:
                yield document.finding(
                    location,
                    f"{other_id} does not name {device.id} in turn.",
                    "a pump and a sensor name each other, or neither does.",
                )


def _ambiguous_words(document: Document[Vocabulary]) -> Iterator[Finding]:
    vocabulary = document.content
    for group in ("aliases", "device_words", "guide_words"):
        words: Mapping[Any, list[Any]] = getattr(vocabulary, group)
        yield from _ambiguous(document, [((group, key), key, of_key) for key, of_key in words.items()])
    for group in ("companies", "insurers", "conditions"):
        items = enumerate(getattr(vocabulary, group))
        yield from _ambiguous(document, [((group, index, "aliases"), item.id, item.aliases) for index, item in items])


def _ambiguous(
    document: Document[Vocabulary], meanings: Iterable[tuple[Location, str, list[Any]]]
) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for location, meaning, words in meanings:
        for index, word in enumerate(words):
            if first.setdefault(word.casefold(), meaning) != meaning:
                message = f"“{word}” already means {first[word.casefold()]}."
                yield document.finding((*location, index), message, "take it out of one of the two.")


def glossary_findings(document: Document[Glossary], library: Library) -> Iterator[Finding]:
    """Words of a topic that is not there."""
    for index, term in enumerate(document.content.terms):
        if term.topic is not None and term.topic not in library.entries:
            yield document.finding(("terms", index, "topic"), f"there is no topic {term.topic}.", _CORRECT)


def seed_findings(document: Document[SeedStatements], library: Library) -> Iterator[Finding]:
    """Statements that nothing carries."""
    for index, row in enumerate(document.content.rows):
        if row.carried_by not in library.entries and row.carried_by not in library.passages:
            yield document.finding(
                ("rows", index, "carried_by"),
                f"there is no {row.carried_by}.",
                "name a topic, or a fact as topic#fact.",
            )
