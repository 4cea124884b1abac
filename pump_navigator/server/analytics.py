"""What an event broker gets: the course of a conversation, without its words."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from pump_navigator.dialogue import slots

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_TRIES = 30

_KEPT = ("sender_id", "event", "timestamp", "name", "policy", "confidence", "input_channel")
_KEPT_METADATA = ("model_id", "assistant_id")
_KEPT_SLOTS = {slots.GUIDE, slots.DEVICE, slots.TOPIC, slots.NOTICED, slots.MISUNDERSTOOD, slots.ALERT, "paper"}
_KEPT_OF_MESSAGES = ("kind", "topic")


def outline(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event of Rasa's in Rasa's form, with only what nobody has typed."""
    kept = {name: event[name] for name in _KEPT if event.get(name) is not None}
    if event.get("name") in _KEPT_SLOTS and "value" in event:
        kept["value"] = event["value"]
    if intent := event.get("parse_data", {}).get("intent"):
        kept["parse_data"] = {"intent": {"name": intent.get("name"), "confidence": intent.get("confidence")}}
    if custom := (event.get("data") or {}).get("custom"):
        kept["data"] = {"custom": {name: custom.get(name) for name in _KEPT_OF_MESSAGES}}
    if metadata := event.get("metadata"):
        kept["metadata"] = {name: metadata[name] for name in _KEPT_METADATA if name in metadata}
    return kept


class Outlines(EventBroker):  # type: ignore[misc]
    """Hands another broker the outlines of events."""

    def __init__(self, broker: EventBroker) -> None:
        self._broker = broker

    def publish(self, event: dict[str, Any]) -> None:
        """Rasa calls this for each event."""
        self._broker.publish(outline(event))

    async def close(self) -> None:
        """Close the broker behind it."""
        await self._broker.close()


async def connect(endpoint: EndpointConfig, *, with_texts: bool) -> EventBroker:
    """Rasa's broker, as soon as it can be reached: nobody waits for an answer because nobody counts it."""
    while True:
        try:
            broker = await EventBroker.create(endpoint, loop=asyncio.get_running_loop())
            return broker if with_texts or broker is None else Outlines(broker)
        except (RasaException, OSError) as error:
            logger.error("the event broker cannot be reached: %s", type(error).__name__)
            await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
