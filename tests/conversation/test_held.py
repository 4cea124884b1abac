"""A turn reads its conversation once, and only its own."""

from __future__ import annotations

import asyncio
import uuid

from rasa.core.tracker_store import InMemoryTrackerStore

from pump_navigator.held import held, held_tracker


async def test_a_turn_reads_its_conversation_once(navigator, monkeypatch) -> None:
    conversation, read = uuid.uuid4().hex, []
    await navigator.begin(conversation)
    retrieve = InMemoryTrackerStore.retrieve

    async def counted(store, sender_id: str):
        read.append(sender_id)
        return await retrieve(store, sender_id)

    monkeypatch.setattr(InMemoryTrackerStore, "retrieve", counted)
    await navigator.say(conversation, "what does a sensor cost")
    assert read == [conversation]


async def test_a_turn_does_not_hold_the_conversation_of_another(navigator) -> None:
    first, second = (navigator.agent.tracker_store.init_tracker(name) for name in ("first", "second"))

    async def inside(tracker, other: str) -> bool:
        with held(tracker):
            await asyncio.sleep(0)
            return held_tracker(tracker.sender_id) is tracker and held_tracker(other) is None

    assert await asyncio.gather(inside(first, "second"), inside(second, "first")) == [True, True]
    assert held_tracker("first") is None
