"""What somebody wrote or pressed in the middle of a paper, and whether it is surely no answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pump_navigator.intents import (
    ASK_HUMAN,
    ASK_IF_BOT,
    ASK_PRIVACY,
    ASK_REPHRASE,
    ASK_WHY,
    EXPRESS_FRUSTRATION,
    GOODBYE,
    GREET,
    MAKE_PAPER,
    SKIP_QUESTION,
    STOP_PAPER,
    THANK,
)

PAPER_ENTITY: Final = "paper"
QUESTION_ENTITY: Final = "question"
ANSWER_ENTITY: Final = "answer"

_SURE: Final = 0.5
_VERY_SURE: Final = 0.8
_SHORTEST_SIGH: Final = 4  # shorter words are often taken for a sigh, and are none
_MOST_WORDS: Final = 8  # longer words than a "skip" or a "stop" are an answer
_WHY: Final = re.compile(r"^\W*why(?:\s+(?:that|this|so))?\W*$", re.IGNORECASE)
_CORRECTS: Final = re.compile(r"^\W*(?:no|nope|sorry|oops|wait|actually|i mean|i meant|correction)\b", re.IGNORECASE)
_CORRECTS_SURELY: Final = re.compile(
    r"^\W*(?:(?:no|nope|wait)\W+)*(?:sorry|oops|actually|i mean|i meant|correction)\b", re.IGNORECASE
)
_ADDS: Final = re.compile(
    r"^\W*(?:(?:and|oh|wait|sorry|also)\W+)*(?:also|one more(?: thing| event)?|another(?: one)?|plus|add"
    r"|i forgot(?: one| to say| about)?)\b[\s,.:;!-]*",
    re.IGNORECASE,
)
# Said in the middle of a paper, these are meant for us and not for the paper.
_TO_US: Final = {ASK_HUMAN, ASK_PRIVACY, ASK_IF_BOT, GOODBYE, ASK_REPHRASE, MAKE_PAPER}
_COURTESY: Final = {THANK, GREET}


@dataclass(frozen=True)
class Said:
    """What the person wrote or pressed, as the model read it."""

    text: str
    intent: str
    confidence: float = 1.0
    entities: Mapping[str, str] = field(default_factory=dict)

    def means(self, intent: str) -> bool:
        """Whether it is surely this intent, in few words."""
        return self.intent == intent and self.confidence >= _SURE and len(self.text.split()) <= _MOST_WORDS

    @property
    def command(self) -> str | None:
        """The intent, if it is one that is about the question: why it is asked, or to skip it."""
        if _WHY.match(self.text):
            return ASK_WHY
        return next((intent for intent in (ASK_WHY, SKIP_QUESTION) if self.means(intent)), None)

    @property
    def is_sigh(self) -> bool:
        """Whether it tells of a feeling and nothing else."""
        long_enough = len(self.text.split()) >= _SHORTEST_SIGH
        return self.intent == EXPRESS_FRUSTRATION and self.confidence >= _VERY_SURE and long_enough

    @property
    def is_to_us(self) -> bool:
        """Whether it is for the assistant whatever was asked: "talk to a person", "stop", "thank you"."""
        meant = self.means(STOP_PAPER) or any(self.means(intent) for intent in _COURTESY)
        return meant or self.is_sigh or (self.intent in _TO_US and self.confidence >= _VERY_SURE)

    @property
    def is_request(self) -> bool:
        """Whether something is surely wanted: "talk to a person", "stop", "tell me about costs"."""
        if self.intent == MAKE_PAPER:
            return self.confidence >= _SURE
        return self.is_to_us or (self.confidence >= _VERY_SURE and self.intent.startswith("ask_"))

    @property
    def corrects(self) -> bool:
        """Whether it begins as a correction does, or as a no to the present question."""
        return bool(_CORRECTS.match(self.text))

    @property
    def corrects_surely(self) -> bool:
        """Whether it begins as only a correction does."""
        return bool(_CORRECTS_SURELY.match(self.text))

    @property
    def added(self) -> str | None:
        """What is to be added to the answer before: "also, May 5, ER visit"."""
        match = _ADDS.match(self.text)
        return self.text[match.end() :] or None if match else None
