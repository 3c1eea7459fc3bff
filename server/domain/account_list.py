"""The account list as plain values: sides, people, parties, teams, accounts and their sources.

What ``server.accounts.list_reader`` makes from ``candidate_accounts/``; every reference has been checked there.

Source: candidate_accounts/SCHEMA.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from server.domain.account_key import AccountKey
from server.domain.window import OPEN_WINDOW, Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.domain.decisions import Freeze, ListException, Redirect, Removal
    from server.domain.elections import Contest, Election, Region

STANDING = frozenset({"proposed", "final"})
"""Statuses of a side that stands; with every other one it has left the contest."""

LISTED_GRADES = frozenset("ABC")
"""Evidence that is enough to list an account; grade D is a lead, kept and never exported."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read.

    Attributes:
        kind: what sort of source; it bounds the grade (SCHEMA.md, "Sources").
        url: address, or ``None`` when only a citation exists.
        archive_url: where a copy is kept.
        sha256: of the copy that we read, in hexadecimal digits.
        citation: repository and path, document and page.
        published: ``2024``, ``2024-02`` or ``2024-02-14``, as exact as the source says.
        retrieved: the day we read it.
    """

    id: str
    kind: str
    title: str
    retrieved: date
    url: str | None = None
    citation: str | None = None
    published: str | None = None
    note: str | None = None
    archive_url: str | None = None
    sha256: str | None = None

    @property
    def address(self) -> str:
        """The address, or the citation when there is none."""
        return self.url or self.citation or self.title


@dataclass(frozen=True, slots=True)
class Party:
    """A political party; its ballot number belongs to the side, not to the party."""

    id: str
    name: str
    short_name: str
    local_to: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person who stands, or stood, in a contest: nothing but the name and, if needed, what tells two apart."""

    id: str
    name: str
    disambiguation: str | None = None


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A person's place on a side, with the days for which it holds (a replaced partner has an end)."""

    person_id: str
    role: str
    window: Window = OPEN_WINDOW


@dataclass(frozen=True, slots=True)
class SideStatus:
    """What became of a side on a day: ``proposed final withdrawn disqualified replaced deceased``."""

    status: str
    starts: date
    source_ids: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A pair, a candidate or a party that stands in a contest.

    Attributes:
        statuses: in the order of their days; empty only where a release does not tell.
        kpu_id: KPU's own number of the side.
        party_id: the party itself stands (legislative contests); otherwise ``None``.
        nominated_by: parties that put a pair forward; this alone lists nobody.
    """

    id: str
    contest_id: str
    name: str
    statuses: tuple[SideStatus, ...] = ()
    ballot_number: str | None = None
    candidacies: tuple[Candidacy, ...] = ()
    party_id: str | None = None
    nominated_by: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    note: str | None = None
    kpu_id: str | None = None

    @property
    def status(self) -> str:
        """The newest status."""
        return self.statuses[-1].status if self.statuses else ""

    @property
    def left_on(self) -> date | None:
        """The day on which the side left the contest for good, or ``None`` while it stands."""
        left: date | None = None
        for each in self.statuses:
            left = None if each.status in STANDING else left or each.starts
        return left

    @property
    def window(self) -> Window:
        """The days on which the side stands: to the day before it left."""
        return Window(None, self.left_on - timedelta(days=1)) if self.left_on else OPEN_WINDOW


@dataclass(frozen=True, slots=True)
class Team:
    """A campaign team or a volunteers' group that works for one side."""

    id: str
    name: str
    kind: str
    side_id: str
    window: Window = OPEN_WINDOW
    source_ids: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FormerHandle:
    """A handle that the account gave up; it never makes an account count as listed."""

    handle: str
    window: Window = OPEN_WINDOW
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One account on one platform.

    Attributes:
        handle: canonical form without "@", or ``None`` when only the permanent id is known.
        platform_id: the platform's permanent id, always text.
        kind: ``registered campaign personal party volunteer office``.
        status: what is known of the account today; it does not decide, the window does.
        grade: ``A`` to ``D`` (README.md, "On what evidence").
        seen: what a source saw on the platform itself: ``badge``, ``platform_id`` or ``posts``.
        seen_on: when it saw it.
        checked_on: the day on which we last compared the entry with its sources.
        checked_by: the maintainer who did.
        next_check_on: by when it should be done again.
        confirmed_by: the second maintainer, who agreed on ``confirmed_on``.
        confirmation: what exactly was confirmed (``server.accounts.digests``); void when the entry has changed.
    """

    id: str
    owner_id: str
    platform: str
    handle: str | None
    platform_id: str | None
    kind: str
    status: str
    grade: str
    checked_on: date
    source_ids: tuple[str, ...]
    window: Window = OPEN_WINDOW
    former_handles: tuple[FormerHandle, ...] = ()
    seen: str | None = None
    seen_on: date | None = None
    note: str | None = None
    checked_by: str | None = None
    next_check_on: date | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    confirmation: str | None = None

    @property
    def keys(self) -> tuple[AccountKey, ...]:
        """The account's keys: the handle first, then the permanent id."""
        values = (("@", self.handle), ("#", self.platform_id))
        return tuple(AccountKey(self.platform, mark + text) for mark, text in values if text)

    @property
    def is_listed(self) -> bool:
        """Whether the entry may be exported: enough evidence, and not a government office's account."""
        return self.grade in LISTED_GRADES and self.kind != "office"


