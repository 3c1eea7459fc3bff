"""Roots over a year: each follows from the one before, and a browser that slept catches up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root
from tuf.ngclient._internal import trusted_metadata_set

from server.accounts.release_chain import load_roots
from server.accounts.release_errors import ReleaseDamagedError, ReleaseKeysError
from server.accounts.release_keys import ReleaseKeys
from server.accounts.release_repository import ReleaseRepository
from server.accounts.root_changes import count_missing, make_first_root, make_next_root, sign_root
from tests.accounts.release_client import ReleaseClient

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from securesystemslib.signer import Key, Signer

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def make_signer() -> CryptoSigner:
    """Return a new key."""
    return CryptoSigner.generate_ed25519()


class Keepers:
    """Three root holders, a release key and a timestamp key, and the folder that they sign."""

    def __init__(self, directory: Path) -> None:
        self.holders = [make_signer() for _ in range(3)]
        self.keys = ReleaseKeys(release=make_signer(), timestamp=make_signer())
        self.directory = directory
        first = make_first_root(self.public, 2, BEGIN)
        self.repository.adopt_root(self.sign(first, self.holders[:2]), BEGIN)

    @property
    def public(self) -> dict[str, list[Key]]:
        """The public keys by their names."""
        assert self.keys.release
        assert self.keys.timestamp
        named: dict[str, Sequence[Signer]] = {
            "root": self.holders,
            "release": [self.keys.release],
            "timestamp": [self.keys.timestamp],
        }
        return {name: [each.public_key for each in signers] for name, signers in named.items()}

    @property
    def repository(self) -> ReleaseRepository:
        """The folder, with the keys of now."""
        return ReleaseRepository(self.directory, self.keys)

    @property
    def newest(self) -> Root:
        """The newest root."""
        return load_roots(self.directory)[-1].signed

    @staticmethod
    def sign(root: Root, signers: Sequence[CryptoSigner]) -> Metadata[Root]:
        """Return the root with these signatures."""
        metadata = Metadata(root)
        sign_root(metadata, signers)
        return metadata

    def change(self, now: datetime, content: dict[str, bytes], *, is_everything: bool) -> None:
        """Replace one root holder, or every key that works online, too."""
        leaving, *staying = self.holders
        self.holders = [*staying, make_signer()]
        if is_everything:
            self.keys = replace(self.keys, release=make_signer(), timestamp=make_signer())
        root = make_next_root(self.newest, self.public, now)
        self.repository.adopt_root(self.sign(root, [leaving, *self.holders]), now, content)


@pytest.fixture
def keepers(tmp_path: Path) -> Keepers:
    """Return keepers after the first ceremony and a first release."""
    made = Keepers(tmp_path / "release")
    made.repository.publish({"list.json": b"first"}, BEGIN)
    return made


def test_a_browser_that_slept_for_a_year_walks_through_every_root(
    keepers: Keepers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifteen months, a new root each month, every third with all keys; nobody of the first day signs any more."""

    def set_clock(now: datetime) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> datetime:  # type: ignore[override]  # the day it is
                return now.astimezone(tz)

        monkeypatch.setattr(trusted_metadata_set.datetime, "datetime", Clock)

    client = ReleaseClient(tmp_path / "client", (keepers.directory / "metadata" / "1.root.json").read_bytes())
    set_clock(BEGIN)
    assert client.fetch(keepers.directory, "list.json") == b"first"
    first = {signer.public_key.keyid for signer in keepers.holders}
    now = BEGIN
    for month in range(1, 16):
        now = BEGIN + timedelta(days=30 * month)
        keepers.change(now, {"list.json": str(month).encode()}, is_everything=month % 3 == 0)

    set_clock(now)
    assert client.fetch(keepers.directory, "list.json") == b"15"
    assert keepers.newest.version == 16
    assert not first & set(keepers.newest.keys)


