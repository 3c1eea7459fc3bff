"""Elections, contests and their phases, and which phase a day belongs to.

For everybody who must know whether a candidate is in season: the release, ``POST /v1/check`` and the
command line. Phases are dates in the list, never constants here.

Source: docs/decisions and candidate_accounts/SCHEMA.md, "Phases".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


COUNTRY = "ID"
"""The region of a contest of the whole country."""


class Phase(StrEnum):
    """A stage of a contest, in the order in which stages follow each other; ``NONE`` is outside all."""

    BAKAL_CALON = "bakal_calon"
    CALON = "calon"
    KAMPANYE = "kampanye"
    MASA_TENANG = "masa_tenang"
    PEMUNGUTAN = "pemungutan"
    PASCA = "pasca"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BilingualName:
    """A name as people read it: Indonesian (``id``) first, English (``en``) second."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class PhasePeriod:
    """The days of one phase; both the first and the last day belong to it.

    Attributes:
        source_ids: where the days were read.
        note: above all what the law leaves open and people decided.
        round: 1, or 2 and more for a re-vote or a re-run, in which the same phases come again.
    """

    phase: Phase
    starts: date
    ends: date
    source_ids: tuple[str, ...] = ()
    note: str | None = None
    round: int = 1

    def covers(self, on: date) -> bool:
        """Tell whether *on* is one of the period's days."""
        return self.starts <= on <= self.ends


@dataclass(frozen=True, slots=True)
class Region:
    """A province, kabupaten or kota of Indonesia.

    Attributes:
        id: ``wil:`` and the Kemendagri code, such as ``wil:73`` or ``wil:73.71``.
        level: ``provinsi kabupaten kota``.
        iso: ISO 3166-2; provinces only.
        utc_offset_minutes: a province's time zone; ``None`` for all others, whose province has it.
    """

    id: str
    name: str
    level: str
    iso: str | None = None
    utc_offset_minutes: int | None = None

    @property
    def province_id(self) -> str:
        """The id of the province it lies in; a province's own."""
        return find_province_id(self.id)


def find_province_id(region_id: str) -> str:
    """Return the id of the province a region lies in, from its code alone."""
    return region_id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class AccountCap:
    """How many accounts a side may register with KPU on one application."""

    per_platform: int
    source_ids: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseBounds:
    """How much of an election's accounts may come or go from one release to the next without an explanation.

    Attributes:
        dropped_percent: of the accounts listed before.
        grown_percent: of the accounts listed before.
    """

    dropped_percent: int = 10
    grown_percent: int = 50


@dataclass(frozen=True, slots=True)
class Election:
    """One election with what all its contests share.

    Attributes:
        id: readable and permanent, such as ``pemilu-2024``.
        utc_offset_minutes: 420 for WIB, 480 for WITA, 540 for WIT; a contest may have its own.
        phases: periods that hold for every contest which does not give its own for that phase.
        accounts_close_on: the last day of accounts registered with KPU, which then must be closed.
        is_practice: invented people and accounts, for the practice page only.
        kind: ``pemilu pilkada latihan``.
        account_cap: the legal limit, where a source for it is known.
        release_bounds: its own bounds; None for the usual ones.
    """

    id: str
    name: BilingualName
    utc_offset_minutes: int
    phases: tuple[PhasePeriod, ...]
    accounts_close_on: date | None = None
    is_practice: bool = False
    kind: str = "pemilu"
    account_cap: AccountCap | None = None
    release_bounds: ReleaseBounds | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """One seat or one set of seats that rivals stand for.

    Attributes:
        id: readable and permanent, such as ``pemilu-2024-presiden``.
        office: what is stood for: ``presiden``, ``legislatif``, ``gubernur`` and so on.
        region: ``ID`` for the whole country, otherwise a Kemendagri code with prefix (``wil:73.71``).
        phases: the periods in force here, in the order of their days.
        empty_box: ballot number of the empty column beside a side that stands alone (kolom kosong).
    """

    id: str
    election_id: str
    name: BilingualName
    office: str
    region: str
    utc_offset_minutes: int
    phases: tuple[PhasePeriod, ...]
    empty_box: str | None = None


def choose_phase(periods: Iterable[PhasePeriod], on: date) -> Phase:
    """Decide which phase the day *on* belongs to.

    Args:
        periods: a contest's periods; when two overlap the first one wins (lint reports overlaps).
        on: a day in the contest's own time zone.

    Returns:
        The phase, or ``Phase.NONE`` outside every period.
    """
    return next((period.phase for period in periods if period.covers(on)), Phase.NONE)
