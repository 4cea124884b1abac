"""`guides/papers.yml`, loaded."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pump_navigator.content.documents import parse
from pump_navigator.papers.models import PapersContent
from pump_navigator.paths import GUIDES


def load(folder: Path = GUIDES) -> PapersContent:
    """Read the file. Raises `ContentError`."""
    return parse(folder / "papers.yml", PapersContent)


@lru_cache(maxsize=1)
def papers_content() -> PapersContent:
    """The project's own papers, read once. They never change while the program runs."""
    return load()
