"""Takes out of a text what identifies a person: numbers with their cue, phones, mails, births, addresses, names.

The cue ("member id", "my name is") stays, so that the question is still understood. What has no cue goes only if its
shape says enough: device names, codes, amounts, readings and plain dates survive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pump_navigator.privacy.identifiers.accounts import passwords
from pump_navigator.privacy.identifiers.addresses import addresses
from pump_navigator.privacy.identifiers.births import births
from pump_navigator.privacy.identifiers.contacts import emails, phones
from pump_navigator.privacy.identifiers.cued_numbers import cued
from pump_navigator.privacy.identifiers.names import names
from pump_navigator.privacy.identifiers.shaped_numbers import cards, medicare, social_security, uncued
from pump_navigator.privacy.identifiers.span import Span

NUMBER = "[number removed]"
NAME = "[name removed]"
ADDRESS = "[address removed]"
EMAIL = "[email removed]"
PHONE = "[phone removed]"
DATE = "[date removed]"

_MARKS = {"name": NAME, "address": ADDRESS, "email": EMAIL, "phone": PHONE, "birth_date": DATE}  # all others: NUMBER

# Who finds it, the surest first, and whether it needs a digit.
_FINDERS: tuple[tuple[Callable[[str], Iterator[Span]], bool], ...] = (
    (emails, False),
    (passwords, False),
    (medicare, True),
    (births, True),
    (social_security, True),
    (cards, True),
    (cued, True),
    (addresses, True),
    (phones, True),
    (uncued, False),
    (names, False),
)

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Masked:
    """The text without identifiers, and which kinds were taken out, in order of their first place."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str, keep: frozenset[str] = frozenset()) -> Masked:
    """Take out all identifiers except those of the kinds to keep.

    The kinds: email, ssn, medicare, card, phone, birth_date, address, name; numbers with a cue: member, policy, group,
    claim, authorization, reference, account, order, record, serial, document; password; handle; number for those
    without a cue.
    """
    kinds: dict[str, None] = {}
    while True:
        spans = [span for span in _find(text) if span.kind not in keep]
        if not spans:
            return Masked(text, tuple(kinds))
        kinds.update(dict.fromkeys(span.kind for span in spans))
        text = _replace(text, spans)


def _replace(text: str, spans: Iterable[Span]) -> str:
    pieces, done = [], 0
    for span in spans:
        pieces += [text[done : span.start], _MARKS.get(span.kind, NUMBER)]
        done = span.end
    return "".join([*pieces, text[done:]])


def _find(text: str) -> list[Span]:
    """All identifiers, none overlapping: where two claim a place, the surer finder has it."""
    found: list[Span] = []
    has_digits = _DIGIT.search(text) is not None
    for finder, wants_digits in _FINDERS:
        if wants_digits and not has_digits:
            continue
        for span in finder(text):
            if not any(span.start < other.end and other.start < span.end for other in found):
                found.append(span)
    return sorted(found)
