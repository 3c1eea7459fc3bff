"""Releases to be served by a bench: of the invented list of 15,000 accounts, and of a million made up on the spot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_content import encode_bundled, encode_json, read_platform_data, warnings_name
from server.accounts.release_repository import ReleaseRepository
from server.cli.publishing import Choices, publish_release
from server.domain.wording_format import to_release_json
from server.ops.settings import Settings
from server.warnings.rule_files import load_wording
from tests.bench.invented_list import write_invented_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MILLION_GROUPS = 16_000
GROUP_ACCOUNTS = 63
"""A little over a million in all."""

_PHASES = [["kampanye", "2025-09-25", "2025-11-23"]]


def publish_invented_list(state: Path) -> None:
    """Publish the invented list of 15,000 accounts below *state*, as ``jaga release`` does."""
    write_invented_list(state / "list")
    settings = Settings.from_env({"JAGA_LIST_DIR": str(state / "list"), "JAGA_STATE_DIR": str(state)})
    publish_release(settings, Choices())


def publish_million(state: Path) -> None:
    """Publish a release of a million accounts below *state*; the API needs no list for it."""
    settings = Settings()
    files = {
        **encode_bundled(read_platform_data(settings.platforms_dir), to_release_json(load_wording())),
        **dict(_make_warnings()),
    }
    files["list.json"] = encode_json(_make_list())
    keys = load_dev_keys(state / "keys", is_production=False)
    ReleaseRepository(state / "release", keys).publish(files, datetime.now(UTC))


def _make_warnings() -> Iterator[tuple[str, bytes]]:
    for number in range(MILLION_GROUPS):
        group = f"g{number}"
        accounts = [_make_account(group, number * GROUP_ACCOUNTS + place) for place in range(GROUP_ACCOUNTS)]
        contest = {"name": {"id": group, "en": group}, "utc_offset_minutes": 420, "phases": _PHASES}
        body = {"format": 1, "group": group, "contests": {group: contest}, "accounts": accounts}
        yield warnings_name(group), encode_json(body)


def _make_account(group: str, number: int) -> dict[str, object]:
    return {
        "keys": [f"x:@akun_{number}", f"x:#{10**17 + number * 7919}"],
        "owner": f"Nama Rekaan {number}",
        "subject": "candidate",
        "role": "calon_bupati",
        "side": f"sd-{number % 3}",
        "contest": group,
        "from": None,
        "to": None,
        "source": "Formulir rekaan, lembar 1",
        "checked_on": "2025-09-22",
    }


def _make_list() -> dict[str, object]:
    keys = " ".join(f"@akun_{number}#{10**17 + number * 7919}" for number in range(MILLION_GROUPS * GROUP_ACCOUNTS))
    entry = {"contest": "g0", "subject": "candidate", "from": None, "to": None, "keys": {"x": keys}}
    return {"format": 1, "made_on": "2025-09-22", "poll_seconds": 1800, "contacts": [], "entries": [entry]}
