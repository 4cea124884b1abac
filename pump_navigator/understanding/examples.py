"""The training examples, searchable by meaning: why did the model think so?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rasa.shared.nlu.training_data.entities_parser import replace_entities
from ruamel.yaml import YAML

from pump_navigator.embeddings import shared_encoder
from pump_navigator.network import Vectors
from pump_navigator.paths import DATA

_SHOWN = 2


@dataclass(frozen=True)
class Examples:
    """Examples with their intents and vectors."""

    rows: tuple[tuple[str, str], ...]
    vectors: Vectors

    @classmethod
    def load(cls) -> Examples:
        """From `data/nlu.yml`."""
        rows = tuple(read_examples())
        return cls(rows, shared_encoder().encode([text for _, text in rows]))

    def nearest(self, text: str) -> list[tuple[str, str]]:
        """The intents and texts of the nearest examples, nearest first."""
        similarity = self.vectors @ shared_encoder().encode([text])[0]
        return [self.rows[i] for i in np.argsort(-similarity)[:_SHOWN]]


def read_examples() -> Iterator[tuple[str, str]]:
    """Intent and text of every training example."""
    data = YAML(typ="safe").load((DATA / "nlu.yml").read_text(encoding="utf-8"))
    for block in data["nlu"]:
        for line in block["examples"].splitlines():
            yield block["intent"], replace_entities(line.removeprefix("- ").strip())
