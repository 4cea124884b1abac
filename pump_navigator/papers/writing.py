"""Puts words and facts together, and remembers what was used: sources, dates, doses left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pump_navigator.content.models import CORTISOL_PUMP
from pump_navigator.papers import dates, deadlines, schedule
from pump_navigator.papers.doses import speaks_of_doses, without_doses
from pump_navigator.papers.facts import Event, Facts, Figure
from pump_navigator.papers.models import Item, Line, PapersContent, PaperWords
from pump_navigator.papers.paper import (
    Bullets,
    Check,
    Checklist,
    Origin,
    Paper,
    Paragraph,
    Part,
    Piece,
    Reference,
    Section,
    Table,
    Text,
)

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_APART: Final = re.compile(r"\s*(?:;|\n)\s*")
_REMOVED: Final = re.compile(r"\[(name|number|address|email|phone|date) removed\]")  # as masking.py marks it
_UNKNOWN: Final = "unknown"


@dataclass
class Writer:
    """Writes one paper. Modules of papers say what goes where; all words come from the content."""

    content: PapersContent
    words: PaperWords
    facts: Facts
    today: date
    _used: list[Line] = field(default_factory=list)
    _doses_left_out: bool = False

    @property
    def device(self) -> str | None:
        """The device that the paper is about."""
        return self.facts.device

    @property
    def plan(self) -> str | None:
        """The kind of plan."""
        return self.facts.text("plan_type")

    def line(self, name: str, /, **values: Text) -> Text:
        """A line of this paper or a shared one, with its values in place."""
        line = self.words.lines.get(name) or self.content.shared.lines[name]  # type: ignore[call-overload,index]
        return self._filled(line, values)

    def heading(self, name: str) -> str:
        """A heading of this paper."""
        return "".join(piece.text for piece in self._fill(self.words.headings[name], {}))  # type: ignore[index]

    def column(self, name: str) -> str:
        """The head of a column."""
        return self.content.shared.columns[name]  # type: ignore[index]

    def entries(self, **blanks: str) -> Bullets:
        """Things to note, each with its blank."""
        return Bullets(
            tuple(
                self.line("entry", label=(Piece(self.column(name)),), blank=self.blank(blank))
                for name, blank in blanks.items()
            )
        )

    def choice(self, question_id: str, choice_id: str) -> Text:
        """The title of a choice that was given."""
        choice = self.content.question(question_id).choice(choice_id)
        return (Piece(choice.title if choice else choice_id, Origin.GIVEN),)

    def due(self, kind: str) -> Text:
        """The title of something in the calendar."""
        return (Piece(self.content.calendar.titles[kind]),)  # type: ignore[index]

    def blank(self, name: str) -> Text:
        """A blank, visibly marked, that names what belongs there."""
        what = self.content.shared.blanks[name]  # type: ignore[index]
        marked = self.content.shared.lines["blank"].text.replace("{what}", what)  # type: ignore[index]
        return (Piece(marked, Origin.BLANK),)

    def typed(self, text: str | None, blank: str, around: str = "") -> Text:
        """The person's own words without doses, or a blank. `around` is what was typed with them."""
        if text is None or not text.strip():
            return self.blank(blank)
        first, *rest = without_doses(text, around)
        pieces = [*self._unmasked(first)]
        for part in rest:
            self._doses_left_out = True
            pieces += [*self.blank("dose"), *self._unmasked(part)]
        return tuple(piece for piece in pieces if piece.text)

    def _unmasked(self, text: str) -> Iterator[Piece]:
        """What was typed; a name or number that was never kept is a blank to be filled in by hand."""
        for number, part in enumerate(_REMOVED.split(text)):
            yield from self.blank(f"removed_{part}") if number % 2 else (Piece(part, Origin.GIVEN),)

    def answer(self, question_id: str) -> Text:
        """What was answered, in words, or a blank. The blank has the name of the question."""
        question = self.content.question(question_id)
        if day := self.facts.day(question_id):
            return (Piece(dates.in_words(day), Origin.GIVEN),)
        given = self.facts.text(question_id)
        if given and question.choices:
            choice = question.choice(given)
            return (Piece(choice.title, Origin.GIVEN),) if choice else self.blank(question_id)
        return self.typed(given, question_id)

    def answers(self, question_id: str) -> tuple[Text, ...]:
        """An answer of several points, each by itself; or one blank."""
        given = self.facts.text(question_id) or ""
        points = [point for point in _APART.split(given) if point.strip()]
        return tuple(self.typed(point, question_id, given) for point in points) or (self.blank(question_id),)

    def items(self, name: str) -> Iterator[tuple[Item, Text]]:
        """The items of a list that are for this device and plan."""
        for item in self.words.lists[name]:  # type: ignore[index]
            if item.is_for(self.device, self.plan):
                yield item, self._filled(item, {})

    def bullets(self, name: str) -> Bullets:
        """A list of this paper."""
        return Bullets(tuple(text for _, text in self.items(name)))

    def checklist(self, name: str) -> Checklist:
        """A list of this paper to tick off."""
        return Checklist(tuple(Check(text) for _, text in self.items(name)))

    def paragraphs(self, *names: str) -> tuple[Paragraph, ...]:
        """Lines as paragraphs; those that are not for this device and plan are left out."""
        return tuple(Paragraph(self.line(name)) for name in names if self._fits(name))

    def notice(self) -> list[Text]:
        """What every paper about a cortisol pump has to say."""
        return [self.line("cortisol_notice")] if self.device == CORTISOL_PUMP else []

    def section(self, heading: str, *parts: Part, send: bool = False) -> Section:
        """A section under one of this paper's headings."""
        return Section(self.heading(heading), parts, send)

    def table(self, columns: Iterable[str], rows: Iterable[tuple[Text, ...]]) -> Table:
        """A table with its columns by name."""
        return Table(tuple(self.column(name) for name in columns), tuple(rows))

    def blank_rows(self, count: int, *blanks: str) -> list[tuple[Text, ...]]:
        """Rows of blanks to fill in by hand."""
        return [tuple(self.blank(name) for name in blanks) for _ in range(count)]

    def events(self, question_id: str) -> Table:
        """Dated events with place and cost."""
        rows = [self._event(event) for event in self.facts.events(question_id)]
        blank = self.blank_rows(1, "event_date", "event_what", "event_place", "event_cost")
        return self.table(("date", "what", "place", "cost"), rows or blank)

    def _event(self, event: Event) -> tuple[Text, ...]:
        around = " ".join(part for part in (event.what, event.place) if part)
        return (
            self._day(event.day, "event_date"),
            self.typed(event.what, "event_what", around),
            self.typed(event.place, "event_place", around),
            self.typed(event.cost, "event_cost"),
        )

    def trials(self, question_id: str) -> Table:
        """What was tried, with its date."""
        rows = [(self._day(event.day, "event_date"), *self._joined(event)) for event in self.facts.events(question_id)]
        return self.table(("date", "tried"), rows or self.blank_rows(1, "event_date", "tried_what"))

    def _joined(self, event: Event) -> tuple[Text]:
        given = [part for part in (event.what, event.place, event.cost) if part]
        return (self.typed(", ".join(given), "tried_what"),)

    def _day(self, day: date | None, blank: str) -> Text:
        return (Piece(dates.in_words(day), Origin.GIVEN),) if day else self.blank(blank)

    def figures(self, question_id: str) -> Table:
        """Numbers from before and after."""
        rows = [self._figure(figure) for figure in self.facts.figures(question_id)]
        blank = self.blank_rows(1, "figure_what", "figure_before", "figure_after")
        return self.table(("counted", "before", "after"), rows or blank)

    def _figure(self, figure: Figure) -> tuple[Text, ...]:
        if figure.before and speaks_of_doses(figure.what):
            self._doses_left_out = True
            return self.typed(figure.what, "figure_what"), self.blank("dose"), self.blank("dose")
        return (
            self.typed(figure.what, "figure_what"),
            self.typed(figure.before, "figure_before"),
            self.typed(figure.after, "figure_after"),
        )

    def rule_table(self) -> Table:
        """The plan's rule to be answered point by point: only the plan has its words."""
        rows = self.blank_rows(3, "rule_point", "rule_page", "rule_proof")
        return self.table(("rule", "page", "proof"), rows)

    def call_table(self) -> Table:
        """Calls to be noted."""
        rows = self.blank_rows(3, "call_date", "spoke_with", "reference", "said")
        return self.table(("date", "spoke_with", "reference", "said"), rows)

    def found_deadlines(self) -> deadlines.Deadlines:
        """What holds for the letter that the facts tell of."""
        return schedule.deadlines_of(self.facts, self.today)

    def deadline_notes(self, found: deadlines.Deadlines) -> tuple[Paragraph, ...]:
        """The notes on the last days."""
        return tuple(Paragraph(self._note(note)) for note in found.notes)

    def _note(self, note: deadlines.Note) -> Text:
        line = self.content.deadlines[note.line]  # type: ignore[index]
        day = (Piece(dates.in_words(note.day), Origin.WORKED_OUT),) if note.day else ()
        return self._filled(line, {"date": day, "blank": self.blank("last_day")})

    def finished(self, intro: Iterable[Text], sections: Iterable[Section]) -> Paper:
        """The paper, with the footer, the sources and the dates of all that was used on it."""
        intro, sections = tuple(intro), tuple(sections)
        names: list[str] = [*self.words.footer]
        if self._doses_left_out:
            names.insert(0, "dose_left_out")
        footer = tuple(self.line(name) for name in names)
        return Paper(
            id=self.words.id,
            heading=self.words.heading,
            file_name=self.words.file_name,
            made_on=self.today,
            intro=intro,
            sections=sections,
            footer=footer,
            as_of=self.line("as_of", date=(Piece(dates.in_words(self._as_of())),)),
            sources_title="".join(piece.text for piece in self.line("sources")),
            sources=tuple(self._sources()),
            keep_label="".join(piece.text for piece in self.line("keep")),
            send_label="".join(piece.text for piece in self.line("send")),
        )

    def _as_of(self) -> date:
        return min([self.words.as_of, *(line.as_of for line in self._used if line.as_of)])

    def _sources(self) -> Iterator[Reference]:
        named = [*self.words.sources, *(source for line in self._used for source in line.sources)]
        for source_id in dict.fromkeys(named):
            source = self.content.source(source_id)
            if source.url:
                yield Reference(source.title, str(source.url))

    def _fits(self, name: str) -> bool:
        line = self.words.lines.get(name)  # type: ignore[call-overload]
        return line is None or line.is_for(self.device, self.plan)

    def _filled(self, line: Line, values: Mapping[str, Text]) -> Text:
        self._used.append(line)
        return self._fill(line.text, values)

    def _fill(self, template: str, values: Mapping[str, Text]) -> Text:
        """The template with pieces in place of names. What was given is never read as a template."""
        device = self.device or _UNKNOWN
        ours = {
            "device": self.content.device_names[device],  # type: ignore[index]
            "a_device": self.content.device_names_with_article[device],  # type: ignore[index]
        }
        pieces: list[Piece] = []
        for number, part in enumerate(_PLACEHOLDER.split(template)):
            if number % 2 == 0:
                pieces.append(Piece(part))
            else:
                pieces += [Piece(ours[part])] if part in ours else values[part]
        return tuple(_together(piece for piece in pieces if piece.text))


def _together(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of the same origin become one."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.origin is piece.origin is Origin.OURS:
            last = Piece(last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
