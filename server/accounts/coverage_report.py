"""Coverage as text, JSON and CSV; all show what ``coverage`` has counted. The page stands in ``coverage_page``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from server.accounts.coverage import NO_PARTY, State
from server.accounts.safe_csv import encode_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.accounts.coverage import Coverage, CoveredContest, Group, MissingRegions, Tally

LEGEND = (
    "pihak = sides, dengan akun tercatat / semua; orang, partai, tim = people, parties, teams, listed / all",
    "tercatat listed, hari lain on other days, petunjuk leads only, nihil looked for, none found, belum not searched",
)
NAME_WIDTH_MAX = 34
UNNAMED = {NO_PARTY: "(tanpa partai tercatat / no party written down)"}
_COLUMNS = ("kontes", "pihak", "pemilik", "tercatat", "hari lain", "petunjuk", "nihil", "belum")


def format_text(coverage: Coverage, axis: str) -> str:
    """Return the coverage for a terminal: rows of one axis, who is missing in which contest, white spots."""
    return "\n".join([*_say_head(coverage), *_say_table(coverage, axis), *_say_parity(coverage), *_say_gaps(coverage)])


def format_json(coverage: Coverage, axis: str) -> str:
    """Return the coverage for programs, with every contest, side and owner."""
    data = {
        "on": coverage.on.isoformat() if coverage.on else None,
        "by": axis,
        "platforms": coverage.platforms,
        "elections": [election.id for election in coverage.elections],
        "total": _describe_tally(coverage.total),
        "groups": [
            {"id": group.key, "name": group.name, **_describe_tally(group.tally)} for group in coverage.group(axis)
        ],
        "contests": [_describe_contest(coverage, each) for each in coverage.contests],
        "regions_without_contest": [_describe_missing(missing) for missing in coverage.missing],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def format_csv(coverage: Coverage, axis: str) -> str:
    """Return the rows of one axis as CSV."""
    header = ("id", "name", "contests", "sides", "sides_listed", "owners", "owners_listed", *State)
    rows = ((group.key.strip("-"), name_group(group), *_numbers(group.tally)) for group in coverage.group(axis))
    return encode_csv(header, rows).decode()


def name_group(group: Group) -> str:
    """Return the name of a row as people read it."""
    return UNNAMED.get(group.key, group.name)


def describe_day(coverage: Coverage) -> str:
    """Say which days count."""
    if coverage.on is None:
        return "semua hari setiap kontes / all days of every contest"
    return f"pada / on {coverage.on.isoformat()}"


def _say_head(coverage: Coverage) -> Iterator[str]:
    yield f"Cakupan / coverage, {describe_day(coverage)}: {len(coverage.contests)} kontes / contests"
    if not coverage.contests:
        yield "  tidak ada kontes yang sedang berlangsung / no contest is in season" if coverage.on else "  -"


def _say_table(coverage: Coverage, axis: str) -> Iterator[str]:
    groups = coverage.group(axis)
    if not groups:
        return
    yield ""
    yield _align(axis, _COLUMNS)
    for group in groups:
        yield _align(name_group(group), _say_tally(group.tally))
    yield _align("semua / all", _say_tally(coverage.total))
    yield ""
    yield from LEGEND
    if axis == "party":
        yield "satu pihak dihitung pada setiap pengusungnya / a side counts for each party that put it forward"


def _align(name: str, cells: Iterable[str]) -> str:
    short = name if len(name) <= NAME_WIDTH_MAX else f"{name[: NAME_WIDTH_MAX - 1]}…"
    return f"{short:<{NAME_WIDTH_MAX}}" + "".join(f"{cell:>11}" for cell in cells)


def _say_tally(tally: Tally) -> tuple[str, ...]:
    return (
        str(tally.contests),
        f"{tally.sides_listed}/{tally.sides}",
        f"{tally.owners_listed}/{tally.owners}",
        *(str(tally.cells[state]) for state in State),
    )


def _say_parity(coverage: Coverage) -> Iterator[str]:
    """Yield who is listed and who is missing, contest by contest; contests without any listed account as one number."""
    silent = 0
    for each in coverage.contests:
        parities = [parity for parity in each.compare_sides(coverage.platforms) if parity.listed]
        silent += not parities
        if parities:
            yield ""
            yield f"{each.contest.id} ({len(each.sides)} pihak / sides)"
        for parity in parities:
            count = f"{len(parity.listed)}/{len(each.sides)}"
            missing = "; ".join(side.label for side in parity.missing)
            yield f"  {parity.platform:<10} {count}" + (f"  tanpa / missing: {missing}" if missing else "")
    if silent:
        yield ""
        yield f"{silent} kontes tanpa akun tercatat / contests without a listed account"


def _say_gaps(coverage: Coverage) -> Iterator[str]:
    if not coverage.regions and coverage.contests:
        yield ""
        yield "Daftar ini belum memuat wilayah / the list names no regions: white spots cannot be told"
    for missing in coverage.missing:
        yield ""
        name = missing.election.id
        yield (
            f"{name}: {len(missing.regions)} dari / of {missing.expected} wilayah tanpa berkas / regions without a file"
        )
        provinces = [region for region in missing.regions if region.level == "provinsi"]
        if provinces:
            yield f"  provinsi / provinces: {', '.join(region.name for region in provinces)}"
        by_province: dict[str, int] = {}
        for region in missing.regions:
            if region.level != "provinsi":
                by_province[region.province_id] = by_province.get(region.province_id, 0) + 1
        if by_province:
            words = (f"{coverage.regions[key].name} {count}" for key, count in sorted(by_province.items()))
            yield f"  kabupaten, kota: {', '.join(words)}"


def _numbers(tally: Tally) -> tuple[int, ...]:
    cells = (tally.cells[state] for state in State)
    return (tally.contests, tally.sides, tally.sides_listed, tally.owners, tally.owners_listed, *cells)


def _describe_tally(tally: Tally) -> dict[str, Any]:
    names = ("contests", "sides", "sides_listed", "owners", "owners_listed", *(state.value for state in State))
    return dict(zip(names, _numbers(tally), strict=True))


def _describe_contest(coverage: Coverage, each: CoveredContest) -> dict[str, Any]:
    return {
        "id": each.contest.id,
        "election": each.contest.election_id,
        "region": each.contest.region,
        "office": each.contest.office,
        "sides": [
            {
                "id": side.id,
                "name": side.name,
                "ballot_number": side.ballot_number,
                "has_left": side.has_left,
                "owners": [
                    {"id": owner.id, "name": owner.name, "kind": owner.kind, "states": owner.states}
                    for owner in side.owners
                ],
            }
            for side in each.sides
        ],
        "parity": [
            {
                "platform": parity.platform,
                "listed": [side.id for side in parity.listed],
                "missing": [side.id for side in parity.missing],
            }
            for parity in each.compare_sides(coverage.platforms)
        ],
    }


def _describe_missing(missing: MissingRegions) -> dict[str, Any]:
    return {
        "election": missing.election.id,
        "expected": missing.expected,
        "regions": [{"id": region.id, "name": region.name} for region in missing.regions],
    }
