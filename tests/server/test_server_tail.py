"""The end of a conversation is as good as the whole, and two who write at once do not mix."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    SlotSet,
    UserUttered,
)

from pump_navigator.paths import DOMAIN
from pump_navigator.tail import KEPT, READ
from pump_navigator.tracker_store import OvertakenError, SQLStore

TURNS = 100
FEWEST_TURNS = 3


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(DOMAIN))


@pytest.fixture
def store(domain: Domain, tmp_path: Path) -> SQLStore:
    return SQLStore(domain=domain, db=str(tmp_path / "talks.sqlite"))


async def _turn(store: SQLStore, number: int) -> None:
    tracker = await store.retrieve("one") or store.init_tracker("one")
    tracker.update(UserUttered(f"question {number}", message_id=f"key {number}"))
    if number == 3:
        tracker.update(SlotSet("facts", {"insurer": '"footing": {"slots": '}))
        tracker.update(ActiveLoop("paper_form"))
    tracker.update(SlotSet("misunderstood", number))
    tracker.update(BotUttered(f"answer {number}"))
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)


def _state(tracker) -> tuple:
    state = tracker.current_state()
    return tracker.active_loop_name, state["slots"], state["latest_action"], tracker.latest_message.text


def _latest(tracker) -> list[dict]:
    return [{**event.as_dict(), "metadata": None} for event in list(tracker.events)[-KEPT:]]


@pytest.mark.parametrize("forgets", [True, False], ids=["read each time", "remembered"])
async def test_the_end_tells_the_same_as_the_whole(store: SQLStore, forgets: bool) -> None:
    for number in range(TURNS):
        if forgets:
            store._tails.clear()
        await _turn(store, number)
        end, whole = await store.retrieve("one"), await store.retrieve_full_tracker("one")
        assert _state(end) == _state(whole)
        assert _latest(end) == _latest(whole)
        assert _state(end.copy()) == _state(whole)


async def test_what_is_done_to_a_copy_is_not_done_to_the_tracker(store: SQLStore) -> None:
    for number in range(4):
        await _turn(store, number)
    tracker = await store.retrieve("one")
    before, copied = _state(tracker), tracker.copy()
    for event in (UserUttered("and then"), SlotSet("misunderstood", 99), ActionExecutionRejected("paper_form")):
        copied.update(event)
    assert copied.active_loop.rejected
    assert not tracker.active_loop.rejected
    assert _state(tracker) == before != _state(copied)
    assert not tracker.unsaved


async def test_policies_see_the_same_latest_turns_however_long_the_talk(store: SQLStore, domain: Domain) -> None:
    for number in range(TURNS):
        await _turn(store, number)
        near = (await store.retrieve("one")).past_states(domain)
        whole = (await store.retrieve_full_tracker("one")).past_states(domain)
        seen = min(len(whole), FEWEST_TURNS)
        assert near[-seen:] == whole[-seen:]
        assert len(near) <= 2 * FEWEST_TURNS


async def test_the_end_does_not_grow(store: SQLStore) -> None:
    for number in range(TURNS):
        await _turn(store, number)
        assert len((await store.retrieve("one")).events) <= READ + 10
    store._tails.clear()
    assert KEPT < len((await store.retrieve("one")).events) < READ


async def test_every_event_is_stored_once_and_in_order(store: SQLStore) -> None:
    for number in range(TURNS):
        await _turn(store, number)
    told = [
        e.text for e in (await store.retrieve_full_tracker("one")).events if isinstance(e, (UserUttered, BotUttered))
    ]
    assert told == [text for number in range(TURNS) for text in (f"question {number}", f"answer {number}")]


async def test_a_long_conversation_without_a_footing_is_read_whole(store: SQLStore) -> None:
    for number in range(TURNS):
        await _turn(store, number)
    with store.engine.begin() as database:
        database.execute(
            sa.text('UPDATE events SET data = replace(data, \'"footing": {"slots"\', \'"old": {"slots"\')')
        )
    store._tails.clear()
    assert _state(await store.retrieve("one")) == _state(await store.retrieve_full_tracker("one"))


async def test_who_was_overtaken_writes_nothing(store: SQLStore, domain: Domain) -> None:
    await _turn(store, 0)
    other = SQLStore(domain=domain, db=store.engine.url.database)
    slow, fast = await store.retrieve("one"), await other.retrieve("one")
    fast.update(UserUttered("fast"))
    slow.update(UserUttered("slow"))
    slow.update(BotUttered("to slow"))
    await other.save(fast)
    with pytest.raises(OvertakenError):
        await store.save(slow)
    assert await _heard(store) == ["question 0", "fast"]


async def test_a_message_whose_late_answer_came_after_all_is_not_stored_twice(store: SQLStore) -> None:
    """A database that hung may still write what was given up, while a client asks again."""
    await _turn(store, 0)
    with pytest.raises(OvertakenError):
        await _turn(store, 0)
    assert await _heard(store) == ["question 0"]


async def test_of_many_at_once_one_writes(store: SQLStore) -> None:
    trackers = [store.init_tracker("one") for _ in range(12)]
    for number, tracker in enumerate(trackers):
        tracker.update(UserUttered(str(number)))
    done = await asyncio.gather(*map(store.save, trackers), return_exceptions=True)
    winners = [str(number) for number, outcome in enumerate(done) if outcome is None]
    assert len(winners) == 1
    assert await _heard(store) == winners


async def test_what_failed_in_the_middle_is_not_remembered(store: SQLStore) -> None:
    await _turn(store, 0)
    tracker = await store.retrieve("one")
    tracker.update(UserUttered("never saved"))
    assert "never saved" not in [e.text for e in (await store.retrieve("one")).events if isinstance(e, UserUttered)]


async def test_a_database_that_was_away_at_the_start_gets_its_tables(domain: Domain, tmp_path: Path) -> None:
    path = tmp_path / "talks.sqlite"
    store = SQLStore(domain=domain, db=str(path))
    path.unlink()
    await _turn(store, 0)
    assert await _heard(store) == ["question 0"]


async def _heard(store: SQLStore) -> list[str]:
    tracker = await store.retrieve_full_tracker("one")
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


async def test_policies_find_a_turn_in_an_end_that_holds_only_turns_of_rules(store: SQLStore) -> None:
    for number in range(TURNS):
        tracker = await store.retrieve("one") or store.init_tracker("one")
        tracker.update(ActiveLoop("paper_form"))
        tracker.update(UserUttered(f"answer {number}"))
        tracker.update(_hidden("paper_form"))
        tracker.update(BotUttered(f"question {number}"))
        tracker.update(_hidden("action_listen"))
        await store.save(tracker)
    store._tails.clear()
    tracker = await store.retrieve("one")
    tracker.update(UserUttered("one more"))
    tracker.update(_hidden("paper_form"))
    assert tracker.past_states(store.domain, ignore_rule_only_turns=True, rule_only_data={})


def _hidden(action: str) -> ActionExecuted:
    return ActionExecuted(action, hide_rule_turn=True)
