"""The document that every paper is, before it is shown, printed or saved.

Each piece of text knows where it comes from: our own words, what the person gave, what was worked out from it,
or a blank. So nothing that was not given can pass for a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import Any


class Origin(str, Enum):
    """Where a piece of text comes from."""

    OURS = "ours"
    GIVEN = "given"
    WORKED_OUT = "worked_out"
    BLANK = "blank"


@dataclass(frozen=True)
class Piece:
    """A stretch of text from one origin."""

    text: str
    origin: Origin = Origin.OURS


Text = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    text: Text


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Check:
    """A line with a box to tick."""

    text: Text
    done: bool = False


@dataclass(frozen=True)
class Checklist:
    """Lines with boxes to tick."""

    items: tuple[Check, ...]


@dataclass(frozen=True)
class Table:
    """A table with one row of heads."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


Part = Paragraph | Bullets | Checklist | Table


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. `send` marks what goes to somebody else."""

    heading: str
    parts: tuple[Part, ...]
    send: bool = False


@dataclass(frozen=True)
class Reference:
    """Where a statement comes from."""

    title: str
    url: str | None


@dataclass(frozen=True)
class Paper:
    """A finished paper. `as_of` is the day on which the oldest of its rules was last true to our knowledge."""

    id: str
    heading: str
    file_name: str
    made_on: date
    intro: tuple[Text, ...]
    sections: tuple[Section, ...]
    footer: tuple[Text, ...]
    as_of: Text
    sources_title: str
    sources: tuple[Reference, ...]
    keep_label: str
    send_label: str

    def texts(self) -> Iterator[Text]:
        """Every text on the paper, from top to bottom; headings and heads of columns are ours, and left out."""
        yield from self.intro
        yield from _texts_in(self.kept)
        yield from self.footer
        yield self.as_of
        yield from _texts_in(self.sent)

    def pieces(self, origin: Origin) -> Iterator[str]:
        """All pieces from one origin."""
        yield from (piece.text for text in self.texts() for piece in text if piece.origin is origin)

    @property
    def blanks(self) -> int:
        """How many blanks there are to fill in."""
        return sum(1 for _ in self.pieces(Origin.BLANK))

    @property
    def kept(self) -> tuple[Section, ...]:
        """The sections that stay with the person. The footer follows them."""
        return tuple(section for section in self.sections if not section.send)

    @property
    def sent(self) -> tuple[Section, ...]:
        """The sections that go to somebody else. They start on a page of their own."""
        return tuple(section for section in self.sections if section.send)

    def as_json(self) -> dict[str, Any]:
        """The paper as plain data, for a client that shows it in its own way."""
        return {
            **asdict(self),
            "made_on": self.made_on.isoformat(),
            "sections": [
                {
                    "heading": section.heading,
                    "send": section.send,
                    "parts": [{"type": type(part).__name__.lower(), **asdict(part)} for part in section.parts],
                }
                for section in self.sections
            ],
        }


def _texts_in(sections: tuple[Section, ...]) -> Iterator[Text]:
    for section in sections:
        for part in section.parts:
            yield from texts_of(part)


def texts_of(part: Part) -> Iterator[Text]:
    """The texts of a part, in reading order."""
    if isinstance(part, Paragraph):
        yield part.text
    elif isinstance(part, Bullets):
        yield from part.items
    elif isinstance(part, Checklist):
        yield from (item.text for item in part.items)
    else:
        for row in part.rows:
            yield from row


def joined(text: Text) -> str:
    """A text without its origins."""
    return "".join(piece.text for piece in text)
