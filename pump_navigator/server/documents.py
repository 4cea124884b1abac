"""The papers of a conversation, on their way to the person who asked for them."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol

from sanic.response import HTTPResponse, raw

from pump_navigator.navigator import Navigator, NotBegunError


@dataclass(frozen=True)
class Document:
    """One paper in one format."""

    name: str
    media_type: str
    content: bytes


class Documents(Protocol):
    """Whoever makes the papers. None: this conversation has no such paper, or not in this format."""

    def __call__(self, conversation: str, paper: str, form: str | None) -> Awaitable[Document | None]:
        """The paper of a conversation."""


def of_conversations(navigator: Navigator) -> Documents:
    """The papers that the conversations themselves have made."""

    async def found(conversation: str, paper: str, form: str | None) -> Document | None:
        try:
            file = await navigator.paper(conversation, paper, form)
        except NotBegunError:
            return None
        return Document(file.name, file.media_type, file.content) if file else None

    return found


def response(document: Document) -> HTTPResponse:
    """The paper as a file to keep."""
    name = re.sub(r"[^\w.-]+", "-", document.name, flags=re.ASCII)
    return raw(
        document.content,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
        content_type=document.media_type,
    )
