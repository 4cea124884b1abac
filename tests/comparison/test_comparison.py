"""Devices side by side: from the data alone, A to Z, unknown said as unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pump_navigator.comparison.comparer import Comparer
from pump_navigator.comparison.table import Comparison
from pump_navigator.comparison.wish import Wish, WishReader
from pump_navigator.comparison.words import ComparisonWords, comparison_words
from pump_navigator.content.claims import ForbiddenClaims, claim_findings
from pump_navigator.content.documents import parse, read_document
from pump_navigator.content.errors import Finding
from pump_navigator.content.models import PUMP
from pump_navigator.content.readability import MaskedNames, Reader, readability_findings
from pump_navigator.content.vocabulary import Vocabulary
from pump_navigator.messages import Table
from pump_navigator.paths import GUIDES

VOCABULARY = parse(GUIDES / "devices.yml", Vocabulary)
READER = WishReader(VOCABULARY, comparison_words())
COMPARER = Comparer(VOCABULARY, comparison_words())
BY_ID = {device.id: device for device in VOCABULARY.devices}


def compared(text: str, **context: object) -> Comparison:
    return COMPARER.compare(READER.wish(text, **context))  # type: ignore[arg-type]


def names(found: Comparison) -> list[str]:
    return [row.device for row in found.rows]


def said(found: Comparison) -> dict[str, str]:
    return {sentence.id: sentence.text for sentence in found.sentences}


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("compare omnipod 5 and t:slim", {"omnipod_5", "tslim_x2"}),
        ("ilet or twiist", {"ilet", "twiist"}),
        ("tandem vs omnipod", {"tslim_x2", "tandem_mobi", "omnipod_5", "omnipod_dash"}),
        ("g7 or libre 3", {"dexcom_g7", "libre_3_plus"}),
        ("780g", {"minimed_780g"}),
        ("TSLIM X2 vs MOBI", {"tslim_x2", "tandem_mobi"}),
    ],
)
def test_by_name(text: str, devices: set[str]) -> None:
    assert set(names(compared(text))) == devices


def test_side_by_side_shows_the_data_and_nothing_else() -> None:
    found = compared("compare omnipod 5 and t:slim")
    assert found.columns[0] == "name"
    assert "works_with" in found.columns
    assert "kind" not in found.columns  # both are pumps
    omnipod, tslim = found.rows
    cells = {cell.column: cell for cell in omnipod.cells}
    assert cells["water"].text == BY_ID["omnipod_5"].water
    assert cells["works_with"].text == "Dexcom G6, Dexcom G7, Dexcom G7 15 Day"
    assert cells["phone"].text == VOCABULARY.unknown
    assert not cells["phone"].known
    assert tslim.name == "t:slim X2"


@pytest.mark.parametrize("device", VOCABULARY.devices, ids=lambda device: device.id)
def test_what_is_not_known_is_said_to_be_unknown(device: object) -> None:
    found = COMPARER.compare(Wish(named=(device.id,)))  # type: ignore[attr-defined]
    for cell in found.rows[0].cells:
        if cell.column not in ("works_with", "notes", "kind"):
            known = getattr(device, cell.column) is not None
            assert cell.known is known
            assert (cell.text == VOCABULARY.unknown) is not known


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("which pumps work with libre", ["libre_2_plus", "libre_3_plus"]),
        ("which pump works with dexcom g7", ["dexcom_g7"]),
        ("what pumps are compatible with eversense", ["eversense_365"]),
        ("which pumps talk to guardian 4", ["guardian_4"]),
    ],
)
def test_by_sensor(text: str, partners: list[str]) -> None:
    found = compared(text)
    expected = [
        device.id
        for device in VOCABULARY.devices
        if device.kind == PUMP and any(device.id in BY_ID[partner].works_with for partner in partners)
    ]
    assert sorted(names(found)) == sorted(expected)
    assert "pairs_change" in said(found)
    assert ("none_found" in said(found)) is not expected


def test_by_pump() -> None:
    assert set(names(compared("which sensors work with the t:slim x2"))) == set(BY_ID["tslim_x2"].works_with)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("does the omnipod 5 work with dexcom g7", "pair_listed"),
        ("does my omnipod 5 pump work with the dexcom g7 sensor", "pair_listed"),
        ("does the ilet work with libre 2", "pair_not_listed"),
        ("do t:slim and libre 3 work together", "pair_listed"),
    ],
)
def test_a_pair(text: str, sentence: str) -> None:
    assert sentence in said(compared(text))


def test_tubeless() -> None:
    for text in ("tubeless", "no tubing please", "is there a patch pump"):
        assert set(names(compared(text))) == {device.id for device in VOCABULARY.devices if device.form == "tubeless"}
    assert "not_sure_sold" in said(compared("tubeless"))


@pytest.mark.parametrize("age", [1, 2, 4, 6, 7, 17, 18, 80])
def test_by_age_only_devices_that_are_cleared(age: int) -> None:
    found = compared(f"pumps for a {age} year old")
    for device in VOCABULARY.devices:
        known = [least for least in (device.min_age.type1, device.min_age.type2) if least is not None]
        if device.kind == PUMP:
            assert (device.id in names(found)) is any(least <= age for least in known)
    assert "age_ask" in said(found)
    assert ("none_found" in said(found)) is not names(found)


def test_type_2_counts() -> None:
    found = compared("pumps for a 20 year old with type 2")
    assert "ilet" not in names(found)
    assert "iLet" in said(found)["not_confirmed"]
    assert names(compared("pumps for a 5 year old with type 2")) == []


@pytest.mark.parametrize("text", ["omnipod 5 for a 1 year old", "eversense for my 10 yo", "omnipod 5, she is 1"])
def test_a_mismatch_goes_to_the_clinician(text: str) -> None:
    found = compared(text)
    assert "ask your clinician" in said(found)["age_mismatch"]
    assert found.rows


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("for a 4 year old", 4),
        ("4-year-old", 4),
        ("my 4yo", 4),
        ("she is 4", 4),
        ("age 67", 67),
        ("i'm 67", 67),
        ("18 months old", 1),
        ("for adults", 18),
        ("my a1c is 8", None),
        ("it holds 300 units", None),
        ("minimed 780g", None),
        ("a 200 year old", None),
        ("g7 15 day", None),
    ],
)
def test_ages(text: str, age: int | None) -> None:
    assert READER.wish(text).age == age


def test_water() -> None:
    found = compared("can i swim with it", context=["omnipod_5"])
    assert names(found) == ["omnipod_5"]
    assert found.columns == ("name", "water")
    assert "water_differs" in said(found)
    unnamed = compared("which pumps are waterproof", device=PUMP)
    assert all(cell.known for row in unnamed.rows for cell in row.cells if cell.column == "water")
    assert "not_confirmed_others" in said(unnamed) or "not_confirmed" in said(unnamed)


@pytest.mark.parametrize(
    "text",
    ["", "which pump is the best", "compare all", "for a 4 year old", "which pumps work with dexcom", "tubeless"],
)
def test_no_ranking(text: str) -> None:
    found = compared(text)
    shown = [row.name.casefold() for row in found.rows]
    assert shown == sorted(shown)
    if len(shown) > 1:
        assert said(found)["unbranded"] == VOCABULARY.unbranded
    for sentence in found.sentences:
        assert "best" not in sentence.text


def test_with_nothing_to_go_by_it_asks_back() -> None:
    found = compared("")
    assert found.rows == ()
    assert list(said(found)) == ["name_more"]


def test_the_day_and_the_sources_are_shown() -> None:
    found = compared("compare omnipod 5 and t:slim")
    assert found.as_of == date(2026, 11, 22)
    assert said(found)["as_of"] == "As of November 22, 2026."
    assert {source.title for source in found.sources} >= {"Tandem: Is the t:slim X2 pump waterproof?"}


def test_a_sensor_that_goes_is_pointed_out() -> None:
    assert "Dexcom G6" in said(compared("dexcom g6"))["being_retired"]
    assert "being_retired" not in said(compared("dexcom g7"))


def test_for_cortisol_the_doctor_decides() -> None:
    assert "No pump is cleared for cortisol." in said(compared("compare omnipod 5 and ilet", cortisol=True))["cortisol"]


def test_a_terminal_reads_what_the_table_shows() -> None:
    table = Table(
        "Devices, A to Z",
        ("Device", "Tubing", "Water"),
        (("One", "tubed", "Keep it dry."), ("Two", "a pod", "unknown")),
    )
    assert table.in_words() == ("One. Tubing: tubed. Water: Keep it dry.", "Two. Tubing: a pod. Water: unknown.")


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "😀", "שלום", "<b>omnipod 5</b>", "{device}", "\x00", "(" * 500, "g7 " * 3000]
)
def test_odd_input(text: str) -> None:
    assert compared(text).sentences


def test_the_words_are_easy_and_allowed() -> None:
    findings: list[Finding] = []
    document = read_document(GUIDES / "comparison.yml", ComparisonWords, findings)
    assert document is not None, findings
    reader = Reader.of(VOCABULARY, parse(GUIDES / "masked_names.yml", MaskedNames))
    claims = parse(GUIDES / "forbidden_claims.yml", ForbiddenClaims)
    assert [str(finding) for finding in readability_findings([document], reader)] == []
    assert [str(finding) for finding in claim_findings(document, claims)] == []
    for line in document.content.sentences.values():
        if line.sources:
            assert line.as_of is not None
            assert line.review_by is not None
            assert line.review_by <= line.as_of + timedelta(days=365)
            assert set(line.sources) <= set(document.content.sources)
