"""spaCy's entity ruler with the project's words: devices, makers, insurers, conditions."""

from __future__ import annotations

from spacy.language import Language

from pump_navigator.content.library import library


def add_entity_ruler(nlp: Language) -> None:
    """Put it at the end of a pipeline. Letters may be large or small."""
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(library().vocabulary.patterns())  # type: ignore[attr-defined]
