"""A list of 15,000 invented accounts in 545 contests, one file each, as large as all of a pilkada; always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.accounts.list_writer import format_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ACCOUNTS = 15_000
PROVINCES = 37
REGENCIES = 508
SIDES = 3

_PLATFORMS = ("x", "instagram", "facebook", "tiktok", "youtube")
_SYLLABLES = [first + second for first in "bcdfghjkmnprstw" for second in "aeou"]
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_DAY = "2024-11-02"

Entry = dict[str, Any]
Sections = dict[str, list[Entry]]


@dataclass
class _Inventor:
    """Makes names and ids up, each only once."""

    chance: random.Random
    used: set[str]

    def make_id(self, prefix: str) -> str:
        return self._once(lambda: f"{prefix}-" + "".join(self.chance.choices(_LETTERS, k=6)))

    def make_name(self) -> str:
        return self._once(lambda: "".join(self.chance.choices(_SYLLABLES, k=6)))

    def make_number(self) -> str:
        return self._once(lambda: str(self.chance.randrange(10**18, 10**19)))

    def _once(self, invent: Any) -> str:
        while (text := str(invent())) in self.used:
            pass
        self.used.add(text)
        return text


def write_invented_list(directory: Path, seed: int = 2025) -> int:
    """Write the list below *directory* and return how many files it has; another *seed*, other accounts."""
    chance = random.Random(seed)  # noqa: S311 - the same list every time
    files = dict(_make_files(_Inventor(chance, set())))
    for name, sections in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(format_file(sections), encoding="utf-8")
    return len(files)


def _make_files(inventor: _Inventor) -> Iterator[tuple[str, Sections]]:
    regions = list(_make_regions())
    yield "maintainers.yaml", {"maintainers": [{"id": "mt-satu"}, {"id": "mt-dua"}]}
    yield "regions.yaml", {"regions": regions}
    yield "elections/pilkada-2025.yaml", _make_election()
    for number, region in enumerate(regions):
        code = region["id"].removeprefix("wil:")
        share = ACCOUNTS * (number + 1) // len(regions) - ACCOUNTS * number // len(regions)
        yield f"contests/pilkada-2025/{code}.yaml", _make_contest(inventor, region, code, share)


def _make_regions() -> Iterator[Entry]:
    for number in range(PROVINCES):
        code = 11 + number
        iso = f"ID-{chr(65 + number // 26)}{chr(65 + number % 26)}"
        yield {
            "id": f"wil:{code}",
            "name": f"Provinsi {code}",
            "level": "provinsi",
            "iso": iso,
            "utc_offset_minutes": "420",
        }
    for number in range(REGENCIES):
        regency = f"{11 + number % PROVINCES}.{1 + number // PROVINCES:02}"
        yield {"id": f"wil:{regency}", "name": f"Kabupaten {regency}", "level": "kabupaten"}


def _make_election() -> Sections:
    days = (
        ("calon", "2025-09-22", "2025-09-24"),
        ("kampanye", "2025-09-25", "2025-11-23"),
        ("masa_tenang", "2025-11-24", "2025-11-26"),
        ("pemungutan", "2025-11-27", "2025-11-27"),
        ("pasca", "2025-11-28", "2025-12-16"),
    )
    phases = [{"phase": phase, "from": starts, "to": ends, "sources": ["src-jadwal"]} for phase, starts, ends in days]
    election = {
        "id": "pilkada-2025",
        "kind": "pilkada",
        "name": {"id": "Pilkada 2025", "en": "Regional elections 2025"},
        "utc_offset_minutes": "420",
        "account_cap": {"per_platform": "20", "sources": ["src-jadwal"]},
        "accounts_close_on": "2025-11-23",
        "phases": phases,
    }
    return {"elections": [election], "sources": [_make_source("src-jadwal", "regulation")]}


def _make_contest(inventor: _Inventor, region: Mapping[str, Any], code: str, accounts: int) -> Sections:
    slug = code.replace(".", "-")
    office = "gubernur" if region["level"] == "provinsi" else "bupati"
    people = [{"id": inventor.make_id("ps"), "name": _title(inventor)} for _ in range(2 * SIDES)]
    sides = [
        {
            "id": inventor.make_id("sd"),
            "name": f"Pasangan {number}",
            "statuses": [{"status": "final", "from": "2025-09-22"}],
            "ballot_number": str(number),
            "people": [
                {"person": people[2 * number - 2]["id"], "role": f"calon_{office}"},
                {"person": people[2 * number - 1]["id"], "role": f"calon_wakil_{office}"},
            ],
            "sources": [f"src-{slug}"],
        }
        for number in range(1, SIDES + 1)
    ]
    contest = {
        "id": f"pilkada-2025-{slug}",
        "election": "pilkada-2025",
        "name": {"id": f"Pemilihan {region['name']}", "en": f"Election of {region['name']}"},
        "office": office,
        "region": region["id"],
        "sides": sides,
    }
    owners = [person["id"] for person in people]
    return {
        "contests": [contest],
        "people": people,
        "accounts": [_make_account(inventor, owners[n % len(owners)], n, slug) for n in range(accounts)],
        "sources": [_make_source(f"src-{slug}", "kpu_form")],
    }


def _make_account(inventor: _Inventor, owner: str, number: int, slug: str) -> Entry:
    platform = _PLATFORMS[number // (2 * SIDES) % len(_PLATFORMS)]
    return {
        "id": inventor.make_id("ak"),
        "owner": owner,
        "platform": platform,
        "handle": inventor.make_name(),
        **({"platform_id": inventor.make_number()} if platform == "x" else {}),
        "kind": "registered",
        "status": "active",
        "from": "2025-09-22",
        "grade": "A",
        "sources": [f"src-{slug}"],
        "checked_on": _DAY,
        "checked_by": "mt-satu",
        "next_check_on": "2025-10-02",
    }


def _make_source(source_id: str, kind: str) -> Entry:
    return {"id": source_id, "kind": kind, "title": "Formulir rekaan", "citation": "lembar 1", "retrieved": _DAY}


def _title(inventor: _Inventor) -> str:
    return f"{inventor.make_name().title()} {inventor.make_name().title()}"
