"""Takes the greeting before a question off it, and the thanks after it: they blur what is asked."""

from __future__ import annotations

import re

_GREETING = (
    r"hi+|hey+|hello|howdy|hola|greetings|good (?:morning|afternoon|evening|day)|"
    r"buen[oa]s (?:d[ií]as|tardes|noches)"
)
_ADDRESSED = r"there|all|everyone|everybody|folks|guys|team|again"
_THANKS = r"thanks?(?: ?(?:you|u))?|thx|tysm|ty|tia|much appreciated|gracias"
_HOW_MUCH = (
    r"so much|very much|a lot|a bunch|a million|again|in advance|all|guys|"
    r"for (?:your|any|the|all your) (?:help|time|answers?)"
)
_BEFORE = re.compile(rf"^(?:{_GREETING})(?: (?:{_ADDRESSED}))?\b[\s,.!:;–—-]*", re.IGNORECASE)
_AFTER = re.compile(rf"[\s,.!;–—-]+(?:many )?(?:{_THANKS})(?:,? (?:{_HOW_MUCH}))*[\s.!]*$", re.IGNORECASE)
_FEWEST_WORDS = 3  # left over, for what stands around them to be a courtesy


def without_courtesies(text: str) -> str:
    """The question alone; a text that is hardly more than a greeting or thanks stays as it is."""
    rest = _AFTER.sub("", _BEFORE.sub("", text))
    return rest if len(rest.split()) >= _FEWEST_WORDS else text
