"""Leads: accounts whose evidence is not enough to list them, and why; accepting one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from server.accounts.edits.change_account import change_entry, sign_check
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import Entry, ListDocuments

LEAD = "D"


class Lead(NamedTuple):
    """An account that is not listed, and why."""

    account: Entry
    reason: str


def find_leads(documents: ListDocuments) -> list[Lead]:
    """Return every lead in the order of the files; office accounts are none, because they are never listed."""
    kinds = {str(entry.get("id")): str(entry.get("kind")) for _, entry in documents.iterate("sources")}
    found = (entry for _, entry in documents.iterate("accounts") if entry.get("grade") == LEAD)
    return [Lead(entry, _explain(entry, kinds)) for entry in found if entry.get("kind") != "office"]


def accept_lead(
    documents: ListDocuments,
    account_id: str,
    facts: Mapping[str, str | None],
    signature: Signature,
) -> ListDocuments:
    """Give a lead the grade that its sources and the new ones deserve; lint says whether they do.

    Args:
        documents: the list.
        account_id: which lead.
        facts: the new ``grade``, and ``seen`` and ``seen_on`` where the grade needs them.
        signature: who accepts it, when and on what; the new sources are shown before the old ones.

    Raises:
        RefusedEditError: it is no lead.
    """
    place, entry = find_entry(documents, "accounts", account_id)
    refuse_no_lead(entry)
    sources = [*signature.sources, *(each for each in entry["sources"] if each not in signature.sources)]
    given = {name: value for name, value in facts.items() if value is not None}
    return documents.replace(place, sign_check({**entry, "sources": sources}, signature, **given))


def doubt_account(documents: ListDocuments, account_id: str, why: str) -> ListDocuments:
    """Make a listed account a lead, while an objection is looked into or after its evidence fell.

    Raises:
        RefusedEditError: it is a lead already.
    """
    place, entry = find_entry(documents, "accounts", account_id)
    if entry.get("grade") == LEAD:
        raise RefusedEditError(f"{account_id} sudah petunjuk", f"{account_id} is a lead already")
    return documents.replace(place, change_entry(entry, grade=LEAD, note=why))


def refuse_no_lead(entry: Entry) -> None:
    """Refuse an account that is listed.

    Raises:
        RefusedEditError: it is.
    """
    if entry.get("grade") != LEAD:
        raise RefusedEditError(
            f"{entry['id']} bukan petunjuk, nilainya {entry['grade']}; untuk mengeluarkannya: jaga remove",
            f"{entry['id']} is no lead, its grade is {entry['grade']}; to take it out: jaga remove",
        )


def _explain(entry: Entry, kinds: Mapping[str, str]) -> str:
    if "note" in entry:
        return str(entry["note"])
    cited = [kinds.get(source_id, "?") for source_id in entry.get("sources", ())]
    if set(cited) <= {"unnamed_repository"}:
        return "sumber tanpa nama / unnamed sources only"
    if len(cited) == 1:
        return f"satu sumber saja / one source only: {cited[0]}"
    return f"belum cukup / not enough: {', '.join(cited)}"
