"""``jaga release`` and ``jaga bundle``: what is built, what is refused, and that nothing changes without a change."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from server.accounts.release_paths import CHANGES_NAME
from server.accounts.release_state import load_release_state
from server.cli.bundle import build_package
from server.ops.settings import Settings
from tests.accounts.list_samples import ROOT, copy_sample, replace_in
from tests.cli.samples import PLATFORMS, assert_refused, run
from tests.http.samples import build_files

if TYPE_CHECKING:
    from pathlib import Path


def list_bytes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below *folder*, by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_first_run_makes_keys_and_a_release(tmp_path: Path) -> None:
    """The files are those of the list, and the groups are told."""
    result = run("release", state=tmp_path)

    assert result.exit_code == 0, result.output
    assert "published: 6 files" in result.stdout
    assert "contoh-2031-wali-kota: 3 accounts" in result.stdout
    state = load_release_state(tmp_path / "release")
    content = {name: file.body for name, file in state.targets.items() if name != CHANGES_NAME}
    assert content == build_files()
    assert (tmp_path / "keys" / "root.pem").stat().st_mode & 0o777 == 0o600


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """And says so, in both languages."""
    run("release", state=tmp_path)
    before = list_bytes(tmp_path)

    result = run("release", state=tmp_path)

    assert result.stdout.startswith("tidak ada perubahan / nothing changed")
    assert list_bytes(tmp_path) == before


def test_a_changed_list_is_a_new_release(tmp_path: Path) -> None:
    """One version on."""
    directory = copy_sample(tmp_path)
    run("release", state=tmp_path, JAGA_LIST_DIR=str(directory))
    first = load_release_state(tmp_path / "release").versions
    replace_in(directory, "contests/contoh-2031/73.71.yaml", "handle: calon_dua", "handle: calon_dua_baru")

    result = run("release", state=tmp_path, JAGA_LIST_DIR=str(directory))

    state = load_release_state(tmp_path / "release")
    assert "published" in result.stdout
    assert state.versions["targets"] == first["targets"] + 1
    assert b"calon_dua_baru" in state.targets["list.json"].body


def test_explain_publishes_nothing(tmp_path: Path) -> None:
    """Groups with their reasons, sizes plain and compressed, and what would change."""
    directory = copy_sample(tmp_path)
    first = run("release", "--explain", state=tmp_path, JAGA_LIST_DIR=str(directory))
    assert "the first release" in first.stdout
    assert not (tmp_path / "release").exists()
    run("release", state=tmp_path, JAGA_LIST_DIR=str(directory))
    before = list_bytes(tmp_path / "release")
    replace_in(directory, "contests/contoh-2031/73.71.yaml", "handle: calon_dua", "handle: calon_dua_baru")

    result = run("release", "--explain", state=tmp_path, JAGA_LIST_DIR=str(directory))

    assert result.exit_code == 0, result.output
    for words in (
        "contoh-2031-wali-kota: 3 accounts, 2 rivals (too small, but all that there is: wanted 16",
        "practice, a group of its own",
        "  all: ",
        "contoh-2031: 1 added, 1 removed, 0 changed; 3 were listed, 3 will be",
    ):
        assert words in result.stdout
    assert list_bytes(tmp_path / "release") == before


def test_an_urgent_release_asks_for_more_looks(tmp_path: Path) -> None:
    """Every 5 minutes, until a release without it."""

    def read_poll_seconds() -> int:
        state = load_release_state(tmp_path / "release")
        seconds: int = json.loads(state.targets["list.json"].body)["poll_seconds"]
        return seconds

    assert "every 5 minutes" in run("release", "--urgent", state=tmp_path).stdout
    assert read_poll_seconds() == 300
    run("release", state=tmp_path)
    assert read_poll_seconds() == 1800


def test_going_back_does_not_read_the_list(tmp_path: Path) -> None:
    """In an emergency the list may be broken; what was published before is published again, and readers are told."""
    directory = copy_sample(tmp_path)
    run("release", state=tmp_path, JAGA_LIST_DIR=str(directory))
    first = load_release_state(tmp_path / "release")
    replace_in(directory, "contests/contoh-2031/73.71.yaml", "handle: calon_dua", "handle: salah")
    run("release", state=tmp_path, JAGA_LIST_DIR=str(directory))

    result = run(
        "release", "--rollback", "--because", "Salah nama.", state=tmp_path, JAGA_LIST_DIR=str(tmp_path / "nowhere")
    )

    assert result.stdout.startswith(f"release {first.versions['targets'] + 2} published")
    state = load_release_state(tmp_path / "release")
    assert state.targets["list.json"].body == first.targets["list.json"].body
    note = json.loads(state.targets[CHANGES_NAME].body)["releases"][0]
    assert (note["kind"], note["why"]) == ("rollback", {"id": "Salah nama.", "en": "Salah nama."})
    assert note["elections"] == {"contoh-2031": {"added": 1, "removed": 1, "changed": 0}}


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["--rollback", "1"], 1, "no release 1 to go back to; kept: none"),
        (["--rollback", "v1"], 2, "expected the version of a kept release"),
        (["--because", "x" * 301], 2, "at most 300 characters"),
        (["--because-en", "a\nb"], 2, "one line"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: list[str], exit_code: int, words: str) -> None:
    """And nothing changes."""
    run("release", state=tmp_path)
    before = list_bytes(tmp_path)

    assert_refused(run("release", *arguments, state=tmp_path), exit_code, words)

    assert list_bytes(tmp_path) == before


def test_a_list_that_shrinks_needs_a_word(tmp_path: Path) -> None:
    """Real list, then the sample: everything would be gone. The refusal says how to go on; so does the log."""
    real = {"JAGA_LIST_DIR": str(ROOT / "candidate_accounts")}
    run("release", state=tmp_path, **real)
    before = list_bytes(tmp_path / "release")

    assert_refused(run("release", state=tmp_path), 1, "accounts dropped", "jaga release --because")
    assert list_bytes(tmp_path / "release") == before

    assert "published" in run("release", "--because", "Daftar contoh.", state=tmp_path).stdout


def test_a_mistake_in_the_list_is_refused(tmp_path: Path) -> None:
    """What lint finds keeps a release from being built; the one before stays."""
    directory = copy_sample(tmp_path)
    run("release", state=tmp_path, JAGA_LIST_DIR=str(directory))
    before = list_bytes(tmp_path / "release")
    replace_in(directory, "contests/latihan/latihan.yaml", "platform: latihan", "platform: x")

    result = run("release", state=tmp_path, JAGA_LIST_DIR=str(directory))

    assert_refused(result, 1, "L206", "latihan.yaml")
    assert list_bytes(tmp_path / "release") == before


def test_production_has_no_development_keys(tmp_path: Path) -> None:
    """Nothing is made, nothing is signed."""
    result = run("release", state=tmp_path, JAGA_ENV="production")

    assert_refused(result, 1, "development keys are refused")
    assert list_bytes(tmp_path) == {}


def test_lost_keys_are_explained(tmp_path: Path) -> None:
    """Removing the keys but not the release is one clear line with a way out."""
    run("release", state=tmp_path)
    for path in (tmp_path / "keys").iterdir():
        path.unlink()

    assert_refused(run("release", state=tmp_path), 1, "signed with other keys", "remove this folder")


def test_a_damaged_release_is_explained(tmp_path: Path) -> None:
    """With the file."""
    run("release", state=tmp_path)
    (tmp_path / "release" / "metadata" / "timestamp.json").write_text("{}")

    assert_refused(run("release", state=tmp_path), 1, "metadata/timestamp.json")


def test_the_real_list_can_be_released(tmp_path: Path) -> None:
    """As it stands in this checkout."""
    result = run("release", state=tmp_path, JAGA_LIST_DIR=str(ROOT / "candidate_accounts"))

    assert result.exit_code == 0, result.output
    assert "latihan" in result.stdout


def test_what_the_extension_carries_is_up_to_date() -> None:
    """extension/bundled holds the bytes of a release made now and the rule page; ``jaga bundle`` mends it."""
    result = run("bundle", "--check")

    assert result.exit_code == 0, f"{result.stdout}Run jaga bundle and commit extension/bundled."
    bundled = {path.name: path.read_bytes() for path in (ROOT / "extension" / "bundled").iterdir()}
    assert bundled == build_package(Settings())


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    """Return a folder with the platform files and nothing bundled yet."""
    (tmp_path / "platforms").mkdir()
    for path in PLATFORMS.glob("*.json"):
        (tmp_path / "platforms" / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_bundle_writes_what_is_stale(extension: Path) -> None:
    """Each stale file is named; a second run has nothing to do."""
    platforms = str(extension / "platforms")
    assert run("bundle", "--check", JAGA_PLATFORMS_DIR=platforms).exit_code == 1
    assert not (extension / "bundled").exists()

    assert run("bundle", JAGA_PLATFORMS_DIR=platforms).stdout.count("written") == 6

    assert run("bundle", "--check", JAGA_PLATFORMS_DIR=platforms).exit_code == 0
    assert {path.name: path.read_bytes() for path in (extension / "bundled").iterdir()} == build_package(Settings())
