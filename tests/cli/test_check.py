"""``jaga check``: the answer of the API from the list alone, for people in two languages and as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server.cli.check import LABELS
from server.domain.warnings import Level
from tests.cli.samples import assert_refused, run
from tests.http.samples import sample_app

URL = "https://x.com/calon_satu"


def check_json(*arguments: str, today: str = "") -> Any:
    """Return the JSON of an answer."""
    result = run("check", *arguments, "--json", JAGA_TODAY=today)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "request_members"),
    [
        ([URL, "--on", "2031-01-15"], {"url": URL, "on": "2031-01-15"}),
        (
            ["x:#110312278", "--action", "share", "--lang", "en", "--employment", "pppk", "--on", "2031-02-10"],
            {"key": "x:#110312278", "action": "share", "lang": "en", "employment": "pppk", "on": "2031-02-10"},
        ),
        (
            ["https://www.instagram.com/p/Abcde12345/", "--on", "2031-01-15"],
            {"url": "https://www.instagram.com/p/Abcde12345/", "on": "2031-01-15"},
        ),
        (["https://nowhere.example/", "--on", "2031-01-15"], {"url": "https://nowhere.example/", "on": "2031-01-15"}),
        (["x:@partai_satu", "--on", "2029-01-01"], {"key": "x:@partai_satu", "on": "2029-01-01"}),
    ],
)
def test_json_is_the_body_of_the_api(arguments: list[str], request_members: dict[str, str]) -> None:
    """The same answer from the list as from the release of it."""
    answer = sample_app().test_client().post("/v1/check", json=request_members)

    assert check_json(*arguments) == answer.json


def test_a_listed_account_is_told_in_indonesian() -> None:
    """Whose it is, which phase, what the warning says, on what basis, what stays allowed."""
    answer = check_json(URL, "--on", "2031-01-15")

    shown = run("check", URL, "--on", "2031-01-15").stdout

    assert shown.startswith("Terdaftar (pada 2031-01-15): x:@calon_satu\n")
    for text in (
        "Calon Satu",
        "Pemilihan Wali Kota Contoh",
        "(2031-01-10 .. 2031-02-08)",
        "Tingkat: hold (ditahan dan ditanya dulu)",
        *answer["warning"]["basis"],
    ):
        assert text in shown
    for part in ("title", "body", "consequence", "allowed"):
        assert answer["warning"][part] in shown


def test_english_is_asked_for() -> None:
    """The frame and the warning."""
    shown = run("check", URL, "--on", "2031-01-15", "--lang", "en").stdout

    assert shown.startswith("Listed (on 2031-01-15): x:@calon_satu\n")
    assert "Election of the mayor of Contoh" in shown
    assert set(LABELS["id"]) == set(LABELS["en"]) > {level for level in Level if level is not Level.NONE}


def test_outside_the_phases_nothing_is_listed() -> None:
    """It says so, and why; that is no failure."""
    result = run("check", URL, JAGA_TODAY="2031-06-01")

    assert result.exit_code == 0
    first, note = result.stdout.splitlines()
    assert first == "Tidak terdaftar (pada 2031-06-01): x:@calon_satu"
    assert note == check_json(URL, today="2031-06-01")["details"]["note"]


def test_the_day_comes_from_the_setting() -> None:
    """``JAGA_TODAY`` stands in for today, ``--on`` goes before it."""
    assert check_json(URL, today="2031-01-15")["listed"]
    assert not check_json(URL, "--on", "2031-06-01", today="2031-01-15")["listed"]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ([URL, "--on", "15-01-2031"], "on"),
        (["friendster:@a"], "key"),
        (["x:@a-b"], "key"),
        (["  "], "url"),
        (["https://x.com/" + "a" * 3000], "url"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_line(arguments: list[str], field: str) -> None:
    """Field, found, expected; exit code 2."""
    result = run("check", *arguments)

    assert_refused(result, 2, f"jaga: {field}: found ")
    assert result.stderr.count("\n") == 1
