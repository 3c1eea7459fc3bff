"""Who may own an account, in which contests, and in which file: asked by every sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.domain.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.list_documents import Entry, ListDocuments


@dataclass(frozen=True, slots=True)
class Part:
    """One part that an owner takes in a contest.

    Attributes:
        role: a candidate's role, ``party``, or the kind of a team.
    """

    contest: Entry
    side: Entry
    role: str


@dataclass(frozen=True, slots=True)
class Owner:
    """A person, party or team.

    Attributes:
        file: where its entry stands, and its new accounts shall.
    """

    id: str
    name: str
    file: str
    parts: list[Part] = field(default_factory=list)

    @property
    def contest_ids(self) -> tuple[str, ...]:
        """The contests in which it takes part, each once."""
        return tuple(dict.fromkeys(part.contest.get("id", "") for part in self.parts))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which contests: all, or those that are named.

    Attributes:
        contest: the id of one.
        region: a Kemendagri code, with or without ``wil:``; a province stands for all that lies in it.
        election: the id of an election.
    """

    contest: str | None = None
    region: str | None = None
    election: str | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is named."""
        return not (self.contest or self.region or self.election)

    def has(self, contest: Entry) -> bool:
        """Tell whether a contest is meant."""
        region = contest.get("region", "").removeprefix("wil:")
        wanted = (self.region or "").removeprefix("wil:")
        return (
            self.contest in (None, contest.get("id"))
            and self.election in (None, contest.get("election"))
            and (not wanted or region == wanted or region.startswith(f"{wanted}."))
        )


def find_owners(documents: ListDocuments) -> dict[str, Owner]:
    """Return everybody who may own an account, by id."""
    owners = {
        entry["id"]: Owner(entry["id"], entry.get("name", ""), place.file)
        for section in ("people", "parties", "teams")
        for place, entry in documents.iterate(section)
        if "id" in entry
    }
    sides = dict(_iterate_sides(documents))
    for contest, side in sides.values():
        for owner_id, role in _list_standing(side):
            if owner_id in owners:
                owners[owner_id].parts.append(Part(contest, side, role))
    for _, team in documents.iterate("teams"):
        if team.get("side") in sides and team.get("id") in owners:
            owners[team["id"]].parts.append(Part(*sides[team["side"]], team.get("kind", "")))
    return owners


def choose_owners(documents: ListDocuments, selection: Selection) -> dict[str, Owner]:
    """Return the owners who take part in the contests of a selection.

    Raises:
        RequestError: no contest is meant.
    """
    owners = find_owners(documents)
    if selection.is_all:
        return owners
    chosen = {contest.get("id", "") for _, contest in documents.iterate("contests") if selection.has(contest)}
    if not chosen:
        named = {"--contest": selection.contest, "--region": selection.region, "--election": selection.election}
        option, value = next((name, value) for name, value in named.items() if value)
        raise RequestError(option, value, "contests of the list")
    return {owner.id: owner for owner in owners.values() if chosen & set(owner.contest_ids)}


def find_by_name(owners: Mapping[str, Owner], name: str, contest: str) -> list[Owner]:
    """Return who has exactly this name in a contest."""
    return [owner for owner in owners.values() if owner.name == name and contest in owner.contest_ids]


def _iterate_sides(documents: ListDocuments) -> Iterator[tuple[str, tuple[Entry, Entry]]]:
    for _, contest in documents.iterate("contests"):
        for side in contest.get("sides", ()):
            yield side.get("id", ""), (contest, side)


def _list_standing(side: Entry) -> Iterator[tuple[str, str]]:
    for candidacy in side.get("people", ()):
        yield candidacy.get("person", ""), candidacy.get("role", "")
    if "party" in side:
        yield side["party"], "party"
