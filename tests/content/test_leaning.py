"""Which messages lean on the talk before them."""

from __future__ import annotations

import pytest

from pump_navigator.dialogue.leaning import leans


@pytest.mark.parametrize("text", ["who signs it?", "ok, and how long would that take", "What's in it", "why"])
def test_what_names_nothing_of_its_own_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize("text", ["what does the letter say", "how long is the warranty", "", "it " * 20])
def test_what_names_something_or_says_much_stands_by_itself(text: str) -> None:
    assert not leans(text)
