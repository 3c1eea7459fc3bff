"""Every lint code finds its case, and not the near miss beside it."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from server.accounts.lint import lint_account_list
from server.accounts.lint.report import format_findings
from tests.accounts.lint.golden import CASES, SEASON, Case, find_mistakes, read_cases
from tests.accounts.list_samples import SAMPLE, copy_sample, platforms, replace_in

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
ALL_CASES = list(read_cases())


def _copy_lists(tmp_path: Path) -> Path:
    """Copy the sample list, and with it an election that is on: what is asked for in season has its cases there."""
    directory = copy_sample(tmp_path)
    shutil.copytree(SEASON, directory, dirs_exist_ok=True)
    return directory


def _lint(directory: Path) -> list[str]:
    return format_findings(lint_account_list(directory, platforms(), TODAY)).splitlines()


def test_the_sample_is_good(tmp_path: Path) -> None:
    """The lists that the cases change have no finding of their own."""
    assert _lint(SAMPLE) == []
    assert _lint(_copy_lists(tmp_path)) == []


@pytest.mark.parametrize("case", ALL_CASES, ids=str)
def test_golden(case: Case, tmp_path: Path) -> None:
    """A found case gives exactly its findings, with place, words and fix; a near miss gives none at all."""
    directory = _copy_lists(tmp_path)
    replace_in(directory, case.file, case.old, case.new)

    found = _lint(directory)

    # A new platform is a new file; the words of a finding name them all.
    names = ", ".join(sorted(platforms()))
    assert [line.replace("{platforms}", names) for line in case.expected] == found
    assert case.is_found == any(f" {case.code} " in line for line in found)


def test_every_code_is_proved() -> None:
    """Every mistake in the form of entries or beyond has a case that it finds and a near miss."""
    codes = {mistake.code for mistake in find_mistakes() if mistake.code >= "L1"}

    assert codes == {path.stem for path in CASES.glob("*.txt")}
    assert codes == {case.code for case in ALL_CASES if case.is_found}
    assert codes == {case.code for case in ALL_CASES if not case.is_found}


def test_every_mistake_can_be_mended() -> None:
    """Every mistake says in its own words what to do."""
    assert [mistake for mistake in find_mistakes() if not (mistake.message and mistake.fix)] == []


def test_dates_ahead_need_a_day(tmp_path: Path) -> None:
    """Without a day, nothing lies ahead: a demo that sets the clock back does not fill the list with mistakes."""
    directory = copy_sample(tmp_path)

    assert lint_account_list(directory, platforms()) == []
    assert {finding.code for finding in lint_account_list(directory, platforms(), date(2024, 1, 15))} == {"L214"}
