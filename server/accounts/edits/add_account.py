"""Add an account to its owner's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.change_account import refuse_known
from server.accounts.edits.cite_sources import fill
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.new_id import find_used_ids, make_opaque_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import EntryPlace, ListDocuments
    from server.domain.account_key import AccountKey


def add_account(
    documents: ListDocuments,
    owner: EntryPlace,
    key: AccountKey,
    facts: Mapping[str, str | Sequence[str] | None],
    signature: Signature,
) -> tuple[ListDocuments, str]:
    """Add an account.

    Args:
        documents: the list.
        owner: where the owner stands; the account goes into the same file.
        key: the account.
        facts: further fields, such as ``kind``, ``grade`` and ``sources``; None is left out.
        signature: who compared it with its sources, and when.

    Returns:
        The documents, and the new id.

    Raises:
        RefusedEditError: the account is in the list already, or was removed from it.
    """
    name = "platform_id" if key.is_id else "handle"
    if facts.get(name) not in (None, key.account):
        raise RefusedEditError(f"alamat sudah menyebut {name}", f"the address says another {name}")
    entry = {
        "id": make_opaque_id(find_used_ids(documents), "ak"),
        "owner": documents.get(owner)["id"],
        "platform": key.platform,
        **facts,
        name: key.account,
        "checked_on": signature.on,
        "checked_by": signature.by,
    }
    refuse_known(documents, fill(entry))
    return documents.add(owner.file, "accounts", fill(entry)), str(entry["id"])
