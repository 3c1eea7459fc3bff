"""Opens the keys that a verb signs with: real ones from the key store, or development keys where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.accounts.dev_keys import load_dev_keys
from server.accounts.key_signers import open_signer
from server.accounts.key_store import KeyStore
from server.accounts.release_chain import load_roots
from server.accounts.release_errors import ReleaseKeysError
from server.accounts.release_keys import ReleaseKeys
from server.accounts.root_changes import find_key_ids
from server.cli.inputs import show_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from securesystemslib.signer import Signer
    from tuf.api.metadata import Root

    from server.accounts.key_signers import Ask
    from server.accounts.key_store import KeyRecord
    from server.ops.settings import Settings

_READABLE_BY_OTHERS = 0o007


def load_release_keys(settings: Settings, names: Iterable[str] = ("release", "timestamp")) -> ReleaseKeys:
    """Open the keys with which this machine signs releases.

    Args:
        settings: where keys and release are.
        names: which keys are wanted; those that are kept elsewhere are left out.

    Raises:
        ReleaseKeysError: production without real keys; no first root; or a key that cannot be opened.
        ReleaseDamagedError: the roots of the release do not follow from each other.
        OSError: a file cannot be read.
    """
    store = KeyStore(settings.keys_dir)
    if not store.is_there:
        return load_dev_keys(settings.keys_dir, is_production=settings.is_production)
    roots = load_roots(settings.release_dir)
    if not roots:
        raise ReleaseKeysError(show_path(settings.release_dir), "no root yet; jaga keys init makes it")
    return open_keys_of(settings, roots[-1].signed, names)


def open_keys_of(settings: Settings, root: Root, names: Iterable[str]) -> ReleaseKeys:
    """Open those of the named keys that a root names and that are here.

    Raises:
        ReleaseKeysError: a key cannot be opened.
        OSError: a file cannot be read.
    """
    store, ask = KeyStore(settings.keys_dir), make_ask(settings)
    signers: dict[str, Signer] = {}
    for name in names:
        found = find_at_hand(store, find_key_ids(root, name))
        if found:
            signers[name] = open_signer(store, found[0], ask)
    return ReleaseKeys(release=signers.get("release"), timestamp=signers.get("timestamp"))


def find_at_hand(store: KeyStore, key_ids: Iterable[str]) -> list[KeyRecord]:
    """Return those keys with which this machine can sign."""
    wanted = set(key_ids)
    return [record for record in store.read() if record.id in wanted and store.is_at_hand(record)]


def make_ask(settings: Settings, *, is_new: bool = False) -> Ask:
    """Return how a secret is asked for: from the file that a setting names, otherwise from the person, unseen."""
    if settings.passphrase_file:
        passphrase = _read_passphrase(settings)
        return lambda _secret: passphrase

    def ask(secret: str) -> str:
        text: str = click.prompt(secret, hide_input=True, confirmation_prompt=is_new, err=True)
        return text

    return ask


def _read_passphrase(settings: Settings) -> str:
    path = settings.passphrase_file
    assert path is not None
    if path.stat().st_mode & _READABLE_BY_OTHERS:
        raise ReleaseKeysError(show_path(path), "everybody on this machine may read it; chmod o-rwx first")
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0]:
        raise ReleaseKeysError(show_path(path), "its first line, which opens the keys, is empty")
    return lines[0]
