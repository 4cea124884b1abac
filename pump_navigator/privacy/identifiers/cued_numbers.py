"""Numbers that a cue before or after them gives away: member, group, claim and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pump_navigator.privacy.identifiers.contacts import TOLL_FREE_WHOLE
from pump_navigator.privacy.identifiers.dates import NUMERIC_DATE
from pump_navigator.privacy.identifiers.span import Span, compiled

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
_CUED = compiled(rf"(?<![\w-])(?:{_ANY_CUE})(?P<link>{_LINK})(?<![a-z\d])(?P<code>{_CODE})")
_CUED_AFTER = compiled(
    rf"""(?<![\w$.,/-])(?P<code>[a-z\d]*\d[a-z\d-]*)\s+(?:is|es|was|are)\s+(?:my|the|his|her|our|mi|el|su)\s+(?:[a-z]+\s+)?
    (?:{_ANY_CUE})\b"""
)
_IS_EXPLICIT = compiled(rf"[\#:=]|\b(?:{_EXPLICIT})\b|\b(?:is|es)\b")
_ORDINARY = compiled(
    rf"[a-z]\d{{4}}|[al]\d{{5}}|[a-z]\d\d(?:\.\w+)?|(?:cpb|lcd|ncd)\s?\d+|{NUMERIC_DATE}|(?:u-?|cms-?)\d+|\d+(?:\.\d+)?"
)
_MONEY = compiled(r"\s*(?:dollars|usd|bucks|d[óo]lares|%)")


def cued(text: str) -> Iterator[Span]:
    """Codes beside a cue, each of the cue's kind."""
    for match in _CUED.finditer(text):
        explicit = _IS_EXPLICIT.search(match["link"]) or (
            match["number"] is None and " " in match[match.lastgroup or 0]
        )
        toll_free = TOLL_FREE_WHOLE.fullmatch(match["code"])
        if not toll_free and _is_code(match["code"], 4 if explicit else 5, text, match.end()):
            yield Span(*match.span("code"), _kind(match))
    for match in _CUED_AFTER.finditer(text):
        if _is_code(match["code"], 5, text, match.end("code")):
            yield Span(*match.span("code"), _kind(match))


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _CUES if match[kind])


def _is_code(code: str, least: int, text: str, end: int) -> bool:
    digits = sum(map(str.isdigit, code))
    if digits < least or _MONEY.match(text, end):
        return False
    return not _ORDINARY.fullmatch(code) or (code.isdigit() and digits >= least)
