"""``jaga fmt``: the canonical form, written or only shown; and what all changing verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from server.accounts.findings import ListFormatError
from server.accounts.list_change import make_change
from server.cli.changing import apply_option, carry_out, choose_maintainer, load_documents, maintainer_option
from server.domain.errors import RequestError
from tests.accounts.folder_state import read_folder
from tests.accounts.list_samples import ROOT, SAMPLE, copy_sample
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path


def test_check_shows_the_differences_and_writes_nothing(tmp_path: Path) -> None:
    """A unified diff and exit code 1; with the canonical form nothing and 0."""
    directory = copy_sample(tmp_path)

    result = run("fmt", "--check", JAGA_LIST_DIR=str(directory))

    assert result.exit_code == 1
    assert "--- a/parties.yaml\n+++ b/parties.yaml\n" in result.stdout
    assert read_folder(directory) == read_folder(SAMPLE)
    assert run("fmt", "--check", JAGA_LIST_DIR=str(ROOT / "candidate_accounts")).output == ""


def test_fmt_changes_no_value(tmp_path: Path) -> None:
    """Afterwards every file is canonical and says what it said; a second run changes nothing."""
    directory = copy_sample(tmp_path)

    assert run("fmt", JAGA_LIST_DIR=str(directory)).exit_code == 0

    assert run("lint", JAGA_LIST_DIR=str(directory)).exit_code == 0
    assert run("fmt", "--check", JAGA_LIST_DIR=str(directory)).exit_code == 0
    assert load_documents(directory)[1].files == load_documents(SAMPLE)[1].files


def test_a_comment_is_not_lost(tmp_path: Path) -> None:
    """The file is refused by name and line."""
    directory = copy_sample(tmp_path)
    (directory / "parties.yaml").write_text('format: "1"\n# nothing\n')

    assert_refused(run("fmt", JAGA_LIST_DIR=str(directory)), 1, "L009", "parties.yaml:2:1")


def carry_out_note(directory: Path, *arguments: str) -> str:
    """Run an invented verb that gives a person a note; return what it says."""

    @click.command()
    @apply_option
    @maintainer_option
    def command(*, is_applied: bool, maintainer: str | None) -> None:
        contents, documents = load_documents(directory)
        choose_maintainer(documents, maintainer)
        place = documents.find("pt-satu")
        assert place is not None
        changed = documents.replace(place, {**documents.get(place), "note": "Baru."})
        carry_out(make_change(directory, contents, documents, changed), is_applied=is_applied)

    result = CliRunner().invoke(command, arguments, catch_exceptions=False, env={"JAGA_MAINTAINER": "mt-satu"})
    return result.output


def test_without_apply_nothing_is_written(tmp_path: Path) -> None:
    """The change is shown in both cases; what follows is said."""
    directory = copy_sample(tmp_path)

    shown = carry_out_note(directory)
    assert "+  note: Baru." in shown
    assert "add --apply" in shown
    assert read_folder(directory) == read_folder(SAMPLE)

    written = carry_out_note(directory, "--apply")
    assert "written to" in written
    assert "note: Baru." in (directory / "parties.yaml").read_text()
    assert "nothing changes" in carry_out_note(directory, "--apply")


def test_only_a_maintainer_changes_the_list(tmp_path: Path) -> None:
    """The id has to stand in maintainers.yaml; ``--as`` wins over the environment."""
    with pytest.raises(RequestError, match="mt-satu, mt-dua"):
        carry_out_note(copy_sample(tmp_path), "--as", "mt-tiga")


def test_a_change_with_mistakes_is_refused(tmp_path: Path) -> None:
    """Also with ``--apply`` nothing is written."""
    directory = copy_sample(tmp_path)
    contents, documents = load_documents(directory)
    place = documents.find("pt-satu")
    assert place is not None

    with pytest.raises(ListFormatError):
        carry_out(make_change(directory, contents, documents, documents.remove(place)), is_applied=True)

    assert read_folder(directory) == read_folder(SAMPLE)
