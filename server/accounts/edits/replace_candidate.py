"""Put another person in a candidate's place, from a day on; both stay on the side with their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.edits.choose_person import choose_person
from server.accounts.edits.days import day_before, refuse_ended
from server.accounts.edits.edit_errors import RefusedEditError, UnknownEntryError
from server.accounts.edits.find_entry import find_entry
from server.accounts.edits.withdraw_side import refuse_left

if TYPE_CHECKING:
    from server.accounts.list_documents import Entry, ListDocuments


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who goes, who comes, and when.

    Attributes:
        out: the id of who goes.
        into: the id or name of who comes.
        starts: the newcomer's first day.
    """

    out: str
    into: str
    starts: str
    source_ids: tuple[str, ...]


def replace_candidate(documents: ListDocuments, side_id: str, replacement: Replacement) -> tuple[ListDocuments, str]:
    """Replace a person of a side; the new one takes the same role.

    Returns:
        The documents, and the id of who came.

    Raises:
        RefusedEditError: the side does not stand, or the person is not on it any more.
        UnknownEntryError: the person was never on it.
    """
    place, side = find_entry(documents, "sides", side_id)
    refuse_left(side, replacement.starts)
    people = list(side.get("people", ()))
    index = _find_candidate(people, replacement)
    old_name = find_entry(documents, "people", replacement.out)[1]["name"]
    documents, person_id, name = choose_person(documents, place.file, replacement.into)
    if any(each["person"] == person_id for each in people):
        raise RefusedEditError(f"{person_id} sudah ada di {side_id}", f"{person_id} is on this side already")
    gone = {**people[index], "to": day_before(replacement.starts)}
    come = {"person": person_id, "role": gone["role"], "from": replacement.starts}
    changed = {
        **side,
        "name": side["name"].replace(old_name, name),
        "people": [*people[:index], gone, come, *people[index + 1 :]],
        "sources": list(dict.fromkeys([*side["sources"], *replacement.source_ids])),
    }
    return documents.replace(place, changed), person_id


def _find_candidate(people: list[Entry], replacement: Replacement) -> int:
    for index, candidacy in enumerate(people):
        if candidacy["person"] == replacement.out:
            refuse_ended(candidacy, day_before(replacement.starts))
            if "to" in candidacy:
                raise RefusedEditError(
                    f"{replacement.out} sudah diganti pada {candidacy['to']}",
                    f"{replacement.out} was replaced on {candidacy['to']} already",
                )
            return index
    raise UnknownEntryError("--out", replacement.out, [each["person"] for each in people])
