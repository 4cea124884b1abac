"""The texts of a file that a person reads as an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pump_navigator.content.documents import Document, Location
from pump_navigator.content.models import Model, Spoken
from pump_navigator.content.phrases import BUTTON

_SPANISH = "_es"


@dataclass(frozen=True)
class SpokenText:
    """One text, with its place."""

    location: Location
    text: str

    @property
    def phrase(self) -> str | None:
        """The id, if it is one of the assistant's own sentences."""
        return str(self.location[1]) if self.location[0] == "phrases" else None

    @property
    def is_title(self) -> bool:
        """Whether it is the title of a button and no sentence."""
        return (self.phrase or "").startswith(BUTTON)

    @property
    def is_answer(self) -> bool:
        """Whether it is the direct answer of an entry."""
        return "answer" in self.location or "answer_for" in self.location

    @property
    def is_spanish(self) -> bool:
        """Whether it is in Spanish."""
        return any(str(key).endswith(_SPANISH) for key in self.location)


def spoken_texts(document: Document[Any]) -> Iterator[SpokenText]:
    """Every value of a field that its model declares as spoken."""
    for at, part in document.parts(Model):
        for name, field in part.__fields__.items():
            if field.type_ is Spoken:
                yield from _texts(getattr(part, name), (*at, name))


def _texts(value: Any, at: Location) -> Iterator[SpokenText]:
    if isinstance(value, str):
        yield SpokenText(at, value)
    elif isinstance(value, list):
        for index, text in enumerate(value):
            yield SpokenText((*at, index), text)
    elif isinstance(value, dict):
        for key, text in value.items():
            yield SpokenText((*at, key), text)
