"""A short message in the light of the talk before it: "who writes it" is read as "Letter of …: who writes it" too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
TALK: Final = "talk"  # the key of a message's `Talk`

Ranking = list[dict[str, Any]]

_MOST_WORDS = 12
_SURE = 0.9  # words that tell so surely what is asked need no talk
# How much say the words alone have, and the talk. Fitted to 397 turns of dialogues; docs/understanding.md has the gain.
_ALONE, _IN_TALK = 0.57, 0.43
_LEAST = 0.01


@dataclass(frozen=True)
class Talk:
    """A message read in the talk: its words after what the talk is at, and what they ask there."""

    text: str
    ranking: Ranking


def talk_of(message: Message, alone: Ranking, rank: Callable[[str], Ranking]) -> Talk | None:
    """Read a message in the talk. In: its ranking by the words alone, and what ranks the intents of a text.

    None where the words are sure or many, or nothing was talked of.
    """
    text, about = message.get(TEXT) or "", (message.get(METADATA) or {}).get(ABOUT)
    own = max((likely["confidence"] for likely in alone if likely["name"] != ASK_FOLLOW_UP), default=0.0)
    if not about or own >= _SURE or not 0 < len(text.split()) <= _MOST_WORDS:
        return None
    together = f"{library().entries[about].title}: {text}"
    return Talk(together, rank(together))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TalkBefore(GraphComponent):  # type: ignore[misc]
    """Mixes what is asked by the words alone with what is asked in the talk: likely is what is likely in both."""

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
            alone, talk = message.get("intent_ranking"), message.get(TALK)
            if alone and talk and alone[0]["name"] not in (*REFUSED.values(), REPORT_EMERGENCY):
                mixed = _mixed(alone, talk)
                message.set(INTENT, mixed[0], add_to_output=True)
                message.set("intent_ranking", mixed, add_to_output=True)
        return messages


def _mixed(alone: Ranking, talk: Talk) -> Ranking:
    """The logarithmic pool of both: a product of powers, made to sum up to one."""
    first, second = ({likely["name"]: likely["confidence"] for likely in r} for r in (alone, talk.ranking))
    shares = {
        name: (first.get(name, 0.0) + _LEAST) ** _ALONE * (second.get(name, 0.0) + _LEAST) ** _IN_TALK
        for name in {**first, **second}
    }
    total = sum(shares.values())
    return [{"name": name, "confidence": share / total} for name, share in sorted(shares.items(), key=lambda s: -s[1])]
