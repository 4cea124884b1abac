"""What content must never say: claims that are wrong, unsafe, or advice that only a clinician may give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import Field, validator

from pump_navigator.content.documents import DataFile, Location
from pump_navigator.content.errors import Finding
from pump_navigator.content.models import Id, Model, Text

# Under these keys stand the words of the people who ask. They may say anything.
_ASKERS_WORDS = {
    "asks",
    "question",
    "aliases",
    "device_words",
    "either_pump_words",
    "guide_words",
    "exact_case_words",
    "answer_words",
    "called",
    "words",
}


class ForbiddenClaim(Model):
    """One thing never to say. The pattern is a regular expression and does not tell capitals apart.

    `forbidden` and `allowed` are examples that show what the pattern finds and what it leaves alone.
    """

    id: Id
    pattern: Text
    why: Text
    mend: Text
    forbidden: list[Text] = Field(min_items=1)
    allowed: list[Text] = Field(default_factory=list)

    @validator("pattern")
    def _is_a_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"is not a regular expression: {error}") from error
        return pattern

    def found_in(self, text: str) -> str | None:
        """The words that claim it."""
        found = re.search(self.pattern, text, re.IGNORECASE)
        return found[0] if found else None


class ForbiddenClaims(Model):
    """`forbidden_claims.yml`."""

    claims: list[ForbiddenClaim]

    def found_in(self, text: str) -> Iterator[tuple[ForbiddenClaim, str]]:
        """Every claim of a text, with the words that make it."""
        for claim in self.claims:
            if words := claim.found_in(text):
                yield claim, words


def claim_findings(file: DataFile, claims: ForbiddenClaims) -> Iterator[Finding]:
    """Forbidden claims anywhere in a file, titles, notes and addresses included."""
    for location, text in _strings(file.data):
        for claim, words in claims.found_in(text):
            message = f"says “{words}”, a forbidden claim ({claim.id}): {claim.why}"
            yield file.finding(location, message, claim.mend)


def _strings(data: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _ASKERS_WORDS:
                yield from _strings(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*at, index))
