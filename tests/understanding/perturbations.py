"""Ways in which the same question is written otherwise: none of them changes what is asked."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable

_WORDS_PER_SLIP = 8
_SHORTEST = 4
_GREETINGS = ("Hi there, ", "hello! ", "Good morning. ", "hey ", "Hi everyone, ")
_THANKS = (" thank you!", " Thanks so much", " thx", ". Thanks in advance.", " Thank you for your help!")


def slips(text: str, chance: random.Random) -> str:
    """One slip of the pen in every eight words: a letter lost, doubled, swapped with the next, or a wrong one."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= _SHORTEST]
    for place in chance.sample(long, min(len(long), max(1, len(words) // _WORDS_PER_SLIP))):
        word = words[place]
        at = chance.randrange(1, len(word) - 1)
        words[place] = chance.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :],
            ]
        )
    return " ".join(words)


PERTURBATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "slips": slips,
    "lower case": lambda text, _: text.lower(),
    "upper case": lambda text, _: text.upper(),
    "no punctuation": lambda text, _: re.sub(r"[^\w\s]", "", text),
    "greeting before": lambda text, chance: chance.choice(_GREETINGS) + text,
    "thanks after": lambda text, chance: text + chance.choice(_THANKS),
}