@pytest.mark.parametrize(
    ("signers", "of_before", "of_own"),
    [
        ([], 2, 2),
        ([0], 1, 2),
        ([1], 1, 1),
        ([0, 1], 0, 1),
        ([1, 2], 0, 0),
        ([2, 3], 1, 0),
        ([3, 4], 2, 1),
    ],
)
def test_both_thresholds_count(keepers: Keepers, signers: list[int], of_before: int, of_own: int) -> None:
    """0, 1, 2 held the root before, 1, 2, 3 hold the new one, 4 is a stranger: what misses is not put in place."""
    people = [*keepers.holders, make_signer(), make_signer()]
    keys = {"root": [person.public_key for person in people[1:4]]}
    before = keepers.newest
    root = keepers.sign(make_next_root(before, keys, BEGIN), [people[number] for number in signers])

    assert count_missing(root, before) == (of_before, of_own)

    if of_before or of_own:
        with pytest.raises(ReleaseKeysError, match=f"{of_before} more signatures by the keys before and {of_own}"):
            keepers.repository.adopt_root(root, BEGIN)
        assert keepers.newest.version == 1
    else:
        keepers.repository.adopt_root(root, BEGIN)
        assert keepers.newest.version == 2


def test_a_changed_root_loses_its_signatures(keepers: Keepers) -> None:
    """Whoever changes a proposal on its way gets nothing signed."""
    root = keepers.sign(make_next_root(keepers.newest, {}, BEGIN), keepers.holders)
    root.signed.expires += timedelta(days=3650)

    with pytest.raises(ReleaseKeysError, match="2 more signatures"):
        keepers.repository.adopt_root(root, BEGIN)


def test_a_root_that_does_not_follow_is_refused(keepers: Keepers) -> None:
    """Neither an old one again nor one that skips."""
    second = keepers.sign(make_next_root(keepers.newest, {}, BEGIN), keepers.holders)
    third = keepers.sign(make_next_root(second.signed, {}, BEGIN), keepers.holders)

    with pytest.raises(ReleaseKeysError, match="root 3: does not follow the newest one, which is 1"):
        keepers.repository.adopt_root(third, BEGIN)
    keepers.repository.adopt_root(second, BEGIN)
    assert keepers.repository.adopt_root(second, BEGIN), "the newest again does no harm"
    with pytest.raises(ReleaseKeysError, match="root 1"):
        keepers.repository.adopt_root(load_roots(keepers.directory)[0], BEGIN)


def test_a_new_release_key_signs_only_what_it_is_given(keepers: Keepers) -> None:
    """Without a content nothing is exchanged; without the key itself neither."""
    signer = make_signer()
    root = make_next_root(keepers.newest, {"release": [signer.public_key]}, BEGIN)
    metadata = keepers.sign(root, keepers.holders)
    keys = replace(keepers.keys, release=signer)

    with pytest.raises(ReleaseKeysError, match="signs what the list says, anew"):
        ReleaseRepository(keepers.directory, keys).adopt_root(metadata, BEGIN)
    with pytest.raises(ReleaseKeysError, match="the release key is not here"):
        ReleaseRepository(keepers.directory, replace(keys, release=None)).adopt_root(metadata, BEGIN, {})

    assert keepers.newest.version == 1


def test_a_hole_in_the_chain_is_named(keepers: Keepers) -> None:
    """A browser could not walk over it, so nothing is built upon it."""
    for number in range(2):
        keepers.change(BEGIN, {"list.json": str(number).encode()}, is_everything=False)
    (keepers.directory / "metadata" / "2.root.json").unlink()

    with pytest.raises(ReleaseDamagedError, match=r"3\.root\.json: not the version that follows"):
        keepers.repository.publish({}, BEGIN)


@pytest.mark.parametrize(("role", "count", "threshold"), [("root", 1, 2), ("release", 0, 2), ("timestamp", 0, 2)])
def test_too_few_keys_are_refused(role: str, count: int, threshold: int) -> None:
    """A root that nobody could ever follow is not made."""
    keys = {name: [make_signer().public_key for _ in range(3)] for name in ("root", "release", "timestamp")}

    with pytest.raises(ReleaseKeysError, match=f"would have {count} keys"):
        make_first_root({**keys, role: keys[role][:count]}, threshold, BEGIN)
