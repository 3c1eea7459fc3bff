"""``jaga stats``: one page of numbers, true for the day that is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.accounts.list_samples import CONTEST_FILE, ROOT, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path

REAL = str(ROOT / "candidate_accounts")


def read_stats(*arguments: str, **env: Any) -> dict[str, Any]:
    """Return the numbers as JSON."""
    data: dict[str, Any] = json.loads(run("stats", "--format", "json", *arguments, **env).stdout)
    return data


def test_the_sample_in_numbers() -> None:
    """Without the practice; what nobody signed is counted too."""
    data = read_stats("--on", "2031-01-15")

    assert data["counts"] == {
        "elections": 1,
        "contests": 1,
        "sides": 2,
        "people": 2,
        "parties": 0,
        "listed": 4,
        "leads": 1,
        "sources": 6,
    }
    assert data["grades"] == {"A": 2, "B": 1, "C": 1, "D": 1}
    assert [tier["contests"] for tier in data["tiers"]] == [0, 0, 1]
    assert data["ages"][">365"] == 4
    assert [(load["maintainer"], load["checked"]) for load in data["loads"]] == [
        ("mt-satu", 0),
        ("mt-dua", 0),
        ("-", 5),
    ]
    assert data["in_force"] == 3


def test_what_somebody_signed_is_their_load(tmp_path: Path) -> None:
    """A check is due on its day, not before."""
    directory = copy_sample(tmp_path)
    signed = 'sources: [src-daftar]\n  checked_on: "2026-11-02"\n  checked_by: mt-satu\n  next_check_on: "2031-01-15"\n'
    old = 'kind: registered\n  status: active\n  grade: A\n  sources: [src-daftar]\n  checked_on: "2026-11-02"\n'
    replace_in(directory, CONTEST_FILE, old, old[: old.index("sources:")] + signed)

    for day, due in (("2031-01-14", 0), ("2031-01-15", 1)):
        loads = read_stats("--on", day, JAGA_LIST_DIR=str(directory))["loads"]
        assert loads[0] == {"maintainer": "mt-satu", "checked": 1, "confirmed": 0, "due": due}


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2023-11-12", "bakal_calon 2023-10-19 .. 2023-11-12: pemilu-2024-presiden"),
        ("2023-11-13", "calon 2023-11-13 .. 2023-11-27: pemilu-2024-presiden"),
        ("2024-02-10", "kampanye 2023-11-28 .. 2024-02-10: pemilu-2024-legislatif, pemilu-2024-presiden"),
        ("2024-02-14", "pemungutan 2024-02-14 .. 2024-02-14: pemilu-2024-legislatif, pemilu-2024-presiden"),
        ("2023-04-30", "next on 2023-05-01: pemilu-2024-legislatif"),
        ("2024-03-21", "selesai / over: pemilu-2024-legislatif, pemilu-2024-presiden"),
    ],
)
def test_phases_of_a_day(day: str, phase: str) -> None:
    """The list that we ship, on the edges of its phases."""
    assert phase in run("stats", "--on", day, JAGA_LIST_DIR=REAL).stdout


def test_today_nothing_is_in_season() -> None:
    """And no account is in force; JAGA_TODAY counts as today."""
    shown = run("stats", JAGA_LIST_DIR=REAL, JAGA_TODAY="2026-11-21").stdout

    assert "no contest is in season" in shown
    assert "0 akun berlaku" in shown
    assert read_stats(JAGA_LIST_DIR=REAL, JAGA_TODAY="2024-01-15")["in_force"] > 0


def test_an_election_without_dates_is_told(tmp_path: Path) -> None:
    """Also while it has no contest."""
    directory = copy_sample(tmp_path)
    (directory / "elections" / "contoh-2036.yaml").write_text(
        "format: '1'\nelections:\n- {id: contoh-2036, kind: pemilu, name: {id: C, en: C}, utc_offset_minutes: '420'}\n"
    )

    shown = run("stats", JAGA_LIST_DIR=str(directory)).stdout

    assert "contoh-2036: belum ada tanggal / no dates yet\n" in shown


def test_no_day_is_wrong_usage() -> None:
    """With what would be one."""
    assert_refused(run("stats", "--on", "15-01-2024"), 2, "--on", "a day such as 2024-01-15")
