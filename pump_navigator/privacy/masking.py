"""Takes out of a text what identifies a person: numbers with their cue, phones, mails, births, addresses, names.

The cue ("member id", "my name is") stays, so that the question is still understood. What has no cue goes only if its
shape says enough: device names, codes, amounts, readings and plain dates survive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import phonenumbers
from stdnum import luhn

NUMBER = "[number removed]"
NAME = "[name removed]"
ADDRESS = "[address removed]"
EMAIL = "[email removed]"
PHONE = "[phone removed]"
DATE = "[date removed]"

_MARKS = {"name": NAME, "address": ADDRESS, "email": EMAIL, "phone": PHONE, "birth_date": DATE}  # all others: NUMBER


@dataclass(frozen=True)
class Masked:
    """The text without identifiers, and which kinds were taken out, in order of their first place."""

    text: str
    kinds: tuple[str, ...]


class _Span(NamedTuple):
    start: int
    end: int
    kind: str


def mask(text: str, keep: frozenset[str] = frozenset()) -> Masked:
    """Take out all identifiers except those of the kinds to keep.

    The kinds: email, ssn, medicare, card, phone, birth_date, address, name; numbers with a cue: member, policy, group,
    claim, authorization, reference, account, order, record, serial, document; password; handle; number for those$
    without a cue.
    """
    kinds: dict[str, None] = {}
    while True:
        spans = [span for span in _find(text) if span.kind not in keep]
        if not spans:
            return Masked(text, tuple(kinds))
        kinds.update(dict.fromkeys(span.kind for span in spans))
        text = _replace(text, spans)


def _replace(text: str, spans: Iterable[_Span]) -> str:
    pieces, done = [], 0
    for span in spans:
        pieces += [text[done : span.start], _MARKS.get(span.kind, NUMBER)]
        done = span.end
    return "".join([*pieces, text[done:]])


def _find(text: str) -> list[_Span]:
    """All identifiers, none overlapping: where two claim a place, the surer finder has it."""
    found: list[_Span] = []
    has_digits = _DIGIT.search(text) is not None
    for finder, wants_digits in _FINDERS:
        if wants_digits and not has_digits:
            continue
        for span in finder(text):
            if not any(span.start < other.end and other.start < span.end for other in found):
                found.append(span)
    return sorted(found)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_DIGIT = re.compile(r"\d")

# --- Dates ---------------------------------------------------------------------------------------------------------

_MONTH = r"""(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?
    |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre
    |noviembre|diciembre)\b\.?"""
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|º|°)?"
_NUMERIC_DATE = (
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[ ]?[-/.][ ]?\d{1,2}[ ]?[-/.][ ]?(?:(?:19|20)\d\d|\d\d))(?!\d)"
)
_DATE = rf"""(?:{_NUMERIC_DATE}
    |{_MONTH}\s*(?:the\s+)?{_DAY}(?:\s*,?\s*(?:(?:of|in|de|del)\s+)?(?:(?:19|20)\d\d|['’]\d\d))?(?!\d)
    |(?:the\s+)?{_DAY}\s*[-\s]\s*(?:of\s+|de\s+)?{_MONTH}(?:[-\s,]*(?:(?:of|in|de|del)\s+)?(?:(?:19|20)\d\d|['’]?\d\d))?(?!\d))"""
_ONLY_NUMERIC_DATE = _compile(rf"{_NUMERIC_DATE}|(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d")
_BIRTH = r"""(?:d\.?o\.?b\b\.?|(?:date|day|year)\s+of\s+birth|birth\s?-?(?:date|day)|b-?day|born|fdn|nac[ií]|naci[oó]
    |nacid[oa]|fecha\s+de\s+(?:mi\s+|su\s+)?nac(?:imiento|\.)?|cumplea[ñn]os|cumplo\s+años)"""
_BORN = _compile(
    rf"""\b{_BIRTH}[^\d.?!\n\[\]]{{0,80}}?(?<=[^a-z])
    (?<![\d/.-])(?P<what>{_DATE}|\d{{1,2}}[/-]\d{{1,2}}(?![\d/-])|(?:\d{{8}}|\d{{6}})(?!\d))"""
)
_BORN_AFTER = _compile(
    rf"""(?<![\d/.-])(?P<what>{_DATE})[\s,]*\(?(?:(?:is|was|es|fue|[-:])\s*)?
    (?:(?:my|her|his|their|our|the|mi|su|la|[a-z]+['’]s|(?:my|mi)\s+\w+['’]s)\s+)?{_BIRTH}"""
)
_DATE_BY_NUMBER = _compile(
    rf"(?<![\d/.-])(?P<what>{_NUMERIC_DATE})(?=[\s,;]+(?:member|subscriber|medicare|medicaid|mbi|ssn|mrn)\b[^.\n]{{0,20}}\d)"
)
_DATE_AT_END = _compile(rf"[\s,;()-]+(?P<what>{_NUMERIC_DATE})")


def _births(text: str) -> Iterator[_Span]:
    for pattern in (_BORN, _BORN_AFTER, _DATE_BY_NUMBER):
        for match in pattern.finditer(text):
            yield _Span(*match.span("what"), "birth_date")
    for name in _names(text):  # who gives the name and then a date gives the birth
        if date := _DATE_AT_END.match(text, name.end):
            yield _Span(*date.span("what"), "birth_date")


# --- Mail, phone, and numbers that have a shape of their own -------------------------------------------------------

_EMAIL = _compile(
    r"""(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|[(\[]\s?(?:at|arroba)\s?[)\]])\s?[\w-]{1,63}
        (?:\s?(?:[(\[]\s?(?:dot|punto)\s?[)\]])\s?[\w-]{1,63}|\.[\w-]{1,63}|\s\.\s(?:com|net|org|edu|gov)\b|\s(?:dot|punto)\s[a-z]{2,4}\b)+
    |(?<![\w.+-])[\w.+-]{1,64}\s(?:at|arroba)\s(?:[\w-]{1,63}\s(?:dot|punto)\s(?:com|net|org|edu|gov|io|us)\b
        |(?:gmail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail)\.?\s?(?:com|net|me)\b)"""
)
_SSN = _compile(
    r"""(?<![\w-])(?P<what>\d{3}([-–.\s])\d{2}\2\d{4})(?!\d|-\d)
    |\b(?:ssn|social(?:\s+sec(?:urity)?)?|seguro\s+social|hicn|itin)\b
        (?:[\s:#=,(-]|\b(?:no|num|number|n[úu]mero|is|was|are|es|ends?|ending|in|last|four|4|digits|termina|en)\b\.?){0,9}
        (?P<cued>\d{3}[-.\s]?\d{2}[-.\s]?\d{4}|\d{4})(?![\d/])
    |\blast\s+(?:4|four)\s+(?:digits\s+)?(?:of\s+)?(?:(?:my|the|her|his)\s+)?(?:ssn|social)\D{0,12}(?P<last>\d{4})\b"""
)
_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI = _compile(
    rf"""\b[1-9]{_MBI_LETTER}[AC-HJKMNP-RT-Y\d]\d[-\s]?{_MBI_LETTER}[AC-HJKMNP-RT-Y\d]\d[-\s]?{_MBI_LETTER}{{2}}\d\d\b"""
)
_CARD = _compile(r"(?<![\w-])(?:\d{13,19}|\d{4}([-\s])\d{4}\1\d{4}\1\d{1,7}|\d{4}([-\s])\d{6}\2\d{4,5})(?![\w-])")
_ISSUED = re.compile(r"3[47]\d{13}|3[068]\d{12}|[2-6]\d{15}|4\d{12}|[456]\d{15,18}")
_MAYBE_PHONE = re.compile(r"\d(?:[^\w\n]{0,3}\d){6}")
_PHONE_SHAPE = _compile(
    r"""(?<![\w.,/$-])(?:\+?1[-–.\s]{0,2})?(?:\(\s?\d{3}\s?\)[-–.\s]{0,3}|\d{3}\s?[-–./\s]\s?)
        \d{3}(?:\s?[-–.\s]\s?)?\d{4}(?![\w/-]|[.,]\d)
    |(?<![\w.,/$-])\+?1?[2-9]\d{2}[2-9]\d{6}(?![\w/-]|[.,]\d)
    |(?<![\w.,/$-])\d{3}[-–]\d{4}(?![\w/-]|[.,]\d)"""
)
_LOCAL_PHONE = _compile(
    r"\b(?:call|text|phone|cell|mobile|tel|fax|tel[ée]fono|celular|ll[áa]m[ea]\w*)\b[^\d\n]{0,20}(?P<what>\d{3}[\s.]?\d{4})(?![\w/-])"
)
_TOLL_FREE = re.compile(r"\+?1?\D{0,2}8(?:00|33|44|55|66|77|88)")
_TOLL_FREE_WHOLE = re.compile(rf"{_TOLL_FREE.pattern}\D?\d{{3}}\D?\d{{4}}")
_DIGIT_WORD = (
    "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
)
_SPELLED = _compile(
    rf"\b{_DIGIT_WORD}(?:[\s,-]+{_DIGIT_WORD}){{6,}}\b|\b(?:{_DIGIT_WORD}[\s,-]+){{4,}}\d{{2,4}}\b|(?<![\w.-])\d(?:[\s.-]\d){{6,}}(?![\w.-])"
)
_BARE = _compile(r"(?<![\w$.,/-])[a-z\d]+(?:-[a-z\d]+)*(?![\w/-]|[.,]\d)")
_MIXED = re.compile(r"(?:[a-z]+\d+){4}|(?:\d+[a-z]+){4}", re.IGNORECASE)  # letters and digits by turns
_AMOUNT_TAIL = _compile(r"\d(?:units?|u|iu|mg|mcg|ml|usd|k|m|dollars)$")


_SECRET = r"(?=\S*[\d_!#$%@])\S*\w\S{2,}\w"
_PASSWORD = _compile(
    rf"""\b(?:pass(?:word|code|phrase)?|pwd?|pin|contrase[ñn]a|clave|log-?\s?in|user\s?(?:name|id)?|usuario)\b
        (?:\s*[:=]|[^\n.?!:=\d]{{0,24}}?\b(?:is|was|es)\b|(?<=p[wi][dn])|(?<=pw)|(?<=d))\s*
        (?P<what>{_SECRET}(?:\s?/\s?{_SECRET})?)
    |\b(?:user\s?name|usuario)\s*[:=]?\s+(?P<login>\w{{2,}}[._]\w{{2,}})
    |\b(?:cvv|cvc|security\s+code)2?\b\D{{0,6}}(?P<code>\d{{3,4}})\b"""
)
_HANDLE = _compile(
    r"""(?<![\w.@])@(?P<at>[a-z][\w.]{2,})|\b(?P<tag>\w{2,32}\#\d{4})\b
    |\b(?:facebook|fb|instagram|insta|twitter|tiktok|linkedin|reddit|snapchat)\.com/(?P<page>[\w./-]+)"""
)


def _passwords(text: str) -> Iterator[_Span]:
    for pattern, kind in ((_PASSWORD, "password"), (_HANDLE, "handle")):
        for match in pattern.finditer(text):
            yield _Span(*match.span(match.lastgroup or 0), kind)


def _emails(text: str) -> Iterator[_Span]:
    return (_Span(*match.span(), "email") for match in _EMAIL.finditer(text))


def _social_security(text: str) -> Iterator[_Span]:
    for match in _SSN.finditer(text):
        yield _Span(*match.span(match.lastgroup or 0), "ssn")


def _medicare(text: str) -> Iterator[_Span]:
    return (_Span(*match.span(), "medicare") for match in _MBI.finditer(text))


def _cards(text: str) -> Iterator[_Span]:
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _ISSUED.fullmatch(digits) and luhn.is_valid(digits):
            yield _Span(*match.span(), "card")


def _phones(text: str) -> Iterator[_Span]:
    if not _MAYBE_PHONE.search(text):
        return
    for match in _PHONE_SHAPE.finditer(text):
        if not _TOLL_FREE.match(match[0].replace("(", "")):
            yield _Span(*match.span(), "phone")
    for match in _LOCAL_PHONE.finditer(text):
        yield _Span(*match.span("what"), "phone")
    if "+" in text:  # the other shapes are those of the United States
        for number in phonenumbers.PhoneNumberMatcher(text, "US", phonenumbers.Leniency.POSSIBLE):
            if number.raw_string.startswith("+"):
                yield _Span(number.start, number.end, "phone")


def _uncued(text: str) -> Iterator[_Span]:
    """Numbers too long to be anything else, and mixtures of letters and digits as on insurance cards."""
    for match in _SPELLED.finditer(text):
        yield _Span(*match.span(), "number")
    for match in _BARE.finditer(text):
        run = max(map(len, re.findall(r"\d+", match[0])), default=0)
        letters = any(character.isalpha() for character in match[0])
        enough = sum(map(str.isdigit, match[0])) >= 6 and run >= 5 if letters else run >= 8
        if (
            (enough or _MIXED.match(match[0]))
            and not _ONLY_NUMERIC_DATE.fullmatch(match[0])
            and not _AMOUNT_TAIL.search(match[0])
        ):
            yield _Span(*match.span(), "number")


# --- Numbers with a cue --------------------------------------------------------------------------------------------

_CUES = {
    "member": r"""member(?:ship)?|subscriber|beneficiary|enrollee|policy\s?holder|insurance\s+(?:card|id|number|no\b)
        |(?:plan|card|health|patient)\s+(?:id|number)|id(?:entification)?|miembro|afiliad[oa]|asegurad[oa]|medicare|medicaid
        |medi-?cal|mbi|card|tarjeta|aetna|anthem|cigna|humana|kaiser|uhc|united\s?healthcare|bcbs|blue\s+(?:cross|shield)|tricare
        |molina|centene|ambetter|oscar|caremark|optum""",
    "policy": r"policy|p[óo]liza|contract|rx\s?bin|rx\s?pcn|rx\s?grp|payer\s+id",
    "group": r"group|grp|grupo",
    "claim": r"claim|reclamo|reclamaci[óo]n",
    "authorization": r"(?:prior\s+|pre-?)?auth(?:ori[sz]ation)?|autorizaci[óo]n|pa\s+(?:number|no)|pa(?=\s?\#)",
    "reference": r"""reference|ref|case|confirmation|tracking|ticket|
        (?:appeal|grievance|file|letter|call|request|denial)\s+(?:number|no|id|ref(?:erence)?)|(?:appeal|file|denial)(?=\s?\#)|referencia|caso|confirmaci[óo]n|rastreo
        |seguimiento|apelaci[óo]n""",
    "account": r"account|acct|cuenta|routing|iban",
    "order": r"order|invoice|pedido|orden|factura|rx|prescription|receta",
    "record": r"mrn|medical\s+record|chart|expediente|historia\s+cl[íi]nica|historial",
    "serial": r"serial|s/n|sn|lot|lote|serie",
    "document": r"licen[sc]e|passport|dl|licencia|pasaporte|npi|tax\s+id|ein|green\s+card|visa",
    "number": r"number|n[úu]mero",
}
_EXPLICIT = r"numbers?|num|no|nr|nbr|id|code|card|n[úu]mero|n[úu]m|nº|n°"
_LINK = rf"""(?:['’]s)?(?:\s*[\#:=(–-]|\s+(?:{_EXPLICIT}|is|was|are|es|era|says?|shows|reads|dice|de|del|la|mi|el|on
    |it(?:['’]?s)?|record|policy|claim|plan|group|seguro|reclamo|miembro|afiliad[oa])\b\.?|(?:\s+[a-z]+){{1,4}}:){{0,6}}\s*"""
# The letters before the digits of an insurance card, in small letters too, unless they are a word.
_PREFIX = r"""(?:(?-i:[A-Z]{1,4})|(?!(?:is|was|are|the|my|his|her|our|for|and|but|not|has|had|says?|all|any|days?|que
    |mi|es|del|los|las|con|por|son|hay)\b)[a-z]{2,4})\s"""
_CODE = rf"""(?:{_PREFIX})?(?=[a-z-]*\d)[a-z\d]+(?:[-/*][a-z\d]+|\.\d+)*
    (?:\s\d{{2,}}[a-z]?\b(?![/.%-]\d|,\d|%|\s*(?:days?|weeks?|months?|years?|units?|dollars|d[íi]as|meses)\b)(?:-\d+)*){{0,4}}"""
_ANY_CUE = "|".join(f"(?P<{kind}>{cue})" for kind, cue in _CUES.items())
_CUED = _compile(rf"(?<![\w-])(?:{_ANY_CUE})(?P<link>{_LINK})(?<![a-z\d])(?P<code>{_CODE})")
_CUED_AFTER = _compile(
    rf"""(?<![\w$.,/-])(?P<code>[a-z\d]*\d[a-z\d-]*)\s+(?:is|es|was|are)\s+(?:my|the|his|her|our|mi|el|su)\s+(?:[a-z]+\s+)?
    (?:{_ANY_CUE})\b"""
)
_IS_EXPLICIT = _compile(rf"[\#:=]|\b(?:{_EXPLICIT})\b|\b(?:is|es)\b")
_ORDINARY = _compile(
    rf"[a-z]\d{{4}}|[al]\d{{5}}|[a-z]\d\d(?:\.\w+)?|(?:cpb|lcd|ncd)\s?\d+|{_NUMERIC_DATE}|(?:u-?|cms-?)\d+|\d+(?:\.\d+)?"
)
_MONEY = _compile(r"\s*(?:dollars|usd|bucks|d[óo]lares|%)")


def _cued(text: str) -> Iterator[_Span]:
    for match in _CUED.finditer(text):
        explicit = _IS_EXPLICIT.search(match["link"]) or (
            match["number"] is None and " " in match[match.lastgroup or 0]
        )
        toll_free = _TOLL_FREE_WHOLE.fullmatch(match["code"])
        if not toll_free and _is_code(match["code"], 4 if explicit else 5, text, match.end()):
            yield _Span(*match.span("code"), _kind(match))
    for match in _CUED_AFTER.finditer(text):
        if _is_code(match["code"], 5, text, match.end("code")):
            yield _Span(*match.span("code"), _kind(match))


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _CUES if match[kind])


def _is_code(code: str, least: int, text: str, end: int) -> bool:
    digits = sum(map(str.isdigit, code))
    if digits < least or _MONEY.match(text, end):
        return False
    return not _ORDINARY.fullmatch(code) or (code.isdigit() and digits >= least)


# --- Addresses -----------------------------------------------------------------------------------------------------

_STREET = r"""(?:street|st|str|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|terrace|ter
    |circle|cir|highway|hwy|parkway|pkwy|trail|trl|square|sq|calle|avenida)\b\.?"""
_NO_STREET = r"""(?:of|on|the|in|to|a|an|my|his|her|our|is|are|was|days?|weeks?|months?|years?|yrs?|yo
    |old(?!\s+\w+\s+r)|hours?|minutes?|mins?|hrs?|times?|units?|people|kids?|who|and|or|from|by|for|with|at|per|mg|ml|mcg|plus|pods?|sensors?|pumps?
    |closed|hybrid|half|i|we|he|she|it|they|you|that|this|if|so|but|no|not|more|other|different|cgm|system|new|miles?
    |dexcom|libre|omnipod|tandem|medtronic|your|their|ago|now|says?|said|when|because|can|does|do|did|will|via|por|el|la)\b"""
_HOUSE = r"(?<![\w$.,/:-])\d{1,6}(?:-\d{1,4}|[a-d]|\s?½)?"
_UNIT = r"(?:[\s,]*(?:apt|apartment|unit|suite|ste|apto|depto|piso|fl(?:oor)?|rm|room|\#)\.?\s*\#?\s*[\w-]{1,6}\b)?"
_CITY = r"""(?:(?:[\s,]+(?!is\b|my\b)[a-zà-ÿ.]+){0,4}?[\s,]+\d{5}(?:-\d{4})?\b(?!\s*(?:dollars|units))
    |,\s*(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})(?:,?\s(?-i:[A-Z]{2})\b)?)?"""
_ADDRESSES = (
    _compile(
        rf"{_HOUSE}(?:\s+(?!{_NO_STREET})[\wà-ÿ.'’-]+){{1,4}}?\s+{_STREET}(?:\s+(?:[ns][ew]?|[ew])\b)?{_UNIT}{_CITY}"
    ),
    _compile(rf"""\b(?:p\.?\s?o\.?\s?box|apartado(?:\s+postal)?)\s*\#?\s*\d+{_CITY}"""),
    _compile(
        rf"\b(?:calle|avenida|avda?\.?|carrera)\s+(?:[\wà-ÿ.]+\s+){{1,4}}?(?:\#|n[úu]m(?:ero)?\.?|no\.?)?\s*\d{{1,5}}\b{_UNIT}{_CITY}"
    ),
    _compile(
        rf"""\b(?:(?:live|living|reside|home)\s+(?:at|on|is)|address\s*(?:is|:)|(?:ship|send|mail|deliver)(?:\s+(?:it|them|that))?
        \s+to|vivo\s+en|direcci[óo]n\s*(?:es|:))\s+(?P<what>\d{{1,6}}(?:\s+(?!{_NO_STREET})[a-zà-ÿ][\wà-ÿ.'’-]*){{1,3}}{_UNIT}{_CITY})"""
    ),
)


_OF_A_PLAN = _compile(r"\b(?:appeals?|claims?|grievances?)\b[^.?!\n]{0,30}\bto\s+$")  # no secret


def _addresses(text: str) -> Iterator[_Span]:
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            if _OF_A_PLAN.search(text, max(0, match.start() - 60), match.start()):
                continue
            yield _Span(*match.span("what" if "what" in match.groupdict() else 0), "address")


# --- Names ---------------------------------------------------------------------------------------------------------

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
_THINGS = (
    "brand",
    "plan",
    "drug",
    "device",
    "pump",
    "pump's",
    "sensor",
    "user",
    "file",
    "product",
    "company",
    "form",
    "generic",
)  # have names
_NO_OWNER = "".join(rf"(?<!{thing}\s)" for thing in _THINGS)
# Each with how many words a name needs; a name in small letters has at most two words.
_NAMED = (
    # "Doe, Jane", as a form has it.
    (
        2,
        _compile(
            rf"""\b(?:patient|member|paciente|name|nombre)\s*[:=]\s*
            (?P<words>{_CAPITAL},\s?{_CAPITAL}(?:\s{_CAPITAL})?)"""
        ),
    ),
    (
        1,
        _compile(
            rf"""\b(?:{_NO_OWNER}\b(?:name|nam|naem|nmae)(?:\s+on\s+(?:the|my)\s+card)?(?:\s+(?:is|was)(?![\w'’])|['’]s|\s*:)|(?:my|his|her)\s+names|(?:member|patient|full|first|last)\s+name
        |me\s+llamo|(?:se|le)\s+llama|(?:mi|su)?\s*nombre(?:\s+completo)?\s*(?:es|:)|a\s+nombre\s+de|patient\s*:|paciente\s*:
        |le\s+habla|mi\s+apellido\s+es|llamad[oa])\s*:?\s*{_WORDS}"""
        ),
    ),
    (1, _compile(rf"\bthis\s+is\s+(?P<words>{_LOWER}(?:\s{_LOWER}){{0,2}}?)[\s,]+(?:calling|speaking|writing|here)\b")),
    (2, _compile(rf"\b(?:i\s+am|i['’]?m|this\s+is|it['’]?s|soy|habla|named)\s+{_CAPITALS}")),
    (
        2,
        _compile(
            rf"\b(?:i\s+am|i['’]?m|soy)\s+(?P<words>{_LOWER}\s{_LOWER}),?\s+(?={_NUMERIC_DATE}|(?:dob|member|ssn)\b)"
        ),
    ),
    (
        1,
        _compile(rf"\b(?:my|our|mi|nuestr[oa])\s+(?:\w+\s+)?{_RELATION},?\s+{_ONE_OR_MORE}"),
    ),
    # "mom of Jane Doe", "papá de Juan", "husband John Doe": a relation and a name, without "my".
    (
        1,
        _compile(rf"\b(?:{_RELATION}|parent|caregiver|guardian|abuel[oa])\s+(?:of|to|de)\s+{_ONE_OR_MORE}"),
    ),
    (2, _compile(rf"\b{_RELATION},?\s+{_CAPITALS}")),
    (1, _compile(rf"\b{_RELATION}(?:['’]?s|\s+is|\s+se)?\s+(?:called|named|llama)\s+{_ONE_OR_MORE}")),
    (1, _compile(rf"\b(?:mrs?|ms|miss|pt)\b\.?\s+{_ONE_OR_MORE}")),
    (2, _compile(rf"{_CAPITALS}(?:\s*,\s*|\s+\(?)(?:born|dob|d\.o\.b|aged?|member|id)\b")),
    (2, _compile(rf"\b(?:addressed\s+to|put|says|dirigida\s+a)\s+{_CAPITALS}")),
    (1, _compile(rf"\b(?:call\s+me|be\s+called|go\s+by|ll[áa]m[ae]me)\s+{_ONE_OR_MORE}")),
    (1, _compile(rf"\b(?:i\s+am|i['’]?m|this\s+is|it['’]?s|soy)\s+(?P<words>{_CAPITAL})\s+again\b")),
    # A line of its own at the end of a letter.
    (2, _compile(rf"(?<=\n){_CAPITALS}(?=\s*(?:\n|$))")),
    # "I'm Dana", "Dana Whitfield here"
    (
        1,
        _compile(
            rf"\b(?:i\s+am|i['’]?m|this\s+is|soy)\s+(?P<words>{_CAPITAL})(?=\s*(?:[,.!]|$)|\s+(?:and|from|here|y)\b)"
        ),
    ),
    (2, _compile(rf"^\W*(?:(?:hi|hello|hey|hola)\W+)?{_CAPITALS}\s+here\b")),
    (
        2,
        _compile(
            rf"\b(?:patient|member|subscriber|insured|policy\s?holder|paciente|asegurad[oa]|behalf\s+of|sincerely|regards|thanks|thank\s+you|signed|gracias|atentamente)"
            rf"(?:[\s,.:!–-]+|\s+(?:is|es)\s+){_CAPITALS}"
        ),
    ),
)
_TOKEN = re.compile(r"\S+")


def _names(text: str) -> Iterator[_Span]:
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
                yield _Span(start, end, "name")


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,'-")


_FINDERS: tuple[tuple[Callable[[str], Iterator[_Span]], bool], ...] = (
    (_emails, False),
    (_passwords, False),
    (_medicare, True),
    (_births, True),
    (_social_security, True),
    (_cards, True),
    (_cued, True),
    (_addresses, True),
    (_phones, True),
    (_uncued, False),
    (_names, False),
)
