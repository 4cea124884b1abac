"""Markdown tables, and their places in the documents."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Heads and rows of words; the first column names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """As GitHub shows it."""
        lines = [self.heads, ("---",) * len(self.heads), *self.rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def filled(document: str, name: str, text: str) -> str:
    """A document with a text between `<!-- bench: name -->` and `<!-- end -->`.

    Raises `ValueError` where there is no such place.
    """
    place = re.compile(rf"(<!-- bench: {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    new, found = place.subn(lambda match: f"{match[1]}\n{text}\n\n{match[2]}", document)
    if found != 1:
        raise ValueError(f"{found} places for '{name}', not one")
    return new


def share(part: float) -> str:
    """A part of one, as a number with three digits."""
    return f"{part:.3f}"


def times(ratio: float) -> str:
    """A ratio, as "4.1×"."""
    return f"{ratio:.1f}×" if ratio < 20 else f"{ratio:.0f}×"
