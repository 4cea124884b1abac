"""What a person is called: after a cue ("my name is"), or where a form or a letter has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pump_navigator.privacy.identifiers.dates import NUMERIC_DATE
from pump_navigator.privacy.identifiers.span import Span, compiled

_NO_NAME_WORDS = """
    a about again ago all also am an and any are as asking at back be because been being but by call called
    calling can cant confused could denied denial did do does doing done dont down dying emergency every feeling
    fine for from get getting going good had has have having he hello help her here hi him his how i id if im in
    insane is isnt it its just know last like listed looking lost low lows high highs made me member misspelled
    missing mom dad more my need needs new no not now of off ok on one or our out passing please problem question
    quite really right sad same scared shaking she sick since so some sorry spelled still stuck sugar taking tell
    than thanks that the their them there these they this threw throwing tired to today too trying type
    unconscious until up urgent us very vomiting waiting want wants was we were what when where which who whose
    why will with wont worried would writing wrong yes you your dob born patient policy group claim date number
    phone email address he's she's i'm it's we're don't can't won't isn't diabetic diabetes insulin pump pumps
    sensor sensors pod pods medicare medicaid insurance insurer aetna anthem cigna humana kaiser united
    unitedhealthcare bcbs blue cross shield optum caremark tricare dexcom libre freestyle abbott omnipod insulet
    tandem medtronic minimed mobi ilet eversense senseonics beta bionics twiist guardian t:slim control-iq
    american english spanish january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday part plan doctor dr endo nurse pharmacy appeal prior
    auth dka addison addisons addison's cortisol steroid steroids hydrocortisone adrenal crisis dead alone afraid
    hypo faint fainting bleeding seizing seizure breathing unresponsive awake asleep bad worse normal off-label
    years old months y de del que el la los las un una en es está estoy soy tengo no sí si por para con mi su muy
    me se necesito quiero tipo diabético diabética diabetico diabetica mamá mamá mama papá papa madre padre
    enfermo enferma ayuda vomitando como cómo desde pero porque hola gracias cuando paciente nací años hijo hija
    urgente emergencia mal
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_LOWER = r"[a-zà-ÿ][a-zà-ÿ'’-]*"
_CAPITAL = (
    r"(?-i:[A-ZÀ-Þ](?:[a-zà-ÿ]+|['’]?[A-ZÀ-Þ][a-zà-ÿ]+|\.(?=\s[A-ZÀ-Þ]))(?:['’-]?[A-ZÀ-Þ]?[a-zà-ÿ]+)*|[A-Z](?=\s[A-Z]))"
)
_WORDS = rf"(?P<words>{_LOWER}(?:\s[a-z]\.(?=\s[a-z])|\s{_LOWER}){{0,3}})"
_CAPITALS = rf"(?P<words>{_CAPITAL}(?:\s{_CAPITAL}){{1,3}})"
_ONE_OR_MORE = rf"(?P<words>{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})"
_RELATION = r"""(?:son|daughter|child|kid|ex|ex-(?:husband|wife)|roommate|friend|neighbou?r|co-?worker|boss
    |teacher|student|nurse|case\s?(?:worker|manager)|rep|stepson|stepdaughter|uncle|aunt|cousin|nephew|niece|grandma|grandpa
    |grandmother|grandfather|husband|wife|partner|spouse|mother|father|mom|dad|brother|sister|boy|girl|baby
    |grandson|granddaughter|hijo|hija|esposo|esposa|marido|madre|padre|mamá|papá|hermano|hermana|nieto|nieta)"""
