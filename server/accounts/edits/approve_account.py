"""A second maintainer agrees with an account's entry as it is; any change makes the agreement void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.digests import digest_entry
from server.accounts.edits.change_account import change_entry
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry

if TYPE_CHECKING:
    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import ListDocuments


def approve_account(documents: ListDocuments, account_id: str, signature: Signature) -> ListDocuments:
    """Confirm an entry.

    Raises:
        RefusedEditError: nobody has signed the check, the same person has, or it is confirmed as it is.
    """
    place, entry = find_entry(documents, "accounts", account_id)
    checker = entry.get("checked_by")
    if checker is None:
        raise RefusedEditError(
            f"{account_id}: belum ada yang menandatangani pemeriksaan (checked_by)",
            f"{account_id}: nobody has signed the check (checked_by); let the first maintainer do so",
        )
    if checker == signature.by:
        raise RefusedEditError(
            f"{account_id} diperiksa oleh {checker} sendiri; harus orang kedua",
            f"{account_id} was checked by {checker}; a second person has to confirm it",
        )
    digest = digest_entry(entry)
    if entry.get("confirmation") == digest:
        by, day = entry.get("confirmed_by"), entry.get("confirmed_on")
        raise RefusedEditError(f"{account_id} sudah disetujui {by} pada {day}", f"confirmed by {by} on {day} already")
    confirmed = {"confirmed_by": signature.by, "confirmed_on": signature.on, "confirmation": digest}
    return documents.replace(place, change_entry(entry, **confirmed))
