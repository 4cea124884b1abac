"""How people write a date, in English and in Spanish."""

from __future__ import annotations

_MONTH = r"""(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?
    |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre
    |noviembre|diciembre)\b\.?"""
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|º|°)?"
NUMERIC_DATE = (
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[ ]?[-/.][ ]?\d{1,2}[ ]?[-/.][ ]?(?:(?:19|20)\d\d|\d\d))(?!\d)"
)
DATE = rf"""(?:{NUMERIC_DATE}
    |{_MONTH}\s*(?:the\s+)?{_DAY}(?:\s*,?\s*(?:(?:of|in|de|del)\s+)?(?:(?:19|20)\d\d|['’]\d\d))?(?!\d)
    |(?:the\s+)?{_DAY}\s*[-\s]\s*(?:of\s+|de\s+)?{_MONTH}(?:[-\s,]*(?:(?:of|in|de|del)\s+)?(?:(?:19|20)\d\d|['’]?\d\d))?(?!\d))"""
