"""The end of a campaign: every campaign account of an election gets its last day, in one go.

Accounts registered with KPU end on that day by rule; written down, it also holds for whoever reads the entry alone.

Source: PKPU 15/2023 art. 38, PKPU 13/2024; candidate_accounts/README.md, "For how long".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.edits.change_account import change_entry
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry

if TYPE_CHECKING:
    from server.accounts.list_documents import Entry, EntryPlace, ListDocuments

CLOSING_KINDS = frozenset({"registered", "campaign"})


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing an election does.

    Attributes:
        documents: afterwards.
        closed: the accounts that got their last day.
        left: the accounts of owners who also take part in another election; to be decided one by one.
    """

    documents: ListDocuments
    closed: tuple[Entry, ...]
    left: tuple[Entry, ...]


def close_election(documents: ListDocuments, election_id: str, ends: str | None) -> Closing:
    """Give every registered and campaign account of an election its last day, unless it has one.

    Args:
        documents: the list.
        election_id: which election.
        ends: the last day; None takes the election's ``accounts_close_on``.

    Raises:
        RefusedEditError: the election has no such day and none was given.
    """
    _, election = find_entry(documents, "elections", election_id)
    ends = ends or election.get("accounts_close_on")
    if ends is None:
        raise RefusedEditError(
            f"{election_id} tidak punya accounts_close_on; tambahkan --on",
            f"{election_id} has no accounts_close_on; add --on",
        )
    elections = _elections_by_owner(documents)
    opened = [(place, entry) for place, entry in documents.iterate("accounts") if _is_open(entry, ends)]
    meant = [(place, entry) for place, entry in opened if election_id in elections.get(str(entry.get("owner")), ())]
    closing = {place: entry for place, entry in meant if elections[str(entry.get("owner"))] == {election_id}}
    changed: dict[EntryPlace, Entry] = {place: change_entry(entry, to=ends) for place, entry in closing.items()}
    left = tuple(entry for place, entry in meant if place not in closing)
    return Closing(documents.replace_all(changed), tuple(closing.values()), left)


def _is_open(entry: Entry, ends: str) -> bool:
    return entry.get("kind") in CLOSING_KINDS and "to" not in entry and entry.get("from", "") <= ends


def _elections_by_owner(documents: ListDocuments) -> dict[str, set[str]]:
    """Return in which elections every person, party and team takes part."""
    found: dict[str, set[str]] = {}
    by_side: dict[str, str] = {}
    for _, contest in documents.iterate("contests"):
        for side in contest.get("sides", ()):
            by_side[side["id"]] = contest["election"]
            people = [each.get("person") for each in side.get("people", ())]
            for owner in [*people, *([side["party"]] if "party" in side else [])]:
                found.setdefault(owner, set()).add(contest["election"])
    for _, team in documents.iterate("teams"):
        if team.get("side") in by_side:
            found.setdefault(team["id"], set()).add(by_side[team["side"]])
    return found