@dataclass(frozen=True, slots=True)
class CampaignDomain:
    """The domain of a campaign site.

    Attributes:
        domain: a registrable domain or a host below it, in small letters, IDNA-encoded.
        grade: as an account's.
    """

    id: str
    owner_id: str
    domain: str
    grade: str
    checked_on: date
    source_ids: tuple[str, ...]
    window: Window = OPEN_WINDOW
    checked_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Maintainer:
    """Somebody who keeps the list: an id and the days on which it may sign, no name.

    Attributes:
        contact: where objections to the list are taken, ``mailto:`` or ``https:``; everybody may see it.
    """

    id: str
    window: Window = OPEN_WINDOW
    note: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A search that found no account to list: whom we looked for on which platform, and when.

    Attributes:
        result: ``none_found``, ``leads_only`` or ``declared_none`` (the owner says so).
    """

    owner_id: str
    platform: str
    result: str
    searched_on: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AccountList:
    """Everything that ``candidate_accounts/`` says, each table by id in the order of the files."""

    elections: Mapping[str, Election]
    contests: Mapping[str, Contest]
    sides: Mapping[str, Side]
    people: Mapping[str, Person]
    parties: Mapping[str, Party]
    teams: Mapping[str, Team]
    accounts: Mapping[str, Account]
    sources: Mapping[str, Source]
    searches: tuple[Search, ...] = ()
    regions: Mapping[str, Region] = field(default_factory=dict)
    domains: Mapping[str, CampaignDomain] = field(default_factory=dict)
    maintainers: Mapping[str, Maintainer] = field(default_factory=dict)
    exceptions: tuple[ListException, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    removals: tuple[Removal, ...] = ()
    freezes: tuple[Freeze, ...] = ()

    @property
    def newest_date(self) -> date:
        """The newest day on which anything was checked, read or looked for; raises ValueError on an empty list."""
        return max(
            *(account.checked_on for account in self.accounts.values()),
            *(source.retrieved for source in self.sources.values()),
            *(search.searched_on for search in self.searches),
            *(domain.checked_on for domain in self.domains.values()),
            date.min,
        )

    @property
    def contacts(self) -> tuple[str, ...]:
        """Where objections to the list are taken: the contacts of those who may sign on ``newest_date``, each once."""
        signing = (each for each in self.maintainers.values() if each.window.covers(self.newest_date))
        return tuple(dict.fromkeys(each.contact for each in signing if each.contact))

    def find_owner_name(self, owner_id: str) -> str | None:
        """Return the name of the person, party or team, or None when nobody has this id."""
        owner = self.people.get(owner_id) or self.parties.get(owner_id) or self.teams.get(owner_id)
        return owner.name if owner else None
