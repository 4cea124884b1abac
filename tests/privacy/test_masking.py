"""What identifies a person vanishes, and nothing else does."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pump_navigator.privacy.masking import mask

_SAFETY = Path(__file__).parents[1] / "safety"


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (_SAFETY / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


IDENTIFIERS = _rows("identifiers")
ORDINARY = [row["text"] for row in _rows("not_identifiers")]


TUNED, HELD_OUT, UNSEEN = (
    [row for row in IDENTIFIERS if row["split"] == split] for split in ("tuned", "held_out", "unseen")
)


def _vanish(row: dict[str, Any]) -> bool:
    masked = mask(row["text"])
    return bool(masked.kinds) and not any(secret in masked.text for secret in row["vanish"])


@pytest.mark.parametrize("row", TUNED, ids=lambda row: row["text"])
def test_identifiers_vanish(row: dict[str, Any]) -> None:
    assert _vanish(row), mask(row["text"])


@pytest.mark.parametrize(("rows", "allowed"), [(HELD_OUT, 1), (UNSEEN, 3)], ids=["held out", "unseen"])
def test_identifiers_vanish_that_no_pattern_was_written_for(rows: list[dict[str, Any]], allowed: int) -> None:
    """Of the unseen ones only the total is looked at, so that it stays a measure."""
    missed = sum(not _vanish(row) for row in rows)
    assert missed <= allowed, f"{missed} of {len(rows)} were missed"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_survive(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).kinds == ()


@pytest.mark.parametrize("name", ["emergencies", "confusables", "dosing", "not_dosing"])
def test_no_other_question_is_changed(name: str) -> None:
    changed = [row["text"] for row in _rows(name) if mask(row["text"]).kinds]
    assert changed == [row["text"] for row in _rows(name) if row.get("identifiers")]


@pytest.mark.parametrize("keep", [frozenset[str](), frozenset({"name"}), frozenset({"claim", "number"})])
def test_twice_is_once(keep: frozenset[str]) -> None:
    texts = [row["text"] for row in IDENTIFIERS]
    for text in [*texts, *ORDINARY, *map(" ".join, itertools.pairwise(texts))]:
        once = mask(text, keep).text
        assert mask(once, keep).text == once


@pytest.mark.parametrize(
    ("text", "masked", "kinds"),
    [
        (
            "my name is Sara Lund, born 3/4/1986, member id XKD482910337. prior auth?",
            "my name is [name removed], born [date removed], member id [number removed]. prior auth?",
            ("name", "birth_date", "member"),
        ),
        (
            "mail a.b@example.org or call 415-555-0132",
            "mail [email removed] or call [phone removed]",
            ("email", "phone"),
        ),
        ("ship to 77 W 5th Ave Apt 4, Columbus OH 43201 please", "ship to [address removed] please", ("address",)),
        ("on the card it says jqw 118 203 994", "on the card it says [number removed]", ("member",)),
        ("mom of Jane Sample, who is 6", "mom of [name removed], who is 6", ("name",)),
        ("paciente: Pérez, Juan", "paciente: [name removed]", ("name",)),
        ("group 0087712 and group 0087713", "group [number removed] and group [number removed]", ("group",)),
        ("card 4111 1111 1111 1111", "card [number removed]", ("card",)),
        ("+44 20 7946 0958", "[phone removed]", ("phone",)),
    ],
)
def test_the_mark_stands_in_its_place(text: str, masked: str, kinds: tuple[str, ...]) -> None:
    assert mask(text).text == masked
    assert mask(text).kinds == kinds


def test_what_a_form_asks_for_is_kept() -> None:
    text = "claim number 20240612889301, my ssn is 219-09-9999"
    masked = mask(text, keep=frozenset({"claim"}))
    assert masked.text == "claim number 20240612889301, my ssn is [number removed]"
    assert masked.kinds == ("ssn",)
    assert mask("20240612889301", keep=frozenset({"number"})).text == "20240612889301"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my name is sara and i'm passing out", "and i'm passing out"),
        ("my name is tom vomiting since last night", "vomiting since last night"),
        ("me llamo ana tengo mucho sueño y vomito", "tengo mucho sueño y vomito"),
    ],
)
def test_danger_beside_a_name_stays(text: str, left: str) -> None:
    assert mask(text).text.endswith(left)


@pytest.mark.parametrize(
    "text",
    [
        "this is an emergency calling 911",
        "my sugars 210 250 300 180 140 220",
        "call 24/7 at 1-800-633-4227",
        "my claim of $12,000 was denied on 11/02/2026",
        "is E0784 or A4230 on the 1500 form, part B",
        "t:slim X2, Libre 3 Plus, Omnipod 5, 780G and G7",
        "I Am So Tired and I'm In Network",
        "member since 2019, zip 43201",
        "12 units 3 times a day on the drive",
        "diagnosed 6/1/1990",
    ],
)
def test_it_looks_like_an_identifier_and_is_none(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize("cue", ["born", "dob", "birth date"])
def test_a_cue_of_birth_without_a_date_takes_no_time(cue: str) -> None:
    text = f"1 {cue} " + "and so on " * 190
    script = "import sys; from pump_navigator.privacy.masking import mask; print(mask(sys.argv[1]).text == sys.argv[1])"
    # It took minutes once: each word doubled the ways to read what stands between.
    done = subprocess.run([sys.executable, "-c", script, text], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "True"


@pytest.mark.parametrize("piece", ["a", "my name is ", "member id ", "123-", "1 dob x ", "3/4/ ", "\ue000"])
def test_long_and_odd_input_that_identifies_nobody_stays(piece: str) -> None:
    assert mask(piece * 1000).text == piece * 1000
