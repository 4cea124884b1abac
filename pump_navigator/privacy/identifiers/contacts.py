"""Ways to reach a person: mail and phone. A toll-free number is a company's, and stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from pump_navigator.privacy.identifiers.span import Span, compiled

_EMAIL = compiled(
    r"""(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|[(\[]\s?(?:at|arroba)\s?[)\]])\s?[\w-]{1,63}
        (?:\s?(?:[(\[]\s?(?:dot|punto)\s?[)\]])\s?[\w-]{1,63}|\.[\w-]{1,63}|\s\.\s(?:com|net|org|edu|gov)\b|\s(?:dot|punto)\s[a-z]{2,4}\b)+
    |(?<![\w.+-])[\w.+-]{1,64}\s(?:at|arroba)\s(?:[\w-]{1,63}\s(?:dot|punto)\s(?:com|net|org|edu|gov|io|us)\b
        |(?:gmail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail)\.?\s?(?:com|net|me)\b)"""
)
_MAYBE_PHONE = re.compile(r"\d(?:[^\w\n]{0,3}\d){6}")
_PHONE_SHAPE = compiled(
    r"""(?<![\w.,/$-])(?:\+?1[-–.\s]{0,2})?(?:\(\s?\d{3}\s?\)[-–.\s]{0,3}|\d{3}\s?[-–./\s]\s?)
        \d{3}(?:\s?[-–.\s]\s?)?\d{4}(?![\w/-]|[.,]\d)
    |(?<![\w.,/$-])\+?1?[2-9]\d{2}[2-9]\d{6}(?![\w/-]|[.,]\d)
    |(?<![\w.,/$-])\d{3}[-–]\d{4}(?![\w/-]|[.,]\d)"""
)
_LOCAL_PHONE = compiled(
    r"\b(?:call|text|phone|cell|mobile|tel|fax|tel[ée]fono|celular|ll[áa]m[ea]\w*)\b[^\d\n]{0,20}(?P<what>\d{3}[\s.]?\d{4})(?![\w/-])"
)
_TOLL_FREE = re.compile(r"\+?1?\D{0,2}8(?:00|33|44|55|66|77|88)")
TOLL_FREE_WHOLE = re.compile(rf"{_TOLL_FREE.pattern}\D?\d{{3}}\D?\d{{4}}")


def emails(text: str) -> Iterator[Span]:
    """Mail addresses, also with their signs in words."""
    return (Span(*match.span(), "email") for match in _EMAIL.finditer(text))


def phones(text: str) -> Iterator[Span]:
    """Phone numbers, except toll-free ones."""
    if not _MAYBE_PHONE.search(text):
        return
    for match in _PHONE_SHAPE.finditer(text):
        if not _TOLL_FREE.match(match[0].replace("(", "")):
            yield Span(*match.span(), "phone")
    for match in _LOCAL_PHONE.finditer(text):
        yield Span(*match.span("what"), "phone")
    if "+" in text:  # the other shapes are those of the United States
        for number in phonenumbers.PhoneNumberMatcher(text, "US", phonenumbers.Leniency.POSSIBLE):
            if number.raw_string.startswith("+"):
                yield Span(number.start, number.end, "phone")
