"""``jaga`` itself: its help, its exit codes, and clear lines instead of tracebacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from server.cli.root import VERBS
from tests.accounts.list_samples import copy_sample, replace_in
from tests.cli.samples import assert_refused, run

JAGA = Path(sys.executable).with_name("jaga")


def test_the_help_names_every_verb() -> None:
    """With one sentence each; so does the help of the verb."""
    listing = run("--help").stdout

    for verb, sentence in VERBS.items():
        assert verb in listing
        assert sentence.split(";")[0].split(".")[0][:30] in listing
        assert run(verb, "--help").exit_code == 0


def test_each_verb_is_a_file_and_each_file_a_verb() -> None:
    """A new verb is one file and one line."""
    folder = Path(__file__).parents[2] / "server" / "cli"
    shared = {
        "__init__",
        "root",
        "failures",
        "inputs",
        "changing",
        "editing",
        "publishing",
        "release_explained",
        "signing",
        "key_ceremony",
        "timestamp_timer",
        "progress",
        "changed_files",
        "sheet_plans",
        "agencies_open",
        "exported_policy",
        "policy_export",
    }

    assert {path.stem for path in folder.glob("*.py")} - shared == {verb.replace("-", "_") for verb in VERBS}


def test_the_help_imports_no_verb() -> None:
    """And resolving addresses imports neither the web server nor signing."""
    script = "import sys; from server.cli.root import jaga; jaga.main(sys.argv[1:], standalone_mode=False); "
    script += "print([name for name in ('flask', 'granian', 'tuf', 'yaml', 'cryptography') if name in sys.modules])"

    for arguments in (["--help"], ["resolve", "https://x.com/a"]):
        shown = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
        assert shown.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments", [[], ["chek"], ["check"], ["check", "x:@a", "--action", "poke"], ["resolve", "--all"]]
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    """Click says what is right."""
    assert_refused(run(*arguments), 2, "Usage: ")


@pytest.mark.parametrize("verb", [["check", "x:@a"], ["resolve", "x"], ["lint"], ["release"], ["serve"], ["bundle"]])
def test_every_bad_setting_is_named_at_once(verb: list[str]) -> None:
    """In clear lines, for each verb."""
    assert_refused(
        run(*verb, JAGA_PORT="http", JAGA_TODAI="x"), 2, "JAGA_PORT: found 'http'", "did you mean JAGA_TODAY?"
    )


@pytest.mark.parametrize("verb", [["check", "x:@a"], ["release"], ["serve"]])
def test_a_broken_list_shows_its_findings(tmp_path: Path, verb: list[str]) -> None:
    """File, line and column, where the reader can find them."""
    directory = copy_sample(tmp_path)
    replace_in(directory, "parties.yaml", "owner: pt-satu", "owner: pt-dua")

    result = run(*verb, state=tmp_path / "state", JAGA_LIST_DIR=str(directory), JAGA_PORT="1")

    if verb != ["serve"]:  # port 1 may not be ours, which is said first
        assert_refused(result, 1, "list/parties.yaml:", "pt-dua")
        assert not (tmp_path / "state" / "release").exists()


def test_a_missing_list_is_said(tmp_path: Path) -> None:
    """One line with the folder."""
    assert_refused(run("check", "x:@a", JAGA_LIST_DIR=str(tmp_path / "nowhere")), 1, "no YAML file")


def test_missing_platforms_are_said(tmp_path: Path) -> None:
    """One line with the folder."""
    assert_refused(run("resolve", "x", JAGA_PLATFORMS_DIR=str(tmp_path)), 1, str(tmp_path))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """One line with the path and the system's own words."""
    (tmp_path / "state").write_text("a file")

    assert_refused(run("release", state=tmp_path / "state"), 1, "state", "Not a directory")


def test_whoever_stops_reading_stops_us_quietly() -> None:
    """``jaga resolve | head -1`` ends without a word."""
    lines = "https://x.com/a\n" * 20_000
    command = f"{JAGA} resolve | head -1"

    shown = subprocess.run(
        ["bash", "-c", command], input=lines, capture_output=True, text=True, timeout=60, check=False
    )

    assert shown.stdout.count("\n") == 1
    assert shown.stderr == ""
