"""Coverage as one web page that needs nothing else: no script, no other file, readable on paper and by ear.

A tile for each province, the same size for all, so that a large empty one does not look fuller than a small one. Sides
stand in the order of the ballot, parties in that of the alphabet; no side's colour, nothing by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from server.accounts.coverage import State
from server.accounts.coverage_report import describe_day, name_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.coverage import Coverage, CoveredContest, CoveredSide, Group, MissingRegions, Tally
    from server.domain.elections import Election, Region

_TEMPLATE = Path(__file__).with_name("coverage_page.html")

TILES: Mapping[str, tuple[int, int]] = {
    "wil:11": (1, 1),
    "wil:12": (2, 1),
    "wil:14": (2, 2),
    "wil:21": (2, 3),
    "wil:13": (3, 1),
    "wil:15": (3, 2),
    "wil:19": (3, 3),
    "wil:17": (4, 1),
    "wil:16": (4, 2),
    "wil:18": (5, 2),
    "wil:36": (6, 2),
    "wil:31": (6, 3),
    "wil:32": (6, 4),
    "wil:33": (6, 5),
    "wil:34": (7, 5),
    "wil:35": (6, 6),
    "wil:51": (6, 7),
    "wil:52": (6, 8),
    "wil:53": (6, 9),
    "wil:65": (1, 7),
    "wil:61": (2, 5),
    "wil:62": (2, 6),
    "wil:64": (2, 7),
    "wil:63": (3, 6),
    "wil:75": (2, 9),
    "wil:71": (2, 10),
    "wil:76": (3, 8),
    "wil:72": (3, 9),
    "wil:73": (4, 8),
    "wil:74": (4, 9),
    "wil:82": (2, 11),
    "wil:81": (4, 11),
    "wil:96": (3, 12),
    "wil:92": (3, 13),
    "wil:94": (4, 12),
    "wil:91": (4, 13),
    "wil:95": (5, 13),
    "wil:93": (6, 13),
}
"""Row and column of each of the 38 provinces, roughly as they lie."""

SIGNS: Mapping[State, tuple[str, str, str]] = {
    State.LISTED: ("●", "tercatat", "listed"),
    State.OTHER_DAYS: ("◊", "tercatat pada hari lain", "listed on other days"),
    State.LEADS_ONLY: ("?", "petunjuk saja", "leads only"),
    State.NONE_FOUND: ("○", "dicari, tidak ada", "looked for, none found"),
    State.NOT_SEARCHED: ("·", "belum dicari", "not searched"),
}
"""Sign, Indonesian and English for each state; the signs are in every common font."""


@dataclass(frozen=True, slots=True)
class _Tile:
    """A province on the map."""

    region: Region
    row: int
    column: int
    tally: Tally

    @property
    def letters(self) -> str:
        """The last part of the ISO code, or the digits of ours."""
        return (self.region.iso or self.region.id).replace(":", "-").split("-")[1]


@dataclass(frozen=True, slots=True)
class _ElectionPart:
    """What the page says of one election."""

    election: Election
    total: Tally
    tiles: tuple[_Tile, ...]
    provinces: tuple[Group, ...]
    parties: tuple[Group, ...]
    contests: tuple[CoveredContest, ...]
    silent: tuple[CoveredContest, ...]
    missing: MissingRegions | None

    def count_missing(self, province_id: str) -> int:
        """Return how many regions in a province have no contest in the list."""
        return sum(region.province_id == province_id for region in self.missing.regions) if self.missing else 0


def format_page(coverage: Coverage) -> str:
    """Return the page."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        coverage=coverage,
        day=describe_day(coverage),
        parts=tuple(_make_parts(coverage)),
        states=tuple(State),
        signs=SIGNS,
        name_group=name_group,
        platforms_of=lambda contest: _touched_platforms(coverage, contest),
        count_listed=_count_listed,
    )


def _make_parts(coverage: Coverage) -> Iterator[_ElectionPart]:
    for election in coverage.elections:
        part = coverage.of_election(election.id)
        told = tuple(each for each in part.contests if _touched_platforms(coverage, each))
        provinces = tuple(group for group in part.group("region") if group.key in coverage.regions)
        is_regional = bool(part.missing) or any(group.tally.contests for group in provinces)
        yield _ElectionPart(
            election=election,
            total=part.total,
            tiles=tuple(_make_tiles(coverage, provinces)) if is_regional else (),
            provinces=provinces if is_regional else (),
            parties=part.group("party"),
            contests=told,
            silent=tuple(each for each in part.contests if each not in told),
            missing=next(iter(part.missing), None),
        )


def _make_tiles(coverage: Coverage, provinces: tuple[Group, ...]) -> Iterator[_Tile]:
    """Yield the provinces in the order of the codes, which is that of reading aloud; the map only places them."""
    for group in provinces:
        if group.key in TILES:
            yield _Tile(coverage.regions[group.key], *TILES[group.key], group.tally)


def _touched_platforms(coverage: Coverage, contest: CoveredContest) -> tuple[str, ...]:
    """Return the platforms of which anything is known of anybody."""
    return tuple(
        platform
        for platform in coverage.platforms
        if any(side.state_on(platform) is not State.NOT_SEARCHED for side in contest.sides)
    )


def _count_listed(side: CoveredSide, platform: str) -> int:
    return sum(owner.states[platform] is State.LISTED for owner in side.owners)
