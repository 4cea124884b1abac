"""The project's own content: in order, and enough for every sentence that the code says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

from pump_navigator import intents
from pump_navigator.content import topics
from pump_navigator.content.check import FILES, check, failures
from pump_navigator.content.claims import ForbiddenClaim, ForbiddenClaims
from pump_navigator.content.documents import parse
from pump_navigator.content.phrases import PHRASES
from pump_navigator.paths import DOMAIN, GUIDES, PROJECT

CLAIMS = parse(GUIDES / "forbidden_claims.yml", ForbiddenClaims).claims
LONG_AFTER = date(2031, 1, 1)


def test_nothing_is_wrong_with_the_content() -> None:
    assert [str(finding) for finding in failures(check(), strict=False)] == []


@pytest.mark.parametrize("path", sorted(GUIDES.glob("*.yml")), ids=lambda path: path.name)
def test_the_fast_reader_reads_the_content(path: Path) -> None:
    """Else every start takes a second longer. Mend: put quotes around a text with ? or : that stands in [ ] or { }."""
    YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def test_time_alone_never_turns_the_content_wrong() -> None:
    findings = check(today=LONG_AFTER)
    assert failures(findings, strict=False) == []
    assert len(failures(findings, strict=True)) > len(FILES)


def named_in(module: ModuleType) -> set[str]:
    return {value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}


def test_every_intent_that_the_code_names_is_in_the_domain() -> None:
    domain = YAML(typ="safe").load(DOMAIN.read_text(encoding="utf-8"))
    assert named_in(intents) - {intents.FALLBACK} <= set(domain["intents"])


def test_every_topic_that_the_code_names_is_there() -> None:
    assert named_in(topics) <= {topic for listed in topics.TOPICS.values() for topic in listed}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_finds_its_examples_and_leaves_the_others_alone(claim: ForbiddenClaim) -> None:
    assert [text for text in claim.forbidden if not claim.found_in(text)] == []
    assert [text for text in claim.allowed if claim.found_in(text)] == []


@pytest.mark.parametrize(
    "said",
    [
        "C-peptide 0.5",
        "It must be type 1, so you must be type 1.",
        "Explanation of Coverage",
        "overdose is virtually nonexistent",
        "Approval is guaranteed",
        "you qualify",
        "0.9 u/hr",
        "1 mg/h",
        "1:10",
        "20 mg",
    ],
)
def test_what_must_never_be_said_is_forbidden(said: str) -> None:
    assert any(claim.found_in(said) for claim in CLAIMS)


def test_every_sentence_that_the_code_says_by_its_id_is_listed() -> None:
    said = {phrase for path in _code() for phrase in _phrases_said(path)}
    assert said
    assert sorted(said - PHRASES.keys()) == [], "add them to pump_navigator/content/phrases.py"


def _code() -> Iterator[Path]:
    yield from (PROJECT / "pump_navigator").rglob("*.py")
    yield from (PROJECT / "actions").rglob("*.py")


def _phrases_said(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", None))
            phrase = node.args[0]
            if called == "phrase" and isinstance(phrase, ast.Constant):
                yield str(phrase.value)
