"""A side leaves its contest: it withdrew, was disqualified, or died; its listings end the day before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import find_entry
from server.domain.account_list import STANDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.accounts.list_documents import Entry, ListDocuments

LEAVING = ("withdrawn", "disqualified", "deceased")


def withdraw_side(
    documents: ListDocuments, side_id: str, status: str, starts: str, source_ids: Sequence[str]
) -> ListDocuments:
    """Add the status with which a side leaves.

    Raises:
        RefusedEditError: it has left already, or its newest status is not older than *starts*.
    """
    place, side = find_entry(documents, "sides", side_id)
    refuse_left(side, starts)
    left = {"status": status, "from": starts, "sources": list(source_ids)}
    return documents.replace(place, {**side, "statuses": [*side["statuses"], left]})


def refuse_left(side: Entry, day: str) -> None:
    """Refuse to change a side that does not stand, or from a day before its newest status.

    Raises:
        RefusedEditError: so it is.
    """
    newest = side["statuses"][-1]
    since = f"{newest['status']} ({newest['from']})"
    if newest["status"] not in STANDING:
        raise RefusedEditError(f"{side['id']} sudah keluar: {since}", f"{side['id']} has left already")
    if newest["from"] >= day:
        raise RefusedEditError(
            f"{side['id']} berstatus {since}; beri hari sesudahnya", f"give a day after {newest['from']}"
        )
