"""The Rasa component that lets the safety screens judge what only they may: an emergency, a dose, a diagnosis."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from pump_navigator.intents import REFUSED, REPORT_EMERGENCY
from pump_navigator.safety.screens import shared_screens
from pump_navigator.understanding.intent_classifier import MOST_QUESTIONS, QUESTIONS

Ranking = list[dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyVerdict(GraphComponent):  # type: ignore[misc]
    """Corrects `intent` and `intent_ranking`.

    A question that has to be refused gets the intent of its refusal. Where the screens find nothing, the intents of
    a refusal and of an emergency leave the ranking: the classifier alone raises no alarm and turns nobody away.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing can be set: the rules and weights are in `safety/rules`."""
        return {}

    def __init__(self) -> None:
        self._screens = shared_screens()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyVerdict:
        """With the committed rules and weights."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message that was typed."""
        for message in messages:
            if (text := message.get(TEXT)) and (ranking := message.get("intent_ranking")):
                refused = self._refused(text, ranking)
                ranking = self._judged(text, ranking, refused)
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set("intent_ranking", ranking, add_to_output=True)
                if refused and (questions := message.get(QUESTIONS)):
                    message.set(QUESTIONS, [_question(message), *questions][:MOST_QUESTIONS], add_to_output=True)
        return messages

    def _judged(self, text: str, ranking: Ranking, refused: str | None) -> Ranking:
        judged = (*REFUSED.values(), REPORT_EMERGENCY) if self._screens.danger(text) is None else (*REFUSED.values(),)
        kept = [likely for likely in ranking if likely["name"] not in judged]
        return [{"name": refused, "confidence": 1.0}, *kept] if refused else kept

    def _refused(self, text: str, ranking: Ranking) -> str | None:
        found = self._screens.refusal(text)
        share = sum(likely["confidence"] for likely in ranking if likely["name"] in REFUSED.values())
        return REFUSED[found.kind] if found and found.agrees(share) else None


def _question(message: Message) -> dict[str, Any]:
    """What is refused, as the first of the questions of a message: it is answered whatever else is asked."""
    return {name: message.get(name) for name in (TEXT, INTENT, "intent_ranking", ENTITIES)}
