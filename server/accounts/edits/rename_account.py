"""Give an account its new handle; the old one is kept as a former one and leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.change_account import refuse_known, sign_check
from server.accounts.edits.days import day_before, refuse_ended
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry

if TYPE_CHECKING:
    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import ListDocuments


def rename_account(
    documents: ListDocuments,
    account_id: str,
    handle: str,
    starts: str,
    signature: Signature,
) -> ListDocuments:
    """Rename an account.

    Args:
        documents: the list.
        account_id: which one.
        handle: the new handle in canonical form.
        starts: its first day; the old handle ends the day before.
        signature: who read the new name, when and where.

    Raises:
        RefusedEditError: it has this handle, is over by then, or the handle is another account's.
    """
    place, entry = find_entry(documents, "accounts", account_id)
    if entry.get("handle") == handle:
        raise RefusedEditError(f"{account_id} sudah bernama {handle}", f"{account_id} has this handle already")
    refuse_ended(entry, starts)
    former = list(entry.get("former_handles", ()))
    if "handle" in entry:
        former.append({"handle": entry["handle"], "to": day_before(starts), "sources": list(signature.sources)})
    renamed = sign_check(entry, signature, handle=handle, former_handles=former or None)
    refuse_known(documents, renamed)
    return documents.replace(place, renamed)
