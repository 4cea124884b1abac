"""Says what can be done instead of a reminder."""

from __future__ import annotations

from actions.turn import TurnAction
from pump_navigator.content.library import Passage
from pump_navigator.content.topics import CAPABILITIES, WAIT_TIME
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.messages import Message as Said
from pump_navigator.papers.draft import paper_offered
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.speech import make_paper

_REMINDERS = f"{CAPABILITIES}#reminders"


class OfferCalendar(TurnAction):
    """For `ask_reminder`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_offer_calendar"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """That nobody is reminded, and the calendar with check-ins as a paper."""
        passage: Passage = answerer.library.passages[_REMINDERS]
        paper = paper_offered(WAIT_TIME, papers_content())
        buttons = (make_paper(paper),) if paper else ()
        return Answer((Said(answerer.fill(passage.fact.text, None), buttons, topic=CAPABILITIES),), state)
