"""The papers of a conversation as files: one for the web, all of them for `/save`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pump_navigator.content.topics import CAPABILITIES
from pump_navigator.messages import Message
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.saving import CALENDAR, PDF, TEXT, SavedPaper, saved_of

logger = logging.getLogger(__name__)


def made_file(draft: Draft, name: str, form: str | None, today: date) -> SavedPaper | None:
    """One file; None where there is no such paper, or where it cannot be made in this form."""
    try:
        return saved_of(draft, name, form or PDF, today)
    except Exception:
        # Whatever the typesetter stumbles over, the other forms are still there.
        logger.exception("a paper could not be made as %s", form or PDF)
        return None


def made_files(draft: Draft, name: str, today: date) -> Iterator[SavedPaper]:
    """A paper in every form to keep."""
    files = (made_file(draft, name, form, today) for form in (PDF, TEXT, CALENDAR))
    yield from (file for file in files if file)


def save(files: list[SavedPaper], folder: Path) -> Message:
    """Write them, and say so."""
    talk = papers_content().talk_line
    names = ", ".join(file.name for file in files)
    if not files:
        return Message(talk("no_paper"), topic=CAPABILITIES)
    try:
        for file in files:
            (folder / file.name).write_bytes(file.content)
    except OSError:
        return Message(talk("not_saved").replace("{names}", names), topic=CAPABILITIES)
    lost = "" if any(file.name.endswith(PDF) for file in files) else " " + talk("no_pdf")
    return Message(talk("saved").replace("{names}", names) + lost, topic=CAPABILITIES)
