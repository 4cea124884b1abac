"""Where facts come from, since when they hold, and by when they have to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from pump_navigator.content.documents import Document, Location
from pump_navigator.content.errors import Finding
from pump_navigator.content.glossary import Term
from pump_navigator.content.models import Alert, Dated, Entry, Fact, Kind, Notice
from pump_navigator.content.vocabulary import CompareQuestion, Device

# The one source without an address: what we say of ourselves.
OURS: Final = "ours"

# East of here it may be tomorrow.
_CLOCKS_DIFFER: Final = timedelta(days=1)
_KINDS: Final[dict[type[Any], Kind]] = {
    Alert: Kind.MEDICAL,
    CompareQuestion: Kind.DEVICE,
    Device: Kind.DEVICE,
    Term: Kind.PRACTICE,
}


def date_findings(document: Document[Any], today: date) -> Iterator[Finding]:
    """Dates that cannot be, reviews that are too far away, and as warnings those that are overdue."""
    for at, (as_of, review_by), kind in _dated(document):
        yield from review_findings(document, at, as_of, review_by, kind, today)


def review_findings(
    document: Document[Any], at: Location, as_of: date | None, review_by: date | None, kind: Kind, today: date
) -> Iterator[Finding]:
    """What is wrong with the two dates of one fact of a kind."""
    yield from _Check(document, at, as_of, review_by, kind, today).findings()


def _dated(document: Document[Any]) -> Iterator[tuple[Location, tuple[date | None, date | None], Kind]]:
    for at, entry in document.parts(Entry):
        yield at, (entry.as_of, entry.review_by), entry.kind
        for location, fact in facts_of(entry, at):
            if fact.as_of or fact.review_by:
                dates = fact.as_of or entry.as_of, fact.review_by or entry.review_by
                yield location, dates, entry.kind
    for at, notice in document.parts(Notice):
        yield at, (notice.as_of, notice.review_by), notice.kind
    for model, kind in _KINDS.items():
        for at, part in document.parts(model):
            yield at, (part.as_of, part.review_by), kind


def facts_of(entry: Entry, at: Location) -> Iterator[tuple[Location, Fact]]:
    """The facts, tips and lines to say of an entry, with their places."""
    for name in ("facts", "tips", "say"):
        for index, fact in enumerate(getattr(entry, name)):
            yield (*at, name, index), fact


@dataclass(frozen=True)
class _Check:
    document: Document[Any]
    at: Location
    as_of: date | None
    review_by: date | None
    kind: Kind
    today: date

    def findings(self) -> Iterator[Finding]:
        if self.as_of is None or self.review_by is None:
            yield self.document.finding(self.at, "has no dates.", "add as_of and review_by.")
            return
        if self.as_of > self.today + _CLOCKS_DIFFER:
            yield self._finding("as_of", f"{self.as_of} is still to come.", "give the day of the last check.")
        if self.review_by <= self.as_of:
            yield self._finding("review_by", f"{self.review_by} is not after {self.as_of}.", "give a later day.")
        latest = self.as_of + timedelta(days=self.kind.review_days)
        if self.review_by > latest:
            allowed = f"a fact of {self.as_of} allows ({self.kind.value}: {self.kind.review_days} days)"
            yield self._finding("review_by", f"{self.review_by} is later than {allowed}.", f"review it by {latest}.")
        if self.review_by < self.today:
            yield self._finding(
                "review_by",
                f"the review was due on {self.review_by}.",
                "look at the sources again, correct the text, and set both dates anew.",
                warning=True,
            )

    def _finding(self, key: str, message: str, mend: str, *, warning: bool = False) -> Finding:
        return self.document.finding((*self.at, key), message, mend, warning=warning)


def source_findings(document: Document[Any]) -> Iterator[Finding]:
    """Facts without a source, sources that the file does not list, and addresses that are missing or unsafe."""
    sources = getattr(document.content, "sources", {})
    citing: list[tuple[Location, Dated | Fact]] = [*document.parts(Dated), *document.parts(Fact)]
    for at, part in citing:
        cited = part.sources
        if cited is None and isinstance(part, CompareQuestion):
            yield document.finding(at, "names no source.", "add sources.")
        if cited is not None and not cited:
            yield document.finding((*at, "sources"), "is empty.", "name at least one source.")
        yield from unlisted_sources(document, (*at, "sources"), cited or [], sources)
    for at, entry in document.parts(Entry):
        yield from unlisted_sources(document, (*at, "links"), entry.links, sources)
        for index, source_id in enumerate(entry.links):
            source = sources.get(source_id)
            if source and (source.url is None or source.url.scheme != "https"):
                yield document.finding(
                    (*at, "links", index), f"{source_id} has no https address.", "link another source."
                )
    for source_id, source in sources.items():
        if source.url is None and source_id != OURS:
            yield document.finding(
                ("sources", source_id, "url"), "has no address.", f"add it; only {OURS} may be without."
            )


def unlisted_sources(document: Document[Any], at: Location, cited: list[Any], sources: Any) -> Iterator[Finding]:
    """Sources that the file does not list."""
    for index, source_id in enumerate(cited):
        if source_id not in sources:
            yield document.finding(
                (*at, index),
                f"there is no source {source_id} in this file.",
                "correct the id, or list the source under sources.",
            )
