"""Releases to be served by a bench: of the invented list of 15,000 accounts, and of a million made up on the spot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_content import encode_bundled, encode_json, read_platform_data, warnings_name
from server.accounts.release_repository import ReleaseRepository
from server.accounts.wire_words import FILE_FORMAT, digest_listing
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

_HEAD = "candidate ../.."
_DIGITS = 8
"""Of each digest: more than most contests need, so that none has two alike."""


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
        owners = [_make_owner(account) for account in _list_accounts(number)]
        contest = {"name": {"id": group, "en": group}, "owners": owners}
        sources = ["Formulir rekaan, lembar 1"]
        yield (
            warnings_name(group),
            encode_json({"format": FILE_FORMAT, "group": group, "sources": sources, "contests": {group: contest}}),
        )


def _make_owner(account: int) -> dict[str, object]:
    return {
        "owner": f"Nama Rekaan {account}",
        "role": "calon_bupati",
        "checked_on": "2025-09-22",
        "source": 0,
        "digests": digest_listing(_HEAD, "x", _make_token(account))[:_DIGITS],
    }


def _make_list() -> dict[str, object]:
    return {
        "format": FILE_FORMAT,
        "made_on": "2025-09-22",
        "poll_seconds": 1800,
        "contacts": [],
        "calendars": {"rekaan": [["kampanye", "2025-09-25", "2025-11-23"]]},
        "elections": {},
        "contests": {f"g{number}": _make_contest(number) for number in range(MILLION_GROUPS)},
    }


def _make_contest(number: int) -> dict[str, object]:
    tokens = " ".join(_make_token(account) for account in _list_accounts(number))
    return {
        "election": "rekaan",
        "region": "ID",
        "group": f"g{number}",
        "utc_offset_minutes": 420,
        "calendar": "rekaan",
        "entries": {_HEAD: {"x": tokens}},
    }


def _list_accounts(group: int) -> range:
    return range(group * GROUP_ACCOUNTS, (group + 1) * GROUP_ACCOUNTS)


def _make_token(account: int) -> str:
    return f"@akun_{account}#{10**17 + account * 7919}"
