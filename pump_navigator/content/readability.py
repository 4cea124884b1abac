"""How hard the texts are to read: the school grade of each, of all together, and long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Any, Final

from pump_navigator.clinic import Clinic
from pump_navigator.content.documents import Document
from pump_navigator.content.errors import Finding
from pump_navigator.content.models import Model, Text
from pump_navigator.content.sentences import sentences
from pump_navigator.content.spoken import SpokenText, spoken_texts
from pump_navigator.content.vocabulary import Vocabulary

HIGHEST_GRADE: Final = 8.0
HIGHEST_MEAN_GRADE: Final = 6.5
LONGEST_SENTENCE: Final = 20  # words
LONGEST_ANSWER: Final = 3  # sentences

_MASK: Final = "It"  # a name may begin a sentence
_FILLED: Final[Mapping[str, str]] = {"device": "pump", **{k: v for k, v in Clinic().placeholders.items() if v}}


class MaskedNames(Model):
    """`masked_names.yml`: names that do not count, as nobody can say them in another word."""

    names: list[Text]


@dataclass(frozen=True)
class Reader:
    """Reads texts as `check` measures them: names masked, placeholders filled in."""

    names: re.Pattern[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary, masked: MaskedNames) -> Reader:
        """A reader to whom these names are no burden."""
        names: list[str] = [*masked.names, *(_upper_first(name) for name in masked.names)]
        for device in vocabulary.devices:
            names += device.name, device.maker
        for named in (*vocabulary.companies, *vocabulary.insurers):
            names.append(named.name)
        longest_first = sorted(set(names), key=len, reverse=True)
        return cls(re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"))

    def plain(self, text: str) -> str:
        """The text without names and placeholders."""
        filled = re.sub(r"\{(\w+)\}", lambda match: _FILLED.get(match[1], _MASK), text)
        return self.names.sub(_MASK, filled)

    def grade(self, text: str) -> float:
        """The school grade of Flesch and Kincaid."""
        import textstat  # here, as only `check` needs it and it takes a while

        return float(textstat.flesch_kincaid_grade(self.plain(text)))

    def too_long(self, text: str) -> Iterator[str]:
        """Sentences with too many words."""
        for sentence in sentences(self.plain(text)):
            if len(sentence.split()) > LONGEST_SENTENCE:
                yield sentence


def _upper_first(name: str) -> str:
    return name[:1].upper() + name[1:]


def readability_findings(documents: Iterable[Document[Any]], reader: Reader) -> Iterator[Finding]:
    """Texts that are too hard, sentences that are too long, and all texts together."""
    grades: list[tuple[float, Document[Any], SpokenText]] = []
    for document in documents:
        for spoken in spoken_texts(document):
            if spoken.is_title or spoken.is_spanish:
                continue
            grade = reader.grade(spoken.text)
            grades.append((grade, document, spoken))
            for message, mend in _too_hard(spoken, grade, reader):
                yield document.finding(spoken.location, message, mend)
    yield from _mean_findings(grades)


def _too_hard(spoken: SpokenText, grade: float, reader: Reader) -> Iterator[tuple[str, str]]:
    if grade > HIGHEST_GRADE:
        message = f"reads at grade {grade:.1f}; {HIGHEST_GRADE:.0f} is the most."
        yield message, "use shorter sentences and shorter words."
    for sentence in reader.too_long(spoken.text):
        start = " ".join(sentence.split()[:4])
        message = f"a sentence has {len(sentence.split())} words; {LONGEST_SENTENCE} is the most: “{start} …”."
        yield message, "make two of it."
    count = len(sentences(reader.plain(spoken.text)))
    if spoken.is_answer and count > LONGEST_ANSWER:
        yield f"has {count} sentences; {LONGEST_ANSWER} is the most.", "make facts of the rest."


def _mean_findings(grades: list[tuple[float, Document[Any], SpokenText]]) -> Iterator[Finding]:
    if not grades:
        return
    average = mean(grade for grade, _, _ in grades)
    if average > HIGHEST_MEAN_GRADE:
        _, document, hardest = max(grades, key=lambda item: item[0])
        yield document.finding(
            hardest.location,
            f"all texts together read at grade {average:.2f}; {HIGHEST_MEAN_GRADE} is the most.",
            "make the hardest texts simpler; this is the hardest one.",
        )
