"""What a check answers, and how it goes out as JSON (``POST /v1/check``, ``jaga check --json``)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from server.domain.account_key import AccountKey
    from server.domain.elections import Phase
    from server.domain.warnings import Action, Employment, Language, Level, WarningText


@dataclass(frozen=True, slots=True)
class CheckDetails:
    """What else is known; every part may be missing.

    Attributes:
        contest_id: stays when the account is a party's and no phase is on; ``contest`` is then missing.
        phase_name: the phase in the language that was asked for.
        phase_from: first day of the phase; ``phase_to`` is its last.
        source: where the account was read, an address or a citation.
        checked_on: the day on which the entry was last compared with its sources.
        note: a sentence for the person, in the language that was asked for.
    """

    platform: str | None = None
    kind: str | None = None
    subject: str | None = None
    role: str | None = None
    contest_id: str | None = None
    phase_name: str | None = None
    phase_from: date | None = None
    phase_to: date | None = None
    source: str | None = None
    checked_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The answer; ``warning`` is there exactly when the account is listed on that day."""

    listed: bool
    level: Level
    key: AccountKey | None
    owner: str | None
    contest: str | None
    phase: Phase
    warning: WarningText | None
    action: Action
    lang: Language
    employment: Employment
    on: date
    details: CheckDetails

    def to_json(self) -> dict[str, Any]:
        """Return the body of the answer, ready for ``json.dumps``."""
        parts = {field.name: _to_plain(getattr(self, field.name)) for field in fields(self)}
        parts["warning"] = asdict(self.warning) | {"basis": list(self.warning.basis)} if self.warning else None
        parts["details"] = {name: _to_plain(value) for name, value in asdict(self.details).items()}
        return parts


def _to_plain(value: Any) -> Any:
    """Return a value as JSON knows it: words, keys and days as text."""
    return value if value is None or isinstance(value, bool) else str(value)
