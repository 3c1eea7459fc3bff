"""Add a side to a contest: a pair or a candidate, with new people where they are new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.edits.choose_person import choose_person
from server.accounts.edits.cite_sources import fill
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry
from server.accounts.edits.new_id import find_used_ids, make_opaque_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.accounts.list_documents import Entry, ListDocuments

ROLES: Mapping[str, tuple[str, ...]] = {
    "presiden": ("calon_presiden", "calon_wakil_presiden"),
    "gubernur": ("calon_gubernur", "calon_wakil_gubernur"),
    "bupati": ("calon_bupati", "calon_wakil_bupati"),
    "wali_kota": ("calon_wali_kota", "calon_wakil_wali_kota"),
    "dpr": ("calon_dpr",),
    "dpd": ("calon_dpd",),
    "dprd": ("calon_dprd",),
    "latihan": ("calon_latihan",),
}
"""The roles of who stands for an office, in the order in which they are named."""


@dataclass(frozen=True, slots=True)
class NewSide:
    """A side as a maintainer tells it.

    Attributes:
        people: ids or names, the head first.
        status: ``proposed`` or ``final``.
        starts: the status's first day.
        name: as people say it; None joins the names of the people.
        facts: further fields of the entry, such as ``ballot_number``.
    """

    people: tuple[str, ...]
    status: str
    starts: str
    source_ids: tuple[str, ...]
    facts: Mapping[str, str | list[str] | None]
    name: str | None = None


def add_side(documents: ListDocuments, contest_id: str, new: NewSide) -> tuple[ListDocuments, str]:
    """Add a side at the end of a contest.

    Returns:
        The documents, and the new id.

    Raises:
        RefusedEditError: too many people, a ballot number that is taken, or a person whose name is known already.
    """
    place, contest = find_entry(documents, "contests", contest_id)
    roles = ROLES.get(contest["office"], ())
    if len(new.people) > len(roles):
        raise RefusedEditError(
            f"{contest['office']}: paling banyak {len(roles)} orang", f"at most {len(roles)} people for this office"
        )
    _refuse_number(contest, new.facts.get("ballot_number"))
    people, names = [], []
    for text, role in zip(new.people, roles, strict=False):
        documents, person_id, name = choose_person(documents, place.file, text)
        people.append({"person": person_id, "role": role})
        names.append(name)
    side = {
        "id": make_opaque_id(find_used_ids(documents), "sd"),
        "name": new.name or " - ".join(names),
        "statuses": [{"status": new.status, "from": new.starts}],
        **new.facts,
        "people": people,
        "sources": list(new.source_ids),
    }
    changed = {**contest, "sides": [*contest.get("sides", ()), fill(side)]}
    return documents.replace(place, changed), str(side["id"])


def _refuse_number(contest: Entry, number: object) -> None:
    taken = [side for side in contest.get("sides", ()) if number and side.get("ballot_number") == number]
    if taken:
        shown = f"{taken[0]['id']} ({taken[0]['name']})"
        raise RefusedEditError(f"nomor urut {number} milik {shown}", f"ballot number {number} is taken by {shown}")
