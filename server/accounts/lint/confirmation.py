"""A confirmation is whole, and holds for the entry as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.digests import CONFIRMATION_FIELDS, digest_account
from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.accounts.record_reader import Record

VOID = Mistake(
    "L234",
    "the entry has changed since {by} confirmed it",
    "a confirmation of the entry as it is",
    "have it confirmed again, or remove the three fields",
)
PARTIAL = Mistake("L234", "a confirmation without {found}", "{found}: ...", "have it confirmed again")


def check_confirmation(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts that changed after their confirmation, and confirmations with a part missing."""
    for account in inspection.account_list.accounts.values():
        record = inspection.reading.drafts.by_id["accounts"][account.id]
        if CONFIRMATION_FIELDS.isdisjoint(record.spots):
            continue
        yield from _check_parts(record)
        if account.confirmation is not None and account.confirmation != digest_account(account):
            by = account.confirmed_by or "somebody"
            yield VOID.at(record.place("confirmation"), account.confirmation, by=by)


def _check_parts(record: Record) -> Iterator[Finding]:
    for name in sorted(CONFIRMATION_FIELDS - record.spots.keys()):
        yield PARTIAL.at(record.place(), name)
