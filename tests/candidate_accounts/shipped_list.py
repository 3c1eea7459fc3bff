"""The list that we ship, read once for all tests about it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from server.accounts.list_reader import load_account_list
from server.accounts.platform_files import load_platforms

if TYPE_CHECKING:
    from server.domain.account_list import AccountList

ROOT = Path(__file__).parents[2]
LIST = ROOT / "candidate_accounts"


@cache
def read_shipped_list() -> AccountList:
    """Return ``candidate_accounts/`` as values."""
    return load_account_list(LIST, load_platforms(ROOT / "extension" / "platforms"))
