"""What a message is, and so what is to be done with it: danger first. It decides and does nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rasa.shared.core.trackers import DialogueStateTracker

from pump_navigator.cleaning import LONGEST, clean, has_words
from pump_navigator.content.topics import CAPABILITIES, CLARIFY, PRIVACY
from pump_navigator.dialogue import slots
from pump_navigator.dialogue.alert import DANGER, LANGUAGE, NO_KIT, STILL
from pump_navigator.dialogue.answer import FORGET
from pump_navigator.intents import CHANGE_ANSWER, OPEN_TOPIC, REFUSED, REPORT_EMERGENCY, REPORT_SAFE
from pump_navigator.messages import FORGET_ME, payload
from pump_navigator.offered import just_offered, typed_choice
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.talk import PaperTalk
from pump_navigator.privacy.forgetting import asks_to_forget
from pump_navigator.privacy.masking import mask
from pump_navigator.safety.language import is_latin, is_spanish, language_of
from pump_navigator.safety.safe import besides_all_clear, is_all_clear, lacks_kit
from pump_navigator.safety.screens import Screens
from pump_navigator.understanding.questions import looks_like_question


@dataclass(frozen=True)
class Heard:
    """A message as it came in. `cleaned` is never kept: only `text` is, which is masked."""

    cleaned: str
    text: str
    masked: bool
    too_long: bool

    @classmethod
    def of(cls, typed: str) -> Heard:
        """What somebody typed, made safe to read and to keep."""
        cleaned = clean(typed)
        masked = mask(cleaned)
        return cls(cleaned, masked.text, bool(masked.kinds), len(typed) > LONGEST)

    @property
    def question(self) -> str:
        """The words for the model, which would take a slash in front for a payload."""
        return self.text.lstrip("/ ")


@dataclass(frozen=True)
class Alarm:
    """Danger, or word that it is over: to be answered even if the model fails."""

    intent: str
    danger: str | None = None
    language: str | None = None

    @property
    def payload(self) -> str:
        """The same for the model."""
        told = {DANGER: self.danger, LANGUAGE: self.language}
        return payload(self.intent, **{name: value for name, value in told.items() if value})


@dataclass(frozen=True)
class Canned:
    """A phrase answers it; the model is not asked."""

    phrase: str
    topic: str
    with_ways_on: bool = False


@dataclass(frozen=True)
class Forget:
    """The conversation is to be deleted."""


@dataclass(frozen=True)
class Ask:
    """The model answers: a text, or a payload."""

    text: str


Route = Alarm | Canned | Forget | Ask


def of_button(chosen: str) -> Route:
    """What the payload of a button that was offered is."""
    return Forget() if chosen == FORGET_ME else Ask(chosen)


@dataclass(frozen=True)
class Router:
    """Holds nothing of a conversation."""

    screens: Screens

    def route(self, heard: Heard, tracker: DialogueStateTracker) -> Route:
        """What a message in a conversation is."""
        # Danger is looked for in the words as they were typed, so that no mask can hide it; only in memory.
        if alarm := self._alarm(heard.cleaned, tracker):
            return alarm
        if unreadable := _unreadable(heard):
            return Canned(unreadable, CLARIFY)
        if chosen := typed_choice(heard.text, tracker):
            return of_button(chosen)
        if asks_to_forget(heard.text):
            return Ask(payload(OPEN_TOPIC, topic=PRIVACY, part=FORGET))
        changes = _changes_paper(heard.text, tracker)
        # A lab result or a treatment that a paper asked for is put on it, and neither judged nor advised on.
        if not _is_for_paper(heard.text, tracker, changes) and (refused := self._refused(heard.text)):
            # A paper would take the words for its answer; else the model reads them for the guide that they name.
            return Ask(payload(refused) if tracker.active_loop_name else heard.question)
        if foreign := _foreign(heard.text, tracker):
            return Canned(foreign, CAPABILITIES, with_ways_on=True)
        return Ask(payload(CHANGE_ANSWER) if changes else heard.question)

    def _alarm(self, text: str, tracker: DialogueStateTracker) -> Alarm | None:
        alert = tracker.get_slot(slots.ALERT)
        found = self.screens.danger(text)
        if alert and is_all_clear(text):
            found = self.screens.danger(besides_all_clear(text))
            if found is None:
                return Alarm(REPORT_SAFE, language=language_of(text))
        if found:
            return Alarm(REPORT_EMERGENCY, found.kind, found.language)
        if alert:
            return Alarm(REPORT_EMERGENCY, NO_KIT if lacks_kit(text) else STILL)
        return None

    def _refused(self, text: str) -> str | None:
        """The intent of a request that is refused whatever the model says of it; the rest is left to the model."""
        found = self.screens.refusal(text)
        return REFUSED[found.kind] if found and found.certain else None


def _unreadable(heard: Heard) -> str | None:
    """The phrase for a text that holds no question."""
    if not heard.text:
        return "nothing_typed"
    if heard.too_long:
        return "too_long"
    return None if has_words(heard.text) else "only_symbols"


def _foreign(text: str, tracker: DialogueStateTracker) -> str | None:
    """The phrase for a text in another language. A paper takes the names and words that it asks for in any."""
    if tracker.active_loop_name:
        return None
    if is_spanish(text):
        return "other_language_es"
    return None if is_latin(text) else "other_language"


def _changes_paper(text: str, tracker: DialogueStateTracker) -> bool:
    """Whether a paper that is ready, or was left, is to be changed; one that is being made sees to it itself."""
    draft = _draft(tracker).taken_up()
    if draft.paper is None or tracker.active_loop_name:
        return False
    offered = any(button.payload.startswith(payload(CHANGE_ANSWER)) for button in just_offered(tracker))
    return _paper_talk().is_change(draft, text, offered=offered)


def _is_for_paper(text: str, tracker: DialogueStateTracker, changes: bool) -> bool:
    """Whether a text that asks nothing goes onto a paper."""
    if tracker.active_loop_name:
        return _paper_talk().wants(_draft(tracker), text)
    return changes and not looks_like_question(text)


def _draft(tracker: DialogueStateTracker) -> Draft:
    return Draft.of(tracker.current_slot_values(), papers_content())


def _paper_talk() -> PaperTalk:
    return PaperTalk(papers_content(), date.today())