# They have names too.
_THINGS = "brand plan drug device pump pump's sensor user file product company form generic"
_NO_OWNER = "".join(rf"(?<!{thing}\s)" for thing in _THINGS.split())
# Each with how many words a name needs; a name in small letters has at most two words.
_NAMED = (
    # "Doe, Jane", as a form has it.
    (
        2,
        compiled(
            rf"""\b(?:patient|member|paciente|name|nombre)\s*[:=]\s*
            (?P<words>{_CAPITAL},\s?{_CAPITAL}(?:\s{_CAPITAL})?)"""
        ),
    ),
    (
        1,
        compiled(
            rf"""\b(?:{_NO_OWNER}\b(?:name|nam|naem|nmae)(?:\s+on\s+(?:the|my)\s+card)?(?:\s+(?:is|was)(?![\w'’])|['’]s|\s*:)|(?:my|his|her)\s+names|(?:member|patient|full|first|last)\s+name
        |me\s+llamo|(?:se|le)\s+llama|(?:mi|su)?\s*nombre(?:\s+completo)?\s*(?:es|:)|a\s+nombre\s+de|patient\s*:|paciente\s*:
        |le\s+habla|mi\s+apellido\s+es|llamad[oa])\s*:?\s*{_WORDS}"""
        ),
    ),
    (1, compiled(rf"\bthis\s+is\s+(?P<words>{_LOWER}(?:\s{_LOWER}){{0,2}}?)[\s,]+(?:calling|speaking|writing|here)\b")),
    (2, compiled(rf"\b(?:i\s+am|i['’]?m|this\s+is|it['’]?s|soy|habla|named)\s+{_CAPITALS}")),
    (
        2,
        compiled(
            rf"\b(?:i\s+am|i['’]?m|soy)\s+(?P<words>{_LOWER}\s{_LOWER}),?\s+(?={NUMERIC_DATE}|(?:dob|member|ssn)\b)"
        ),
    ),
    (
        1,
        compiled(rf"\b(?:my|our|mi|nuestr[oa])\s+(?:\w+\s+)?{_RELATION},?\s+{_ONE_OR_MORE}"),
    ),
    # "mom of Jane Doe", "papá de Juan", "husband John Doe": a relation and a name, without "my".
    (
        1,
        compiled(rf"\b(?:{_RELATION}|parent|caregiver|guardian|abuel[oa])\s+(?:of|to|de)\s+{_ONE_OR_MORE}"),
    ),
    (2, compiled(rf"\b{_RELATION},?\s+{_CAPITALS}")),
    (1, compiled(rf"\b{_RELATION}(?:['’]?s|\s+is|\s+se)?\s+(?:called|named|llama)\s+{_ONE_OR_MORE}")),
    (1, compiled(rf"\b(?:mrs?|ms|miss|pt)\b\.?\s+{_ONE_OR_MORE}")),
    (2, compiled(rf"{_CAPITALS}(?:\s*,\s*|\s+\(?)(?:born|dob|d\.o\.b|aged?|member|id)\b")),
    (2, compiled(rf"\b(?:addressed\s+to|put|says|dirigida\s+a)\s+{_CAPITALS}")),
    (1, compiled(rf"\b(?:call\s+me|be\s+called|go\s+by|ll[áa]m[ae]me)\s+{_ONE_OR_MORE}")),
    (1, compiled(rf"\b(?:i\s+am|i['’]?m|this\s+is|it['’]?s|soy)\s+(?P<words>{_CAPITAL})\s+again\b")),
    # A line of its own at the end of a letter.
    (2, compiled(rf"(?<=\n){_CAPITALS}(?=\s*(?:\n|$))")),
    # "I'm Dana", "Dana Whitfield here"
    (
        1,
        compiled(
            rf"\b(?:i\s+am|i['’]?m|this\s+is|soy)\s+(?P<words>{_CAPITAL})(?=\s*(?:[,.!]|$)|\s+(?:and|from|here|y)\b)"
        ),
    ),
    (2, compiled(rf"^\W*(?:(?:hi|hello|hey|hola)\W+)?{_CAPITALS}\s+here\b")),
    (
        2,
        compiled(
            rf"\b(?:patient|member|subscriber|insured|policy\s?holder|paciente|asegurad[oa]|behalf\s+of|sincerely|regards|thanks|thank\s+you|signed|gracias|atentamente)"
            rf"(?:[\s,.:!–-]+|\s+(?:is|es)\s+){_CAPITALS}"
        ),
    ),
)
_TOKEN = re.compile(r"\S+")


def names(text: str) -> Iterator[Span]:
    """Names of persons, without the words around them."""
    for least, pattern in _NAMED:
        for match in pattern.finditer(text):
            start = end = match.start("words")
            count = 0
            for word in _TOKEN.finditer(text, start, match.end("words")):
                is_lower = word[0][0].islower()
                if _bare(word[0]) in _NO_NAME or (is_lower and count >= 2):
                    break
                count, end = count + 1, word.end()
            if count >= least:
                yield Span(start, end, "name")


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,'-")
