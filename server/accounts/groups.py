"""Groups: contests whose warnings travel in one file, so that asking for it names nobody and no side.

For the release. A group holds whole contests: at least sixteen accounts and, in some contest, at least two rival sides.
The contests of an election, in the order of province and id, are cut into parts of about five of one province, whoever
is listed in them; parts in a row make a group as soon as the rule holds. So an account that comes or goes changes
no other group, unless with it the rule begins or ceases to hold. An election that is too small as a whole joins
another one. The practice election is a group of its own: nobody's interest is behind it.

Source: docs/architecture.md; why groups and not hash prefixes: docs/decisions/0001.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from server.domain.elections import find_province_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from server.domain.account_list import AccountList
    from server.domain.elections import Contest
    from server.domain.listings import Listing

GROUP_MIN_ACCOUNTS = 16
"""Below this many accounts, asking for a group would say too much about whose page was opened."""

GROUP_MIN_RIVALS = 2
GROUP_ID_MAX_CHARACTERS = 64

PART_CONTESTS = 5
"""Fewer make more files, each of which costs everybody 40 bytes of signed metadata and a beginning that compresses
badly; more make each change to one of them larger (measured: docs/performance.md)."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some contests, as a rule of one election.

    Attributes:
        id: made of the first contest's id; ``^[a-z0-9-]{1,64}$``.
        contest_ids: those with a listed account, in the order of election, province and id; at least one.
        accounts: how many accounts are listed in them.
        rivals: the most sides with a listed account in one contest.
    """

    id: str
    contest_ids: tuple[str, ...]
    accounts: int
    rivals: int

    @property
    def is_large_enough(self) -> bool:
        """Whether the rule holds; outside practice it does wherever the list as a whole can meet it."""
        return self.accounts >= GROUP_MIN_ACCOUNTS and self.rivals >= GROUP_MIN_RIVALS


_Contests = tuple[str, ...]
"""Ids of contests that stay together, in order."""


def make_groups(account_list: AccountList, listings: Iterable[Listing]) -> tuple[Group, ...]:
    """Form the groups of a list.

    Args:
        account_list: elections and contests.
        listings: every listed account in every contest.

    Returns:
        Groups in the order of their ids; each contest with a listing is in exactly one.
    """
    former = _Former(listings)
    elections = sorted(account_list.elections.values(), key=lambda election: election.id)
    parts = {election.id: tuple(_cut(account_list, election.id)) for election in elections}
    practice = [sum(parts[election.id], ()) for election in elections if election.is_practice and parts[election.id]]
    real = [parts[election.id] for election in elections if not election.is_practice]
    groups = (former.count(contests) for contests in (*practice, *former.join_elections(real)))
    return tuple(sorted((group for group in groups if group.contest_ids), key=lambda group: group.id))


def _cut(account_list: AccountList, election_id: str) -> Iterator[_Contests]:
    """Cut an election's contests into parts of one province each, of nearly the same number of contests."""
    contests = (each for each in account_list.contests.values() if each.election_id == election_id)
    for _, found in groupby(sorted(contests, key=_place_of), key=lambda contest: find_province_id(contest.region)):
        ids = [contest.id for contest in found]
        parts = max(1, round(len(ids) / PART_CONTESTS))
        for number in range(parts):
            yield tuple(ids[len(ids) * number // parts : len(ids) * (number + 1) // parts])


def _place_of(contest: Contest) -> tuple[str, str]:
    return find_province_id(contest.region), contest.id


class _Former:
    """Puts contests together until the rule holds."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._by_contest: dict[str, list[Listing]] = {}
        for listing in listings:
            self._by_contest.setdefault(listing.contest.id, []).append(listing)

    def count(self, contests: _Contests) -> Group:
        """Make a group of contests; it is named after the first, whether or not somebody is listed there."""
        listed = {each: self._by_contest[each] for each in contests if each in self._by_contest}
        accounts = {listing.account.id for found in listed.values() for listing in found}
        rivals = max((_count_sides(found) for found in listed.values()), default=0)
        return Group(_name(contests), tuple(listed), len(accounts), rivals)

    def join_elections(self, elections: Iterable[Sequence[_Contests]]) -> list[_Contests]:
        """Form the groups of each election; put the elections that are too small together, or to the nearest group."""
        formed: list[_Contests] = []
        small: list[_Contests] = []
        nearest = 0  # the number of groups of the elections before the first small one
        for parts in elections:
            groups = self._join_parts(parts)
            if self._is_enough(groups):
                formed += groups
            else:
                nearest = nearest if small else len(formed)
                small += groups
        together = self._join_parts(small)
        if self._is_enough(together) or not formed:
            return formed + together
        at = max(0, nearest - 1)
        return [*formed[:at], sum((formed[at], *together), ()), *formed[at + 1 :]]

    def _join_parts(self, parts: Iterable[_Contests]) -> list[_Contests]:
        """Join parts in a row until the rule holds; what is left over at the end joins those before."""
        groups: list[_Contests] = []
        waiting: _Contests = ()
        for part in parts:
            waiting += part
            if self.count(waiting).is_large_enough:
                groups.append(waiting)
                waiting = ()
        return [*groups[:-1], sum(groups[-1:], ()) + waiting] if waiting else groups

    def _is_enough(self, groups: Sequence[_Contests]) -> bool:
        return bool(groups) and all(self.count(contests).is_large_enough for contests in groups)


def _count_sides(listings: Iterable[Listing]) -> int:
    return len({listing.side.id for listing in listings})


def _name(contests: _Contests) -> str:
    """Name a group after its first contest (*-dst*: and so on), within the length that a group's id may have."""
    name = f"{contests[0]}-dst" if len(contests) > 1 else contests[0]
    if len(name) <= GROUP_ID_MAX_CHARACTERS:
        return name
    mark = sha256(name.encode()).hexdigest()[:8]
    return f"{name[: GROUP_ID_MAX_CHARACTERS - 9]}-{mark}"
