"""Changes an answer of a paper that is not being made just now: one that is ready, or one that was left."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import FORM, PaperAction, give, keep, said, typed
from pump_navigator.dialogue.alert import NO_KIT, STILL
from pump_navigator.intents import CHANGE_ANSWER, REPORT_EMERGENCY
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.said import ANSWER_ENTITY, QUESTION_ENTITY, Said
from pump_navigator.papers.talk import BEFORE_ALERT, PaperTalk, Turn


class ChangeAnswer(PaperAction):
    """For `change_answer`, and for a choice of a paper that is pressed when the paper is no longer open."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_change_answer"

    def turn(
        self, talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The paper with the change; or the question again; or which one it is."""
        draft = draft.taken_up()
        if draft.paper is None:
            dispatcher.utter_message(**talk.choices("none_open").as_utterance())
            return []
        taken = self._taken(talk, draft, said(tracker), tracker)
        if taken is None:
            dispatcher.utter_message(**talk.change_what(draft).as_utterance())
            return []
        for message in taken.messages:
            dispatcher.utter_message(**message.as_utterance())
        if taken.draft == draft:
            return []
        if taken.draft.question(talk.content) is None:
            return give(talk, taken.draft, dispatcher)
        return [*keep(taken.draft), FollowupAction(FORM)]

    @staticmethod
    def _taken(talk: PaperTalk, draft: Draft, latest: Said, tracker: Tracker) -> Turn | None:
        question = latest.entities.get(QUESTION_ENTITY)
        if question and latest.entities.get(ANSWER_ENTITY) == BEFORE_ALERT:
            return talk.take_words(draft, question, typed(tracker, REPORT_EMERGENCY, but_not=(STILL, NO_KIT)))
        if question:
            return talk.take(draft, latest)
        return talk.change(draft, typed(tracker, CHANGE_ANSWER))
