"""Groups: contests whose warnings travel in one file, so that asking for it names nobody and no side.

For the release. A group holds whole contests of one election, at least sixteen accounts and, in some contest, at least
two rival sides. Contests are taken in the order of their ids (a province's stand together), so the same list gives the
same groups. The practice election is a group of its own: nobody's interest is behind it.

Source: docs/architecture.md; why groups and not hash prefixes: docs/decisions/0001.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from server.domain.account_list import AccountList
    from server.domain.elections import Contest
    from server.domain.listings import Listing

GROUP_MIN_ACCOUNTS = 16
"""Below this many accounts, asking for a group would say too much about whose page was opened."""

GROUP_MIN_RIVALS = 2
GROUP_ID_MAX_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class Group:
    """Some contests of one election.

    Attributes:
        id: a contest's or the election's id; ``^[a-z0-9-]{1,64}$``.
        contest_ids: in the order of their ids; at least one.
        accounts: how many accounts are listed in them.
        rivals: the most sides with a listed account in one contest.
        is_practice: of the invented election.
    """

    id: str
    contest_ids: tuple[str, ...]
    accounts: int
    rivals: int
    is_practice: bool = False

    @property
    def is_large_enough(self) -> bool:
        """Whether the rule holds; it cannot when a whole election lists too few accounts."""
        return self.accounts >= GROUP_MIN_ACCOUNTS and self.rivals >= GROUP_MIN_RIVALS


def make_groups(account_list: AccountList, listings: Iterable[Listing]) -> tuple[Group, ...]:
    """Form the groups of a list.

    Args:
        account_list: elections and contests.
        listings: every listed account in every contest.

    Returns:
        Groups in the order of their ids; each contest with a listing is in exactly one. An election that is too small
        as a whole is one group, which is not large enough.
    """
    by_contest = _sort_by_contest(listings)
    contests = sorted((account_list.contests[contest_id] for contest_id in by_contest), key=_place_of)
    groups: list[Group] = []
    for election_id, members in groupby(contests, key=lambda contest: contest.election_id):
        is_practice = account_list.elections[election_id].is_practice
        parts = _split(tuple(contest.id for contest in members), by_contest, is_whole=is_practice)
        groups += _name_parts(election_id, tuple(parts), by_contest, is_practice=is_practice)
    return tuple(sorted(groups, key=lambda group: group.id))


def _place_of(contest: Contest) -> tuple[str, str]:
    return contest.election_id, contest.id


def _sort_by_contest(listings: Iterable[Listing]) -> dict[str, list[Listing]]:
    by_contest: dict[str, list[Listing]] = {}
    for listing in listings:
        by_contest.setdefault(listing.contest.id, []).append(listing)
    return by_contest


def _split(
    contest_ids: tuple[str, ...], by_contest: Mapping[str, list[Listing]], *, is_whole: bool
) -> Iterator[tuple[str, ...]]:
    """Cut an election's contests into parts that are large enough; what is left over joins the last one."""
    parts: list[tuple[str, ...]] = []
    part: tuple[str, ...] = ()
    for contest_id in contest_ids:
        part += (contest_id,)
        if not is_whole and _count("", part, by_contest).is_large_enough:
            parts.append(part)
            part = ()
    if part and parts:
        parts[-1] += part
    elif part:
        parts.append(part)
    yield from parts


def _name_parts(
    election_id: str,
    parts: tuple[tuple[str, ...], ...],
    by_contest: Mapping[str, list[Listing]],
    *,
    is_practice: bool,
) -> Iterator[Group]:
    for part in parts:
        name = part[0] if len(part) == 1 else election_id if len(parts) == 1 else f"{part[0]}-dst"
        yield _count(_shorten(name), part, by_contest, is_practice=is_practice)


def _count(
    name: str, contest_ids: tuple[str, ...], by_contest: Mapping[str, list[Listing]], *, is_practice: bool = False
) -> Group:
    accounts = {listing.account.id for contest_id in contest_ids for listing in by_contest[contest_id]}
    rivals = [len({listing.side.id for listing in by_contest[contest_id]}) for contest_id in contest_ids]
    return Group(name, contest_ids, len(accounts), max(rivals), is_practice)


def _shorten(name: str) -> str:
    """Keep a long name unique within the length that a group's id may have."""
    if len(name) <= GROUP_ID_MAX_CHARACTERS:
        return name
    mark = sha256(name.encode()).hexdigest()[:8]
    return f"{name[: GROUP_ID_MAX_CHARACTERS - 9]}-{mark}"
