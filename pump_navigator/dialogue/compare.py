"""Compares devices in the talk: the sentences of `comparison.yml`, and a table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pump_navigator.comparison.comparer import Comparer
from pump_navigator.comparison.table import Comparison
from pump_navigator.comparison.wish import Wish, WishReader
from pump_navigator.comparison.words import comparison_words
from pump_navigator.content.library import CORTISOL
from pump_navigator.content.topics import CHOOSE_DEVICE
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.state import State
from pump_navigator.intents import ASK_CHOOSE_DEVICE, ASK_FOLLOW_UP, SWITCH_DEVICE
from pump_navigator.messages import Link, Message, Table

_LINKS: Final = 3
_REFERS: Final = re.compile(r"\b(?:it|its|it's|them|they|that one|this one|those|these|both|either)\b", re.IGNORECASE)
_GOES_ON: Final = {ASK_CHOOSE_DEVICE, ASK_FOLLOW_UP, SWITCH_DEVICE}


def compared(answerer: Answerer, reading: Reading, state: State) -> Answer | None:
    """The devices that a question is about; None where it names none and nothing that tells them apart.

    After a comparison a question may go on with it: "and with the t:slim?", "can i swim with it?".
    """
    goes_on = state.topic == CHOOSE_DEVICE and bool(state.compared)
    refers = goes_on and _REFERS.search(reading.text) is not None
    if reading.intent != ASK_CHOOSE_DEVICE and not (goes_on and (refers or reading.intent in _GOES_ON)):
        return None
    vocabulary, words = answerer.library.vocabulary, comparison_words()
    scope = answerer.chooser.scope_for(reading, state)
    spoken_of = state.compared if refers else ()
    reader = WishReader(vocabulary, words)
    wish = reader.wish(reading.text, context=spoken_of, device=scope.device, cortisol=scope.guide == CORTISOL)
    if not (_is_about_features(wish) or (wish.named and wish.named != spoken_of) or _wants_a_list(wish)):
        return None
    found = Comparer(vocabulary, words).compare(wish)
    text = "\n".join(sentence.text for sentence in found.sentences)
    links = tuple(Link(source.title, source.url) for source in found.sources if source.url)[:_LINKS]
    buttons = answerer.buttons(answerer.library.entries[CHOOSE_DEVICE], told=True)
    message = Message(text, buttons, links=links, topic=CHOOSE_DEVICE, table=_table(found, words.sentence("caption")))
    after = replace(state, scope=scope, topic=CHOOSE_DEVICE, misunderstood=0, compared=wish.named)
    return Answer((message,), after)


def _is_about_features(wish: Wish) -> bool:
    """Whether it names what tells devices apart; what goes with what is one only where a device is named."""
    tells = (wish.form, wish.age is not None, wish.diabetes_type, wish.water, wish.phone, wish.pairs and wish.named)
    return any(tells)


def _wants_a_list(wish: Wish) -> bool:
    return wish.compares and wish.wanted is not None


def _table(found: Comparison, caption: str) -> Table | None:
    if not found.rows:
        return None
    columns = tuple(found.heads[column] for column in found.columns)
    return Table(caption, columns, tuple((row.name, *(cell.text for cell in row.cells)) for row in found.rows))
