"""The widget, the page for its frame and the demo clinic: read once, served with an ETag."""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from mimetypes import guess_type
from pathlib import Path

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from pump_navigator.paths import PROJECT

logger = logging.getLogger(__name__)

WIDGET = PROJECT / "widget" / "dist"
DEMO = PROJECT / "demo"
_LOADER = "widget.js"
_FRAME = "frame.html"
_INDEX = "index.html"

_REVALIDATED = "public, max-age=300, must-revalidate"
_FOREVER = "public, max-age=31536000, immutable"
_VERSION = "v"  # the loader names the rest of the widget by a digest of its content
_DIGITS = 32
_WORTH_PACKING = 256

# Everything that a page of ours needs, and no more: the same policy that docs/embedding.md gives to clinics.
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)


@dataclass(frozen=True)
class Asset:
    """A file in memory."""

    content: bytes
    packed: bytes | None
    tag: str
    media_type: str

    @classmethod
    def of(cls, path: Path) -> Asset:
        """The file as it is now."""
        return cls.named(path.name, path.read_bytes())

    @classmethod
    def named(cls, name: str, content: bytes) -> Asset:
        """Some content as a file of that name."""
        media_type = guess_type(name)[0] or "application/octet-stream"
        text = media_type.startswith("text/") or media_type.endswith(("javascript", "xml", "json"))
        return cls(
            content=content,
            packed=gzip.compress(content, mtime=0) if text and len(content) > _WORTH_PACKING else None,
            tag=f'"{hashlib.sha256(content).hexdigest()[:_DIGITS]}"',
            media_type=f"{media_type}; charset=utf-8" if text else media_type,
        )

    def response(self, request: Request, headers: Mapping[str, str]) -> HTTPResponse:
        """The file, or that it has not changed."""
        told = {"ETag": self.tag, "Vary": "Accept-Encoding", "Cache-Control": _REVALIDATED, **headers}
        if _knows(request.headers.get("if-none-match", ""), self.tag):
            return empty(304, told)
        if self.packed and _unpacks(request.headers.get("accept-encoding", "")):
            return raw(self.packed, headers={**told, "Content-Encoding": "gzip"}, content_type=self.media_type)
        return raw(self.content, headers=told, content_type=self.media_type)


def add_routes(app: Sanic, frame_ancestors: str, frame_words: Mapping[str, str]) -> None:
    """Routes for all that there is."""
    for name, path in _files(WIDGET):
        if name == _FRAME:
            asset = Asset.named(name, _filled(path.read_text(encoding="utf-8"), frame_words).encode())
            serve = partial(_frame, asset=asset, ancestors=frame_ancestors)
        else:
            serve = partial(_script, asset=Asset.of(path))
        _add(app, f"/{name}", serve)
    for name, path in _files(DEMO):
        _add(app, "/" if name == _INDEX else f"/{name}", partial(_page, asset=Asset.of(path)))
    if not (WIDGET / _LOADER).exists():
        logger.warning("The widget is not built, so /widget.js is missing. Mend: run `make widget`.")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def _filled(page: str, words: Mapping[str, str]) -> str:
    """A page with words in place of their names in braces."""
    for name, text in words.items():
        page = page.replace("{" + name + "}", escape(text))
    return page


def _add(app: Sanic, path: str, handler: partial[HTTPResponse]) -> None:
    app.add_route(handler, path, methods=["GET", "HEAD"], name=path)


def _script(request: Request, asset: Asset) -> HTTPResponse:
    """A part of the widget, which pages of other origins load."""
    version = request.args.get(_VERSION, "")
    return asset.response(
        request,
        {
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": _FOREVER if version and asset.tag.startswith(f'"{version}') else _REVALIDATED,
        },
    )


def _frame(request: Request, asset: Asset, ancestors: str) -> HTTPResponse:
    """The chat as a page of its own, for clinics whose websites forbid scripts."""
    return asset.response(request, {"Content-Security-Policy": _PAGE_POLICY.format(ancestors=ancestors)})


def _page(request: Request, asset: Asset) -> HTTPResponse:
    return asset.response(request, {"Content-Security-Policy": _PAGE_POLICY.format(ancestors="'none'")})


def _knows(header: str, tag: str) -> bool:
    known = [word.strip().removeprefix("W/") for word in header.split(",")]
    return tag in known or "*" in known


def _unpacks(header: str) -> bool:
    offers = [offer.replace(" ", "").partition(";") for offer in header.lower().split(",")]
    return any(name in ("gzip", "*") and quality not in ("q=0", "q=0.0") for name, _, quality in offers)
