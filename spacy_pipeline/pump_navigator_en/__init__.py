"""The spaCy pipeline that `config.yml` names: plain wording, English tokens, our entities, our sentence vectors.

It is a package, so that Rasa's `SpacyNLP` loads it by name, as it would `en_core_web_md`.
Rasa recognises a changed pipeline by its name only: `pump-navigator train` therefore counts this
folder among the data of a model.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from pump_navigator.embeddings import WIDE_DIMENSIONS
from pump_navigator.understanding import sentence_embedder
from pump_navigator.understanding.entity_ruler import add_entity_ruler
from pump_navigator.understanding.plain_wording import PlainWording

__version__ = "1.0.0"


def load(vocab: Vocab | bool = True, **_: Any) -> Language:
    """The pipeline, ready to use. spaCy calls this for `spacy.load("pump_navigator_en")`."""
    return _made(vocab)


@lru_cache(maxsize=1)
def _made(vocab: Vocab | bool) -> Language:
    # Rasa loads it for each of its nodes.
    nlp = spacy.blank("en", vocab=vocab)
    nlp.tokenizer = PlainWording.before(nlp.tokenizer)
    add_entity_ruler(nlp)
    nlp.add_pipe(sentence_embedder.NAME)
    # SpacyFeaturizer asks the vocabulary whether there are vectors at all.
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, shape=(1, WIDE_DIMENSIONS))
    # SpacyNLP takes a pipeline without a path for one that failed to load.
    nlp._path = Path(__file__).parent
    return nlp
