"""``list.json`` of a release: which keys are listed in which contest on which days, and where the words about them are.

Its members are tables rather than lists, so that a merge patch from one release to the next holds little more than
what has changed (``release_deltas.py``). docs/api.md describes the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.accounts.wire_words import (
    FILE_FORMAT,
    name_calendar,
    write_calendars,
    write_head,
    write_keys,
    write_name,
    write_phases,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from server.accounts.groups import Group
    from server.domain.account_list import Account, AccountList
    from server.domain.elections import Election
    from server.domain.listings import Listing


def make_list_file(
    account_list: AccountList, by_contest: Mapping[str, Iterable[Listing]], groups: Iterable[Group], poll_seconds: int
) -> dict[str, Any]:
    """Make the file.

    Args:
        account_list: elections, contests and whom to tell of mistakes.
        by_contest: the listings of each contest that has any.
        groups: of the same contests.
        poll_seconds: how often extensions are asked to look for a newer release.
    """
    contests = [account_list.contests[contest_id] for contest_id in by_contest]
    elections = [election for election in account_list.elections.values() if not election.is_practice]
    group_of = {contest_id: group.id for group in groups for contest_id in group.contest_ids}
    return {
        "format": FILE_FORMAT,
        "made_on": account_list.newest_date.isoformat(),
        "poll_seconds": poll_seconds,
        "contacts": list(account_list.contacts),
        "calendars": {
            **{election.id: write_phases(election.phases) for election in elections},
            **write_calendars(account_list, contests),
        },
        "elections": {election.id: _write_election(election) for election in elections},
        "contests": {
            contest.id: {
                "election": contest.election_id,
                "region": contest.region,
                "group": group_of[contest.id],
                "utc_offset_minutes": contest.utc_offset_minutes,
                "calendar": name_calendar(account_list, contest),
                "entries": _write_entries(by_contest[contest.id]),
            }
            for contest in contests
        },
    }


def _write_election(election: Election) -> dict[str, Any]:
    name, offset = write_name(election.name), election.utc_offset_minutes
    return {"name": name, "utc_offset_minutes": offset, "calendar": election.id}


def _write_entries(listings: Iterable[Listing]) -> dict[str, dict[str, str]]:
    """Put together what counts for the same subject on the same days: ``<subject> <days>`` -> keys."""
    accounts: dict[str, list[Account]] = {}
    for listing in listings:
        accounts.setdefault(write_head(listing), []).append(listing.account)
    return {head: write_keys(found) for head, found in accounts.items()}
