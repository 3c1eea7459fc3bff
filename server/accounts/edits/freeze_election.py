"""Freeze an election's contests and sides, and thaw them; two maintainers for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry
from server.accounts.edits.remove_account import DECISIONS_FILE

if TYPE_CHECKING:
    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import EntryPlace, ListDocuments


def freeze_election(
    documents: ListDocuments, election_id: str, digest: str, signature: Signature, confirmed_by: str
) -> ListDocuments:
    """Freeze an election as it is.

    Args:
        documents: the list.
        election_id: which one.
        digest: of its contests and sides (``server.accounts.digests.digest_election``).
        signature: who freezes it, and when.
        confirmed_by: the second maintainer.

    Raises:
        RefusedEditError: it is frozen already, or the two are one person.
    """
    find_entry(documents, "elections", election_id)
    _refuse_one_person(signature.by, confirmed_by)
    if _find_freeze(documents, election_id) is not None:
        raise RefusedEditError(f"{election_id} sudah dibekukan", f"{election_id} is frozen already; thaw it first")
    freeze = {
        "election": election_id,
        "digest": digest,
        "frozen_on": signature.on,
        "frozen_by": signature.by,
        "confirmed_by": confirmed_by,
    }
    return documents.add(DECISIONS_FILE, "freezes", freeze)


def thaw_election(documents: ListDocuments, election_id: str, thawed_by: str, confirmed_by: str) -> ListDocuments:
    """Let an election change again.

    Raises:
        RefusedEditError: it is not frozen, or the two are one person.
    """
    find_entry(documents, "elections", election_id)
    _refuse_one_person(thawed_by, confirmed_by)
    place = _find_freeze(documents, election_id)
    if place is None:
        raise RefusedEditError(f"{election_id} tidak dibekukan", f"{election_id} is not frozen; nothing to do")
    return documents.remove(place)


def _find_freeze(documents: ListDocuments, election_id: str) -> EntryPlace | None:
    found = (place for place, freeze in documents.iterate("freezes") if freeze.get("election") == election_id)
    return next(found, None)


def _refuse_one_person(first: str, second: str) -> None:
    if first == second:
        raise RefusedEditError(
            f"{first} tidak dapat menyetujui dirinya sendiri", "two different maintainers are needed"
        )
