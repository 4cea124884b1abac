"""The widget and the demo clinic."""

from __future__ import annotations

import gzip
import hashlib
import re

import httpx
import pytest
from running import Server

from pump_navigator.content.widget import widget_words
from pump_navigator.server.static import DEMO, WIDGET


@pytest.fixture(scope="module")
def http(server: Server) -> httpx.Client:
    return server.client().http


@pytest.mark.parametrize("name", ["widget.js", "pump-navigator.js"])
def test_the_widget_as_it_was_built(http: httpx.Client, name: str) -> None:
    answer = http.get(f"/{name}")
    assert answer.status_code == 200
    assert answer.content == (WIDGET / name).read_bytes()
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


def test_the_page_for_a_frame_has_its_words(http: httpx.Client) -> None:
    answer = http.get("/frame.html")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<title>{widget_words().strings['title']}</title>" in answer.text
    assert "In an emergency, call 911.</p>" in answer.text
    assert "{" not in answer.text


@pytest.mark.parametrize("name", ["widget.js", "pump-navigator.js"])
def test_any_page_may_load_the_widget(http: httpx.Client, name: str) -> None:
    headers = http.get(f"/{name}", headers={"Origin": "https://anybody.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_what_has_not_changed_is_not_sent_again(http: httpx.Client) -> None:
    tag = http.get("/widget.js").headers["etag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        answer = http.get("/widget.js", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    assert http.get("/widget.js", headers={"If-None-Match": '"other"'}).status_code == 200


def test_it_is_sent_packed_to_whom_can_unpack(http: httpx.Client) -> None:
    whole = (WIDGET / "pump-navigator.js").read_bytes()
    with http.stream("GET", "/pump-navigator.js", headers={"Accept-Encoding": "br, gzip;q=0.8"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed) == whole
    for offered in ("identity", "br", "gzip;q=0", ""):
        plain = http.get("/pump-navigator.js", headers={"Accept-Encoding": offered})
        assert "content-encoding" not in plain.headers
        assert plain.content == whole


def test_what_is_named_by_its_content_is_kept_for_good(http: httpx.Client) -> None:
    version = hashlib.sha256((WIDGET / "pump-navigator.js").read_bytes()).hexdigest()[:12]
    kept = http.get(f"/pump-navigator.js?v={version}").headers["cache-control"]
    assert "immutable" in kept
    for address in ("/pump-navigator.js", "/pump-navigator.js?v=old", "/pump-navigator.js?v=", "/widget.js"):
        assert "must-revalidate" in http.get(address).headers["cache-control"]


def test_the_loader_names_that_version(http: httpx.Client) -> None:
    version = hashlib.sha256((WIDGET / "pump-navigator.js").read_bytes()).hexdigest()[:12]
    assert f"pump-navigator.js?v={version}" in http.get("/widget.js").text


def test_the_demo_clinic_needs_one_tag(http: httpx.Client) -> None:
    page = http.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    tag = '<script src="/widget.js" data-color="#28543f" async></script>'
    assert re.findall(r"<script.*?</script>", page.text, re.S) == [tag]
    for name in re.findall(r'(?:href|src)="([\w.-]+\.(?:css|svg|html))"', page.text):
        assert http.get(f"/{name}").content == (DEMO / name).read_bytes()
    assert "//" not in re.sub(r"<!--.*?-->", "", page.text).replace("tel:", "")


@pytest.mark.parametrize("path", ["/", "/widget.js", "/health"])
def test_a_head_has_no_body(http: httpx.Client, path: str) -> None:
    answer = http.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/..%2fpyproject.toml", "/index.html/", "/.env"]
)
def test_nothing_else_is_served(server: Server, path: str) -> None:
    answer = httpx.get(server.url + path)
    assert answer.status_code == 404
