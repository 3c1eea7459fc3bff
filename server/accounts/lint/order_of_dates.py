"""Dates tell a possible story: nothing from tomorrow, nothing checked before it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account

AHEAD = Mistake("L214", "{field} {found} lies ahead", "{today} or earlier", "correct the date")
BEFORE_SOURCE = Mistake(
    "L215",
    "checked on {found}, before its source was read on {read}",
    "{read} or later",
    "compare again",
)
BEFORE_SEEN = Mistake(
    "L215", "checked on {found}, before it was seen on {read}", "{read} or later", "correct one of them"
)
READ_EARLY = Mistake(
    "L216", "published {found}, after it was read on {read}", "{read} or earlier", "correct one of them"
)


def check_order_of_dates(inspection: Inspection) -> Iterator[Finding]:
    """Find dates in the future, and accounts that were checked before their sources were read."""
    yield from _check_ahead(inspection)
    for account in inspection.account_list.accounts.values():
        yield from _check_account(inspection, account)
    for source in inspection.account_list.sources.values():
        if source.published is not None and source.published > source.retrieved.isoformat():
            place = inspection.place("sources", source.id, "published")
            yield READ_EARLY.at(place, source.published, read=source.retrieved)


def _check_ahead(inspection: Inspection) -> Iterator[Finding]:
    if inspection.today is None:
        return
    for record in inspection.records():
        for name in ("checked_on", "seen_on", "searched_on", "retrieved"):
            day = record.get(name)
            if day is not None and day > inspection.today:
                yield AHEAD.at(record.place(name), str(day), field=name, today=inspection.today)


def _check_account(inspection: Inspection, account: Account) -> Iterator[Finding]:
    place = inspection.place_account(account, "checked_on")
    checked = account.checked_on
    read = max(inspection.account_list.sources[source_id].retrieved for source_id in account.source_ids)
    if checked < read:
        yield BEFORE_SOURCE.at(place, str(checked), read=read)
    if account.seen_on is not None and checked < account.seen_on:
        yield BEFORE_SEEN.at(place, str(checked), read=account.seen_on)
