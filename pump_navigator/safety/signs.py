"""Signs of danger in a message, and whether each of them holds now.

The scheme for negation, history and possibility follows NegEx and ConText (Chapman and others, 2001;
Harkema and others, 2009): a trigger changes what is said within its reach. Figures of speech are taken out first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pump_navigator.safety import rulebook
from pump_navigator.safety.phrases import Hit, Lexicon, PhraseBook
from pump_navigator.safety.readings import Readings
from pump_navigator.safety.text import Sentence

Status = Literal["now", "story", "maybe", "past", "negated"]

_TAKEN_OUT = "·"
_CONTEXT = ("connective", "negated", "negated_before", "not_negated", "past", "maybe", "maybe_before", "now")


@dataclass(frozen=True)
class Sign:
    """One sign: what it is, in which sentence, and how it is told."""

    name: str
    sentence: int
    status: Status


@dataclass(frozen=True)
class Findings:
    """All that the rules see in a message."""

    sentences: tuple[Sentence, ...]
    words: tuple[tuple[str, ...], ...]  # of each sentence, with the names of their classes
    signs: tuple[Sign, ...]
    calm: frozenset[int]  # sentences that tell a story, a possibility or a figure of speech
    papers: frozenset[int]  # sentences that speak of papers


@dataclass(frozen=True)
class _Marks:
    """The words of one sentence and the triggers among them."""

    sentence: Sentence
    classed: tuple[str, ...]
    segments: tuple[int, ...]
    triggers: Mapping[str, tuple[Hit, ...]]
    papers: frozenset[int]

    def segment(self, hit: Hit) -> int:
        return self.segments[hit.start]

    def in_segment(self, name: str, segment: int) -> bool:
        return any(self.segment(trigger) == segment for trigger in self.triggers[name])


class SignFinder:
    """Finds the signs of a message."""

    def __init__(
        self, lexicon: Lexicon, signs: PhraseBook, figures: PhraseBook, readings: Readings, context: Context
    ) -> None:
        self._lexicon = lexicon
        self._signs = signs
        self._figures = figures
        self._readings = readings
        self._context = context

    @classmethod
    def load(cls, lexicon: Lexicon, name: str, context: Context | None, figures: bool) -> SignFinder:
        """With the signs of `rules/<name>.yml`. Without a context every sign holds."""
        signs = {sign: rulebook.texts(lines, f"{name}.yml: {sign}") for sign, lines in rulebook.load(name).items()}
        spoken = rulebook.load("context")["figures_of_speech"] if figures else ()
        return cls(
            lexicon,
            lexicon.book(signs),
            lexicon.book({"figure": rulebook.texts(spoken, "context.yml: figures_of_speech")}),
            Readings.load(lexicon),
            context or Context.without_triggers(lexicon),
        )

    def find(self, text: str) -> Findings:
        """Read a message."""
        sentences = self._lexicon.reader.sentences(text)
        signs: list[Sign] = []
        calm: set[int] = set()
        papers: set[int] = set()
        told_before = False
        for i, sentence in enumerate(sentences):
            classed, figures = self._without_figures(self._lexicon.classed(sentence.words))
            marks = self._context.marks(sentence, classed)
            told_before = self._context.tells_a_story(marks, told_before)
            for hit in self._hits(sentence, classed):
                signs.append(Sign(hit.name, i, self._context.status(hit, marks, told_before)))
            if figures or told_before or marks.triggers["past"] or marks.triggers["maybe"]:
                calm.add(i)
            if marks.papers:
                papers.add(i)
        words = tuple(self._lexicon.classed(sentence.words) for sentence in sentences)
        return Findings(sentences, words, tuple(signs), frozenset(calm), frozenset(papers))

    def _hits(self, sentence: Sentence, classed: Sequence[str]) -> Iterator[Hit]:
        yield from self._signs.find(classed)
        yield from self._readings.find(sentence, classed)

    def _without_figures(self, classed: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
        hits = self._figures.find(classed)
        gone = {i for hit in hits for i in range(hit.start, hit.end)}
        return tuple(_TAKEN_OUT if i in gone else word for i, word in enumerate(classed)), bool(hits)


class Context:
    """What the words around a sign make of it."""

    def __init__(
        self,
        book: PhraseBook,
        reach: Mapping[str, int],
        stops: frozenset[str],
        papers: frozenset[str],
        past_forms: frozenset[str],
        present_forms: frozenset[str],
    ) -> None:
        self._book = book
        self._reach = reach
        self._stops = stops
        self._papers = papers
        self._past_forms = past_forms
        self._present_forms = present_forms

    @classmethod
    def load(cls, lexicon: Lexicon) -> Context:
        """With the triggers of `rules/context.yml`."""
        data: Mapping[str, Any] = rulebook.load("context")
        patterns = {
            "connective": data["connectives"],
            "negated": data["negated"]["after"],
            "negated_before": data["negated"]["before"],
            "not_negated": data["negated"]["not"],
            "past": data["past"]["segment"],
            "maybe": data["maybe"]["after"],
            "maybe_before": data["maybe"]["before"],
            "now": data["now"],
        }
        book = lexicon.book({name: rulebook.texts(lines, f"context.yml: {name}") for name, lines in patterns.items()})
        return cls(
            book,
            {name: int(data[name]["within"]) for name in ("negated", "maybe")},
            frozenset(rulebook.texts(data["negated"]["stops"], "context.yml: stops")),
            frozenset(rulebook.texts(data["paperwork"], "context.yml: paperwork")),
            frozenset(rulebook.texts(data["past_forms"], "context.yml: past_forms")),
            frozenset(rulebook.texts(data["present_forms"], "context.yml: present_forms")),
        )

    @classmethod
    def without_triggers(cls, lexicon: Lexicon) -> Context:
        """A context in which every sign holds."""
        nothing: frozenset[str] = frozenset()
        return cls(lexicon.book({}), {"negated": 0, "maybe": 0}, nothing, nothing, nothing, nothing)

    def marks(self, sentence: Sentence, classed: tuple[str, ...]) -> _Marks:
        """The triggers of a sentence."""
        found: dict[str, list[Hit]] = {name: [] for name in _CONTEXT}
        for hit in self._book.find(classed):
            found[hit.name].append(hit)
        starts = {hit.start for hit in found["connective"]}
        segments, segment = [], 0
        for i in range(len(classed)):
            segment += i in starts and i > 0
            segments.append(segment)
        papers = frozenset(segments[i] for i, word in enumerate(sentence.words) if word in self._papers)
        return _Marks(sentence, classed, tuple(segments), {k: tuple(v) for k, v in found.items()}, papers)

    def tells_a_story(self, marks: _Marks, told_before: bool) -> bool:
        """Whether a sentence goes on with a story that an earlier one began, or begins one."""
        if marks.triggers["now"]:
            return False
        if marks.triggers["past"]:
            return True
        return told_before and not self._past_forms.isdisjoint(marks.sentence.words)

    def status(self, hit: Hit, marks: _Marks, told_before: bool) -> Status:
        """How a sign is told."""
        if self._is_negated(hit, marks):
            return "negated"
        if self._is_possible(hit, marks):
            return "maybe"
        segment = marks.segment(hit)
        if marks.in_segment("now", segment):
            return "now"
        if (marks.in_segment("past", segment) or told_before) and not self._is_present(hit, marks):
            return "past"
        words = marks.sentence.words[max(0, hit.start - 2) : hit.end]
        if segment in marks.papers and not self._past_forms.isdisjoint(words):
            return "story"
        return "now"

    def _is_present(self, hit: Hit, marks: _Marks) -> bool:
        words = marks.sentence.words[max(0, hit.start - 2) : hit.end]
        return not self._present_forms.isdisjoint(words) and self._past_forms.isdisjoint(words)

    def _is_negated(self, hit: Hit, marks: _Marks) -> bool:
        spared = {i for pseudo in marks.triggers["not_negated"] for i in range(pseudo.start, pseudo.end)}
        after = any(
            trigger.end <= hit.start
            and hit.start - trigger.end <= self._reach["negated"]
            and trigger.start not in spared
            and not self._is_stopped(trigger.end, hit.start, marks)
            for trigger in marks.triggers["negated"]
        )
        return after or any(
            0 <= trigger.start - hit.end <= 1 and not self._is_stopped(hit.end, trigger.start, marks)
            for trigger in marks.triggers["negated_before"]
        )

    def _is_stopped(self, start: int, end: int, marks: _Marks) -> bool:
        return (
            any(word in self._stops for word in marks.sentence.words[start:end])
            or any(start < at <= end for at in marks.sentence.breaks)
            or marks.segments[start : end + 1]
            != marks.segments[start : start + 1] * len(marks.segments[start : end + 1])
        )

    def _is_possible(self, hit: Hit, marks: _Marks) -> bool:
        segment = marks.segment(hit)
        return any(
            trigger.end <= hit.start
            and hit.start - trigger.end <= self._reach["maybe"]
            and marks.segment(trigger) == segment
            for trigger in marks.triggers["maybe"]
        ) or any(
            0 <= trigger.start - hit.end <= 2 and marks.segment(trigger) == segment
            for trigger in marks.triggers["maybe_before"]
        )
