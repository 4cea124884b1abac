"""The Rasa component that finds the facts, tips and lines to say that lie nearest to a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from pump_navigator.content.library import content_digest, library
from pump_navigator.network import Vectors
from pump_navigator.understanding.fact_questions import questions_of
from pump_navigator.understanding.intent_classifier import QUESTIONS
from pump_navigator.understanding.talk_before import TALK

PASSAGES = "passages"
_FILE = "passages.npz"
_DIRECTIONS = 16
_IN_TALK = 0.3  # the say that the talk has; fitted together with that of the intents, see `talk_before.py`


@dataclass(frozen=True)
class Common:
    """What nearly all passages share ("a question about a pump"), which hides what sets them apart.

    Taking it out is "all but the top" of Mu and Viswanath (2018); docs/understanding.md has the gain.
    """

    mean: Vectors  # (dimensions,)
    directions: Vectors  # (directions, dimensions), orthonormal

    @classmethod
    def of(cls, vectors: Vectors) -> Common:
        """The mean and the main directions of some vectors."""
        mean = vectors.mean(axis=0)
        centred = vectors - mean
        # The largest last: far quicker than taking all the vectors apart.
        _, directions = np.linalg.eigh(centred.T @ centred)
        return cls(mean, np.ascontiguousarray(directions.T[::-1][:_DIRECTIONS]))

    def removed_from(self, vectors: Vectors) -> Vectors:
        """Vectors of length one without what is common."""
        centred = vectors - self.mean
        return _unit(centred - centred @ self.directions.T @ self.directions)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True, model_from="SpacyNLP")
class PassageRanker(GraphComponent):  # type: ignore[misc]
    """Adds `passages` to a parsed message: the nearest content ids with their similarity, best first."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`keep`: how many of the nearest passages a message carries, beside the nearest of each entry."""
        return {"keep": 25}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._keep: int = config["keep"]
        self._storage = storage
        self._resource = resource
        self._ids: tuple[str, ...] = ()
        self._starts: Sequence[int] = ()  # where the vectors of each id begin
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._common = Common.of(np.zeros((1, 1), dtype=np.float32))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PassageRanker:
        """An untrained ranker."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Rasa trains this component again when the content has changed."""
        return content_digest()

    def train(self, training_data: TrainingData, model: SpacyModel) -> Resource:
        """Embed every question that a passage says it answers, and the passage itself."""
        rows = [
            (passage.id, text)
            for passage in library().passages.values()
            for text in [*questions_of(passage), passage.fact.text]
        ]
        # An entry's own questions stand for its answer, which needs no passage before it.
        rows += [(entry.id, text) for entry in library().entries.values() for text in entry.asks]
        docs = model.model.pipe([text for _, text in rows])
        vectors = _unit(np.stack([doc.vector for doc in docs]))
        self._common = Common.of(vectors)
        self._vectors = self._common.removed_from(vectors)
        with self._storage.write_to(self._resource) as folder:
            np.savez(
                folder / _FILE,
                ids=np.array([passage_id for passage_id, _ in rows]),
                vectors=self._vectors.astype(np.float16),
                mean=self._common.mean,
                directions=self._common.directions,
            )
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PassageRanker:
        """A ranker as it was trained."""
        ranker = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as stored:
            ranker._ids, ranker._starts = _runs(stored["ids"].tolist())
            ranker._vectors = stored["vectors"].astype(np.float32)
            ranker._common = Common(stored["mean"], stored["directions"])
        return ranker

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples need no passages."""
        return training_data

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """Rank the passages for each message."""
        for message in messages:
            if message.get(TEXT):
                message.set(PASSAGES, self._of_message(message, model), add_to_output=True)
                for question in message.get(QUESTIONS) or ():
                    question[PASSAGES] = self._ranked(self._nearness(model.model(question[TEXT]).vector))
        return messages

    def _of_message(self, message: Message, model: SpacyModel) -> list[dict[str, Any]]:
        """How near they lie to it, and to it in the talk."""
        near = self._nearness(message.get(SPACY_DOCS[TEXT]).vector)
        if talk := message.get(TALK):
            near = near * (1 - _IN_TALK) + self._nearness(model.model(talk.text).vector) * _IN_TALK
        return self._ranked(near)

    def _nearness(self, vector: Vectors) -> Vectors:
        wanted = self._common.removed_from(_unit(vector)[None, :])[0]
        near: Vectors = np.maximum.reduceat(self._vectors @ wanted, self._starts)
        return near

    def _ranked(self, best: Vectors) -> list[dict[str, Any]]:
        order = np.argsort(-best)
        first_of: dict[str, int] = {}
        for place in order:
            first_of.setdefault(self._ids[place].partition("#")[0], place)
        kept = {*order[: self._keep], *first_of.values()}
        return [
            {"id": self._ids[place], "similarity": round(float(best[place]), 3)} for place in order if place in kept
        ]


def _runs(ids: Iterable[str]) -> tuple[tuple[str, ...], Sequence[int]]:
    """The ids, each once, and where the first of each stands."""
    first: dict[str, int] = {}
    for place, passage_id in enumerate(ids):
        first.setdefault(passage_id, place)
    return tuple(first), list(first.values())


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return unit
