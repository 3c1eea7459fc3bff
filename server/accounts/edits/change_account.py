"""What every change of an account's entry shares: a confirmation is void, and who checked it is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.digests import CONFIRMATION_FIELDS, digest_key
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import describe_account
from server.domain.account_key import AccountKey

if TYPE_CHECKING:
    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import Entry, ListDocuments


def change_entry(entry: Entry, **fields: object) -> Entry:
    """Return an account's entry with other values; a confirmation of the old ones goes, None takes a field away."""
    kept = {name: value for name, value in entry.items() if name not in CONFIRMATION_FIELDS}
    return {name: value for name, value in {**kept, **fields}.items() if value is not None}


def sign_check(entry: Entry, signature: Signature, **fields: object) -> Entry:
    """Return an account's entry as compared today with its sources and new ones; the next check is open again."""
    sources = list(dict.fromkeys([*entry.get("sources", ()), *signature.sources]))
    checked = {"checked_on": signature.on, "checked_by": signature.by, "next_check_on": None}
    return change_entry(entry, **fields, sources=sources, **checked)


def keys_of(entry: Entry) -> list[AccountKey]:
    """Return the keys of an account's entry: the handle first, then the permanent id."""
    values = (("@", entry.get("handle")), ("#", entry.get("platform_id")))
    return [AccountKey(str(entry.get("platform")), mark + str(text)) for mark, text in values if text]


def refuse_known(documents: ListDocuments, entry: Entry) -> None:
    """Refuse an account that stands in the list on the same days already, or that was removed from it.

    Raises:
        RefusedEditError: it does, or was.
    """
    keys = keys_of(entry)
    for _, other in documents.iterate("accounts"):
        if other.get("id") != entry.get("id") and not set(keys).isdisjoint(keys_of(other)) and _overlap(entry, other):
            shown, owner = describe_account(other), other.get("owner")
            raise RefusedEditError(
                f"sudah ada: {shown}, milik {owner}, nilai {other.get('grade')}; ubah entri itu",
                f"known already, of {owner}, grade {other.get('grade')}; change that entry",
            )
    for _, removal in documents.iterate("removals"):
        if not {digest_key(key) for key in keys}.isdisjoint(removal.get("digests", ())):
            day, reason = removal.get("removed_on"), removal.get("reason")
            raise RefusedEditError(
                f"akun ini dihapus pada {day} ({removal.get('id')}, {reason}) dan tidak boleh kembali",
                f"this account was removed on {day} ({reason}) and must not come back",
            )


def _overlap(first: Entry, second: Entry) -> bool:
    """Tell whether two accounts have a day in common; days as the list writes them sort as text."""
    starts = max(first.get("from", ""), second.get("from", ""))
    ends = [entry["to"] for entry in (first, second) if "to" in entry]
    return not ends or starts <= min(ends)
