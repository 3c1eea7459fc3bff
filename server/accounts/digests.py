"""Digests of entries: what a confirmation confirms, what a freeze holds, and what a removal remembers.

The canonical text of an entry is JSON with sorted names, without blanks: the same from the file and from the values.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from server.accounts.list_writer import describe_account, describe_contest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.domain.account_key import AccountKey
    from server.domain.account_list import Account, AccountList

CONFIRMATION_DIGITS = 16
CONFIRMATION_FIELDS = frozenset({"confirmed_by", "confirmed_on", "confirmation"})


def digest_entry(entry: Mapping[str, Any]) -> str:
    """Return what confirms an account's entry, given as its fields: 16 hexadecimal digits."""
    facts = {name: value for name, value in entry.items() if name not in CONFIRMATION_FIELDS}
    return _digest(facts)[:CONFIRMATION_DIGITS]


def digest_account(account: Account) -> str:
    """Return what confirms an account; the same as of its entry."""
    return digest_entry(describe_account(account))


def digest_election(account_list: AccountList, election_id: str) -> str:
    """Return the digest of all contests of an election with their sides, in the order of their ids."""
    contests = sorted(
        (each for each in account_list.contests.values() if each.election_id == election_id), key=lambda each: each.id
    )
    return _digest([describe_contest(account_list, contest) for contest in contests])


def digest_key(key: AccountKey) -> str:
    """Return the digest under which a removal remembers a key."""
    return sha256(str(key).encode()).hexdigest()


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
