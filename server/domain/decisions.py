"""What maintainers decided about the list, kept so that nobody has to decide it again.

Source: candidate_accounts/SCHEMA.md, "Decisions".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ListException:
    """A warning of ``jaga lint`` that was looked at and may stand.

    Attributes:
        code: of the warning.
        entry_id: the entry that the warning is about.
        other_id: the second entry that it is about; ``None`` acknowledges it whatever the second is.
    """

    code: str
    entry_id: str
    reason: str
    decided_on: date
    decided_by: str
    other_id: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id that was merged into another.

    Attributes:
        from_id: the id that went.
        to_id: the id that stays.
        name: of the entry that went.
        moved_ids: entries that changed their owner, so that a merge can be undone; a search, which has no id, is
            ``search:<platform>.<day>``.
        disambiguation: of the person that went.
    """

    from_id: str
    to_id: str
    name: str
    merged_on: date
    merged_by: str
    moved_ids: tuple[str, ...] = ()
    disambiguation: str | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out and must not come back; it keeps no handle.

    Attributes:
        id: of the entry that was removed.
        digests: of its keys (``server.accounts.digests``).
        reason: ``not_theirs private_person objection rejected_lead other``.
        case: the number of the objection.
    """

    id: str
    reason: str
    removed_on: date
    removed_by: str
    digests: tuple[str, ...] = ()
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Freeze:
    """An election whose contests and sides must not change any more.

    Attributes:
        digest: of all its contests with their sides (``server.accounts.digests``).
    """

    election_id: str
    digest: str
    frozen_on: date
    frozen_by: str
    confirmed_by: str
