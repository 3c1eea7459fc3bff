"""``jaga lookalike``: for whom a handle could be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import CONTEST_FILE, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("handle", "reason"),
    [
        ("@Calon_Satu", "the handle itself"),
        ("ca1on.satu", "cannot tell them apart"),
        ("calon_sat", "one character apart"),
        ("calonsatu_official", "something put to it"),
    ],
)
def test_why_a_handle_looks_like_another(handle: str, reason: str) -> None:
    """With the account, its owner, and the reason; exit code 1."""
    result = run("lookalike", handle)

    assert result.exit_code == 1
    assert "ak-aaaaaa x:@calon_satu (Calon Satu)" in result.stdout
    assert reason in result.stdout


def test_most_handles_look_like_nobody() -> None:
    """Nothing is printed, exit code 0."""
    result = run("lookalike", "warung_kopi")

    assert (result.exit_code, result.stdout) == (0, "")


def test_all_accounts_with_each_other(tmp_path: Path) -> None:
    """Pairs of different owners on one platform."""
    assert run("lookalike", "--all").stdout == ""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "handle: calon_dua\n", "handle: calon_satv\n")

    shown = run("lookalike", "--all", JAGA_LIST_DIR=str(directory)).stdout

    assert "ak-aaaaaa x:@calon_satu (Calon Satu) ~ ak-bbbbbb x:@calon_satv (Calon Dua): beda satu huruf" in shown


@pytest.mark.parametrize("arguments", [(), ("calon_satu", "--all")])
def test_either_a_handle_or_all(arguments: tuple[str, ...]) -> None:
    """Wrong usage."""
    assert_refused(run("lookalike", *arguments), 2, "--all")
