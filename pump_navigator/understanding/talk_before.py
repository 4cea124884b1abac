"""A short message in the light of the talk before it: "who writes it" is read as "Letter of …: who writes it" too."""

from __future__ import annotations

from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from pump_navigator.content.library import library
from pump_navigator.intents import ASK_FOLLOW_UP, REFUSED, REPORT_EMERGENCY

ABOUT: Final = "about"  # the key of a message's metadata: the id of the entry that the talk is at
RANKING_IN_TALK: Final = "intent_ranking_in_talk"

Ranking = list[dict[str, Any]]

_MOST_WORDS = 12
_SAY = 0.8  # how much say the talk has in what is asked, where the words alone tell nothing


def in_talk(message: Message) -> str | None:
    """The message with the title of what the talk is at; None where it is long, or nothing was talked of."""
    text, about = message.get(TEXT) or "", (message.get(METADATA) or {}).get(ABOUT)
    if not about or not 0 < len(text.split()) <= _MOST_WORDS:
        return None
    return f"{library().entries[about].title}: {text}"


def say_of_talk(message: Message) -> float:
    """How much the talk counts in it: the more, the less sure its words alone are."""
    if not message.get(RANKING_IN_TALK):
        return 0.0
    own = (likely["confidence"] for likely in message.get("intent_ranking") if likely["name"] != ASK_FOLLOW_UP)
    return _SAY * (1 - max(own, default=0.0))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TalkBefore(GraphComponent):  # type: ignore[misc]
    """Mixes what is asked by the words alone with what is asked in the talk: the talk counts where words are unsure."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing can be set."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TalkBefore:
        """Nothing is learnt."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Mix the rankings of each message, but for what the safety screens have judged."""
        for message in messages:
            alone = message.get("intent_ranking")
            told = message.get(RANKING_IN_TALK)
            if alone and told and alone[0]["name"] not in (*REFUSED.values(), REPORT_EMERGENCY):
                mixed = _mixed(alone, told, say_of_talk(message))
                message.set(INTENT, mixed[0], add_to_output=True)
                message.set("intent_ranking", mixed, add_to_output=True)
        return messages


def _mixed(alone: Ranking, told: Ranking, say: float) -> Ranking:
    shares: dict[str, float] = {}
    for ranking, part in ((alone, 1 - say), (told, say)):
        for likely in ranking:
            shares[likely["name"]] = shares.get(likely["name"], 0.0) + part * likely["confidence"]
    return [{"name": name, "confidence": share} for name, share in sorted(shares.items(), key=lambda s: -s[1])]
