"""What changed from one release to the next, counted: accounts that came, went or changed, per contest and election.

For the bounds of ``jaga release`` and for ``changes.json``, which tells readers. Both sides are read from the files of
releases, so that whoever has two releases can count again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.release_content import LIST_NAME
from server.accounts.release_listings import read_listing_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from server.domain.account_key import AccountKey
    from server.domain.listings import Listing

_Keys = tuple["AccountKey", ...]
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """How many accounts were and are listed, and what became of them.

    Attributes:
        changed: listed before and now, with another key, owner, role, side or other days.
    """

    before: int
    after: int
    added: int
    removed: int
    changed: int

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.removed or self.changed)


def read_listings(files: Mapping[str, bytes]) -> tuple[Listing, ...] | None:
    """Return every listing of a release, or None when the files are of another form."""
    try:
        warnings = (body for name, body in files.items() if name.startswith("warnings/"))
        return read_listing_index(files[LIST_NAME], warnings).listings
    except _MALFORMED:
        return None


def count_changes(
    before: Iterable[Listing], after: Iterable[Listing], name_of: Callable[[Listing], str]
) -> dict[str, ChangeCounts]:
    """Compare two releases.

    Args:
        before: the listings of the older one.
        after: the listings of the newer one.
        name_of: by what to count, such as the contest's id.

    Returns:
        Name -> counts of accounts, also where nothing changed, in the order of the names.
    """
    old, new = _sort_by_name(before, name_of), _sort_by_name(after, name_of)
    return {name: _compare(old.get(name, {}), new.get(name, {})) for name in sorted({*old, *new})}


def _sort_by_name(
    listings: Iterable[Listing], name_of: Callable[[Listing], str]
) -> dict[str, dict[_Keys, set[tuple[object, ...]]]]:
    """Return name -> keys of an account -> what is said of it."""
    found: dict[str, dict[_Keys, set[tuple[object, ...]]]] = {}
    for each in listings:
        facts = (each.contest.id, each.owner_name, each.subject, each.role, each.side.id, each.window)
        found.setdefault(name_of(each), {}).setdefault(each.keys, set()).add(facts)
    return found


def _compare(
    old: Mapping[_Keys, set[tuple[object, ...]]], new: Mapping[_Keys, set[tuple[object, ...]]]
) -> ChangeCounts:
    """Match accounts by a key that both releases know."""
    keys_of = {key: keys for keys in new for key in keys}
    partners = {keys: next((keys_of[key] for key in keys if key in keys_of), None) for keys in old}
    stayed = {keys: partner for keys, partner in partners.items() if partner is not None}
    changed = sum(keys != partner or old[keys] != new[partner] for keys, partner in stayed.items())
    return ChangeCounts(len(old), len(new), len(new.keys() - set(stayed.values())), len(old) - len(stayed), changed)
