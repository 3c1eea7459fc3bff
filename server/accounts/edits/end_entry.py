"""Give an account, team or domain its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.change_account import sign_check
from server.accounts.edits.days import refuse_ended
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry

if TYPE_CHECKING:
    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import ListDocuments

GONE_STATUSES = ("closed", "suspended", "hijacked", "handle_reused")
"""What can have become of an account that is the owner's no more."""

RETIRED = "dormant"
"""The status of an account that is there and not used any more."""


def end_account(
    documents: ListDocuments,
    account_id: str,
    ends: str,
    status: str,
    signature: Signature,
) -> ListDocuments:
    """Give an account its last day and its status.

    Raises:
        RefusedEditError: it ended before, or begins later.
    """
    place, entry = find_entry(documents, "accounts", account_id)
    refuse_ended(entry, ends)
    if entry.get("to") == ends and entry.get("status") == status:
        raise RefusedEditError(f"{account_id} sudah begitu", f"{account_id} is so already")
    return documents.replace(place, sign_check(entry, signature, to=ends, status=status))


def end_entry(documents: ListDocuments, section: str, entry_id: str, ends: str) -> ListDocuments:
    """Give a team or a domain its last day.

    Raises:
        RefusedEditError: it ended before, or begins later.
    """
    place, entry = find_entry(documents, section, entry_id)
    refuse_ended(entry, ends)
    return documents.replace(place, {**entry, "to": ends})
