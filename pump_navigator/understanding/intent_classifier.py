"""The Rasa component that reads the intent of a message, and of each question in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from pump_navigator.content.library import content_digest, library
from pump_navigator.intents import EXPRESS_FRUSTRATION, FALLBACK
from pump_navigator.network import Vectors
from pump_navigator.understanding.fact_questions import LikeliestIntent, questions_of
from pump_navigator.understanding.intent_model import IntentModel
from pump_navigator.understanding.plain_wording import PlainWording
from pump_navigator.understanding.questions import question_parts, statements
from pump_navigator.understanding.talk_before import TALK, talk_of

QUESTIONS = "questions"
FEELING = "feeling"  # whether a sentence beside the question tells of one
MOST_QUESTIONS = 3
_SHOWN = 4  # so far down its ranking the whole message shows what it asks


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True, model_from="SpacyNLP")
class SentenceIntentClassifier(GraphComponent):  # type: ignore[misc]
    """Sets `intent` and `intent_ranking` from the vectors of the spaCy pipeline and from the letters."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`ranking_length`: how many intents the ranking holds.

        `part_threshold`: how sure the intent of a part must be, for a message to count as several questions.
        """
        return {"ranking_length": 8, "part_threshold": 0.6}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._ranking_length: int = config["ranking_length"]
        self._part_threshold: float = config["part_threshold"]
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData, model: SpacyModel) -> Resource:
        """Learn from the examples of `data/nlu.yml`, and from the plain questions that entries and facts answer."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        docs = [example.get(SPACY_DOCS[TEXT]) for example in examples]
        intents = [example.get(INTENT) for example in examples]
        for entry in library().entries.values():
            docs += model.model.pipe(entry.asks)
            intents += [entry.intents[0]] * len(entry.asks)
        asked = [(text, passage) for passage in library().passages.values() for text in questions_of(passage)]
        of_facts = list(model.model.pipe([text for text, _ in asked]))
        likeliest = LikeliestIntent(_vectors(docs), intents)
        intents += likeliest.among([passage.entry.intents for _, passage in asked], _vectors(of_facts))
        docs += of_facts
        self._model = IntentModel.fit([doc.text for doc in docs], _vectors(docs), intents)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceIntentClassifier:
        """A classifier as it was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa trains this component again when the content has changed."""
        return content_digest()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing that trains after this one needs its guesses."""
        return training_data

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """Read each message, its parts where it asks several things, and a feeling that is told beside them."""
        for message in messages:
            if (text := message.get(TEXT)) and self._model:
                parts, told = question_parts(text), statements(text)
                whole, *rankings = self._rank([text, *parts, *told], model)
                if talk := talk_of(message, whole, lambda together: self._rank([together], model)[0]):
                    message.set(TALK, talk)
                if not _has_a_word(text, model):
                    whole = [{"name": FALLBACK, "confidence": 1.0}]
                message.set(INTENT, whole[0], add_to_output=True)
                message.set("intent_ranking", whole, add_to_output=True)
                questions = self._sure(parts, rankings[: len(parts)], whole, model)
                if len(questions) > 1:
                    message.set(QUESTIONS, questions, add_to_output=True)
                message.set(FEELING, self._feels(rankings[len(parts) :]), add_to_output=True)
        return messages

    def _feels(self, rankings: Sequence[list[dict[str, Any]]]) -> bool:
        likeliest = (ranking[0] for ranking in rankings)
        return any(
            intent["name"] == EXPRESS_FRUSTRATION and intent["confidence"] >= self._part_threshold
            for intent in likeliest
        )

    def _sure(
        self,
        parts: Sequence[str],
        rankings: Sequence[list[dict[str, Any]]],
        whole: list[dict[str, Any]],
        model: SpacyModel,
    ) -> list[dict[str, Any]]:
        """The parts that surely ask something, each another thing that the whole message shows too."""
        shown = {intent["name"] for intent in whole[:_SHOWN] if library().is_topical(intent["name"])}
        sure: dict[str, dict[str, Any]] = {}
        for part, ranking in zip(parts, rankings, strict=True):
            first = ranking[0]
            if first["name"] in shown and first["confidence"] >= self._part_threshold:
                entities = [{"entity": e.label_, "value": e.text} for e in model.model(part).ents]
                sure.setdefault(
                    first["name"],
                    {"text": part, "intent": first, "intent_ranking": ranking, "entities": entities},
                )
        return list(sure.values())[:MOST_QUESTIONS]

    def _rank(self, texts: Sequence[str], model: SpacyModel) -> list[list[dict[str, Any]]]:
        assert self._model is not None
        docs = list(model.model.pipe(texts))
        probabilities = self._model.probabilities([doc.text for doc in docs], np.stack([doc.vector for doc in docs]))
        names = self._model.intents
        return [
            [
                {"name": names[column], "confidence": float(row[column])}
                for column in np.argsort(-row)[: self._ranking_length]
            ]
            for row in probabilities
        ]


def _vectors(docs: Sequence[Any]) -> Vectors:
    return np.stack([doc.vector for doc in docs])


def _has_a_word(text: str, model: SpacyModel) -> bool:
    """Whether anything can be understood of it, as far as the pipeline can tell."""
    wording = model.model.tokenizer
    return not isinstance(wording, PlainWording) or wording.knows(text)
