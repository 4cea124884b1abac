"""A paper as one HTML page without scripts, styles or addresses of its own: for a browser to show and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from pump_navigator.papers.paper import Bullets, Checklist, Origin, Paper, Paragraph, Part, Piece, Section, Table, Text

_LANGUAGE: Final = "en-US"


def html(paper: Paper) -> str:
    """The page. Everything that was typed is escaped."""
    title = escape(paper.heading)
    body = [
        f"<h1>{title}</h1>",
        *(_paragraph(text) for text in paper.intro),
        *([f"<p><strong>{escape(paper.keep_label)}</strong></p>"] if paper.sent else []),
        *(_section(section) for section in paper.kept),
        *(f"<p><strong>{_text(text)}</strong></p>" for text in paper.footer),
        _paragraph(paper.as_of),
        _sources(paper),
        *_to_send(paper),
    ]
    head = f'<meta charset="utf-8"><title>{title}</title>'
    start = f'<!doctype html>\n<html lang="{_LANGUAGE}"><head>{head}</head><body>'
    return "\n".join([start, *body, "</body></html>", ""])


def _to_send(paper: Paper) -> Iterator[str]:
    """What goes to somebody else, in an element of its own, so that a style sheet can start a page with it."""
    if paper.sent:
        yield f'<section class="send">\n<h1>{escape(paper.send_label)}</h1>'
        yield from (_section(section) for section in paper.sent)
        yield "</section>"


def _section(section: Section) -> str:
    return f"<h2>{escape(section.heading)}</h2>\n" + "\n".join(_part(part) for part in section.parts)


def _part(part: Part) -> str:
    if isinstance(part, Paragraph):
        return _paragraph(part.text)
    if isinstance(part, Bullets):
        return _list(_text(item) for item in part.items)
    if isinstance(part, Checklist):
        return _list(f"{'☑' if item.done else '☐'} {_text(item.text)}" for item in part.items)
    return _table(part)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _sources(paper: Paper) -> str:
    if not paper.sources:
        return ""
    links = (
        f'{escape(source.title)}: <a href="{escape(source.url or "")}">{escape(source.url or "")}</a>'
        for source in paper.sources
    )
    return f"<h2>{escape(paper.sources_title)}</h2>\n" + _list(links)


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _paragraph(text: Text) -> str:
    return f"<p>{_text(text)}</p>"


def _text(text: Text) -> str:
    return "".join(_piece(piece) for piece in text)


def _piece(piece: Piece) -> str:
    shown = escape(piece.text)
    return f"<mark>{shown}</mark>" if piece.origin is Origin.BLANK else shown
