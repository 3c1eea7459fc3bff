"""The publisher's side of a release: a TUF 1.0 repository with consistent snapshots.

For ``jaga release``, ``jaga serve``, ``jaga timestamp`` and ``jaga keys``. The steps of publishing, in an order in
which a reader never meets a name without its file: target files, root, targets, snapshot, and last ``timestamp.json``,
which names all the others. Being stopped between two steps leaves the release that was there; the next run starts over.

Source: The Update Framework 1.0, section 6; docs/decisions/0002.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from tuf.api.metadata import TargetFile

from server.accounts.content_codings import CONTENT_CODINGS, DECOMPRESS_ERRORS, compress_all
from server.accounts.durable_files import replace_file, replace_files
from server.accounts.publisher_lock import hold_lock
from server.accounts.release_chain import ReleaseChain, load_chain, load_roots, refuse_other_keys
from server.accounts.release_deltas import DELTA_NAMES, make_deltas
from server.accounts.release_draft import ReleaseDraft, choose_version
from server.accounts.release_errors import ReleaseDamagedError, ReleaseKeysError
from server.accounts.release_history import find_kept_releases, prune_deltas, prune_releases, read_whole_files
from server.accounts.release_keys import ReleaseKeys
from server.accounts.release_paths import CHANGES_NAME, TIMESTAMP_NAME, metadata_path, target_path
from server.accounts.root_changes import count_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tuf.api.metadata import Metadata, Root

    from server.accounts.release_history import KeptRelease


DELTAS_FROM = 8
"""From how many of the newest releases a small update leads to the next: browsers ask every half hour, so a day's."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run has done.

    Attributes:
        versions: role -> version, as it is now.
        renewed: the roles that were signed anew, in the order of writing; empty when nothing changed.
        is_new_content: whether the files differ from those of the release before.
        expires: when the timestamp has to be signed again at the latest.
    """

    versions: Mapping[str, int]
    renewed: tuple[str, ...]
    is_new_content: bool
    expires: datetime


class ReleaseReview(Protocol):
    """Looks at a new content before it is published."""

    def make_notes(self, version: int, before: Mapping[str, bytes] | None) -> Mapping[str, bytes]:
        """Return what goes into the release beside its content: the account of what changed.

        Args:
            version: that the new release will have.
            before: the files of the release before, without its content when a file of it is damaged; None when there
                is no release before.

        Raises:
            ListError: this content is not to be published.
        """


@dataclass(frozen=True, slots=True)
class ReleaseRepository:
    """A folder that holds a release, and the keys to sign the next one."""

    directory: Path
    keys: ReleaseKeys

    def publish(self, files: Mapping[str, bytes], now: datetime, review: ReleaseReview | None = None) -> Publication:
        """Make *files* the content of the release; whatever is unchanged and not about to expire stays as it is.

        Args:
            files: target name -> bytes.
            now: the present instant, in UTC.
            review: asked when the content differs from that of the release before; it may refuse.

        Raises:
            PublisherBusyError: somebody else is publishing; nothing has changed.
            ReleaseKeysError: a key is missing, or what is there was signed with others; nothing has changed.
            ReleaseDamagedError: what is there does not fit together; nothing has changed.
            ListError: the review refuses; nothing has changed.
            OSError: a file could not be written; readers still see the release that was there.
        """
        with hold_lock(self.directory):
            chain = self._load_chain()
            return self._write(chain, self._add_notes(chain, files, now, review), now)

    def publish_again(
        self, version: int | None, now: datetime, make_review: Callable[[Mapping[str, bytes]], ReleaseReview]
    ) -> Publication:
        """Make the content of an older release the newest one.

        Args:
            version: of a kept release; None for the newest whose content differs from the present one.
            now: the present instant, in UTC.
            make_review: makes the review of that content, as for ``publish``.

        Raises:
            ReleaseDamagedError: there is no such release, or files of it are missing or damaged.
            PublisherBusyError, ReleaseKeysError, ListError, OSError: as for ``publish``.
        """
        with hold_lock(self.directory):
            chain = self._load_chain()
            release = _choose_older(self.find_kept(chain), version)
            files = read_whole_files(self.directory, release.content)
            if missing := sorted(release.content.keys() - files.keys()):
                raise ReleaseDamagedError(missing[0], f"missing or damaged in release {release.version}")
            return self._write(chain, self._add_notes(chain, files, now, make_review(files)), now)

    def adopt_root(
        self,
        root: Metadata[Root],
        now: datetime,
        files: Mapping[str, bytes] | None = None,
        review: ReleaseReview | None = None,
    ) -> Publication | None:
        """Put a new root in its place and sign anew what other keys sign from now on.

        Args:
            root: the next version, or the newest one again, in order to end what was stopped.
            now: the present instant, in UTC.
            files: the content, when the release key is another one: it signs nothing that it was not given.
            review: as for ``publish``.

        Returns:
            What has been published; None when there is no release yet.

        Raises:
            ReleaseKeysError: the root is not signed by the threshold of its own keys and of those before, or a key is
                missing for what has to be signed anew; nothing has changed.
            PublisherBusyError, ReleaseDamagedError, OSError: as for ``publish``.
        """
        with hold_lock(self.directory):
            adopted = _choose_adopted(load_roots(self.directory), root)
            chain = self._load_chain(adopted)
            if chain.targets is None:
                path = metadata_path("root", root.signed.version)
                replace_file(self.directory / path, root.to_bytes())
                return None
            if files is None and chain.outdated & {"targets", "snapshot"}:
                raise ReleaseKeysError("targets", "the release key is another one; it signs what the list says, anew")
            if files is not None:
                files = self._add_notes(chain, files, now, review)
            return self._write(chain, files, now, adopted)

    def renew_timestamp(self, now: datetime, *, only_if_aging: bool = False) -> Publication:
        """Say anew that the newest snapshot is the newest; needs the timestamp key and no other.

        Raises:
            ReleaseKeysError: the key is missing, or the release names another one; nothing has changed.
            ReleaseDamagedError: there is no release, or what the timestamp names is damaged or has expired.
            PublisherBusyError, OSError: as for ``publish``.
        """
        with hold_lock(self.directory):
            chain = self._load_chain()
            _refuse_expired(chain, now)
            draft = ReleaseDraft(ReleaseKeys(timestamp=self.keys.timestamp), now)
            draft.renew_all(chain, None, is_timestamp_due=not only_if_aging)
            return self._write_draft(draft, {}, is_new_content=False)

    def find_kept(self, chain: ReleaseChain) -> list[KeptRelease]:
        """Return the releases that are still there, the oldest first, the present one last."""
        return find_kept_releases(self.directory, chain.snapshot.version) if chain.snapshot else []

    def _load_chain(self, adopted: Metadata[Root] | None = None) -> ReleaseChain:
        chain = load_chain(self.directory, adopted)
        if chain.root:
            refuse_other_keys(self.directory, chain.root, self.keys)
        return chain

    def _add_notes(
        self, chain: ReleaseChain, files: Mapping[str, bytes], now: datetime, review: ReleaseReview | None
    ) -> Mapping[str, bytes]:
        """Return the content with its notes: those that are there while the content is the same."""
        before = chain.targets.targets if chain.targets else {}
        kept = read_whole_files(self.directory, {name: before[name] for name in before if name == CHANGES_NAME})
        if {**_describe(files), **_describe(kept)} == before:
            return {**files, **kept}
        if review is None:
            return files
        old = self._read_files(before) if chain.targets else None
        return {**files, **review.make_notes(choose_version(chain.targets, now), old)}

    def _read_files(self, targets: Mapping[str, TargetFile]) -> dict[str, bytes]:
        """Return the files of a release if all are there and undamaged, otherwise its notes alone."""
        files = read_whole_files(self.directory, targets)
        is_whole = files.keys() | {CHANGES_NAME} >= targets.keys()
        return files if is_whole else {name: body for name, body in files.items() if name == CHANGES_NAME}

    def _write(
        self,
        chain: ReleaseChain,
        files: Mapping[str, bytes] | None,
        now: datetime,
        adopted: Metadata[Root] | None = None,
    ) -> Publication:
        wanted = None if files is None else _describe(files)
        is_new_content = wanted is not None and (chain.targets is None or chain.targets.targets != wanted)
        draft = ReleaseDraft(self.keys, now, adopted)
        draft.renew_all(chain, wanted, is_timestamp_due=False)
        if files is None or not is_new_content:
            return self._write_draft(draft, files or {}, is_new_content=False)
        deltas = self._write_deltas(chain, files)
        publication = self._write_draft(draft, files, is_new_content=True)
        prune_deltas(self.directory, deltas)
        prune_releases(self.directory, publication.versions["snapshot"], now)
        return publication

    def _write_deltas(self, chain: ReleaseChain, files: Mapping[str, bytes]) -> set[str]:
        """Write what turns the files of the releases before into *files*, and return where."""
        deltas: dict[str, bytes] = {}
        for release in self.find_kept(chain)[-DELTAS_FROM:]:
            kept = {name: release.content[name] for name in DELTA_NAMES if name in release.content}
            deltas |= make_deltas(read_whole_files(self.directory, kept), files)
        replace_files(pair for path, body in deltas.items() for pair in _with_forms(self.directory / path, body))
        return set(deltas)

    def _write_draft(self, draft: ReleaseDraft, files: Mapping[str, bytes], *, is_new_content: bool) -> Publication:
        replace_files(self._missing_targets(files))
        for role, body in draft.bodies.items():
            replace_files(_with_forms(self.directory / metadata_path(role, draft.versions[role]), body))
        if "root" in draft.bodies and "timestamp" not in draft.bodies:
            # A server looks at this file alone: writing it again, as it is, shows it the new root.
            timestamp = self.directory / metadata_path("timestamp", 0)
            replace_file(timestamp, timestamp.read_bytes())
        return Publication(draft.versions, tuple(draft.bodies), is_new_content, draft.expires)

    def _missing_targets(self, files: Mapping[str, bytes]) -> Iterator[tuple[Path, bytes]]:
        """Return what has to be written; a plain file comes after its compressed forms, so that it vouches for them."""
        for name, body in files.items():
            path = self.directory / target_path(name, sha256(body).hexdigest())
            if not _is_whole(path, body):
                yield from _with_forms(path, body)


def _with_forms(path: Path, body: bytes) -> Iterator[tuple[Path, bytes]]:
    """Return a file after its compressed forms, so that it vouches for them.

    ``timestamp.json`` has none: it changes under its name, and a static server must never send a form of an older one.
    """
    forms = {} if path.name == TIMESTAMP_NAME else compress_all(body)
    for suffix, form in forms.items():
        yield path.with_name(path.name + suffix), form
    yield path, body


def _describe(files: Mapping[str, bytes]) -> dict[str, TargetFile]:
    return {name: TargetFile.from_data(name, body, ["sha256"]) for name, body in files.items()}


def _is_whole(path: Path, body: bytes) -> bool:
    """Tell whether a target and those of its compressed forms that are there hold what they must."""
    if not path.exists() or path.read_bytes() != body:
        return False
    forms = ((coding, path.with_name(path.name + coding.suffix)) for coding in CONTENT_CODINGS)
    try:
        return all(coding.decompress(form.read_bytes()) == body for coding, form in forms if form.exists())
    except DECOMPRESS_ERRORS:
        return False


def _choose_older(releases: list[KeptRelease], version: int | None) -> KeptRelease:
    older = [release for release in releases[:-1] if release.content != releases[-1].content]
    found = [release for release in older if version in {None, release.version}]
    if not found:
        kept = ", ".join(str(number) for number in sorted({release.version for release in older})) or "none"
        raise ReleaseDamagedError("metadata", f"no release {version or 'before this one'} to go back to; kept: {kept}")
    return found[-1]


def _choose_adopted(roots: Sequence[Metadata[Root]], root: Metadata[Root]) -> Metadata[Root] | None:
    """Return the root to be written; None when it is there already."""
    version = root.signed.version
    if roots and roots[-1].signed.version == version and roots[-1].signed == root.signed:
        return None
    if version != len(roots) + 1:
        raise ReleaseKeysError(f"root {version}", f"does not follow the newest one, which is {len(roots)}")
    missing = count_missing(root, roots[-1].signed if roots else None)
    if not missing.is_complete:
        needed = f"{missing.of_before} more signatures by the keys before and {missing.of_own} by its own"
        raise ReleaseKeysError(f"root {version}", f"needs {needed}; jaga keys sign adds them")
    return root


def _refuse_expired(chain: ReleaseChain, now: datetime) -> None:
    for signed in (chain.root, chain.snapshot, chain.targets):
        if signed is None:
            raise ReleaseDamagedError("metadata", "no release has been published here")
        if signed.expires <= now:
            path = metadata_path(signed.type, signed.version)
            raise ReleaseKeysError(path, f"has expired on {signed.expires:%Y-%m-%d}; it has to be signed anew first")
    for role in sorted(chain.outdated - {"timestamp"}):
        raise ReleaseKeysError(
            f"metadata ({role})", "signed by a key that was replaced; it has to be signed anew first"
        )
