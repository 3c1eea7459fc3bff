"""Reading the account list: all of it, or every mistake at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from server.accounts.findings import ListFormatError
from server.accounts.list_reader import load_account_list
from server.accounts.list_writer import describe_list, format_file
from server.domain.elections import Phase
from server.domain.window import Window
from tests.accounts.list_samples import CONTEST_FILE, SAMPLE, copy_sample, platforms, replace_in
from tests.accounts.list_strategies import account_lists

if TYPE_CHECKING:
    from server.domain.account_list import AccountList


def _load(directory: Path) -> AccountList:
    return load_account_list(directory, platforms())


def _mistakes(directory: Path) -> list[str]:
    with pytest.raises(ListFormatError) as caught:
        _load(directory)
    return [f"{finding.place} {finding.code}" for finding in caught.value.findings]


@settings(max_examples=40, deadline=None)
@given(account_lists())
def test_what_is_written_is_read_back(account_list: AccountList) -> None:
    """Any list, written in its canonical form and read again, is the same list."""
    with TemporaryDirectory() as directory:
        Path(directory, "all.yaml").write_text(format_file(describe_list(account_list)), encoding="utf-8")

        assert account_list == _load(Path(directory))


def test_values_of_an_account() -> None:
    """Ids stay text, dates become days, what is left out is None or empty."""
    account = _load(SAMPLE).accounts["ak-aaaaaa"]

    assert (account.platform, account.handle, account.platform_id) == ("x", "calon_satu", "110312278")
    assert account.window == Window(None, None)
    assert account.former_handles[0].window == Window(None, date(2029, 12, 31))
    assert (account.seen, account.seen_on, account.note) == ("badge", date(2026, 10, 1), None)
    assert [str(key) for key in account.keys] == ["x:@calon_satu", "x:#110312278"]


def test_a_contest_has_its_own_and_its_elections_phases() -> None:
    """Phases come in the order of their days, wherever they stand; a contest may have its own time zone."""
    contest = _load(SAMPLE).contests["contoh-2031-wali-kota"]

    assert [period.phase for period in contest.phases] == [
        Phase.CALON,
        Phase.KAMPANYE,
        Phase.MASA_TENANG,
        Phase.PEMUNGUTAN,
    ]
    assert contest.utc_offset_minutes == 480


def test_a_phase_of_the_contest_replaces_the_elections(tmp_path: Path) -> None:
    """Where both name a phase, the contest's days count: a region may campaign on other days."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "  - phase: calon\n", "  - phase: kampanye\n")

    campaign = [p for p in _load(directory).contests["contoh-2031-wali-kota"].phases if p.phase is Phase.KAMPANYE]

    assert [(period.starts, period.ends) for period in campaign] == [(date(2031, 1, 1), date(2031, 1, 9))]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """Mistakes in several files come together, in the order of the files."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "  handle: calon_dua", "  handle: calon_dua\n  handle: calon_dua")
    replace_in(directory, CONTEST_FILE, "owner: tm-aaaaaa", "owner: tm-aaaaab")
    replace_in(directory, "parties.yaml", "short_name: Satu", "short: Satu")
    replace_in(directory, "parties.yaml", 'checked_on: "2026-11-02"', 'checked_on: "2026-11-31"')

    assert _mistakes(directory) == [
        f"{CONTEST_FILE}:56:3 L011",
        f"{CONTEST_FILE}:63:10 L111",
        "parties.yaml:3:3 L102",
        "parties.yaml:3:36 L101",
        "parties.yaml:14:15 L105",
    ]


def test_a_mistake_carries_its_values(tmp_path: Path) -> None:
    """Whoever shows a mistake has what was found, what was expected and what to do."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "owner: tm-aaaaaa", "owner: tm-aaaaab")

    with pytest.raises(ListFormatError, match=r"73\.71\.yaml:62:10 no entry has the id") as caught:
        _load(directory)

    finding = caught.value.findings[0]
    assert (finding.found, finding.expected, finding.fix) == (
        "tm-aaaaab",
        "an id among the owners",
        "did you mean tm-aaaaaa?",
    )


def test_a_wrong_entry_is_not_blamed_twice(tmp_path: Path) -> None:
    """What refers to an entry with a mistake is not dangling."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "  kind: kpu_form", "  kind: kpu_fom")

    assert _mistakes(directory) == [f"{CONTEST_FILE}:86:9 L106"]


@pytest.mark.parametrize("name", ["empty.yaml", "deep/er/empty.yaml"])
def test_every_file_is_read(tmp_path: Path, name: str) -> None:
    """A file counts wherever it lies in the folder."""
    directory = copy_sample(tmp_path)
    (directory / name).parent.mkdir(parents=True, exist_ok=True)
    (directory / name).write_text("", encoding="utf-8")

    assert _mistakes(directory) == [f"{name}:1:1 L010"]


def test_a_file_with_another_ending_is_not_overlooked(tmp_path: Path) -> None:
    """A file that would not be read is a mistake, not a silent loss."""
    directory = copy_sample(tmp_path)
    (directory / "parties.yaml").rename(directory / "parties.yml")

    assert "parties.yml:1:1 L013" in _mistakes(directory)


def test_a_folder_without_a_list(tmp_path: Path) -> None:
    """An empty or wrong folder is a mistake, not an empty list."""
    assert _mistakes(tmp_path) == [f"{tmp_path.name}:1:1 L012"]


@pytest.mark.parametrize("version", ["2", "1.0"])
def test_a_newer_format_is_refused(tmp_path: Path, version: str) -> None:
    """A file of another format is not guessed at."""
    directory = copy_sample(tmp_path)
    replace_in(directory, "parties.yaml", 'format: "1"', f'format: "{version}"')

    assert _mistakes(directory) == ["parties.yaml:1:9 L106"]
