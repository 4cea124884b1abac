"""What the model reads: the question without courtesies, and with the project's words spelled right."""

from __future__ import annotations

import pytest
import spacy

from pump_navigator.understanding.courtesy import without_courtesies
from pump_navigator.understanding.plain_wording import PlainWording


@pytest.fixture(scope="module")
def plain() -> PlainWording:
    return PlainWording.before(spacy.blank("en").tokenizer)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Hi there, how do I get a pump?", "how do I get a pump?"),
        ("good morning! does my plan pay for it", "does my plan pay for it"),
        ("How long does it take? Thank you so much for your help!", "How long does it take?"),
        ("who writes the letter, thanks in advance", "who writes the letter"),
        ("hola, my plan said no. Thx", "my plan said no"),
    ],
)
def test_greeting_and_thanks_are_taken_off_a_question(typed: str, left: str) -> None:
    assert without_courtesies(typed) == left


@pytest.mark.parametrize(
    "typed", ["hello", "Hi there!", "thanks so much", "got it, thanks", "no thank you", "high costs here"]
)
def test_what_is_only_a_courtesy_stays(typed: str) -> None:
    assert without_courtesies(typed) == typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("is there a deductable for the dexcim", "deductible dexcom"),
        ("the preathorization took weeks", "preauthorization"),
        ("the insurence wants a lettr of necesity", "insurance letter necessity"),
        ("my endocrinolgist moved", "endocrinologist"),
    ],
)
def test_slips_are_put_right(typed: str, read: str, plain: PlainWording) -> None:
    assert set(read.split()) <= set(plain(typed).text.split())


@pytest.mark.parametrize(
    "typed",
    [
        "my docs wasnt there and yall kept tripping over tubing",
        "Anthem in Sacramento quoted me, then Tricare did",
        "the applicator was mumbling and fiddling",
    ],
)
def test_words_that_are_right_stay(typed: str, plain: PlainWording) -> None:
    assert plain(typed).text == typed


@pytest.mark.parametrize("typed", ["asdfghj", "qwrtzp lkjhgf", "xxxxyyyy!!"])
def test_keys_that_were_hit_are_no_words(typed: str, plain: PlainWording) -> None:
    assert not plain.knows(typed)


@pytest.mark.parametrize("typed", ["deductable", "dexcon?", "twiist", "pa", "qwrtzp appeal", "preathorization", "G7"])
def test_what_may_be_a_word_is_one(typed: str, plain: PlainWording) -> None:
    assert plain.knows(typed)
