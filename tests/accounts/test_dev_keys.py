"""Development keys: made once, readable by the owner only, refused in production."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.accounts.dev_keys import KEY_NAMES, load_dev_keys
from server.accounts.release_errors import ReleaseKeysError

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_are_made_once(tmp_path: Path) -> None:
    """A second run reads what the first one made."""
    first = load_dev_keys(tmp_path / "keys", is_production=False)
    second = load_dev_keys(tmp_path / "keys", is_production=False)

    ids = {role: signer.public_key.keyid for role, signer in first.by_role.items()}
    assert ids == {role: signer.public_key.keyid for role, signer in second.by_role.items()}
    assert len(set(ids.values())) == 3


def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    """Whatever the umask was; a key that was copied with open rights is closed again."""
    load_dev_keys(tmp_path / "keys", is_production=False)
    (tmp_path / "keys" / "root.pem").chmod(0o644)

    load_dev_keys(tmp_path / "keys", is_production=False)

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert {(tmp_path / "keys" / f"{name}.pem").stat().st_mode & 0o777 for name in KEY_NAMES} == {0o600}


def test_production_refuses_them(tmp_path: Path) -> None:
    """Nothing is made, nothing is read."""
    with pytest.raises(ReleaseKeysError, match="refused"):
        load_dev_keys(tmp_path / "keys", is_production=True)

    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("body", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_that_is_no_key_is_named(tmp_path: Path, body: bytes) -> None:
    """A broken key file is one clear sentence with its path."""
    load_dev_keys(tmp_path, is_production=False)
    (tmp_path / "release.pem").write_bytes(body)

    with pytest.raises(ReleaseKeysError, match=r"release\.pem: not an unencrypted PEM key"):
        load_dev_keys(tmp_path, is_production=False)
