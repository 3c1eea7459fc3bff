"""The files of a release: their form to the letter, and the same bytes for the same list."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from server.accounts.list_reader import load_account_list
from server.accounts.release_content import ReleaseContent, build_release_content, read_platform_data
from server.accounts.release_listings import read_listing_index
from server.domain.account_key import AccountKey
from server.domain.listings import ListingIndex
from server.domain.window import Window
from tests.accounts.list_samples import ROOT, SAMPLE, platforms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from server.domain.account_list import AccountList
    from server.domain.listings import Listing

WORDING = {"format": 1, "rules": [], "texts": {"id": {"b": "é", "a": "2"}}}


@cache
def sample() -> AccountList:
    """Return the sample list."""
    return load_account_list(SAMPLE, platforms())


def build(account_list: AccountList) -> ReleaseContent:
    """Build a release of *account_list*."""
    return build_release_content(account_list, {"x": {"platform": "x"}}, WORDING, poll_seconds=1800)


def read_file(name: str) -> Any:
    """Return a file of the sample's release."""
    return json.loads(build(sample()).files[name])


def test_a_release_holds_list_platforms_wording_regions_and_a_file_per_group() -> None:
    """And nothing else."""
    content = build(sample())

    groups = {f"warnings/{group.id}.json" for group in content.groups}
    assert set(content.files) == {"list.json", "platforms.json", "wording.json", "regions.json"} | groups
    assert {"latihan-calon", "contoh-2031-wali-kota"} == {group.id for group in content.groups}


def test_the_list_names_each_contest_with_its_group_and_calendar() -> None:
    """Phases of the election and of the contest, in the order of their days; the day of the newest check."""
    made = read_file("list.json")

    tables = {"contests", "elections", "calendars"}
    assert {name: value for name, value in made.items() if name not in tables} == {
        "format": 2,
        "made_on": "2026-11-02",
        "poll_seconds": 1800,
        "contacts": ["mailto:keberatan@daftar.example"],
    }
    contest = made["contests"]["contoh-2031-wali-kota"]
    assert {name: value for name, value in contest.items() if name != "entries"} == {
        "group": "contoh-2031-wali-kota",
        "election": "contoh-2031",
        "region": "wil:73.71",
        "utc_offset_minutes": 480,
        "calendar": "contoh-2031-wali-kota",
    }
    assert made["calendars"]["contoh-2031-wali-kota"] == [
        ["calon", "2031-01-01", "2031-01-09"],
        ["kampanye", "2031-01-10", "2031-02-08"],
        ["masa_tenang", "2031-02-09", "2031-02-11"],
        ["pemungutan", "2031-02-12", "2031-02-12"],
    ]


def test_contests_with_the_days_of_their_election_share_its_calendar() -> None:
    """Written once, under the election's name."""
    made = read_file("list.json")

    assert made["contests"]["latihan-calon"]["calendar"] == "latihan"
    assert set(made["calendars"]) == {"contoh-2031", "contoh-2031-wali-kota", "latihan"}


def test_contacts_are_of_those_who_may_sign() -> None:
    """On the day of the newest check, in the list's order, each address once."""
    satu, dua = sample().maintainers.values()
    form = "https://daftar.example/keberatan"
    left = replace(dua, contact="mailto:lama@daftar.example", window=Window(None, date(2026, 11, 1)))
    maintainers = {"a": satu, "b": left, "c": replace(dua, contact=form), "d": replace(dua, contact=form)}

    made = json.loads(build(replace(sample(), maintainers=maintainers)).files["list.json"])

    assert made["contacts"] == [satu.contact, form]


def test_the_regions_are_named() -> None:
    """Each by its id, province or not."""
    made = read_file("regions.json")

    assert made["format"] == 1
    assert made["regions"] == {region.id: region.name for region in sample().regions.values()}
    assert made["regions"]


def test_the_list_names_elections() -> None:
    """Every election but the practice one, in both languages."""
    made = read_file("list.json")

    assert made["elections"] == {
        "contoh-2031": {
            "name": {"id": "Pemilihan Contoh 2031", "en": "Sample election 2031"},
            "utc_offset_minutes": 420,
            "calendar": "contoh-2031",
        }
    }
    assert made["calendars"]["contoh-2031"] == [
        ["kampanye", "2031-01-10", "2031-02-08"],
        ["masa_tenang", "2031-02-09", "2031-02-11"],
        ["pemungutan", "2031-02-12", "2031-02-12"],
    ]


def test_entries_put_together_what_counts_on_the_same_days() -> None:
    """One entry per contest, subject and window; handle and id in one token; grade D is not there."""
    assert read_file("list.json")["contests"]["contoh-2031-wali-kota"]["entries"] == {
        "candidate ../..": {"x": "@calon_satu#110312278"},
        "candidate ../2031-02-08": {"x": "@calon_dua"},
        "team 2030-12-01/2031-02-08": {"instagram": "@tim.satu"},
    }


def add_account(**changes: Any) -> AccountList:
    """Return the sample list with one account more, like the first but for *changes*."""
    accounts = dict(sample().accounts)
    accounts["ak-eeeeee"] = replace(accounts["ak-aaaaaa"], id="ak-eeeeee", platform_id=None, **changes)
    return replace(sample(), accounts=accounts)


