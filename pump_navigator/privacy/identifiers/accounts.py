"""Ways into an account: passwords, and names that a person goes by on the web."""

from __future__ import annotations

from collections.abc import Iterator

from pump_navigator.privacy.identifiers.span import Span, compiled

_SECRET = r"(?=\S*[\d_!#$%@])\S*\w\S{2,}\w"
_PASSWORD = compiled(
    rf"""\b(?:pass(?:word|code|phrase)?|pwd?|pin|contrase[ñn]a|clave|log-?\s?in|user\s?(?:name|id)?|usuario)\b
        (?:\s*[:=]|[^\n.?!:=\d]{{0,24}}?\b(?:is|was|es)\b|(?<=p[wi][dn])|(?<=pw)|(?<=d))\s*
        (?P<what>{_SECRET}(?:\s?/\s?{_SECRET})?)
    |\b(?:user\s?name|usuario)\s*[:=]?\s+(?P<login>\w{{2,}}[._]\w{{2,}})
    |\b(?:cvv|cvc|security\s+code)2?\b\D{{0,6}}(?P<code>\d{{3,4}})\b"""
)
_HANDLE = compiled(
    r"""(?<![\w.@])@(?P<at>[a-z][\w.]{2,})|\b(?P<tag>\w{2,32}\#\d{4})\b
    |\b(?:facebook|fb|instagram|insta|twitter|tiktok|linkedin|reddit|snapchat)\.com/(?P<page>[\w./-]+)"""
)


def passwords(text: str) -> Iterator[Span]:
    """Passwords and codes by their cue, and handles."""
    for pattern, kind in ((_PASSWORD, "password"), (_HANDLE, "handle")):
        for match in pattern.finditer(text):
            yield Span(*match.span(match.lastgroup or 0), kind)
