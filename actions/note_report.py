"""Takes what somebody reports of the way: a step done, papers sent, an approval, a denial."""

from __future__ import annotations

from actions.turn import TurnAction
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.intents import NOTE_REPORT
from pump_navigator.journey.noting import Noting

_SURE = 0.6
_MAY_BE = 0.15


class NoteReport(TurnAction):
    """For `report_done`, `report_waiting` and the payload `/note_report{"report": …, "path": …}`."""

    minds_journey = True

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_note_report"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """What was noted, what helps now, and where on the path that is.

        Where it is unsure that this is a report, and no word tells of one, the question that it may be is answered.
        """
        noting, reading = Noting.of(answerer, message.moment.today), message.whole
        if reading.intent == NOTE_REPORT:
            return noting.pressed(reading, state)
        unsure = reading.confidence < _SURE and not noting.is_report(reading)
        if unsure and (other := answerer.chooser.asked_besides(reading, _MAY_BE)):
            answer = answerer.about(answerer.chooser.choices(other, state)[0].entry, other, state)
            noted_state, noted = noting.heard(reading, answer.state)
            return Answer((*([noted] if noted else []), *answer.messages), noted_state)
        return noting.told(reading, state)