def test_accounts_of_the_same_days_share_one_entry() -> None:
    """Their tokens stand in one line per platform, sorted."""
    made = json.loads(build(add_account(handle="calon_satu_lagi")).files["list.json"])

    entries = made["contests"]["contoh-2031-wali-kota"]["entries"]
    assert entries["candidate ../.."] == {"x": "@calon_satu#110312278 @calon_satu_lagi"}


def digest(text: str, digits: int = 4) -> str:
    """Return the first digits of the digest of a listing."""
    return sha256(text.encode()).hexdigest()[:digits]


SATU = digest("candidate ../.. x:@calon_satu#110312278")


def test_the_warnings_say_whose_account_it_is() -> None:
    """Ordered by digest; names in both languages; where it was read and when it was checked."""
    made = read_file("warnings/contoh-2031-wali-kota.json")

    assert set(made) == {"format", "group", "sources", "contests"}
    assert (made["format"], made["group"]) == (2, "contoh-2031-wali-kota")
    contest = made["contests"]["contoh-2031-wali-kota"]
    assert contest["name"] == {"id": "Pemilihan Wali Kota Contoh", "en": "Election of the mayor of Contoh"}
    digests = [owner["digests"] for owner in contest["owners"]]
    dua, team = digest("candidate ../2031-02-08 x:@calon_dua"), digest("team 2030-12-01/2031-02-08 instagram:@tim.satu")
    assert digests == sorted([SATU, dua, team])
    satu = contest["owners"][digests.index(SATU)]
    assert satu == {
        "owner": "Calon Satu",
        "role": "calon_wali_kota",
        "checked_on": "2026-11-02",
        "source": made["sources"].index("https://www.koran.example/2026/10/01/calon-satu"),
        "digests": SATU,
    }


def test_one_record_has_all_of_an_owner() -> None:
    """Of which the same is said; a source is written once."""
    made = json.loads(build(add_account(handle="calon_satu_lagi")).files["warnings/contoh-2031-wali-kota.json"])

    (satu,) = (each for each in made["contests"]["contoh-2031-wali-kota"]["owners"] if each["owner"] == "Calon Satu")
    assert satu["digests"] == " ".join(sorted([SATU, digest("candidate ../.. x:@calon_satu_lagi")]))
    assert len(made["sources"]) == len(set(made["sources"]))


def find_twin() -> str:
    """Return a handle whose digest begins with the same four digits as that of the first account."""
    names = (f"kembar_{number}" for number in count())
    return next(name for name in names if digest(f"candidate ../.. x:@{name}") == SATU)


def test_digests_that_begin_alike_get_more_digits() -> None:
    """All of the contest, until each stands for one listing; every listing can be read back."""
    twin = find_twin()

    files = build(add_account(handle=twin)).files

    owners = json.loads(files["warnings/contoh-2031-wali-kota.json"])["contests"]["contoh-2031-wali-kota"]["owners"]
    digests = [each for owner in owners for each in owner["digests"].split(" ")]
    assert len(digests) == len(set(digests)) == 4
    assert {len(each) for each in digests}.isdisjoint({4})
    assert AccountKey.parse(f"x:@{twin}") in read_back(files).by_key


def test_bytes_are_reproducible() -> None:
    """Members sorted, no blanks, UTF-8; the order in which the list was read leaves no trace."""
    accounts, sides = (dict(reversed([*table.items()])) for table in (sample().accounts, sample().sides))
    turned = replace(sample(), accounts=accounts, sides=sides)

    assert build(turned).files == build(sample()).files
    assert build(sample()).files["wording.json"] == '{"format":1,"rules":[],"texts":{"id":{"a":"2","b":"é"}}}'.encode()


def test_platform_files_go_in_as_they_stand() -> None:
    """Every member of every file, also those that the server does not read."""
    directory = ROOT / "extension" / "platforms"

    data = read_platform_data(directory)

    assert data == {path.stem: json.loads(path.read_bytes()) for path in directory.glob("*.json")}
    assert "latihan" in data


@pytest.mark.parametrize("directory", [SAMPLE, ROOT / "candidate_accounts"], ids=["sample", "real"])
def test_listings_read_back_are_those_of_the_list(directory: Path) -> None:
    """What the API answers from: every key with its owner, role, contest, window, source, on the same days."""
    account_list = load_account_list(directory, platforms())

    index = read_back(build(account_list).files)

    expected = ListingIndex.from_list(account_list)
    assert set(index.by_key) == set(expected.by_key)
    for key in expected.by_key:
        assert describe(index.find_listings(key)) == describe(expected.find_listings(key))


def read_back(files: Mapping[str, bytes]) -> ListingIndex:
    """Read the listings of a release."""
    warnings = (body for name, body in files.items() if name.startswith("warnings/"))
    return read_listing_index(files["list.json"], warnings)


def describe(listings: tuple[Listing, ...]) -> list[tuple[object, ...]]:
    """Return what a warning says of listings, in one order."""
    found = [
        (
            listing.keys,
            listing.owner_name,
            listing.subject,
            listing.role,
            listing.contest.id,
            listing.contest.name,
            listing.contest.utc_offset_minutes,
            [(period.phase, period.starts, period.ends) for period in listing.contest.phases],
            listing.window,
            listing.source.address,
            listing.account.checked_on,
        )
        for listing in listings
    ]
    return sorted(found, key=repr)
