"""Lines of a YAML file, so that every complaint can name its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def read_with_lines(path: Path) -> Any:
    """The parsed file; its maps and lists know their lines. For files that are known to be YAML."""
    return YAML(typ="rt").load(path.read_text(encoding="utf-8"))


def line_of(data: Any, location: tuple[str | int, ...]) -> int:
    """The line, counted from 1, on which the value at a location stands, or its nearest parent."""
    line = 1
    for key in location:
        try:
            line = _line_of_key(data, key) + 1
            data = data[key]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line


def _line_of_key(data: Any, key: str | int) -> int:
    position: tuple[int, int] = data.lc.item(key) if isinstance(key, int) else data.lc.key(key)
    return position[0]
