"""Whether a message leans on the talk before it: it names nothing of its own ("how long do i have")."""

from __future__ import annotations

import re
from typing import Final

from spacy.lang.en.stop_words import STOP_WORDS

_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = re.compile(r"['’]")
_MOST_WORDS: Final = 12

# Beside the words that carry no meaning anywhere, those that carry none without something before them.
_LIGHT: Final = frozenset(
    """
    ok okay k ugh hmm hm huh oh ah wow lol well yeah yes yep nope so like just pls plz please thanks right sorry wait
    im ive id ill dont cant wont isnt doesnt didnt whats wheres whos hows thats theres hes shes theyre were its
    u ur r n gonna wanna gotta tho cuz bc then again already maybe exactly actually basically
    long soon fast quick quickly often far much many more less better best worst good bad big small hard easy normal
    first second next last start started starting begin beginning stop end finish
    do does doing did done need needs needed want wants wanted have having got gets getting give gives given
    say says said saying tell tells told mean means meant ask asks asked call calls called write writes wrote written
    send sends sent mail fax go goes going gone come comes came happen happens happened work works worked help helps
    know knows find finds make makes made let lets learn read fill fills apply show shows speak talk talks
    look looks see use uses try tries decide decides handle handles sign signs pay pays cost
    expect include includes contain count counts matter matters check change changes stay stays
    day days week weeks month months year years time times today tomorrow thing things stuff way ways step steps
    place people ones person somebody someone anybody anyone kind sort reason part rest idea
    """.split()
)


def leans(text: str) -> bool:
    """Whether all its words are of that kind, and few."""
    words = _WORD.findall(_APOSTROPHES.sub("", text.casefold()))
    return 0 < len(words) <= _MOST_WORDS and all(
        word in _LIGHT or word in STOP_WORDS or word.isdigit() for word in words
    )
