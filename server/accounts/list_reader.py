"""Read ``candidate_accounts/``: every YAML file in it, as one account list whose references all hold.

``load_account_list`` gives the list or raises with every mistake at once; ``read_account_list`` also gives what
could be read in spite of mistakes, and where everything stands, for the checks of ``lint``.

Source: candidate_accounts/SCHEMA.md.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.draft_checks import check_drafts
from server.accounts.drafts import Drafts
from server.accounts.findings import Finding, ListFormatError, Mistake, Place
from server.accounts.list_builder import build_account_list
from server.accounts.list_fields import FILE, SECTIONS
from server.accounts.progress import tell_nobody
from server.accounts.record_reader import read_record
from server.accounts.yaml_reader import read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server.accounts.progress import Tell
    from server.domain.account_list import AccountList
    from server.domain.platforms import Platforms

NO_FILES = Mistake("L012", "no YAML file in {found}", "elections/, contests/, parties.yaml", "check the path")
WRONG_ENDING = Mistake("L013", "the file is not read because of its name", ".yaml", "rename it to end in .yaml")


@dataclass(frozen=True, slots=True)
class ListReading:
    """What was read: the good entries, every finding, and where the entries stand."""

    account_list: AccountList
    findings: tuple[Finding, ...]
    drafts: Drafts

    def place(self, kind: str, entry_id: str, name: str = "") -> Place:
        """Return where an entry, or one of its fields, stands."""
        return self.drafts.by_id[kind][entry_id].place(name)


def load_account_list(directory: Path, platforms: Platforms) -> AccountList:
    """Read the account list.

    Args:
        directory: the folder ``candidate_accounts``.
        platforms: decides the form of handles and permanent ids.

    Returns:
        The list; every reference in it holds.

    Raises:
        ListFormatError: something is wrong; the error carries all of it.
        OSError: a file cannot be opened.
    """
    reading = read_account_list(directory, platforms)
    if reading.findings:
        raise ListFormatError(reading.findings)
    return reading.account_list


def read_account_list(directory: Path, platforms: Platforms, tell: Tell = tell_nobody) -> ListReading:
    """Read as much of the account list as can be read, and tell how far it is; see ``load_account_list``."""
    drafts = Drafts()
    with paused_collection():
        findings = list(_read_files(directory, drafts, tell))
    findings += drafts.index()
    findings += check_drafts(drafts, platforms)
    return ListReading(build_account_list(drafts.records), tuple(sorted(findings)), drafts)


def _read_files(directory: Path, drafts: Drafts, tell: Tell) -> Iterator[Finding]:
    paths = sorted(directory.rglob("*.yaml"))
    for number, path in enumerate(paths):
        tell("reading files", number, len(paths))
        yield from _read_file(path, path.relative_to(directory).as_posix(), drafts)
    for path in sorted(directory.rglob("*.yml")):
        yield WRONG_ENDING.at(Place(path.relative_to(directory).as_posix()), path.name)
    if not paths:
        yield NO_FILES.at(Place(directory.name), str(directory))


def _read_file(path: Path, name: str, drafts: Drafts) -> list[Finding]:
    file = read_yaml_file(path, name)
    record = read_record(file, file.root, FILE) if file.root is not None else None
    if record is not None:
        for section in SECTIONS:
            drafts.add(section, record.get(section) or ())
    return file.findings


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the garbage collector while a list is read and checked.

    The parser makes a million small objects and no cycles, and the collector would look at each again and again.
    Measured 2026-11 with 15,000 accounts: a third less time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
