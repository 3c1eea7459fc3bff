"""``jaga diff``: what a reader should know of the way between two revisions, in a real git checkout."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.accounts.folder_state import read_folder
from tests.accounts.list_samples import CONTEST_FILE, ROOT, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def git(directory: Path, *arguments: str) -> str:
    """Run git in a folder, deaf to what the machine has set."""
    who = ["-c", "user.name=T", "-c", "user.email=t@invalid", "-c", "commit.gpgsign=false"]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", "-C", str(directory), *who, *arguments], capture_output=True, text=True, check=True, env=env
    ).stdout


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Make a checkout with the sample list in a subfolder, committed."""
    copied = copy_sample(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    return copied


def diff(directory: Path, revisions: str = "main..", style: str = "text") -> Result:
    """Run the verb on a checkout's list."""
    return run("diff", revisions, "--format", style, JAGA_LIST_DIR=str(directory))


def changes(directory: Path, revisions: str = "main..") -> list[dict[str, Any]]:
    """Return the changes as JSON."""
    found: list[dict[str, Any]] = json.loads(diff(directory, revisions, "json").stdout)["changes"]
    return found


def test_nothing_changed_is_said(directory: Path) -> None:
    """Also when the files are written anew in their canonical form."""
    assert "nothing changed" in diff(directory).stdout
    assert run("fmt", JAGA_LIST_DIR=str(directory)).exit_code == 0
    assert git(directory, "status", "--short")
    assert changes(directory) == []


CONTEST = ["contoh-2031-wali-kota"]
ROWS = {
    "renamed": (
        "handle: calon_dua\n",
        "handle: calon_dua_baru\n  former_handles:\n  - {handle: calon_dua}\n",
        ("renamed", "accounts", "x:@calon_dua_baru", CONTEST, ["handle", "former_handles"]),
    ),
    "grade": (
        "grade: D\n",
        "grade: B\n",
        ("grade", "accounts", "instagram:@tim.dua", CONTEST, ["grade"]),
    ),
    "window": (
        '  to: "2031-02-08"\n  grade',
        '  to: "2031-02-07"\n  grade',
        ("window", "accounts", "instagram:@tim.satu", CONTEST, ["to"]),
    ),
    "status": (
        "kind: registered\n  status: active",
        "kind: registered\n  status: dormant",
        ("status", "accounts", "x:@calon_dua", CONTEST, ["status"]),
    ),
    "reverified": (
        'checked_on: "2026-11-02"\n  note: Nobody',
        'checked_on: "2026-11-09"\n  checked_by: mt-satu\n  note: Nobody',
        ("reverified", "accounts", "instagram:@tim.dua", CONTEST, ["checked_on", "checked_by"]),
    ),
    "order of sources": (
        "sources: [src-koran, src-majalah]",
        "sources: [src-majalah, src-koran]",
        ("changed", "accounts", "x:@calon_satu", CONTEST, ["sources"]),
    ),
    "side left": (
        'name: Calon Dua\n    statuses: [{status: final, from: "2030-12-20"}]',
        'name: Calon Dua\n    statuses: [{status: final, from: "2030-12-20"}, {status: withdrawn, from: "2031-01-20"}]',
        ("status", "sides", "2. Calon Dua", CONTEST, ["statuses"]),
    ),
    "ballot": (
        'ballot_number: "2"',
        'ballot_number: "3"',
        ("changed", "sides", "3. Calon Dua", CONTEST, ["ballot_number"]),
    ),
    "person's name": (
        "{id: ps-bbbbbb, name: Calon Dua",
        "{id: ps-bbbbbb, name: Calon Kedua",
        ("renamed", "people", "Calon Kedua", CONTEST, ["name"]),
    ),
    "phase": (
        'to: "2031-01-09"',
        'to: "2031-01-08"',
        ("window", "contests", "Pemilihan Wali Kota Contoh", CONTEST, ["phases"]),
    ),
    "source": (
        "Calon Satu menyapa warga",
        "Calon Satu menyapa",
        ("changed", "sources", "Calon Satu menyapa", [], ["title"]),
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ROWS.values(), ids=ROWS)
def test_one_change_is_one_line(directory: Path, old: str, new: str, expected: tuple[object, ...]) -> None:
    """With its kind, contest, file and fields."""
    replace_in(directory, CONTEST_FILE, old, new)

    (change,) = changes(directory)

    fields = [field["name"] for field in change["fields"]]
    assert (change["kind"], change["section"], change["label"], change["contests"], fields) == expected
    assert change["file"] == CONTEST_FILE


def test_an_entry_that_comes_and_one_that_goes(directory: Path) -> None:
    """Seen from the other side they change places; a removed one names the file in which it stood."""
    text = (directory / CONTEST_FILE).read_text()
    start = text.index("- id: ak-bbbbbb")
    (directory / CONTEST_FILE).write_text(text[:start] + text[text.index("- id: ak-cccccc") :])
    git(directory, "commit", "-qam", "two")

    (removed,) = changes(directory, "main~1..main")
    (added,) = changes(directory, "main..main~1")

    assert (removed["kind"], added["kind"]) == ("removed", "added")
    assert removed["file"] == added["file"] == CONTEST_FILE
    assert removed["contests"] == added["contests"] == CONTEST
    assert removed["about"] == "Calon Dua"


def test_moving_entries_is_no_change(directory: Path) -> None:
    """To another file, to another place in the file, and the file to another name."""
    text = (directory / CONTEST_FILE).read_text()
    start, end = text.index("- id: ak-bbbbbb"), text.index("- id: ak-cccccc")
    (directory / "contests" / "contoh-2031" / "akun.yaml").write_text("format: '1'\naccounts:\n" + text[start:end])
    (directory / CONTEST_FILE).write_text(text[:start] + text[end:])
    (directory / "parties.yaml").rename(directory / "partai.yaml")

    assert changes(directory) == []


def add_person(directory: Path) -> None:
    """Add a third person after the second."""
    last = "disambiguation: the physician}\n"
    replace_in(directory, CONTEST_FILE, last, f"{last}- {{id: ps-cccccc, name: Calon Dua}}\n")


def merge_people(directory: Path) -> None:
    """Merge the second person into a third, with what is theirs."""
    text = (directory / CONTEST_FILE).read_text()
    text = text.replace("- {id: ps-bbbbbb, name: Calon Dua, disambiguation: the physician}\n", "")
    (directory / CONTEST_FILE).write_text(text.replace("ps-bbbbbb", "ps-cccccc"))
    (directory / "decisions.yaml").write_text(
        "format: '1'\nredirects:\n- {from: ps-bbbbbb, to: ps-cccccc, name: Calon Dua, moved: [ak-bbbbbb], "
        "merged_on: '2026-11-02', merged_by: mt-satu}\n"
    )


def test_a_merged_person_is_no_change(directory: Path) -> None:
    """Neither gone nor new owners; a merge that is taken back is none either. Both are told."""
    add_person(directory)
    git(directory, "commit", "-qam", "two")
    merge_people(directory)
    git(directory, "add", "-A")
    git(directory, "commit", "-qm", "merged")

    for revisions in ("main~1..main", "main..main~1"):
        assert changes(directory, revisions) == []
        shown = diff(directory, revisions).stdout
        assert "nothing changed" in shown
        assert "merged, no change: ps-bbbbbb, ps-cccccc" in shown


def test_a_change_beside_a_merge_is_seen(directory: Path) -> None:
    """The account that moved with the person also got another name."""
    add_person(directory)
    git(directory, "commit", "-qam", "two")
    merge_people(directory)
    replace_in(directory, CONTEST_FILE, "handle: calon_dua\n", "handle: calon_dua_baru\n")

    (change,) = changes(directory)

    assert [field["name"] for field in change["fields"]] == ["handle"]


def test_an_owner_that_changes_without_a_merge_is_a_change(directory: Path) -> None:
    """The near miss: nobody wrote a redirect."""
    replace_in(directory, CONTEST_FILE, "owner: ps-bbbbbb", "owner: ps-aaaaaa")

    (change,) = changes(directory)

    assert change["fields"] == [{"name": "owner", "before": "ps-bbbbbb", "after": "ps-aaaaaa"}]


def test_markdown_holds_no_markup_of_others(directory: Path) -> None:
    """Names are escaped, handles are code, nobody is mentioned."""
    replace_in(directory, CONTEST_FILE, "{id: ps-bbbbbb, name: Calon Dua", "{id: ps-bbbbbb, name: '[a](b) <b> `@x`'")
    replace_in(
        directory,
        CONTEST_FILE,
        'grade: A\n  sources: [src-daftar]\n  checked_on: "2026-11-02"\n- id: ak-cccccc',
        'grade: B\n  sources: [src-daftar]\n  checked_on: "2026-11-02"\n- id: ak-cccccc',
    )

    shown = diff(directory, style="md").stdout

    assert "### Pemilihan Wali Kota Contoh (`contoh-2031-wali-kota`)" in shown
    assert "- **nilai / grade** accounts `x:@calon_dua` (\\[a\\](b) \\<b\\> \\`@\u200bx\\`), `contests/" in shown
    assert "  - grade: `A` → `B`" in shown
    assert "``  [a](b) <b> `@x`  ``" not in shown
    assert "`` [a](b) <b> `@x` ``" in shown


def test_the_checkout_is_not_touched(directory: Path) -> None:
    """Revisions are read into memory, from a subfolder and from a linked worktree as well."""
    before = read_folder(directory.parent)
    other = directory.parent.with_name("other")
    assert changes(directory, "main..main") == []
    assert read_folder(directory.parent) == before

    git(directory, "worktree", "add", "-q", "--detach", str(other), "main")
    replace_in(other / "list", CONTEST_FILE, "grade: D\n", "grade: B\n")

    assert [change["kind"] for change in changes(other / "list")] == ["grade"]
    assert changes(directory) == []


@pytest.mark.parametrize("revisions", ["nowhere..", "main...main", "--output=x..main", "..", "a..b..c"])
def test_what_is_no_range_is_wrong_usage(directory: Path, revisions: str) -> None:
    """With what would be one."""
    assert_refused(run("diff", "--", revisions, JAGA_LIST_DIR=str(directory)), 2, "A..B")


def test_a_broken_file_is_named_with_its_revision(directory: Path) -> None:
    """Line and column, on the disk and in a commit."""
    (directory / "parties.yaml").write_text("format: '1'\nparties: [\n")
    assert_refused(diff(directory), 1, "parties.yaml:", "L005")
    git(directory, "commit", "-qam", "broken")

    assert_refused(diff(directory, "main~1..main"), 1, "main:parties.yaml:", "L005")


def test_without_git_there_are_no_revisions(tmp_path: Path) -> None:
    """One line says so."""
    assert_refused(diff(copy_sample(tmp_path)), 1, "no git checkout")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a copy without its history")
def test_the_list_that_we_ship_has_revisions() -> None:
    """Every file of HEAD can be read, and is the same as itself."""
    assert "nothing changed" in diff(ROOT / "candidate_accounts", "HEAD..HEAD").stdout
