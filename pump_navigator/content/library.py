"""All content, loaded and joined: the one place to ask for an entry, a phrase or an alert."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pump_navigator.content.documents import parse
from pump_navigator.content.glossary import Glossary
from pump_navigator.content.models import AssistantGuide, Entry, Fact, Guide, SafetyGuide, Source, Step
from pump_navigator.content.topics import CHOOSE_DEVICE
from pump_navigator.content.vocabulary import Vocabulary
from pump_navigator.paths import GUIDES

_GUIDES = ("diabetes", "cortisol", "assistant", "safety")
DIABETES = "diabetes"
CORTISOL = "cortisol"


@dataclass(frozen=True)
class Passage:
    """A fact, tip or line to say, with the entry that it belongs to."""

    id: str
    entry: Entry
    fact: Fact


@dataclass(frozen=True)
class Library:
    """The content of a folder like `guides/`."""

    diabetes: Guide
    cortisol: Guide
    assistant: AssistantGuide
    safety: SafetyGuide
    vocabulary: Vocabulary
    glossary: Glossary

    @classmethod
    def load(cls, folder: Path = GUIDES) -> Library:
        """Read all files of the folder. Raises `ContentError`."""
        return cls(
            diabetes=parse(folder / "diabetes.yml", Guide),
            cortisol=parse(folder / "cortisol.yml", Guide),
            assistant=parse(folder / "assistant.yml", AssistantGuide),
            safety=parse(folder / "safety.yml", SafetyGuide),
            vocabulary=parse(folder / "devices.yml", Vocabulary),
            glossary=parse(folder / "glossary.yml", Glossary),
        )

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The guides in the order in which an intent is looked up."""
        return self.safety, self.assistant, self.diabetes, self.cortisol

    def guide(self, name: str) -> Guide:
        """A guide by its name."""
        return next(guide for guide in self.guides if guide.guide == name)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by its topic."""
        return {entry.id: entry for guide in self.guides for entry in guide.entries}

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every fact, tip and line to say by its full id, such as `diabetes/costs#supplies`.

        Questions for comparing devices and words of the glossary are passages of their topics too.
        """
        return {passage.id: passage for passage in self._passages()}

    def _passages(self) -> Iterator[Passage]:
        for entry in self.entries.values():
            for fact in entry.passages():
                yield Passage(f"{entry.id}#{fact.id}", entry, fact)
        if comparing := self.entries.get(CHOOSE_DEVICE):
            for question in self.vocabulary.compare_questions:
                yield Passage(f"{CHOOSE_DEVICE}#compare_{question.id}", comparing, question)
        for term in self.glossary.terms:
            if term.topic and (explained := self.entries.get(term.topic)):
                fact = term.as_fact()
                yield Passage(f"{explained.id}#{fact.id}", explained, fact)

    @cached_property
    def _by_intent(self) -> Mapping[str, Mapping[str, Entry]]:
        found: dict[str, dict[str, Entry]] = {}
        for guide in self.guides:
            for entry in guide.entries:
                for intent in entry.intents:
                    found.setdefault(intent, {})[guide.guide] = entry
        return found

    def entries_for(self, intent: str) -> Mapping[str, Entry]:
        """The entries that answer an intent, by guide."""
        return self._by_intent.get(intent, {})

    def is_topical(self, intent: str) -> bool:
        """Whether an intent asks about a guide's subject, and not about the talk itself."""
        return bool({DIABETES, CORTISOL} & self.entries_for(intent).keys())

    @cached_property
    def _guide_by_topic(self) -> Mapping[str, Guide]:
        return {entry.id: guide for guide in self.guides for entry in guide.entries}

    def guide_of(self, entry: Entry) -> Guide:
        """The guide that an entry stands in."""
        return self._guide_by_topic[entry.id]

    def step_of(self, entry: Entry) -> Step | None:
        """The step of the way that an entry belongs to."""
        return next((step for step in self.guide_of(entry).steps if step.id == entry.step), None)

    def source(self, entry: Entry, source_id: str) -> Source:
        """A source that an entry names."""
        return self.guide_of(entry).sources[source_id]  # type: ignore[index]

    def phrase(self, phrase_id: str) -> str:
        """A sentence of the assistant itself."""
        return self.assistant.phrases[phrase_id].text  # type: ignore[index]


@lru_cache(maxsize=1)
def library() -> Library:
    """The project's own content, read once. It never changes while the program runs."""
    return Library.load()


def content_digest(folder: Path = GUIDES) -> str:
    """A digest of the files that a model learns from: another one means other content."""
    digest = hashlib.sha256()
    for path in learnt_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def learnt_files(folder: Path = GUIDES) -> list[Path]:
    """The files whose words a model learns: entries, devices and the glossary."""
    return [folder / f"{name}.yml" for name in (*_GUIDES, "devices", "glossary")]


def content_files(folder: Path = GUIDES) -> Iterator[Path]:
    """All YAML files of the content, sorted."""
    yield from sorted(folder.glob("*.yml"))
