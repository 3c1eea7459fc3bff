"""One change of the list on disk: shown, checked, then all of it or nothing, also when the program is killed.

For every verb that changes the list. The whole new folder is staged beside the old one (unchanged files by a second
name, changed ones written and synced) and exchanged with it in one step; what a killed run left is removed by the next
one. A change of a single file needs one rename only. Two writers are kept apart by a lock on the folder above.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from server.accounts.file_operations import ExchangeUnsupportedError, FileOperations
from server.accounts.lint import lint_account_list
from server.accounts.list_documents import ListDocuments, read_contents
from server.domain.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from server.accounts.findings import Finding
    from server.domain.platforms import Platforms

NEW_FILE_MODE = 0o644
NEW_FOLDER_MODE = 0o755


class ListBusyError(ListError):
    """Somebody else is changing the list."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"another program is changing {directory}; try again when it is done")


class ListMovedError(ListError):
    """The list has changed since it was read."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(f"changed meanwhile: {', '.join(files)}; nothing was written, run the command again")


class ManyFilesError(ListError):
    """The system cannot change several files in one step."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(
            f"this change needs {len(files)} files ({', '.join(files)}), and this system cannot exchange two folders "
            "in one step (Linux and a local file system can); nothing was written"
        )


@dataclass(frozen=True, slots=True)
class ListChange:
    """The list before and after.

    Attributes:
        directory: the folder ``candidate_accounts``.
        before: the bytes of every file by name, as they were read.
        after: the bytes of every file as they shall be; files that do not change have the same.
    """

    directory: Path
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]

    @property
    def files(self) -> list[str]:
        """The names of the files that change, come or go."""
        names = sorted({*self.before, *self.after})
        return [name for name in names if self.before.get(name) != self.after.get(name)]

    def describe(self) -> str:
        """Return the change as a unified diff, file by file; empty when nothing changes."""
        return "".join(line for name in self.files for line in self._describe_file(name))

    def summarize(self) -> str:
        """Return the change in one line."""
        words = [f"{name} ({self._summarize_file(name)})" for name in self.files]
        return ", ".join(words) or "tidak ada perubahan / nothing changes"

    def check(self, platforms: Platforms, today: date | None = None) -> list[Finding]:
        """Return the mistakes and warnings that the list has after the change and had not before."""
        known = {_identify(finding) for finding in _lint(self.before, platforms, today)}
        return [finding for finding in _lint(self.after, platforms, today) if _identify(finding) not in known]

    def apply(self, disk: FileOperations | None = None) -> None:
        """Bring the change to the disk: all of it or nothing.

        Raises:
            ListBusyError: another program is changing the list.
            ListMovedError: the list is not as it was read.
            ManyFilesError: the system cannot change several files in one step.
            OSError: a file cannot be read or written, such as on a full disk. In all cases nothing has changed.
        """
        disk = disk or FileOperations()
        directory = self.directory.resolve()
        with _hold_lock(directory):
            remove_leftovers(directory, disk)
            now = read_contents(directory)
            if moved := sorted({*now, *self.before} - {name for name in now if now[name] == self.before.get(name)}):
                raise ListMovedError(moved)
            if self.files:
                self._bring(directory, disk)

    def _bring(self, directory: Path, disk: FileOperations) -> None:
        stage = directory.with_name(f"{_stage_prefix(directory)}{secrets.token_hex(4)}")
        try:
            disk.make_folder(stage, directory.stat().st_mode & 0o7777)
            if self._is_one_rename(directory):
                self._rename_one(directory, stage, disk)
            else:
                self._exchange_all(directory, stage, disk)
        finally:
            with suppress(OSError):  # it is only rubbish now; the next run removes it
                _remove_tree(stage, disk)

    def _is_one_rename(self, directory: Path) -> bool:
        (first, *others) = self.files
        return not others and first in self.after and (directory / first).parent.is_dir()

    def _rename_one(self, directory: Path, stage: Path, disk: FileOperations) -> None:
        name = self.files[0]
        disk.write(stage / "file", self.after[name], _mode_of(directory / name, NEW_FILE_MODE))
        disk.rename(stage / "file", directory / name)
        disk.sync_folder((directory / name).parent)

    def _exchange_all(self, directory: Path, stage: Path, disk: FileOperations) -> None:
        self._fill(directory, stage, disk)
        try:
            disk.exchange(stage, directory)
        except ExchangeUnsupportedError:
            raise ManyFilesError(self.files) from None
        disk.sync_folder(directory.parent)

    def _fill(self, directory: Path, stage: Path, disk: FileOperations) -> None:
        """Build the whole new folder in *stage*; folders in which nothing is left do not come along."""
        changed = set(self.files)
        kept = [path.relative_to(directory) for path in sorted(directory.rglob("*")) if _is_leaf(path)]
        names = [name for name in kept if name.as_posix() not in changed]
        written = [Path(name) for name in self.files if name in self.after]
        folders = sorted({folder for name in (*names, *written) for folder in name.parents} - {Path()})
        for folder in folders:
            disk.make_folder(stage / folder, _mode_of(directory / folder, NEW_FOLDER_MODE))
        for name in names:
            disk.link(directory / name, stage / name)
        for name in written:
            disk.write(stage / name, self.after[name.as_posix()], _mode_of(directory / name, NEW_FILE_MODE))
        for folder in (*folders, Path()):
            disk.sync_folder(stage / folder)

    def _describe_file(self, name: str) -> Iterator[str]:
        old, new = (_lines(each.get(name)) for each in (self.before, self.after))
        old_name = f"a/{name}" if name in self.before else "/dev/null"
        new_name = f"b/{name}" if name in self.after else "/dev/null"
        return unified_diff(old, new, old_name, new_name)

    def _summarize_file(self, name: str) -> str:
        lines = list(self._describe_file(name))[2:]
        return f"+{sum(line[0] == '+' for line in lines)} -{sum(line[0] == '-' for line in lines)}"


