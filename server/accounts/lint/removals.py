"""What was removed does not come back, neither under its id nor under its handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.digests import digest_key
from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

ID_BACK = Mistake("L232", "{found} was removed on {day}", "no entry with this id", "remove it again")
ACCOUNT_BACK = Mistake("L232", "this account was removed on {day}, as {removed}", "no entry for it", "remove it again")


def check_removals(inspection: Inspection) -> Iterator[Finding]:
    """Find entries with a removed id, and accounts with a removed key; the finding does not repeat the handle."""
    removals = inspection.account_list.removals
    for removal in removals:
        record = inspection.find_record(removal.id)
        if record is not None:
            yield ID_BACK.at(record.place("id"), removal.id, day=removal.removed_on)
    digests = {digest: removal for removal in removals for digest in removal.digests}
    for account in inspection.account_list.accounts.values() if digests else ():
        for key in account.keys:
            found = digests.get(digest_key(key))
            if found is not None:
                place = inspection.place_account(account, "platform_id" if key.is_id else "handle")
                yield ACCOUNT_BACK.at(place, day=found.removed_on, removed=found.id)
