"""The steps of ``jaga keys``: propose a root, gather signatures, put it in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from tuf.api.metadata import Metadata, Root

from server.accounts.durable_files import replace_file
from server.accounts.key_signers import make_key, open_signer
from server.accounts.key_store import KEY_ROLES, KeyRecord, KeyStore, read_records
from server.accounts.release_chain import load_roots
from server.accounts.release_errors import ReleaseKeysError
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_review import review_of_list
from server.accounts.root_changes import (
    count_missing,
    find_key_ids,
    load_proposed,
    make_first_root,
    make_next_root,
    sign_root,
)
from server.cli.inputs import show_path
from server.cli.publishing import build_content, load_good_list
from server.cli.signing import make_ask, open_keys_of
from server.domain.errors import RequestError
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from securesystemslib.signer import Key

    from server.accounts.release_repository import Publication
    from server.ops.settings import Settings

WHY_KEYS = {"id": "Kunci penanda tangan diganti.", "en": "The signing keys were replaced."}


def start(settings: Settings, count: int, threshold: int, files: Sequence[Path]) -> None:
    """Make the first root.

    Raises:
        ReleaseKeysError: there is a root already, or too few keys; nothing has changed then.
        OSError: a file cannot be read or written.
    """
    if load_roots(settings.release_dir):
        place = show_path(settings.release_dir)
        raise ReleaseKeysError(place, "there is a root already; jaga keys rotate replaces keys")
    given = _read_public(settings, files)
    root_keys = count + sum(record.role == "root" for record in given)
    if root_keys < threshold:
        raise ReleaseKeysError("root", f"{root_keys} keys, of which {threshold} must sign")
    records = given + _make_missing(settings, given, {"root": root_keys, "release": 1, "timestamp": 1})
    root = make_first_root(_sort_by_role(records), threshold, SystemClock().now())
    _propose(settings, root, None)


def rotate(settings: Settings, role: str, key_id: str | None, threshold: int | None, files: Sequence[Path]) -> None:
    """Propose a root in which keys of a role are others.

    Raises:
        RequestError: the role has no such key.
        ReleaseKeysError: there is no root, or too few keys.
        OSError: a file cannot be read or written.
    """
    root = _load_newest(settings)
    ids = find_key_ids(root, role)
    gone = [_find_id(root, key_id, [role])] if key_id else ids
    _replace(settings, root, {role: gone}, threshold, files)


def revoke(settings: Settings, key_id: str, threshold: int | None, files: Sequence[Path]) -> None:
    """Propose a root without a key; a thief's version numbers are forgotten with it.

    Raises:
        as for ``rotate``.
    """
    root = _load_newest(settings)
    found = _find_id(root, key_id, KEY_ROLES)
    role = next(name for name in KEY_ROLES if found in find_key_ids(root, name))
    gone = {role: [found]}
    if role == "release":
        gone["timestamp"] = find_key_ids(root, "timestamp")
    _replace(settings, root, gone, threshold, files, is_root_replaced=False)


def renew(settings: Settings) -> None:
    """Propose the newest root again, with another year."""
    root = _load_newest(settings)
    _propose(settings, make_next_root(root, {}, SystemClock().now()), root)


def sign(settings: Settings, path: Path) -> None:
    """Add the signatures of the root keys that are here, which either root names.

    Raises:
        ReleaseKeysError: no root key is here, or it cannot be opened.
        ReleaseDamagedError: the file is no root.
        OSError: a file cannot be read or written.
    """
    root = load_proposed(path)
    if not _sign_with_all(settings, root):
        raise ReleaseKeysError(show_path(settings.keys_dir), "no root key is here")
    replace_file(path, root.to_bytes())
    _tell_missing(settings, root, path)


def accept(settings: Settings, path: Path) -> None:
    """Put a proposed root in its place.

    Raises:
        ReleaseKeysError: signatures or keys are missing; nothing has changed.
        ListError: the list has mistakes, and a new release key would have to sign it; nothing has changed.
        OSError: a file could not be read or written.
    """
    _adopt(settings, load_proposed(path))


def _replace(  # noqa: PLR0913 - one call with everything that a ceremony decides
    settings: Settings,
    root: Root,
    gone: Mapping[str, list[str]],
    threshold: int | None,
    files: Sequence[Path],
    *,
    is_root_replaced: bool = True,
) -> None:
    given = _read_public(settings, files)
    wanted = {role: len(ids) for role, ids in gone.items() if is_root_replaced or role != "root"}
    records = given + _make_missing(settings, given, wanted)
    new = _sort_by_role(records)
    keys = {
        role: [*(root.keys[each] for each in find_key_ids(root, role) if each not in ids), *new.get(role, ())]
        for role, ids in gone.items()
    }
    _propose(settings, make_next_root(root, keys, SystemClock().now(), threshold=threshold), root)


def _propose(settings: Settings, root: Root, before: Root | None) -> None:
    """Write the proposal, sign it with what is here, and put it in its place when that is enough."""
    metadata = Metadata(root)
    _sign_with_all(settings, metadata)
    path = _place_of_proposal(settings, root)
    replace_file(path, metadata.to_bytes())
    if count_missing(metadata, before).is_complete:
        _adopt(settings, metadata)
    else:
        _tell_missing(settings, metadata, path)


def _adopt(settings: Settings, metadata: Metadata[Root]) -> None:
    roots = load_roots(settings.release_dir)
    root = metadata.signed
    earlier = [each.signed for each in roots if each.signed.version < root.version]
    is_other_key = bool(earlier) and find_key_ids(earlier[-1], "release") != find_key_ids(root, "release")
    publication = _publish_with(settings, metadata, is_other_key=is_other_key)
    _place_of_proposal(settings, root).unlink(missing_ok=True)
    click.echo(f"root {root.version} is in its place")
    if publication:
        click.echo(f"  signed anew: {', '.join(publication.renewed)}")
    if earlier:
        gone = set(earlier[-1].keys) - set(root.keys)
        for file in KeyStore(settings.keys_dir).remove(gone):
            click.echo(f"  not needed any more, destroy it: {show_path(file)}")


def _publish_with(settings: Settings, metadata: Metadata[Root], *, is_other_key: bool) -> Publication | None:
    keys = open_keys_of(settings, metadata.signed, ("release", "timestamp"))
    repository = ReleaseRepository(settings.release_dir, keys)
    now = SystemClock().now()
    if not is_other_key:
        return repository.adopt_root(metadata, now)
    # What lies in the folder may be a thief's: a new release key signs what the list says, and nothing else.
    account_list, _ = load_good_list(settings)
    content = build_content(settings, account_list).files
    review = review_of_list(content, account_list, why=WHY_KEYS, is_bounded=False, kind="keys")
    return repository.adopt_root(metadata, now, content, review)


def _place_of_proposal(settings: Settings, root: Root) -> Path:
    return settings.keys_dir / "proposed" / f"{root.version}.root.json"


def _sign_with_all(settings: Settings, root: Metadata[Root]) -> int:
    """Sign with every root key that is here, also one that leaves: the root before has to agree; return how many."""
    store, ask = KeyStore(settings.keys_dir), make_ask(settings)
    records = [record for record in store.read() if record.role == "root" and store.is_at_hand(record)]
    sign_root(root, [open_signer(store, record, ask) for record in records if record.id not in root.signatures])
    return len(records)


def _tell_missing(settings: Settings, root: Metadata[Root], path: Path) -> None:
    roots = [each.signed for each in load_roots(settings.release_dir) if each.signed.version < root.signed.version]
    missing = count_missing(root, roots[-1] if roots else None)
    place = show_path(path)
    if missing.is_complete:
        click.echo(f"{place}: signed by enough; on the publishing machine: jaga keys accept {place}")
        return
    of_before = f"{missing.of_before} by the keys of root {root.signed.version - 1}, " if roots else ""
    click.echo(
        f"{place}: still needs {of_before}{missing.of_own} by its own root keys; each holder: jaga keys sign FILE"
    )


def _read_public(settings: Settings, files: Iterable[Path]) -> list[KeyRecord]:
    """Read keys that were made elsewhere, and write them down here."""
    records = [record for path in files for record in read_records(path)]
    if records:
        KeyStore(settings.keys_dir).add(records)
    return records


def _make_missing(settings: Settings, given: Sequence[KeyRecord], wanted: Mapping[str, int]) -> list[KeyRecord]:
    store, ask = KeyStore(settings.keys_dir), make_ask(settings, is_new=True)
    made = []
    for role, number in wanted.items():
        there = sum(record.role == role for record in given)
        made += [make_key(store, role, ask) for _ in range(number - there)]
    return made


def _sort_by_role(records: Iterable[KeyRecord]) -> dict[str, list[Key]]:
    keys: dict[str, list[Key]] = {}
    for record in records:
        keys.setdefault(record.role, []).append(record.public)
    return keys


def _load_newest(settings: Settings) -> Root:
    roots = load_roots(settings.release_dir)
    if not roots or not KeyStore(settings.keys_dir).is_there:
        raise ReleaseKeysError(show_path(settings.keys_dir), "no real keys here; jaga keys init makes them")
    return roots[-1].signed


def _find_id(root: Root, key_id: str, roles: Iterable[str]) -> str:
    ids = [each for role in roles for each in find_key_ids(root, role)]
    found = [each for each in ids if each.startswith(key_id.lower())] if key_id else []
    if len(found) != 1:
        raise RequestError("ID", key_id, f"one of {', '.join(each[:8] for each in ids)}")
    return found[0]
