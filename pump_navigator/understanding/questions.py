"""Takes a message apart into the questions that it asks."""

from __future__ import annotations

import re

_STARTERS = "who|what|when|where|why|how|which|whose|do|does|did|can|could|will|would|should|is|are|was|have|has"
_FILLERS = (
    "and|also|so|ok|okay|then|but|plus|hey|well|um|uh|wait|actually|sorry|hold on|first|btw|by the way"
    "|before (?:that|this|we go on|i answer)|(?:one|a|quick|another) (?:quick )?question"
)
_STARTER = rf"(?:(?:{_STARTERS})\b|may\b(?!\s+\d)|am\s+i\b)"  # "May 5" and "AM cortisol" ask nothing
_END = re.compile(r"(?<=[.?!;])\s+|\n+")
_JOINT = re.compile(rf",?\s+(?:and|also|plus)(?:\s+(?:also|then))?\s+(?={_STARTER})|,\s+(?={_STARTER})", re.IGNORECASE)
_ASKING = re.compile(rf"^(?:(?:{_FILLERS})\b[\s,:.-]*)*{_STARTER}", re.IGNORECASE)
_FEWEST_WORDS = 3


def question_parts(text: str) -> list[str]:
    """The parts that look like questions of their own; empty unless there are at least two."""
    parts = [part.strip() for sentence in _sentences(text) for part in _JOINT.split(sentence)]
    asking = [part for part in parts if _asks(part)]
    return asking if len(asking) > 1 else []


def statements(text: str) -> list[str]:
    """The sentences that ask nothing, of a text of at least two."""
    found = _sentences(text)
    return [sentence for sentence in found if not _asks(sentence)] if len(found) > 1 else []


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _END.split(text) if sentence.strip()]


def _asks(part: str) -> bool:
    return len(part.split()) >= _FEWEST_WORDS and (part.endswith("?") or bool(_ASKING.match(part)))


def looks_like_question(text: str) -> bool:
    """Whether a message asks something, by its mark or its first word."""
    return text.rstrip().endswith("?") or _asks(text)
