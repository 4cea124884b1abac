"""Whether every topic can be asked for: by an intent that has examples and a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Extra, Field

from pump_navigator.content.documents import Document, Location, read_document
from pump_navigator.content.errors import Finding
from pump_navigator.content.models import Entry, Guide, Model
from pump_navigator.intents import CHANGE_ANSWER, CLEAR_PATH, FALLBACK, GIVE_ANSWER, KEEP_PATH, NOTE_REPORT, OPEN_TOPIC

# Only buttons send these, so nobody has to word them.
_OF_BUTTONS = frozenset({OPEN_TOPIC, GIVE_ANSWER, CHANGE_ANSWER, NOTE_REPORT, CLEAR_PATH, KEEP_PATH})


class _Part(Model):
    """A part of Rasa's files: only what the content relies on."""

    class Config:
        extra = Extra.ignore


class Domain(_Part):
    """`domain.yml`. An intent is a name, or a map with its name as the only key."""

    intents: list[str | dict[str, Any]]
    actions: list[str | dict[str, Any]]
    forms: Mapping[str, Any] = Field(default_factory=dict)

    def names(self) -> Iterator[str]:
        """The names of the intents."""
        yield from (item if isinstance(item, str) else next(iter(item), "") for item in self.intents)


class Step(_Part):
    """One turn of a rule or story."""

    intent: str | None = None
    action: str | None = None


class Told(_Part):
    """A rule or a story."""

    steps: list[Step]


class Stories(_Part):
    """`data/stories.yml`."""

    rules: list[Told]
    stories: list[Told] = Field(default_factory=list)


class Example(_Part):
    """The examples of one intent."""

    intent: str | None = None
    examples: str | None = None


class Examples(_Part):
    """`data/nlu.yml`."""

    nlu: list[Example]


@dataclass(frozen=True)
class Training:
    """What the model is trained on, as far as the content relies on it."""

    domain: Document[Domain]
    stories: Document[Stories]
    examples: Document[Examples]

    @classmethod
    def read(cls, domain: Path, data: Path, findings: list[Finding]) -> Training | None:
        """The files, or None with findings that say why they cannot be read."""
        domain_document = read_document(domain, Domain, findings)
        stories = read_document(data / "stories.yml", Stories, findings)
        examples = read_document(data / "nlu.yml", Examples, findings)
        return cls(domain_document, stories, examples) if domain_document and stories and examples else None

    @property
    def intents(self) -> set[str]:
        """The intents of the domain."""
        return set(self.domain.content.names())

    @property
    def ruled(self) -> set[str]:
        """The intents that a rule answers."""
        return {step.intent for rule in self.stories.content.rules for step in rule.steps if step.intent}

    @property
    def exemplified(self) -> set[str]:
        """The intents that have examples."""
        return {item.intent for item in self.examples.content.nlu if item.intent and item.examples}

    def findings(self) -> Iterator[Finding]:
        """Intents without examples or a rule, and names that the domain does not know."""
        exemplified, ruled = self.exemplified | _OF_BUTTONS, self.ruled
        for index, intent in enumerate(self.domain.content.names()):
            if intent not in exemplified:
                yield self._missing(index, f"{intent} has no examples.", "write some in data/nlu.yml.")
            if intent not in ruled:
                yield self._missing(index, f"{intent} has no rule.", "write one in data/stories.yml.")
        intents = self.intents | {FALLBACK}
        for at, item in self.examples.parts(Example):
            if item.intent and item.intent not in intents:
                yield _unknown(self.examples, (*at, "intent"), item.intent)
        for at, step in self.stories.parts(Step):
            if step.intent and step.intent not in intents:
                yield _unknown(self.stories, (*at, "intent"), step.intent)
            if step.action and step.action not in (*self.domain.content.actions, *self.domain.content.forms):
                yield _unknown(self.stories, (*at, "action"), step.action)

    def _missing(self, index: int, message: str, mend: str) -> Finding:
        return self.domain.finding(("intents", index), message, mend)


def reach_findings(document: Document[Guide], training: Training) -> Iterator[Finding]:
    """Entries that no intent can reach."""
    known = training.intents
    reachable = known & training.ruled & training.exemplified
    for at, entry in document.parts(Entry):
        for index, intent in enumerate(entry.intents):
            if intent not in known:
                message = f"there is no intent {intent}."
                yield document.finding((*at, "intents", index), message, "use an intent of domain.yml.")
        if not reachable.intersection(entry.intents):
            yield document.finding(
                (*at, "intents"),
                f"nobody can ask for {entry.id}.",
                "name an intent that has examples in data/nlu.yml and a rule in data/stories.yml.",
            )


def _unknown(file: Document[Any], location: Location, name: str) -> Finding:
    return file.finding(location, f"{name} is not in domain.yml.", "correct it, or add it there.")
