"""Reads a correction by name: "the date was March 4, not March 3", "change the plan to Medicare", "wrong reason"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pump_navigator.papers.models import Question

_LEAD: Final = (
    r"^\W*(?:(?:no|nope|sorry|oops|wait|actually|hold on|correction|i meant|i mean|but|and|ok|okay|please|hey|uh|um)\b"
    r"[\s,.:;!-]*)*"
)
_MY: Final = r"(?:(?:the|my|our|his|her|their|your|that|this)\s+)?"
_ON_IT: Final = r"(?:\s+(?:on|in|of)\s+(?:the|my|that)\s+(?:letter|paper|packet|page|sheet|script|list|calendar))?"
_TYPED: Final = r"(?:i\s+(?:have\s+)?(?:got|typed|put|wrote|gave|entered|told)\s+(?:you\s+|in\s+)?)"
_IT_IS: Final = r"(?:(?:it|that|they)\s*(?:'s|is|was|are|were|should be|should have been|should say)\s+)?"
_VALUE: Final = r"(?P<value>\S.*?)"
_END: Final = r"\W*$"
_ASKED_OF_US: Final = (
    r"(?:(?:can|could|would|will)\s+(?:you|i|we)\s+|(?:i|we)\s+(?:want|need|have|would like|'d like)\s+to\s+"
    r"|let\s+me\s+|let's\s+)?(?:please\s+)?"
)
_NOT_THAT: Final = re.compile(r"[\s,;(]+(?:and\s+)?(?:not|instead of|rather than)\s+\S.*$", re.IGNORECASE)

# What surely corrects, with the name of the question as {name}. Those with a value come first.
_SURELY: Final = (
    rf"{_LEAD}{_ASKED_OF_US}(?:change|correct|fix|update|switch|set|edit|make)\s+{_MY}{{name}}{_ON_IT}\s*"
    rf"(?:\s+(?:to|into)|:)\s+{_VALUE}{_END}",
    rf"{_LEAD}{_MY}{{name}}{_ON_IT}\s+(?:should\s+(?:be|have\s+been|say|read)|has\s+to\s+be|needs\s+to\s+be"
    rf"|(?:is|was)\s+(?:actually|really|supposed\s+to\s+be|meant\s+to\s+be))\s*:?\s+{_VALUE}{_END}",
    rf"{_LEAD}{_MY}{{name}}{_ON_IT}\s*(?:is|was|'s|are|were|looks)?\s+(?:wrong|incorrect|not\s+right|not\s+correct|off)"
    rf"(?:\W+{_IT_IS}{_VALUE})?{_END}",
    rf"{_LEAD}(?:{_TYPED}|that's\s+|that\s+is\s+)?{_MY}wrong\s+{{name}}{_ON_IT}(?:\W+{_IT_IS}{_VALUE})?{_END}",
    rf"{_LEAD}{_TYPED}{_MY}{{name}}{_ON_IT}\s+wrong(?:\W+{_IT_IS}{_VALUE})?{_END}",
    rf"{_LEAD}i\s+made\s+(?:a|an)\s+(?:mistake|error|typo)\s+(?:in|with|on|about)\s+{_MY}{{name}}{_ON_IT}"
    rf"(?:\W+{_IT_IS}{_VALUE})?{_END}",
    rf"{_LEAD}{_ASKED_OF_US}(?:change|correct|fix|update|edit)\s+{_MY}{{name}}{_ON_IT}{_END}",
)
# What may also be an answer of its own: a correction only where the value fits the question that it names.
_PERHAPS: Final = rf"{_LEAD}{_MY}{{name}}{_ON_IT}\s*(?:is|was|'s)\s+{_VALUE}{_END}"
_NAME: Final = rf"{_LEAD}(?:my|his|her|the|their|our|patient's|the\s+patient's)\s+(?:\w+\s+)?"


@dataclass(frozen=True)
class Correction:
    """Which answer was wrong, and the words of the new one. `sure` means that it can be nothing else."""

    question: Question
    words: str | None
    sure: bool


def correction(text: str, questions: Sequence[Question], asked: str | None) -> Correction | None:
    """The correction in a text. `asked` is the question answered last: it is meant where a name fits several."""
    plain = " ".join(text.replace("’", "'").split())
    for name, question in _names(questions, asked):
        for pattern, sure in (*((pattern, True) for pattern in _SURELY), (_PERHAPS, False)):
            if match := re.match(pattern.replace("{name}", re.escape(name)), plain, re.IGNORECASE):
                return Correction(question, match["value"] if "value" in match.groupdict() else None, sure)
    return None


def without_the_old(words: str) -> str:
    """The new value without the old one after it: "March 4, not March 3"."""
    return _NOT_THAT.sub("", words) or words


def corrects_a_name(text: str, words: Sequence[str]) -> bool:
    """Whether somebody wants the name of a person changed: no paper holds one."""
    name = "|".join(map(re.escape, words))
    plain = text.replace("’", "'")
    wrong = rf"{_NAME}(?:{name})\b.*\b(?:wrong|incorrect|misspelled|should\s+be|not\s+right)\b"
    change = rf"{_LEAD}{_ASKED_OF_US}(?:change|correct|fix|update|set)\s+{_MY}(?:\w+\s+)?(?:{name})\b"
    is_called = rf"{_LEAD}(?:my|his|her|the\s+patient's|my\s+\w+'s)\s+(?:{name})\s*(?:is|'s)\s+"
    return any(re.match(pattern, plain, re.IGNORECASE) for pattern in (wrong, change, is_called))


def _names(questions: Sequence[Question], asked: str | None) -> Iterator[tuple[str, Question]]:
    """Longer names before shorter ones; for the same name the question answered last, then the first one."""
    named = [(name, question) for question in questions for name in (question.title, *question.called)]
    yield from sorted(named, key=lambda item: (-len(item[0]), item[1].id != asked))
