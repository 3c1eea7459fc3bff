"""Ids of accounts that come from a sheet: made where all new ids are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits import new_id
from server.accounts.edits.new_id import LETTERS, find_used_ids
from server.accounts.list_documents import ListDocuments
from server.accounts.sheets.columns import NAMES
from server.accounts.sheets.plan import make_changes
from server.accounts.sheets.proposals import Proposal

if TYPE_CHECKING:
    import pytest


def test_a_removed_id_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows get the only two ids of one letter that were neither removed nor merged."""
    monkeypatch.setattr(new_id, "OPAQUE_CHARACTERS", 1)
    gone = [f"ak-{letter}" for letter in LETTERS[2:]]
    removals = [{"id": gone_id} for gone_id in gone[1:]]
    documents = ListDocuments({"decisions.yaml": {"removals": removals, "redirects": [{"from": gone[0]}]}})
    rows = [Proposal(row, None, dict.fromkeys(NAMES, "")) for row in (3, 4)]

    changes = make_changes(rows, find_used_ids(documents))

    assert {change.entry["id"] for change in changes} == {f"ak-{letter}" for letter in LETTERS[:2]}
