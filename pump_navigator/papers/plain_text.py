"""A paper as plain text, for any screen, reader or printer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from pump_navigator.papers.paper import Bullets, Checklist, Paper, Paragraph, Part, Section, Table, Text, joined

_WIDTH: Final = 78


def plain_text(paper: Paper) -> str:
    """The whole paper. Tables become one entry after the other, as a screen reader would say them."""
    blocks = [
        _underlined(paper.heading, "="),
        *(_wrapped(joined(text)) for text in paper.intro),
        *([paper.keep_label] if paper.sent else []),
        *_sections(paper.kept),
        *(_wrapped(joined(text)) for text in (*paper.footer, paper.as_of)),
        "\n".join([paper.sources_title, *(f"- {source.title}: {source.url}" for source in paper.sources)]),
        *([_underlined(paper.send_label, "=")] if paper.sent else []),
        *_sections(paper.sent),
    ]
    return "\n\n".join(blocks) + "\n"


def _sections(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield _underlined(section.heading, "-")
        for part in section.parts:
            yield _part(part)


def _part(part: Part) -> str:
    if isinstance(part, Paragraph):
        return _wrapped(joined(part.text))
    if isinstance(part, Bullets):
        return "\n".join(_wrapped(joined(item), "- ") for item in part.items)
    if isinstance(part, Checklist):
        return "\n".join(_wrapped(joined(item.text), "[x] " if item.done else "[ ] ") for item in part.items)
    return _table(part)


def _table(table: Table) -> str:
    return "\n\n".join(_row(table.head, row) for row in table.rows)


def _row(head: tuple[str, ...], row: tuple[Text, ...]) -> str:
    return "\n".join(_wrapped(f"{name}: {joined(cell)}") for name, cell in zip(head, row, strict=True))


def _wrapped(text: str, mark: str = "") -> str:
    """Lines of a page's width. Words are never cut, so that what was given can be found again."""
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _underlined(title: str, mark: str) -> str:
    return f"{title}\n{mark * min(len(title), _WIDTH)}"
