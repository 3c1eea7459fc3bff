"""The numbers of the list as one page of text, or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.stats import Season, Stats

NAMES_MAX = 3
"""So many contests are named; more are counted."""

WORDS = {
    "elections": "pemilihan / elections",
    "contests": "kontes / contests",
    "sides": "pihak / sides",
    "people": "orang / people",
    "parties": "partai / parties",
    "listed": "akun tercatat / listed accounts",
    "leads": "petunjuk / leads",
    "sources": "sumber / sources",
}


def format_stats(stats: Stats) -> str:
    """Return the page."""
    return "\n".join(_say(stats))


def format_stats_json(stats: Stats) -> str:
    """Return the same for programs."""
    return json.dumps(asdict(stats), ensure_ascii=False, indent=2, default=str)


def _say(stats: Stats) -> Iterator[str]:
    yield f"Daftar pada / the list on {stats.on.isoformat()} (tanpa latihan / without the practice)"
    yield "  " + ", ".join(f"{count} {WORDS[name]}" for name, count in stats.counts.items())
    yield f"  {stats.in_force} akun berlaku hari itu / accounts in force that day, in a phase of their contest"
    yield ""
    yield "Tahapan / phases"
    yield from _say_seasons(stats)
    yield ""
    yield "Tingkat / tiers"
    for tier in stats.tiers:
        yield f"  {tier.name:<16}{tier.contests:>6} kontes{tier.sides:>7} pihak{tier.accounts:>7} akun / listed"
    yield ""
    yield _say_counts("Platform (tercatat / listed)", stats.platforms)
    yield _say_counts("Nilai / grades", stats.grades)
    yield _say_counts("Jenis / kinds", stats.kinds)
    yield _say_counts("Status", stats.statuses)
    yield _say_counts("Umur pemeriksaan, hari / days since the check", stats.ages)
    yield ""
    yield "Pemelihara / maintainers"
    for load in stats.loads:
        name = "(tidak tertulis / not written down)" if load.maintainer == "-" else load.maintainer
        words = f"{load.checked} diperiksa / checked, {load.due} jatuh tempo / due"
        yield f"  {name:<38}{words}" + ("" if load.maintainer == "-" else f", {load.confirmed} disetujui / confirmed")


def _say_seasons(stats: Stats) -> Iterator[str]:
    if not any(season.period for season in stats.seasons):
        yield "  tidak ada kontes yang sedang berlangsung / no contest is in season"
    for season in stats.seasons:
        names = f": {_name(season.contest_ids)}" if season.contest_ids else ""
        yield f"  {season.election_id}: {_say_state(season)}{names}"


def _say_state(season: Season) -> str:
    if season.period:
        again = f" (putaran / round {season.period.round})" if season.period.round > 1 else ""
        return f"{season.period.phase.value}{again} {season.period.starts} .. {season.period.ends}"
    if not season.contest_ids:
        return "belum ada kontes / no contests yet" if season.is_dated else "belum ada tanggal / no dates yet"
    if season.starts_next:
        return f"tidak berlangsung, berikutnya / not now, next on {season.starts_next}"
    return "selesai / over" if season.is_dated else "belum ada tanggal / no dates yet"


def _name(contest_ids: tuple[str, ...]) -> str:
    if len(contest_ids) > NAMES_MAX:
        return f"{len(contest_ids)} kontes / contests"
    return ", ".join(contest_ids)


def _say_counts(title: str, counts: Mapping[str, int]) -> str:
    return f"{title}: " + (", ".join(f"{name} {count}" for name, count in counts.items()) or "-")
