"""Compares devices in the talk: the sentences of `comparison.yml`, and a table."""

from __future__ import annotations

from dataclasses import replace

from pump_navigator.comparison import Comparer, Comparison, Wish, comparison_words
from pump_navigator.content.library import CORTISOL
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.state import State
from pump_navigator.messages import Link, Message, Table

COMPARES = "ask_choose_device"
_TOPIC = "diabetes/choose_device"
_LINKS = 3


def compared(answerer: Answerer, reading: Reading, state: State) -> Answer | None:
    """The devices that a question is about; None where it names none and nothing that tells them apart."""
    words = comparison_words()
    comparer = Comparer(answerer.library.vocabulary, words)
    scope = answerer.scope_for(reading, state)
    wish = comparer.wish(reading.text, device=scope.device, cortisol=scope.guide == CORTISOL)
    if not _tells_apart(wish):
        return None
    found = comparer.compare(wish)
    text = "\n".join(sentence.text for sentence in found.sentences)
    links = tuple(Link(source.title, source.url) for source in found.sources if source.url)[:_LINKS]
    caption = words.sentences["caption"].text  # type: ignore[index]
    message = Message(text, links=links, topic=_TOPIC, table=_table(found, caption))
    return Answer((message,), replace(state, scope=scope, topic=_TOPIC, misunderstood=0))


def _tells_apart(wish: Wish) -> bool:
    return bool(wish.named or wish.form or wish.age is not None or wish.diabetes_type or wish.water or wish.pairs)


def _table(found: Comparison, caption: str) -> Table | None:
    if not found.rows:
        return None
    columns = tuple(found.heads[column] for column in found.columns)
    return Table(caption, columns, tuple((row.name, *(cell.text for cell in row.cells)) for row in found.rows))
