"""The talk about a paper: takes the answers and the corrections, and knows what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pump_navigator.intents import ASK_WHY, CHANGE_ANSWER, GIVE_ANSWER, SKIP_QUESTION
from pump_navigator.messages import Button, Message, payload
from pump_navigator.papers import answers, events
from pump_navigator.papers.answers import Refused, Taken, describe
from pump_navigator.papers.corrections import Correction, correction, corrects_a_name, without_the_old
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.facts import Event, Value
from pump_navigator.papers.models import Question, QuestionKind
from pump_navigator.papers.said import ANSWER_ENTITY, QUESTION_ENTITY, Said
from pump_navigator.papers.speech import PaperSpeech
from pump_navigator.understanding.questions import looks_like_question

BEFORE_ALERT: Final = "before_alert"  # the answer that stands for what was typed before an alert

_TRIES: Final = 3
_OWN_WORDS: Final = {QuestionKind.TEXT, QuestionKind.EVENTS, QuestionKind.FIGURES}
_QUESTIONS_WANTED: Final = {"visit_questions", "call_question"}


@dataclass(frozen=True)
class Turn:
    """What to say, and the draft after it."""

    messages: tuple[Message, ...]
    draft: Draft


@dataclass(frozen=True)
class PaperTalk(PaperSpeech):
    """What is said, and what is taken for what. `today` tells which days are over."""

    today: date

    def take(self, draft: Draft, said: Said) -> Turn | None:
        """The turn after an answer; None if it was none, and somebody else has to answer."""
        question = draft.question(self.content)
        if said.intent in (GIVE_ANSWER, CHANGE_ANSWER):
            return self._pressed(draft, said)
        if question is None:
            return self.change(draft, said.text) if draft.paper else None
        if said.text.startswith("/"):
            return self._commanded(draft, question, said.intent)
        if changed := self.change(draft, said.text) or self._corrected(draft, said):
            return changed
        if question.kind in _OWN_WORDS:
            return self._own_words(draft, question, said)
        return self._measured(draft, question, said)

    def wants(self, draft: Draft, text: str) -> bool:
        """Whether a text that asks nothing may well be the answer to a question that any words answer."""
        question = draft.question(self.content)
        return question is not None and question.kind in _OWN_WORDS and not looks_like_question(text)

    def change(self, draft: Draft, text: str) -> Turn | None:
        """A correction by name: "the date was March 4, not March 3"; None if it is none."""
        if corrects_a_name(text, self.content.words("name")):
            return Turn((self.say("no_name", draft),), draft)
        found = correction(text, self.questions(draft), draft.asked)
        if found is None:
            return None
        question = draft.question(self.content)
        if question and found.question.id == question.id:
            return self._read(draft, question, found.words) if found.words and found.sure else None
        return self._changed_by_name(draft, found)

    def is_change(self, draft: Draft, text: str, *, offered: bool) -> bool:
        """Whether a text changes a paper that is not being made just now. `offered`: it was just shown."""
        found = correction(text, self.questions(draft), draft.asked)
        if found and found.sure and found.words:
            return True
        return offered and self.change(draft, text) is not None

    def _changed_by_name(self, draft: Draft, found: Correction) -> Turn | None:
        question, own_words = found.question, found.question.kind in _OWN_WORDS
        if not found.sure and (own_words or question.id not in draft.facts.values):
            return None
        words = found.words if found.words is None or own_words else without_the_old(found.words)
        read = answers.read(question, words, self.today, self.content, correcting=True) if words else None
        if isinstance(read, Taken):
            return self._amended(draft, question, read.value)
        return self._reopened(draft, question) if found.sure else None

    def _own_words(self, draft: Draft, question: Question, said: Said) -> Turn | None:
        """Any words may be the answer, so only what is surely none is taken for something else."""
        if commanded := self._commanded(draft, question, said.command):
            return commanded
        if said.is_to_us:
            return None
        if _plain(said.text) in self.content.words("go_on"):
            return Turn((), draft)  # the question stands
        if question.id not in _QUESTIONS_WANTED and looks_like_question(said.text):
            return None
        if question.optional and self._is_none(said.text):
            return self._skipped(draft, question)
        return self._read(draft, question, said.text)

    def _measured(self, draft: Draft, question: Question, said: Said) -> Turn | None:
        """What fits is the answer; what does not may be something else."""
        found = answers.read(question, said.text, self.today, self.content)
        if isinstance(found, Taken) and not said.text.rstrip().endswith("?"):
            return self._taken(draft, question, found.value)
        if commanded := self._commanded(draft, question, said.command):
            return commanded
        if self._is_unknown(said.text) or (question.optional and self._is_none(said.text)):
            return self._skipped(draft, question)
        names_several = isinstance(found, Refused) and found.reason == answers.SEVERAL_CHOICES
        if looks_like_question(said.text) or (said.is_request and not names_several):
            return None
        return self._read(draft, question, said.text)

    def _read(self, draft: Draft, question: Question, text: str) -> Turn:
        found = answers.read(question, text, self.today, self.content)
        if isinstance(found, Taken):
            return self._taken(draft, question, found.value)
        if draft.tries + 1 >= _TRIES:
            return Turn((self.say("left_blank", draft),), draft.without(question))
        refused = self.message(self.content.refusal(found.reason), draft)
        return Turn((refused,), replace(draft, tries=draft.tries + 1))

    def _taken(self, draft: Draft, question: Question, value: Value) -> Turn:
        understood = self.say("understood", draft, value=self._described(question, value))
        return Turn((understood,), draft.answered(question, value))

    def _pressed(self, draft: Draft, said: Said) -> Turn | None:
        """A choice of the question that is open, or of one before it, which is then changed; or one to be changed."""
        asked = said.entities.get(QUESTION_ENTITY)
        question = next((one for one in self.content.questions if one.id == asked), None)
        if question is None:
            return None
        if said.intent == CHANGE_ANSWER:
            return self._reopened(draft, question)
        choice = question.choice(said.entities.get(ANSWER_ENTITY, ""))
        if choice is None:
            return None
        if question.id in draft.facts.values:
            return self._changed(draft, question, choice.id)
        return self._taken(draft, question, choice.id)

    def take_words(self, draft: Draft, question_id: str, text: str) -> Turn | None:
        """What was typed before, taken for the answer to the question that is open; None if it is not open."""
        question = draft.question(self.content)
        return self._read(draft, question, text) if question and question.id == question_id else None

    def _corrected(self, draft: Draft, said: Said) -> Turn | None:
        """ "No, March 4": the answer before was meant otherwise, if the words fit it; "also, May 5": it goes on."""
        if draft.asked is None or draft.asked not in draft.facts.values:
            return None
        question = self.content.question(draft.asked)
        if question.kind is QuestionKind.EVENTS and (more := said.added):
            return self._added(draft, question, more)
        if self._is_none(said.text):
            return None
        if not said.corrects or (question.kind in _OWN_WORDS and not said.corrects_surely):
            return None
        words = said.text if question.kind in _OWN_WORDS else without_the_old(said.text)
        found = answers.read(question, words, self.today, self.content, correcting=True)
        return self._amended(draft, question, found.value) if isinstance(found, Taken) else None

    def _amended(self, draft: Draft, question: Question, value: Value) -> Turn:
        """The answer with the new value; of several events it has to be said again which ones there are."""
        if question.kind is not QuestionKind.EVENTS:
            return self._changed(draft, question, value)
        told = value if isinstance(value, tuple) else ()
        new = tuple(event for event in told if isinstance(event, Event))
        mended = events.amended(draft.facts.events(question.id), new)
        return self._changed(draft, question, mended) if mended else self._reopened(draft, question)

    def _added(self, draft: Draft, question: Question, text: str) -> Turn | None:
        found = answers.read(question, text, self.today, self.content)
        more = found.value if isinstance(found, Taken) and isinstance(found.value, tuple) else ()
        new = tuple(event for event in more if isinstance(event, Event))
        if not new or any(event.day is None for event in new):
            return None
        value = (*draft.facts.events(question.id), *new)
        told = {"title": question.title, "value": self._described(question, value)}
        return Turn((self.say("added", draft, **told),), draft.answered(question, value))

    def _changed(self, draft: Draft, question: Question, value: Value) -> Turn:
        told = {"title": question.title, "value": self._described(question, value)}
        return Turn((self.say("changed", draft, **told),), draft.answered(question, value))

    def _reopened(self, draft: Draft, question: Question) -> Turn:
        reopened = self.say("reopened", draft, title=question.title)
        return Turn((reopened,), draft.open_again(question))

    def _commanded(self, draft: Draft, question: Question, intent: str | None) -> Turn | None:
        if intent == ASK_WHY:
            return Turn((self.message(question.why, draft),), draft)
        return self._skipped(draft, question) if intent == SKIP_QUESTION else None

    def _skipped(self, draft: Draft, question: Question) -> Turn:
        skipped = self.say("skipped", draft, title=question.title)
        return Turn((skipped,), draft.without(question))

    def _described(self, question: Question, value: Value) -> str:
        return describe(question, value) or self.content.talk_line("none_given")

    def _can_be(self, question: Question, text: str) -> bool:
        return isinstance(answers.read(question, text, self.today, self.content), Taken)

    def _is_none(self, text: str) -> bool:
        return _plain(text) in (*self.content.words("none"), *self.content.words("no")) or self._is_unknown(text)

    def _is_unknown(self, text: str) -> bool:
        return _plain(text) in self.content.words("unknown")

    def take_up(self, draft: Draft, text: str) -> Button | None:
        """For what was typed before an alert, if it can be the answer: it was meant for the paper."""
        question = draft.question(self.content)
        if question is None or question.kind not in _OWN_WORDS or not self._can_be(question, text):
            return None
        told = {QUESTION_ENTITY: question.id, ANSWER_ENTITY: BEFORE_ALERT}
        return Button(self.content.talk_line("button_for_paper"), payload(GIVE_ANSWER, **told))


def _plain(text: str) -> str:
    return re.sub(r"[^\w'/]+", " ", text.casefold().replace("’", "'")).strip()
