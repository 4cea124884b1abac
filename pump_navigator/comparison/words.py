"""The words of `comparison.yml`: heads and sentences to read, and how people write what matters to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pump_navigator.content.documents import parse
from pump_navigator.content.models import Id, Model, Source, Text
from pump_navigator.papers.models import Line
from pump_navigator.paths import GUIDES


class ComparisonWords(Model):
    """`comparison.yml`."""

    sources: Mapping[Id, Source]
    columns: Mapping[Id, Text]
    values: Mapping[Id, Text]
    sentences: Mapping[Id, Line]
    words: Mapping[Id, list[Text]]

    def head(self, column: str) -> str:
        """The head of a column."""
        return self.columns[column]  # type: ignore[index]

    def value(self, name: str) -> str:
        """What is read in a cell for a value of the data."""
        return self.values[name]  # type: ignore[index]

    def sentence(self, name: str) -> str:
        """A sentence; its names in braces are not filled in."""
        return self.sentences[name].text  # type: ignore[index]

    def written(self, name: str) -> list[Text]:
        """How people write one thing that matters to them."""
        return self.words[name]  # type: ignore[index]


@lru_cache(maxsize=1)
def comparison_words(folder: Path = GUIDES) -> ComparisonWords:
    """The project's own words, read once. Raises `ContentError`."""
    return parse(folder / "comparison.yml", ComparisonWords)
