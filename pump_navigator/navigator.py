"""The front door: every message of every channel comes in here; what it is decides the router, danger first."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from pump_navigator.cleaning import clean
from pump_navigator.clinic import clinic
from pump_navigator.collector import Collector
from pump_navigator.content.library import library
from pump_navigator.content.topics import CLARIFY, EMERGENCY, GREETING, PERSONAL_DATA, PRIVACY
from pump_navigator.dialogue import slots
from pump_navigator.dialogue.alert import Alerts
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.dialogue.moment import AT
from pump_navigator.event_kinds import remember_kinds
from pump_navigator.graph_runner import InOrderRunner
from pump_navigator.held import held
from pump_navigator.in_process_actions import InProcessActions
from pump_navigator.intents import REPORT_EMERGENCY, REPORT_SAFE
from pump_navigator.messages import Message, Reply
from pump_navigator.offered import offered
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.files import made_file, made_files
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.saving import SavedPaper
from pump_navigator.returning import welcome_back
from pump_navigator.router import Alarm, Ask, Canned, Forget, Heard, Route, Router, of_button
from pump_navigator.safety.screens import Screens, shared_screens
from pump_navigator.tracker_store import MemoryStore
from pump_navigator.transcript import Turn, note, turn_of, turns, until

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_TRIES = 0.02  # for a conversation's lock
_UNREAD: Mapping[str, Any] = {}  # the intent of what the model did not see
_NOT_BEGUN = "This conversation was never begun, or is forgotten."


def _local_time() -> datetime:
    return datetime.now().astimezone()


class NotOfferedError(ValueError):
    """A payload that the assistant did not offer in this conversation."""


class NotBegunError(LookupError):
    """A conversation that was never begun, or is forgotten."""


@dataclass(frozen=True)
class _Asked:
    """One message of a person on its way to the model."""

    conversation: str
    said: str
    message_id: str | None = None
    masked: bool = False


@dataclass(frozen=True)
class Navigator:
    """Answers messages. One for a process; conversations live in the tracker store."""

    agent: Agent
    answerer: Answerer
    screens: Screens
    clock: Callable[[], datetime] = _local_time

    @classmethod
    def load(
        cls, model: Path, tracker_store: TrackerStore | None = None, lock_store: LockStore | None = None
    ) -> Navigator:
        """With a trained model, as `training.trained_model()` gives it. Takes some seconds."""
        # The largest first: what is thrown away while it is read makes room for the rest.
        screens = shared_screens()
        agent = Agent.load(
            str(model),
            lock_store=lock_store,
            action_endpoint=InProcessActions(),
        )
        agent.processor.graph_runner = InOrderRunner.of(agent.processor.graph_runner)
        remember_kinds()
        _store_in(agent, tracker_store or MemoryStore(agent.domain))
        return cls(
            agent=agent,
            answerer=Answerer(library(), clinic()),
            screens=screens,
        )

    def notice(self) -> Message:
        """The first message of every new conversation."""
        return self.answerer.phrase("notice", GREETING, *self.answerer.ways_on())

    async def begin(self, conversation: str) -> Message:
        """Begin a conversation. Its first message is the notice."""
        notice = self.notice()
        said = notice.as_utterance()
        data = {"buttons": said["buttons"], "custom": said["json_message"]}
        tracker = self.agent.tracker_store.init_tracker(conversation)
        tracker.update(ActionExecuted(ACTION_SESSION_START_NAME))
        tracker.update(SessionStarted())
        tracker.update(BotUttered(said["text"], data))
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        await self.agent.tracker_store.save(tracker)
        return notice

    async def resume(self, conversation: str) -> list[Message] | None:
        """What greets a person who comes back to a conversation; None if they have said nothing in it yet."""
        async with self._lock(conversation):
            tracker = await self.agent.tracker_store.retrieve(conversation)
            if tracker is None or not any(isinstance(event, UserUttered) for event in tracker.events):
                return None
            messages = welcome_back(tracker, self.answerer)
            for message in messages:
                said = message.as_utterance()
                data = {"buttons": said["buttons"], "custom": said["json_message"]}
                tracker.update(BotUttered(said["text"], data, {AT: self.clock().isoformat()}))
            await self.agent.tracker_store.save(tracker)
            return messages

    async def say(self, conversation: str, text: str, message_id: str | None = None) -> Reply:
        """The reply to what somebody typed; a `message_id` that was answered already gets the same again.

        Raises `NotBegunError`.
        """
        async with self._turn(conversation) as tracker:
            return self._again(message_id, tracker) or await self._answer(conversation, text, message_id, tracker)

    async def press(self, conversation: str, chosen: str, message_id: str | None = None) -> Reply:
        """The reply to a button's payload, as `say`. Raises `NotBegunError` and `NotOfferedError`."""
        async with self._turn(conversation) as tracker:
            if again := self._again(message_id, tracker):
                return again
            button = next((button for button in offered(tracker) if button.payload == chosen), None)
            if button is None:
                raise NotOfferedError("This choice was not offered in this conversation.")
            return await self._carry_out(of_button(chosen), _Asked(conversation, button.title, message_id), tracker)

    async def transcript(self, conversation: str) -> list[Turn]:
        """All that was said. Raises `NotBegunError`."""
        tracker = await self.agent.tracker_store.retrieve_full_tracker(conversation)
        if tracker is None:
            raise NotBegunError(_NOT_BEGUN)
        told = list(turns(tracker))
        for turn in told:
            turn.messages[:] = self._noted(turn.messages, turn.masked)
        return told

    async def paper(self, conversation: str, name: str, form: str | None = None) -> SavedPaper | None:
        """A paper that the conversation has made, as a file."""
        return made_file(await self._draft(conversation), name, form, date.today())

    async def papers(self, conversation: str, name: str = "") -> list[SavedPaper]:
        """The same in every form to keep; without a name, the paper that was made last."""
        return list(made_files(await self._draft(conversation), name, date.today()))

    async def _draft(self, conversation: str) -> Draft:
        tracker = await self._tracker(conversation)
        return Draft.of(tracker.current_slot_values(), papers_content())

    async def forget(self, conversation: str) -> None:
        """Delete all that is stored of a conversation, after the answer that is just being written."""
        async with self._lock(conversation):
            await self.agent.tracker_store.delete(conversation)

    def in_danger(self, text: str) -> bool:
        """Whether a text tells of danger."""
        return self.screens.danger(clean(text)) is not None

    def alarm(self, text: str) -> Reply | None:
        """The alert to a text that tells of danger, without its conversation: for when that cannot be reached."""
        found = self.screens.danger(clean(text))
        if found is None:
            return None
        said, kind = Alerts(self.answerer).raised(found.kind, found.language)
        return Reply((said,), (EMERGENCY,), intent=REPORT_EMERGENCY, danger=kind)

    @asynccontextmanager
    async def _turn(self, conversation: str) -> AsyncIterator[DialogueStateTracker]:
        """One message at a time for each conversation."""
        async with self._lock(conversation):
            with held(await self._tracker(conversation)) as tracker:
                yield tracker

    def _lock(self, conversation: str) -> AbstractAsyncContextManager[Any]:
        lock: AbstractAsyncContextManager[Any] = self.agent.lock_store.lock(
            conversation, wait_time_in_seconds=_SECONDS_BETWEEN_TRIES
        )
        return lock

    def _again(self, message_id: str | None, tracker: DialogueStateTracker) -> Reply | None:
        """The reply that a message got already: a client asks again when the answer was lost on the way."""
        turn = turn_of(tracker, message_id)
        if turn is None:
            return None
        then = until(tracker, turn)
        return self._reply(turn.messages, then, turn.masked, _last_intent(then))

    async def _answer(
        self, conversation: str, text: str, message_id: str | None, tracker: DialogueStateTracker
    ) -> Reply:
        heard = Heard.of(text)
        route = Router(self.screens).route(heard, tracker)
        return await self._carry_out(route, _Asked(conversation, heard.text, message_id, heard.masked), tracker)

    async def _carry_out(self, route: Route, asked: _Asked, tracker: DialogueStateTracker) -> Reply:
        match route:
            case Alarm():
                return await self._alert(route, asked, tracker)
            case Canned(phrase, topic, with_ways_on):
                ways_on = self.answerer.ways_on() if with_ways_on else []
                return self._reply([self.answerer.phrase(phrase, topic, *ways_on)], tracker)
            case Forget():
                await self.agent.tracker_store.delete(asked.conversation)
                return Reply((self.answerer.phrase("forgotten", PRIVACY),), (PRIVACY,))
            case Ask(text):
                return await self._ask_rasa(text, asked, _about(tracker))

    async def _alert(self, alarm: Alarm, asked: _Asked, tracker: DialogueStateTracker) -> Reply:
        """The alert; if the model or its policies fail, it is said all the same."""
        alert = tracker.get_slot(slots.ALERT)
        try:
            reply = await self._ask_rasa(alarm.payload, asked)
        except Exception:
            # Nothing may stand between a person in danger and the number to call. The log names no text.
            logger.exception("the model failed in an alert")
        else:
            if EMERGENCY in reply.topics or alarm.intent == REPORT_SAFE:
                return reply
            logger.error("the model does not know alerts")
        guide = tracker.get_slot(slots.GUIDE)
        said, kind = Alerts(self.answerer).raised(alarm.danger, alarm.language, alert, guide)
        return replace(self._reply([said], tracker), intent=REPORT_EMERGENCY, danger=kind)

    async def _ask_rasa(self, text: str, asked: _Asked, about: str | None = None) -> Reply:
        collector = Collector()
        message = UserMessage(
            text,
            collector,
            asked.conversation,
            input_channel=collector.name(),
            message_id=asked.message_id,
            metadata=note(asked.said, self.clock(), masked=asked.masked, about=about),
        )
        await self.agent.processor.handle_message(message)
        tracker = await self._tracker(asked.conversation)
        return self._reply(collector.messages, tracker, asked.masked, _last_intent(tracker))

    async def _tracker(self, conversation: str) -> DialogueStateTracker:
        tracker = await self.agent.tracker_store.retrieve(conversation)
        if tracker is None:
            raise NotBegunError(_NOT_BEGUN)
        return tracker

    def _reply(
        self,
        said: list[Message],
        tracker: DialogueStateTracker,
        masked: bool = False,
        intent: Mapping[str, Any] = _UNREAD,
    ) -> Reply:
        messages = said or [self.answerer.phrase("something_went_wrong", CLARIFY)]
        topics = tuple(dict.fromkeys(message.topic for message in messages if message.topic))
        entry = self.answerer.library.entries.get(topics[0] if topics else "")
        return Reply(
            messages=tuple(self._noted(messages, masked)),
            topics=topics or (CLARIFY,),
            guide=tracker.get_slot(slots.GUIDE),
            device=tracker.get_slot(slots.DEVICE),
            step=entry.step if entry else None,
            intent=intent.get("name"),
            confidence=intent.get("confidence"),
            danger=tracker.get_slot(slots.ALERT),
        )

    def _noted(self, messages: list[Message], masked: bool) -> list[Message]:
        note = [self.answerer.phrase("masked", PERSONAL_DATA)] if masked else []
        return [*note, *messages]


def _store_in(agent: Agent, store: TrackerStore) -> None:
    """Without the wrapper of Rasa's agent: when the store is lost, it goes on in memory and loses all that."""
    store.domain = agent.domain
    agent.tracker_store = store
    agent.processor.tracker_store = store


def _about(tracker: DialogueStateTracker) -> str | None:
    """What the talk is at. On a paper it is at the paper's question, which has its own reading."""
    return None if tracker.active_loop_name else tracker.get_slot(slots.TOPIC)


def _last_intent(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What the last message was read as. Rasa's `latest_message` leaves out what a form has taken."""
    said = (event for event in reversed(list(tracker.events)) if isinstance(event, UserUttered))
    return next((event.intent or {} for event in said), {})
