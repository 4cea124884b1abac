"""What goes out to a person: messages, with their buttons and links."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pump_navigator.intents import OPEN_TOPIC

FORGET_ME = "/forget_me"  # the front door acts on it itself: nothing is left that Rasa could answer in


@dataclass(frozen=True)
class Button:
    """A choice. Pressing it sends the payload; typing its title does the same."""

    title: str
    payload: str


@dataclass(frozen=True)
class Link:
    """An address on the web that is worth opening."""

    title: str
    url: str


@dataclass(frozen=True)
class Table:
    """A table, its first column naming each row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def in_words(self) -> tuple[str, ...]:
        """Each row as a line, for a terminal."""
        heads = self.columns[1:]
        return tuple(
            f"{name}. " + " ".join(f"{head}: {cell.rstrip('.')}." for head, cell in zip(heads, cells, strict=True))
            for name, *cells in self.rows
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Table | None:
        """A table out of what `as_utterance` made of it."""
        if not data:
            return None
        return cls(data["caption"], tuple(data["columns"]), tuple(tuple(row) for row in data["rows"]))


@dataclass(frozen=True)
class Document:
    """A paper to keep: where it is, and in which formats (`?format=pdf`)."""

    title: str
    url: str
    formats: tuple[str, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Document | None:
        """A document out of what `as_utterance` made of it."""
        return cls(data["title"], data["url"], tuple(data["formats"])) if data else None


@dataclass(frozen=True)
class StepLine:
    """One step of a path. `words` say how it stands; days are ISO dates."""

    step: str
    title: str
    status: str
    words: str
    waiting_for: str | None = None
    since: str | None = None
    on: str | None = None


@dataclass(frozen=True)
class PathLine:
    """The steps to a device in their order."""

    title: str
    steps: tuple[StepLine, ...]

    def in_words(self) -> tuple[str, ...]:
        """Each step as a line, for a terminal."""
        return tuple(f"{number}. {step.title}: {step.words}" for number, step in enumerate(self.steps, start=1))

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> PathLine | None:
        """A path out of what `as_utterance` made of it."""
        return cls(data["title"], tuple(StepLine(**step) for step in data["steps"])) if data else None


@dataclass(frozen=True)
class Message:
    """One message of the assistant. `kind` tells a client to show it in its own way (`alert`)."""

    text: str
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()
    kind: str | None = None
    topic: str | None = None
    table: Table | None = None
    document: Document | None = None
    progress: PathLine | None = None

    def as_utterance(self) -> dict[str, Any]:
        """The arguments of `CollectingDispatcher.utter_message`."""
        return {
            "text": self.text,
            "buttons": [asdict(button) for button in self.buttons],
            "json_message": {
                "links": [asdict(link) for link in self.links],
                "kind": self.kind,
                "topic": self.topic,
                **self._extras(),
            },
        }

    def _extras(self) -> dict[str, Any]:
        """What most messages do not have."""
        extras = {"table": self.table, "document": self.document, "progress": self.progress}
        return {name: json.loads(json.dumps(asdict(extra))) for name, extra in extras.items() if extra}

    @classmethod
    def from_response(cls, response: Mapping[str, Any]) -> Message:
        """A message out of what Rasa hands to an output channel."""
        custom = response.get("custom") or {}
        return cls(
            text=response.get("text") or "",
            buttons=tuple(Button(b["title"], b["payload"]) for b in response.get("buttons") or ()),
            links=tuple(Link(**link) for link in custom.get("links") or ()),
            kind=custom.get("kind"),
            topic=custom.get("topic"),
            table=Table.from_json(custom.get("table")),
            document=Document.from_json(custom.get("document")),
            progress=PathLine.from_json(custom.get("progress")),
        )

    def as_json(self) -> dict[str, Any]:
        """The message as the contract shows it."""
        shown: dict[str, Any] = {
            "text": self.text,
            "buttons": [asdict(button) for button in self.buttons],
            "links": [asdict(link) for link in self.links],
        }
        return shown | ({"kind": self.kind} if self.kind else {}) | self._extras()


@dataclass(frozen=True)
class Reply:
    """All that one message of a person gets back."""

    messages: tuple[Message, ...]
    topics: tuple[str, ...]
    guide: str | None = None
    device: str | None = None
    step: str | None = None
    intent: str | None = None
    confidence: float | None = None
    danger: str | None = None

    @property
    def topic(self) -> str:
        """The subject that the answer speaks of."""
        return self.topics[0]

    def as_json(self) -> dict[str, Any]:
        """The reply as `POST /webhooks/navigator/messages` gives it."""
        return {
            "topic": self.topic,
            "topics": list(self.topics),
            "guide": self.guide,
            "device": self.device,
            "step": self.step,
            "messages": [message.as_json() for message in self.messages],
        }


def payload(intent: str, **entities: str) -> str:
    """A button's payload in Rasa's own form: `/intent{"entity": "value"}`."""
    return f"/{intent}" + (json.dumps(entities) if entities else "")


def open_topic(title: str, topic: str) -> Button:
    """A button that opens a topic."""
    return Button(title, payload(OPEN_TOPIC, topic=topic))
