"""The front door: every message of every channel comes in here, and danger is looked for first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from pump_navigator.cleaning import LONGEST, clean, has_words
from pump_navigator.clinic import clinic
from pump_navigator.collector import Collector
from pump_navigator.content.library import library
from pump_navigator.dialogue import slots
from pump_navigator.dialogue.alert import DANGER, LANGUAGE, NO_KIT, REPORT_EMERGENCY, REPORT_SAFE, STILL
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.embeddings import shared_encoder
from pump_navigator.in_process_actions import InProcessActions
from pump_navigator.messages import Button, Message, Reply, payload
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.files import made_file, made_files
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.saving import SavedPaper
from pump_navigator.privacy.masking import mask
from pump_navigator.safety.danger import DangerScreen
from pump_navigator.safety.refusal import RefusalScreen
from pump_navigator.safety.safe import is_all_clear, lacks_kit

_REMEMBERED_EVENTS = 80  # how far back a button may still be pressed
_CLARIFY = "assistant/clarify"
_PERSONAL_DATA = "assistant/personal_data"


class NotOfferedError(ValueError):
    """A payload that the assistant did not offer in this conversation."""


@dataclass(frozen=True)
class Navigator:
    """Answers messages. One for a process; conversations live in the tracker store."""

    agent: Agent
    answerer: Answerer
    danger: DangerScreen
    refusal: RefusalScreen

    @classmethod
    def load(
        cls, model: Path, tracker_store: TrackerStore | None = None, lock_store: LockStore | None = None
    ) -> Navigator:
        """With a trained model, as `training.trained_model()` gives it. Takes some seconds."""
        agent = Agent.load(
            str(model),
            tracker_store=tracker_store,
            lock_store=lock_store,
            action_endpoint=InProcessActions(),
        )
        encoder = shared_encoder()
        return cls(
            agent=agent,
            answerer=Answerer(library(), clinic()),
            danger=DangerScreen.load(encoder),
            refusal=RefusalScreen.load(encoder),
        )

    def notice(self) -> Message:
        """The first message of every new conversation."""
        return self.answerer.phrase("notice", "assistant/greeting")

    async def say(self, conversation: str, text: str) -> Reply:
        """The reply to what somebody typed."""
        async with self.agent.lock_store.lock(conversation):
            return await self._answer_text(conversation, text)

    async def press(self, conversation: str, chosen: str) -> Reply:
        """The reply to a button's payload. Raises `NotOfferedError`."""
        async with self.agent.lock_store.lock(conversation):
            tracker = await self._tracker(conversation)
            if chosen not in (button.payload for button in _offered(tracker)):
                raise NotOfferedError("This choice was not offered in this conversation.")
            return await self._ask_rasa(conversation, chosen)

    async def paper(self, conversation: str, name: str, form: str | None = None) -> SavedPaper | None:
        """A paper that the conversation has made, as a file."""
        return made_file(await self._draft(conversation), name, form, date.today())

    async def papers(self, conversation: str, name: str = "") -> list[SavedPaper]:
        """The same in every form to keep; without a name, the paper that was made last."""
        return list(made_files(await self._draft(conversation), name, date.today()))

    async def _draft(self, conversation: str) -> Draft:
        return Draft.of((await self._tracker(conversation)).current_slot_values(), papers_content())

    async def forget(self, conversation: str) -> None:
        """Delete all that is stored of a conversation."""
        await self.agent.tracker_store.delete(conversation)

    async def _answer_text(self, conversation: str, text: str) -> Reply:
        masked = mask(clean(text))
        tracker = await self._tracker(conversation)
        if danger := self._danger_payload(masked.text, tracker):
            return await self._ask_rasa(conversation, danger)
        if unreadable := self._unreadable(masked.text, text):
            return self._reply([self.answerer.phrase(unreadable, _CLARIFY)], tracker)
        if chosen := _typed_choice(masked.text, tracker):
            return await self._ask_rasa(conversation, chosen)
        if refused := self.refusal.screen(masked.text):
            return await self._ask_rasa(conversation, payload(f"ask_{refused.kind}"))
        reply = await self._ask_rasa(conversation, masked.text.lstrip("/ "))
        return self._with_mask_note(reply) if masked.kinds else reply

    def _danger_payload(self, text: str, tracker: DialogueStateTracker) -> str | None:
        alert = tracker.get_slot(slots.ALERT)
        if alert and is_all_clear(text):
            return payload(REPORT_SAFE)
        found = self.danger.screen(text)
        if found:
            return payload(REPORT_EMERGENCY, **{DANGER: found.kind, LANGUAGE: found.language})
        if alert:
            return payload(REPORT_EMERGENCY, **{DANGER: NO_KIT if lacks_kit(text) else STILL})
        return None

    @staticmethod
    def _unreadable(text: str, typed: str) -> str | None:
        """The phrase for a text that holds no question."""
        if not text:
            return "nothing_typed"
        if len(typed) > LONGEST:
            return "too_long"
        return None if has_words(text) else "only_symbols"

    async def _ask_rasa(self, conversation: str, text: str) -> Reply:
        collector = Collector()
        message = UserMessage(text, collector, conversation, input_channel=collector.name())
        await self.agent.processor.handle_message(message)
        messages = collector.messages or [self.answerer.phrase("something_went_wrong", _CLARIFY)]
        return self._reply(messages, await self._tracker(conversation))

    async def _tracker(self, conversation: str) -> DialogueStateTracker:
        return await self.agent.tracker_store.get_or_create_tracker(conversation, append_action_listen=False)

    def _reply(self, messages: list[Message], tracker: DialogueStateTracker) -> Reply:
        topics = tuple(dict.fromkeys(message.topic for message in messages if message.topic))
        entry = self.answerer.library.entries.get(topics[0] if topics else "")
        intent = _last_intent(tracker)
        return Reply(
            messages=tuple(messages),
            topics=topics or (_CLARIFY,),
            guide=tracker.get_slot(slots.GUIDE),
            device=tracker.get_slot(slots.DEVICE),
            step=entry.step if entry else None,
            intent=intent.get("name"),
            confidence=intent.get("confidence"),
        )

    def _with_mask_note(self, reply: Reply) -> Reply:
        note = self.answerer.phrase("masked", _PERSONAL_DATA)
        return replace(reply, messages=(note, *reply.messages))


def _last_intent(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What the last message was read as. Rasa's `latest_message` leaves out what a form has taken."""
    said = (event for event in reversed(list(tracker.events)) if isinstance(event, UserUttered))
    return next((event.intent or {} for event in said), {})


def _offered(tracker: DialogueStateTracker) -> Iterable[Button]:
    """The buttons that were offered lately, the newest first."""
    for event in reversed(list(tracker.events)[-_REMEMBERED_EVENTS:]):
        if isinstance(event, BotUttered):
            yield from (Button(b["title"], b["payload"]) for b in event.data.get("buttons") or ())


def _typed_choice(text: str, tracker: DialogueStateTracker) -> str | None:
    """The payload of the button whose title somebody typed instead of pressing it."""
    wanted = _plain(text)
    return next((b.payload for b in _offered(tracker) if _plain(b.title) == wanted), None)


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().casefold()
