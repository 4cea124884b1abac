"""What is said around a paper: its opening, its questions, what was understood, and the paper itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pump_navigator.content.topics import CAPABILITIES
from pump_navigator.intents import ASK_WHY, CHANGE_ANSWER, GIVE_ANSWER, MAKE_PAPER, SKIP_QUESTION, STOP_PAPER
from pump_navigator.messages import Button, Document, Message, payload
from pump_navigator.papers.asking import matters
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.models import PapersContent, PaperWords, Question, QuestionKind
from pump_navigator.papers.said import ANSWER_ENTITY, PAPER_ENTITY, QUESTION_ENTITY
from pump_navigator.papers.saving import formats

_MOST_BUTTONS: Final = 6
_URL: Final = "/webhooks/navigator/documents/"
_END_TWICE: Final = re.compile(r"(?<=[.?!])\.$")


@dataclass(frozen=True)
class PaperSpeech:
    """All sentences come from `papers.yml`. Holds nothing of a conversation."""

    content: PapersContent

    def opening(self, draft: Draft, *, again: bool) -> tuple[Message, ...]:
        """Before the first question, or before the next one after a stop."""
        paper = self.paper(draft)
        if again:
            return (self.say("go_on", draft, title=paper.title),)
        if draft.made:  # they have read it before
            return (self.message(paper.offer.text, draft),)
        return (self.message(f"{paper.offer.text} {self.content.talk_line('private')}", draft),)

    def asking(self, draft: Draft) -> Message:
        """The question that is open, with its buttons."""
        question = draft.question(self.content)
        if question is None:
            raise ValueError("nothing is left to ask")
        device = draft.facts.device
        wording = question.asked_again_about(device) if draft.tries else question.asked_about(device)
        name = self.content.device_names[device or "unknown"]  # type: ignore[index]
        return self.message(wording.replace("{device}", name), draft, *self._buttons(question))

    def choices(self, phrase: str = "which_paper") -> Message:
        """All papers to choose from."""
        buttons = (make_paper(paper) for paper in self.content.papers)
        return Message(self.content.talk_line(phrase), tuple(buttons), topic=CAPABILITIES)

    def stopped(self, draft: Draft) -> Message:
        """Kept for later."""
        return self.say("stopped", draft, self.go_on())

    def made(self, draft: Draft, text: str) -> tuple[Message, ...]:
        """The paper itself, and where to save it."""
        paper = self.paper(draft)
        document = Document(paper.title, _URL + paper.file_name, formats(paper.id))
        ready = replace(self.say("made", draft, title=paper.title), kind="document", document=document)
        return ready, replace(self.message(text, draft, *self._after(paper)), kind="paper")

    def _after(self, paper: PaperWords) -> Iterator[Button]:
        yield Button(self.content.talk_line("button_change"), payload(CHANGE_ANSWER))
        if paper.then:
            yield make_paper(self.content.paper(paper.then))

    def go_on(self) -> Button:
        """Back to the paper."""
        return Button(self.content.talk_line("button_go_on"), payload(MAKE_PAPER))

    def change_what(self, draft: Draft) -> Message:
        """Every answer of the paper, to choose which one to change."""
        buttons = (
            Button(question.title, payload(CHANGE_ANSWER, **{QUESTION_ENTITY: question.id}))
            for question in self.questions(draft)
        )
        return self.say("change_what", draft, *buttons)

    def _buttons(self, question: Question) -> Iterator[Button]:
        if question.kind is QuestionKind.CHOICE and len(question.choices) <= _MOST_BUTTONS:
            for choice in question.choices:
                told = {QUESTION_ENTITY: question.id, ANSWER_ENTITY: choice.id}
                yield Button(choice.title, payload(GIVE_ANSWER, **told))
        if question.optional:
            yield Button(self.content.talk_line("button_skip"), payload(SKIP_QUESTION))
        yield Button(self.content.talk_line("button_why"), payload(ASK_WHY))
        yield Button(self.content.talk_line("button_stop"), payload(STOP_PAPER))

    def questions(self, draft: Draft) -> list[Question]:
        """The questions of the paper that matter, in their order."""
        return [one for one in self.content.asked_by(draft.paper or "") if matters(one, draft.facts)]

    def paper(self, draft: Draft) -> PaperWords:
        """The words of the paper that is being made."""
        return self.content.paper(draft.paper or "")

    def say(self, phrase: str, draft: Draft, *buttons: Button, **values: str) -> Message:
        """A sentence of `talk`, with its values in place."""
        text = self.content.talk_line(phrase)
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return self.message(_END_TWICE.sub("", text), draft, *buttons)

    def message(self, text: str, draft: Draft, *buttons: Button) -> Message:
        """A message on the topic that the paper has for its device."""
        return Message(text, buttons, topic=self.paper(draft).topic_about(draft.facts.device))


def make_paper(paper: PaperWords) -> Button:
    """A button that begins a paper."""
    return Button(paper.button, payload(MAKE_PAPER, **{PAPER_ENTITY: paper.id}))
