"""The buttons that were offered in a conversation, and which of them somebody means by what they type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from pump_navigator.messages import FORGET_ME, Button
from pump_navigator.privacy.forgetting import says_yes
from pump_navigator.tail import KEPT

_REMEMBERED_EVENTS = KEPT  # how far back a button may still be pressed


def offered(tracker: DialogueStateTracker) -> Iterable[Button]:
    """The buttons that were offered lately, the newest first."""
    for event in reversed(list(tracker.events)[-_REMEMBERED_EVENTS:]):
        if isinstance(event, BotUttered):
            yield from _buttons(event)


def just_offered(tracker: DialogueStateTracker) -> Iterable[Button]:
    """The buttons that came with the latest answer."""
    for event in reversed(list(tracker.events)):
        if isinstance(event, UserUttered):
            return
        if isinstance(event, BotUttered):
            yield from _buttons(event)


def typed_choice(text: str, tracker: DialogueStateTracker) -> str | None:
    """The payload of the button whose title somebody typed instead of pressing it; or who said yes to deleting."""
    wanted = _plain(text)
    if meant := next((button.payload for button in offered(tracker) if _plain(button.title) == wanted), None):
        return meant
    asked_to_delete = any(button.payload == FORGET_ME for button in just_offered(tracker))
    return FORGET_ME if asked_to_delete and says_yes(text) else None


def _buttons(event: BotUttered) -> Iterable[Button]:
    return [Button(b["title"], b["payload"]) for b in event.data.get("buttons") or ()]


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()
