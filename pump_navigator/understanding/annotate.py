"""Marks the entities in `data/nlu.yml` as the entity ruler finds them.

    python -m pump_navigator.understanding.annotate

The ruler needs no training; the marks are for people, and for pipelines that learn entities.
"""

from __future__ import annotations

import re
from functools import lru_cache

import spacy
from rasa.shared.nlu.training_data.entities_parser import replace_entities
from spacy.language import Language

from pump_navigator.paths import DATA
from pump_navigator.understanding.entity_ruler import add_entity_ruler

_EXAMPLE = re.compile(r"^(\s*- )(?!intent:)(.+)$", re.MULTILINE)


@lru_cache(maxsize=1)
def _ruler() -> Language:
    nlp = spacy.blank("en")
    add_entity_ruler(nlp)
    return nlp


def annotated(text: str) -> str:
    """An example with its entities marked: `is the [Dexcom](model) covered`. Marks that it has are made anew."""
    doc = _ruler()(replace_entities(text))
    marked, end = "", 0
    for entity in doc.ents:
        marked += f"{doc.text[end : entity.start_char]}[{entity.text}]({entity.label_})"
        end = entity.end_char
    return marked + doc.text[end:]


def main() -> None:
    """Rewrite the training data."""
    path = DATA / "nlu.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(_EXAMPLE.sub(lambda line: line[1] + annotated(line[2]), text), encoding="utf-8")


if __name__ == "__main__":
    main()
