"""The spaCy component that gives a text the vector of its meaning."""

# No postponed annotations here: spaCy reads those of a factory at run time.

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pump_navigator.embeddings import Encoder, shared_encoder
from pump_navigator.network import Vectors

NAME = "pump_navigator_sentence_embedder"


class SentenceEmbedder:
    """Sets the vector of a document, and that of each token, to the embedding of the whole text.

    A token answers with the vector of its text, so that Rasa's `SpacyFeaturizer`, which averages
    tokens, arrives at the embedding of the sentence.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        return _with_vector(doc, self._encoder.encode_wide([doc.text])[0])

    def pipe(self, docs: Iterable[Doc], batch_size: int = 256) -> Iterator[Doc]:
        """The same for many texts, in batches."""
        remaining = iter(docs)
        while batch := list(islice(remaining, batch_size)):
            vectors = self._encoder.encode_wide([doc.text for doc in batch])
            for doc, vector in zip(batch, vectors, strict=True):
                yield _with_vector(doc, vector)


def _with_vector(doc: Doc, vector: Vectors) -> Doc:
    def of_whole_text(_: Doc | Span | Token) -> Vectors:
        return vector

    def present(_: Doc | Span | Token) -> bool:
        return True

    for hooks in (doc.user_hooks, doc.user_span_hooks, doc.user_token_hooks):
        hooks["vector"] = of_whole_text
        hooks["has_vector"] = present
    return doc


@Language.factory(NAME)
def create(nlp: Language, name: str) -> Any:
    """spaCy's way to the component."""
    return SentenceEmbedder(shared_encoder())
