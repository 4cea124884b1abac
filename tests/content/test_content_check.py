"""How `check` behaves as a whole: what it goes on with, what only warns, what the command tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_content import TODAY, SmallContent

from pump_navigator.content import check as command
from pump_navigator.content.check import failures
from pump_navigator.content.errors import Finding

AFTER_THE_REVIEW = date(2026, 7, 1)


def test_all_errors_of_a_file_are_told_and_not_only_the_first(small: SmallContent) -> None:
    first = small.replace("guides/diabetes.yml", "kind: rule", "kind: opinion")
    text = (small.folder / "guides/diabetes.yml").read_text().replace("    simpler:", "    simplest:")
    (small.folder / "guides/diabetes.yml").write_text(text)
    findings = small.check()
    assert len(findings) > 18  # one for each entry, and the kind
    assert findings[0].line == first
    assert len({finding.line for finding in findings}) == len(findings)


def test_errors_of_several_files_are_told_at_once(small: SmallContent) -> None:
    small.replace("guides/diabetes.yml", "entries:", "entries: [")
    small.replace("guides/glossary.yml", "topic: diabetes/deductible", "topic: 7")
    small.replace("guides/devices.yml", "name: Alpha", "name: The best")
    assert {finding.file.name for finding in small.check()} == {"diabetes.yml", "glossary.yml", "devices.yml"}


def test_a_file_that_is_gone_is_missed(small: SmallContent) -> None:
    (small.folder / "guides/glossary.yml").unlink()
    (small.folder / "data/nlu.yml").unlink()
    assert [(finding.file.name, finding.message) for finding in small.check()] == [
        ("nlu.yml", "is missing."),
        ("glossary.yml", "is missing."),
    ]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "holds no keys"),
        (b"- one\n- two\n", 1, "holds no keys"),
        (b"just words", 1, "holds no keys"),
        (b"guide: diabetes\ntitle: caf\xe9\n", 2, "is not UTF-8"),
        (b"guide: diabetes\ntitle: [one, two\n", 3, "is not valid YAML"),
        (b"guide: diabetes\ntitle: bell \x07\n", 1, "is not valid YAML"),
        (b"guide: *nobody\n", 1, "is not valid YAML"),
    ],
)
def test_a_broken_file_is_a_finding_and_never_a_traceback(
    content: bytes, line: int, message: str, small: SmallContent
) -> None:
    (small.folder / "guides/diabetes.yml").write_bytes(content)
    (finding, *others) = [finding for finding in small.check() if finding.file.name == "diabetes.yml"]
    assert message in finding.message
    assert finding.line == line
    assert others == []


def test_a_locked_file_is_a_finding(small: SmallContent, monkeypatch: pytest.MonkeyPatch) -> None:
    read_text = Path.read_text

    def locked(path: Path, *arguments: str, **options: str) -> str:
        if path.name == "safety.yml":
            raise PermissionError(13, "Permission denied")
        return read_text(path, *arguments, **options)

    monkeypatch.setattr(Path, "read_text", locked)
    (finding,) = small.check()
    assert finding.message == "cannot be read: Permission denied."
    assert "permissions" in finding.mend


def test_every_other_file_of_the_folder_is_searched_for_claims_too(small: SmallContent) -> None:
    (small.folder / "guides/posters.yml").write_text("talk:\n  made: {text: This is the best pump.}\n")
    (finding,) = small.check()
    assert (finding.file.name, finding.line) == ("posters.yml", 2)


def test_people_who_ask_may_say_anything(small: SmallContent) -> None:
    small.replace("guides/diabetes.yml", "asks: [whom do i ask]", "asks: [which is the best]")
    small.replace("guides/glossary.yml", "aliases: [deductible", "aliases: [best, deductible")
    assert small.check() == []


def test_spanish_is_not_measured_by_an_english_scale(small: SmallContent) -> None:
    assert "consideración administrativa" in (small.folder / "guides/safety.yml").read_text()
    assert small.check() == []


def test_names_and_drugs_do_not_make_a_text_hard(small: SmallContent) -> None:
    text = "answer: Hydrocortisone and hydrocortisone, hydrocortisone or hydrocortisone."
    small.replace("guides/diabetes.yml", "answer: Ask your plan. Ask your doctor.", text)
    assert small.check() == []


def test_the_average_counts_too(small: SmallContent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pump_navigator.content.readability.HIGHEST_MEAN_GRADE", -3.0)
    (finding,) = small.check()
    assert "all texts together" in finding.message
    assert "simpler" in finding.mend


def test_a_review_that_is_due_only_warns(small: SmallContent) -> None:
    findings = small.check(AFTER_THE_REVIEW)
    assert findings
    assert all(finding.warning and "the review was due on" in finding.message for finding in findings)
    assert failures(findings, strict=False) == []
    assert failures(findings, strict=True) == findings


def test_a_date_of_tomorrow_is_fine_as_clocks_differ(small: SmallContent) -> None:
    small.replace("guides/diabetes.yml", "as_of: 2026-01-10", f"as_of: {date(TODAY.year, 2, 2)}")
    assert small.check() == []


@pytest.mark.parametrize(
    ("findings", "strict", "status"),
    [([], False, 0), (["warning"], False, 0), (["warning"], True, 1), (["error"], False, 1)],
)
def test_the_command_fails_on_errors_and_strictly_on_warnings(
    findings: list[str], strict: bool, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [Finding(Path("guides/x.yml"), 3, "is old.", "renew it.", kind == "warning") for kind in findings]
    monkeypatch.setattr(command, "check", lambda clinic: found)
    assert command.run(strict=strict) == status
    printed = capsys.readouterr()
    told = printed.err if status else printed.out
    for finding in found:
        assert str(finding) in told
    assert "guides/x.yml:3: " in told or not findings
