"""What is remembered for the last few texts."""

from __future__ import annotations

import pickle

from pump_navigator.recent import Recent


def test_the_oldest_is_forgotten_first() -> None:
    recent: Recent[int] = Recent(2)
    for number, text in enumerate(("one", "two", "three")):
        recent[text] = number
    assert "one" not in recent
    assert (recent["two"], recent["three"]) == (1, 2)


def test_nothing_counts_as_remembered_too() -> None:
    recent: Recent[None] = Recent(2)
    recent["one"] = None
    assert "one" in recent


def test_no_text_is_kept() -> None:
    recent: Recent[int] = Recent(2)
    recent["my son passed out"] = 1
    assert b"passed out" not in pickle.dumps(recent)


def test_there_is_more_room_for_a_while() -> None:
    recent: Recent[int] = Recent(1)
    with recent.room_for(2):
        recent["one"], recent["two"] = 1, 2
        assert "one" in recent
    assert "one" not in recent
    assert recent["two"] == 2