def make_change(directory: Path, contents: Mapping[str, bytes], old: ListDocuments, new: ListDocuments) -> ListChange:
    """Make the change from old to new documents.

    Args:
        directory: the folder ``candidate_accounts``.
        contents: the bytes that *old* was read from; files in which nothing changes keep theirs.
        old: the documents as read.
        new: the documents as they shall be.
    """
    after = {
        name: contents[name] if name in contents and old.files.get(name) == new.files[name] else new.encode(name)
        for name in new.files
    }
    return ListChange(directory, contents, after)


def make_format_change(directory: Path, contents: Mapping[str, bytes], documents: ListDocuments) -> ListChange:
    """Make the change that brings every file into its canonical form."""
    return ListChange(directory, contents, {name: documents.encode(name) for name in documents.files})


def remove_leftovers(directory: Path, disk: FileOperations | None = None) -> None:
    """Remove what a killed run left beside the list; to be called by whoever holds the lock."""
    for path in sorted(directory.parent.iterdir()):
        if path.name.startswith(_stage_prefix(directory)):
            _remove_tree(path, disk or FileOperations())


def _stage_prefix(directory: Path) -> str:
    return f".{directory.name}.new-"


@contextmanager
def _hold_lock(directory: Path) -> Iterator[None]:
    """Hold a lock on the folder above, which stays when the list's own folder is exchanged, and needs no file."""
    descriptor = os.open(directory.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ListBusyError(directory) from error
        yield
    finally:
        os.close(descriptor)


def _remove_tree(path: Path, disk: FileOperations) -> None:
    if not path.is_dir() or path.is_symlink():
        disk.remove_file(path)
        return
    for each in sorted(path.iterdir()):
        _remove_tree(each, disk)
    disk.remove_folder(path)


def _is_leaf(path: Path) -> bool:
    """Tell whether a path has no names below it that have to be looked at: a file, or a link to whatever."""
    return path.is_symlink() or not path.is_dir()


def _mode_of(path: Path, otherwise: int) -> int:
    return path.stat().st_mode & 0o7777 if path.exists() else otherwise


def _lint(contents: Mapping[str, bytes], platforms: Platforms, today: date | None) -> list[Finding]:
    """Check a list that is not on the disk yet, in a copy."""
    with TemporaryDirectory() as copy:
        for name, body in contents.items():
            path = Path(copy, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        return lint_account_list(Path(copy), platforms, today)


def _identify(finding: Finding) -> tuple[str, ...]:
    """Return what stays the same of a finding when lines above it come or go."""
    return finding.place.file, finding.code, finding.entry, finding.found, finding.other_entry


def _lines(body: bytes | None) -> list[str]:
    return (body or b"").decode("utf-8", "replace").splitlines(keepends=True)
