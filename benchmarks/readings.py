"""Our dialogue on another's reading: what would be answered if the intents were read otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.training_data.message import Message

from benchmarks.parsers import Parse
from pump_navigator.intents import FALLBACK
from pump_navigator.navigator import Navigator

Parsed = dict[str, Any]
Read = Callable[[Parsed], Parsed]

_OF_OUR_PIPELINE = ("passages", "questions")


@contextmanager
def read_by(navigator: Navigator, read: Read) -> Iterator[None]:
    """While it lasts, `read` turns our pipeline's reading of a message into the one that is acted on."""
    processor = navigator.agent.processor
    own = processor._parse_message_with_graph
    processor._parse_message_with_graph = lambda *arguments: read(own(*arguments))
    try:
        yield
    finally:
        del processor._parse_message_with_graph  # the class's own stands behind it


def with_intents_of(parse: Callable[[str], Parse]) -> Read:
    """Intents of another pipeline, entities of ours, no passages: those are part of our pipeline."""

    def read(parsed: Parsed) -> Parsed:
        if parsed["text"].startswith("/"):
            return parsed
        theirs = parse(parsed["text"])
        kept = {name: value for name, value in parsed.items() if name not in _OF_OUR_PIPELINE}
        ranking = [{"name": name, "confidence": confidence} for name, confidence in theirs.ranking]
        intent = {"name": theirs.intent, "confidence": theirs.confidence}
        return {**kept, "intent": intent, "intent_ranking": ranking}

    return read


def with_thresholds(threshold: float, ambiguity: float) -> Read:
    """Our own reading, with other thresholds of Rasa's FallbackClassifier."""
    classifier = FallbackClassifier({"threshold": threshold, "ambiguity_threshold": ambiguity})

    def read(parsed: Parsed) -> Parsed:
        if parsed["text"].startswith("/"):
            return parsed
        ranking = [item for item in parsed["intent_ranking"] if item["name"] != FALLBACK]
        message = Message({**parsed, "intent": ranking[0], "intent_ranking": ranking})
        return dict(classifier.process([message])[0].data)

    return read
