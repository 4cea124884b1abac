"""The talk about a paper: asks its questions, takes the answers, and knows what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from pump_navigator.messages import GIVE_ANSWER, Button, Document, Message, payload
from pump_navigator.papers import answers
from pump_navigator.papers.answers import Taken, describe
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.facts import Value
from pump_navigator.papers.models import PapersContent, PaperWords, Question, QuestionKind
from pump_navigator.papers.saving import formats
from pump_navigator.understanding.questions import looks_like_question

MAKE_PAPER: Final = "make_paper"
STOP_PAPER: Final = "stop_paper"
SKIP_QUESTION: Final = "skip_question"
ASK_WHY: Final = "ask_why"
PAPER_ENTITY: Final = "paper"
QUESTION_ENTITY: Final = "question"
ANSWER_ENTITY: Final = "answer"

_TRIES: Final = 3
_SURE: Final = 0.5
_VERY_SURE: Final = 0.8
_SHORTEST_SIGH: Final = 4  # shorter words are often taken for a sigh, and are none
_MOST_WORDS: Final = 8  # longer words than a "skip" or a "stop" are an answer
_MOST_BUTTONS: Final = 6
_URL: Final = "/webhooks/navigator/documents/"
_OWN_WORDS: Final = {QuestionKind.TEXT, QuestionKind.EVENTS, QuestionKind.FIGURES}
_QUESTIONS_WANTED: Final = {"visit_questions", "call_question"}
_WHY: Final = re.compile(r"^\W*why(?:\s+(?:that|this|so))?\W*$", re.IGNORECASE)
_CORRECTS: Final = re.compile(r"^\W*(?:no|nope|sorry|oops|wait|actually|i mean|i meant|correction)\b", re.IGNORECASE)
_CORRECTS_SURELY: Final = re.compile(
    r"^\W*(?:(?:no|nope|wait)\W+)*(?:sorry|oops|actually|i mean|i meant|correction)\b", re.IGNORECASE
)
# Said in the middle of a paper, these are meant for us and not for the paper.
_TO_US: Final = {"ask_human", "ask_privacy", "ask_if_bot", "goodbye", "ask_rephrase", MAKE_PAPER}
_FRUSTRATION: Final = "express_frustration"


@dataclass(frozen=True)
class Said:
    """What the person wrote or pressed, as the model read it."""

    text: str
    intent: str
    confidence: float = 1.0
    entities: Mapping[str, str] = field(default_factory=dict)

    def means(self, intent: str) -> bool:
        """Whether it is surely this intent, in few words."""
        return self.intent == intent and self.confidence >= _SURE and len(self.text.split()) <= _MOST_WORDS


@dataclass(frozen=True)
class Turn:
    """What to say, and the draft after it."""

    messages: tuple[Message, ...]
    draft: Draft


@dataclass(frozen=True)
class PaperTalk:
    """Holds nothing of a conversation."""

    content: PapersContent
    today: date

    # What we say.

    def opening(self, draft: Draft, *, again: bool) -> tuple[Message, ...]:
        """Before the first question, or before the next one after a stop."""
        paper = self._paper(draft)
        if again:
            return (self._say("go_on", paper, title=paper.title),)
        return (self._message(f"{paper.offer.text} {self.content.talk_line('private')}", paper),)

    def asking(self, draft: Draft) -> Message:
        """The question that is open, with its buttons."""
        question, paper = draft.question(self.content), self._paper(draft)
        if question is None:
            raise ValueError("nothing is left to ask")
        device = draft.facts.text("device")
        wording = question.asked_again_about(device) if draft.tries else question.asked_about(device)
        name = self.content.device_names[device or "unknown"]  # type: ignore[index]
        return self._message(wording.replace("{device}", name), paper, *self._buttons(question))

    def choices(self, phrase: str = "which_paper") -> Message:
        """All papers to choose from."""
        buttons = (make_paper(paper) for paper in self.content.papers)
        return Message(self.content.talk_line(phrase), tuple(buttons), topic="assistant/capabilities")

    def stopped(self, draft: Draft) -> Message:
        """Kept for later."""
        return self._say("stopped", self._paper(draft), self.go_on())

    def made(self, paper: PaperWords, text: str) -> tuple[Message, ...]:
        """The paper itself, and where to save it."""
        document = Document(paper.title, _URL + paper.file_name, formats(paper.id))
        ready = replace(self._say("made", paper, title=paper.title), kind="document", document=document)
        return ready, replace(self._message(text, paper), kind="paper")

    def go_on(self) -> Button:
        """Back to the paper."""
        return Button(self.content.talk_line("button_go_on"), payload(MAKE_PAPER))

    def _buttons(self, question: Question) -> Iterator[Button]:
        if question.kind is QuestionKind.CHOICE and len(question.choices) <= _MOST_BUTTONS:
            for choice in question.choices:
                told = {QUESTION_ENTITY: question.id, ANSWER_ENTITY: choice.id}
                yield Button(choice.title, payload(GIVE_ANSWER, **told))
        if question.optional:
            yield Button(self.content.talk_line("button_skip"), payload(SKIP_QUESTION))
        yield Button(self.content.talk_line("button_why"), payload(ASK_WHY))
        yield Button(self.content.talk_line("button_stop"), payload(STOP_PAPER))

    # What we take.

    def take(self, draft: Draft, said: Said) -> Turn | None:
        """The turn after an answer; None if it was none, and somebody else has to answer."""
        question = draft.question(self.content)
        if question is None:
            return None
        if said.intent == GIVE_ANSWER:
            return self._pressed(draft, said)
        if said.text.startswith("/"):
            return self._commanded(draft, question, said.intent)
        if corrected := self._corrected(draft, said.text):
            return corrected
        if question.kind in _OWN_WORDS:
            return self._own_words(draft, question, said)
        return self._measured(draft, question, said)

    def _own_words(self, draft: Draft, question: Question, said: Said) -> Turn | None:
        """Any words may be the answer, so only what is surely none is taken for something else."""
        if commanded := self._commanded(draft, question, _command(said)):
            return commanded
        if said.means(STOP_PAPER) or _is_sigh(said) or (said.intent in _TO_US and said.confidence >= _VERY_SURE):
            return None
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
        if commanded := self._commanded(draft, question, _command(said)):
            return commanded
        if looks_like_question(said.text) or _is_request(said) or _is_sigh(said):
            return None
        return self._read(draft, question, said.text)

    def _read(self, draft: Draft, question: Question, text: str) -> Turn:
        found = answers.read(question, text, self.today, self.content)
        if isinstance(found, Taken):
            return self._taken(draft, question, found.value)
        if draft.tries + 1 >= _TRIES:
            return Turn((self._say("left_blank", self._paper(draft)),), draft.without(question))
        refused = self._message(self.content.refusal(found.reason), self._paper(draft))
        return Turn((refused,), replace(draft, tries=draft.tries + 1))

    def _taken(self, draft: Draft, question: Question, value: Value) -> Turn:
        understood = self._say("understood", self._paper(draft), value=describe(question, value))
        return Turn((understood,), draft.answered(question, value))

    def _pressed(self, draft: Draft, said: Said) -> Turn | None:
        """A choice: of the question that is open, or of one before it, which is then changed."""
        asked = said.entities.get(QUESTION_ENTITY)
        question = next((one for one in self.content.questions if one.id == asked), None)
        choice = question.choice(said.entities.get(ANSWER_ENTITY, "")) if question else None
        if question is None or choice is None:
            return None
        if question.id in draft.facts.values:
            return self._changed(draft, question, choice.id)
        return self._taken(draft, question, choice.id)

    def _corrected(self, draft: Draft, text: str) -> Turn | None:
        """ "No, March 4": the answer before was meant otherwise, if the words fit it."""
        if draft.asked is None or not _CORRECTS.match(text):
            return None
        question = self.content.question(draft.asked)
        if question.kind in _OWN_WORDS and not _CORRECTS_SURELY.match(text):
            return None
        found = answers.read(question, text, self.today, self.content, correcting=True)
        return self._changed(draft, question, found.value) if isinstance(found, Taken) else None

    def _changed(self, draft: Draft, question: Question, value: Value) -> Turn:
        told = {"title": question.title, "value": describe(question, value)}
        return Turn((self._say("changed", self._paper(draft), **told),), draft.answered(question, value))

    def _commanded(self, draft: Draft, question: Question, intent: str | None) -> Turn | None:
        if intent == ASK_WHY:
            return Turn((self._message(question.why, self._paper(draft)),), draft)
        return self._skipped(draft, question) if intent == SKIP_QUESTION else None

    def _skipped(self, draft: Draft, question: Question) -> Turn:
        skipped = self._say("skipped", self._paper(draft), title=question.title)
        return Turn((skipped,), draft.without(question))

    def _is_none(self, text: str) -> bool:
        plain = re.sub(r"[^\w']+", " ", text.casefold().replace("’", "'")).strip()
        return plain in (*self.content.words("none"), *self.content.words("no"))

    def _paper(self, draft: Draft) -> PaperWords:
        return self.content.paper(draft.paper or "")

    def _say(self, phrase: str, paper: PaperWords, *buttons: Button, **values: str) -> Message:
        text = self.content.talk_line(phrase)
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return self._message(text, paper, *buttons)

    @staticmethod
    def _message(text: str, paper: PaperWords, *buttons: Button) -> Message:
        return Message(text, buttons, topic=paper.topics[0])


def make_paper(paper: PaperWords) -> Button:
    """A button that begins a paper."""
    return Button(paper.button, payload(MAKE_PAPER, **{PAPER_ENTITY: paper.id}))


def _command(said: Said) -> str | None:
    if _WHY.match(said.text):
        return ASK_WHY
    return next((intent for intent in (ASK_WHY, SKIP_QUESTION) if said.means(intent)), None)


def _is_request(said: Said) -> bool:
    """Something that is surely wanted of us: "talk to a person", "stop", "tell me about costs"."""
    if said.intent in (STOP_PAPER, MAKE_PAPER):
        return said.confidence >= _SURE
    return said.confidence >= _VERY_SURE and (said.intent.startswith("ask_") or said.intent in _TO_US)


def _is_sigh(said: Said) -> bool:
    return said.intent == _FRUSTRATION and said.confidence >= _VERY_SURE and len(said.text.split()) >= _SHORTEST_SIGH
