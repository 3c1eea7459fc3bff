"""What the tests of the changing verbs share: a change that is shown, then written, and one that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.cli.changing import load_documents
from tests.accounts.folder_state import read_folder
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path

    from server.accounts.list_documents import Entry, ListDocuments

NEW_SOURCE = ("--source", "https://dua.example/akun", "--source-title", "Situs Dua", "--source-kind", "own_site")
"""A source that the sample list does not have: the site of an owner."""


def change(directory: Path, *arguments: str, maintainer: str = "mt-satu") -> ListDocuments:
    """Run a changing verb without and with ``--apply``; return the documents afterwards.

    The first run shows the change and writes nothing; after the second lint has no mistake.
    """
    env: dict[str, Any] = {"JAGA_LIST_DIR": str(directory), "JAGA_MAINTAINER": maintainer}
    before = read_folder(directory)
    shown = run(*arguments, **env)
    assert shown.exit_code == 0, shown.output
    assert "+++ " in shown.stdout
    assert "tambahkan --apply / nothing was written" in shown.stdout
    assert read_folder(directory) == before

    written = run(*arguments, "--apply", **env)
    assert written.exit_code == 0, written.output
    assert "ditulis / written to" in written.stdout
    assert read_folder(directory) != before
    checked = run("lint", **env)
    assert checked.exit_code == 0, checked.output
    return read(directory)


def refuse(
    directory: Path, arguments: tuple[str, ...], *words: str, exit_code: int = 1, maintainer: str = "mt-satu"
) -> None:
    """Run a changing verb that must be refused with these words, every byte as before."""
    before = read_folder(directory)
    result = run(*arguments, "--apply", JAGA_LIST_DIR=str(directory), JAGA_MAINTAINER=maintainer)
    assert_refused(result, exit_code, *words)
    assert read_folder(directory) == before


def read(directory: Path) -> ListDocuments:
    """Return the documents of a list."""
    return load_documents(directory)[1]


def entry_of(documents: ListDocuments, entry_id: str) -> Entry:
    """Return an entry that is there."""
    place = documents.find(entry_id)
    assert place is not None, entry_id
    return documents.get(place)


def entries_of(documents: ListDocuments, section: str) -> list[Entry]:
    """Return every entry of a section."""
    return [entry for _, entry in documents.iterate(section)]
