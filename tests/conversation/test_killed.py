"""Killed with `kill -9` at every turn of a long talk: the next start knows all that was acknowledged."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from paper_talks import TALKS

from pump_navigator.navigator import Navigator, _store_in
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.library import papers_content
from pump_navigator.tracker_store import SQLStore

CONVERSATION = "a-long-talk"
PAPER = "necessity_facts"
_SECONDS = 60


def _open(navigator: Navigator, database: Path) -> None:
    _store_in(navigator.agent, SQLStore(domain=navigator.agent.domain, db=str(database)))


def _answer(navigator: Navigator, database: Path, line: str, number: int, out: int) -> None:
    """In a process of its own: open the database, say one line, tell that it was answered, and wait to be killed."""
    _open(navigator, database)

    async def turn() -> str:
        if await navigator.agent.tracker_store.retrieve(CONVERSATION) is None:
            await navigator.begin(CONVERSATION)
        os.write(out, b"begun\n")
        reply = await navigator.say(CONVERSATION, line, message_id=str(number))
        return "\n".join(message.text for message in reply.messages)

    os.write(out, json.dumps(asyncio.run(turn())).encode() + b"\n")
    signal.pause()


@contextmanager
def process(navigator: Navigator, database: Path, line: str, number: int) -> Iterator[Iterator[str]]:
    """A fork of this process, as the server's workers are; at the end it is killed."""
    read, write = os.pipe()
    child = multiprocessing.get_context("fork").Process(target=_answer, args=(navigator, database, line, number, write))
    child.start()
    os.close(write)
    with os.fdopen(read) as told:
        try:
            yield told
        finally:
            os.kill(child.pid or 0, signal.SIGKILL)
            child.join(_SECONDS)
    assert child.exitcode == -signal.SIGKILL


async def _draft(navigator: Navigator) -> Draft:
    tracker = await navigator.agent.tracker_store.retrieve(CONVERSATION)
    return Draft.of(tracker.current_slot_values(), papers_content())


@pytest.fixture
def killable(navigator: Navigator, tmp_path: Path) -> Iterator[tuple[Navigator, Path]]:
    """The assistant and a database; the store of the other tests comes back."""
    before = navigator.agent.tracker_store
    yield navigator, tmp_path / "conversations.sqlite"
    _store_in(navigator.agent, before)


def test_all_that_was_acknowledged_is_known_after_every_kill(killable: tuple[Navigator, Path]) -> None:
    navigator, database = killable
    paper = TALKS[PAPER]
    lines = (paper.begin, *(text for _, text in paper.answers))
    for number, line in enumerate(lines):
        with process(navigator, database, line, number) as told:
            assert next(told) == "begun\n"  # and killed in the midst of its work
        with process(navigator, database, line, number) as told:
            assert next(told) == "begun\n"
            acknowledged = json.loads(next(told))
        with process(navigator, database, line, number) as told:
            next(told)
            assert json.loads(next(told)) == acknowledged  # asked again, it is the same and counts once
        _open(navigator, database)
        draft = asyncio.run(_draft(navigator))
        known = set(draft.facts.values)
        assert known == {question for question, _ in paper.answers[:number]}
        if number < len(paper.answers):
            assert draft.paper == PAPER
    assert draft.made == (PAPER,)
    assert all(fact in acknowledged for fact in paper.told)
