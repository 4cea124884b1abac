"""The words that plans, clinics and makers use, each with its meaning in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pump_navigator.content.models import Dated, Fact, Id, Model, Source, Spoken, Text, TopicId


class Term(Dated):
    """One word. `topic` names the entry under which its meaning can be fetched."""

    id: Id
    term: Text
    aliases: list[Text]
    meaning: Spoken
    topic: TopicId | None = None

    def as_fact(self) -> Fact:
        """The meaning as a fact of its topic."""
        return Fact(
            id=Id(f"term_{self.id}"),
            text=self.meaning,
            asks=list(self._asks()),
            sources=self.sources,
            as_of=self.as_of,
            review_by=self.review_by,
        )

    def _asks(self) -> Iterator[Text]:
        for name in dict.fromkeys(name.casefold() for name in (self.term, *self.aliases)):
            yield Text(f"what is {name}")
            yield Text(f"what does {name} mean")


class Glossary(Model):
    """`glossary.yml`."""

    sources: Mapping[Id, Source]
    terms: list[Term]
