"""Words in braces, which the assistant replaces while it answers, and the sentences that it says by id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pump_navigator.clinic import Clinic
from pump_navigator.content.braces import without_braces, words_in_braces
from pump_navigator.content.documents import Document
from pump_navigator.content.errors import Finding
from pump_navigator.content.models import AssistantGuide, Guide, Title
from pump_navigator.content.phrases import BUTTON, PHRASES
from pump_navigator.content.spoken import SpokenText, spoken_texts
from pump_navigator.content.terminal import TerminalWords
from pump_navigator.content.widget import WidgetWords, values_of

DEVICE: Final = "device"
EVERYWHERE: Final = frozenset({DEVICE, *Clinic().placeholders})

_STRAY_BRACE = re.compile(r"[{}]")
_ARTICLE = re.compile(r"\ban? \{device\}", re.IGNORECASE)


def placeholder_findings(document: Document[Any]) -> Iterator[Finding]:
    """Words in braces that nobody would replace, or that would not fit into the sentence."""
    is_cortisol = isinstance(document.content, Guide) and document.content.guide == "cortisol"
    for spoken in spoken_texts(document):
        known = _known(document, spoken)
        names = words_in_braces(spoken.text)
        for name in names:
            if name not in known:
                mend = f"use one of these: {', '.join(sorted(known))}." if known else "take it out."
                yield document.finding(spoken.location, f"{{{name}}} means nothing here.", mend)
        if _STRAY_BRACE.search(without_braces(spoken.text)):
            yield document.finding(spoken.location, "a brace has no partner.", "close it or take it out.")
        if is_cortisol and DEVICE in names:
            yield document.finding(spoken.location, "{device} stands in the cortisol guide.", "write “pump”.")
        if found := _ARTICLE.search(spoken.text):
            yield document.finding(
                spoken.location,
                f"“{found[0]}” can become “a insulin pump”.",
                "write “your {device}” or “the {device}”.",
            )


def _known(document: Document[Any], spoken: SpokenText) -> frozenset[str]:
    if isinstance(document.content, TerminalWords):
        return frozenset()
    if isinstance(document.content, WidgetWords):
        return values_of(spoken.location)
    return EVERYWHERE | PHRASES.get(spoken.phrase or "", frozenset())


def phrase_findings(assistant: Document[AssistantGuide]) -> Iterator[Finding]:
    """Sentences that the code says and that are not there, and button titles that are too long."""
    phrases = assistant.content.phrases
    for missing in sorted(PHRASES.keys() - set(phrases)):
        yield assistant.finding(("phrases",), f"the phrase {missing} is missing.", "write it.")
    for phrase_id, phrase in phrases.items():
        if phrase_id.startswith(BUTTON) and len(phrase.text) > Title.max_length:
            yield assistant.finding(
                ("phrases", phrase_id),
                f"the title has {len(phrase.text)} characters; a button holds {Title.max_length}.",
                "shorten it.",
            )
