"""``jaga keys``: what each step refuses, where secrets come from, and what status tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from server.accounts.key_status import describe_status
from server.accounts.key_store import KeyStore
from server.accounts.release_chain import load_roots
from server.accounts.release_state import load_release_state
from tests.accounts.folder_state import read_folder
from tests.cli.key_samples import PASSPHRASE, Machine, copy_machine
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Return a machine that holds every key and has published; tests work on copies."""
    machine = Machine(tmp_path_factory.mktemp("made"))
    for words in (["keys", "init"], ["release"]):
        result = machine.run(*words)
        assert result.exit_code == 0, result.output
    return machine


@pytest.fixture
def machine(made: Machine, tmp_path: Path) -> Machine:
    """Return a machine of the test's own."""
    return copy_machine(made, tmp_path / "own")


def test_real_keys_publish_in_production(machine: Machine) -> None:
    """Nothing says development; nobody's first release is signed with keys that anybody may hold."""
    state = load_release_state(machine.release)

    assert not state.is_development
    assert machine.run("release").stdout.startswith("tidak ada perubahan")
    assert not list(machine.store.directory.glob("root.pem"))


def test_init_overwrites_nothing(machine: Machine) -> None:
    """Neither keys nor root."""
    before = read_folder(machine.state)

    assert_refused(machine.run("keys", "init"), 1, "there is a root already")

    assert read_folder(machine.state) == before


def test_init_refuses_a_development_release(tmp_path: Path) -> None:
    """Browsers of a test would believe it; production starts in a folder of its own."""
    run("release", state=tmp_path)

    assert_refused(Machine(tmp_path / "x").run("keys", "init", JAGA_STATE_DIR=str(tmp_path)), 1, "a root already")


def test_too_few_root_keys_make_nothing(tmp_path: Path) -> None:
    """Before any passphrase is asked for."""
    machine = Machine(tmp_path / "own")

    assert_refused(machine.run("keys", "init", "--root-keys", "1", "--threshold", "2"), 1, "1 keys, of which 2")

    assert not machine.state.exists()


def test_a_passphrase_is_asked_for_twice_and_never_shown(tmp_path: Path) -> None:
    """Without a file the person types it; a slip asks again."""
    answers = f"{PASSPHRASE}\nslip slip slip\n{PASSPHRASE}\n{PASSPHRASE}\n"

    result = run("keys", "make", "root", state=tmp_path, stdin=answers, JAGA_ENV="production")

    assert result.exit_code == 0, result.output
    assert result.stderr.count("new passphrase of root-") >= 2
    assert PASSPHRASE not in result.output
    assert len(KeyStore(tmp_path / "keys").read()) == 1


@pytest.mark.parametrize(
    ("mode", "text", "words"),
    [(0o644, PASSPHRASE, "everybody on this machine may read it"), (0o600, "\nx", "is empty"), (0o600, "no", "12")],
)
def test_a_careless_passphrase_file_is_refused(tmp_path: Path, mode: int, text: str, words: str) -> None:
    """With what to do."""
    machine = Machine(tmp_path / "own")
    machine.passphrase.write_text(text)
    machine.passphrase.chmod(mode)

    assert_refused(machine.run("keys", "make", "root"), 1, words)


def test_a_missing_passphrase_file_is_said(machine: Machine) -> None:
    """With its path."""
    machine.passphrase.unlink()

    assert_refused(machine.run("timestamp"), 1, "passphrase", "No such file")


def test_a_wrong_passphrase_signs_nothing(machine: Machine) -> None:
    """And names the key's file."""
    before = read_folder(machine.release)
    machine.passphrase.write_text("not the right passphrase\n")

    assert_refused(machine.run("timestamp"), 1, "timestamp-", "wrong passphrase")

    assert read_folder(machine.release) == before


def test_status_tells_who_signs_where_and_how_long(machine: Machine) -> None:
    """For people and for programs."""
    status = machine.read_status()
    machine.keep_only("timestamp")

    assert {name: len(keys) for name, keys in status["keys"].items()} == {"root": 3, "release": 1, "timestamp": 1}
    assert (status["root_threshold"], status["soon"]) == (2, [])
    assert status["days_left"] == {"root": 364, "targets": 89, "snapshot": 89, "timestamp": 6}
    shown = machine.run("keys", "status")
    assert shown.exit_code == 0
    assert "root (2 of 3 must sign)" in shown.stdout
    assert shown.stdout.count("offline") == 4
    assert shown.stdout.count("encrypted") == 1
    assert status["keys"]["root"][0]["id"][:8] in shown.stdout


@pytest.mark.parametrize(
    ("days", "soon"),
    [
        (4, set()),
        (6, {"timestamp"}),
        (80, {"timestamp", "targets", "snapshot"}),
        (340, {"timestamp", "targets", "snapshot", "root"}),
    ],
)
def test_status_says_when_somebody_has_to_act(machine: Machine, days: int, soon: set[str]) -> None:
    """Early enough for each: a timestamp, a release, a ceremony."""
    status = describe_status(machine.release, machine.store, datetime.now(UTC) + timedelta(days=days))

    assert set(status.soon) == soon
    assert sum("act now" in line for line in status.to_lines()) == len(soon)


def test_status_ends_with_one_when_it_is_urgent(tmp_path: Path, machine: Machine) -> None:
    """So that cron can watch it; without a root it says what is missing."""
    metadata = machine.release / "metadata" / "timestamp.json"
    assert_refused(Machine(tmp_path / "new").run("keys", "status"), 1, "no root yet; jaga keys init makes it")
    metadata.unlink()
    assert machine.run("keys", "status").exit_code == 0, "a root and no release yet"


def test_development_keys_are_called_so(tmp_path: Path) -> None:
    """Nobody takes them for real ones."""
    run("release", state=tmp_path)

    assert run("keys", "status", state=tmp_path).stdout.count("development") == 3
    assert_refused(run("keys", "rotate", "root", state=tmp_path), 1, "no real keys here")


@pytest.mark.parametrize("words", [["revoke", "ffffffff"], ["revoke", ""], ["rotate", "root", "--key", "ffffffff"]])
def test_an_unknown_key_is_refused_with_those_there_are(machine: Machine, words: list[str]) -> None:
    """Nothing is made."""
    before = read_folder(machine.state)

    assert_refused(machine.run("keys", *words), 2, "expected one of ")

    assert read_folder(machine.state) == before


def test_a_root_key_goes_without_a_new_one(machine: Machine) -> None:
    """Two of three are left, and both have to sign."""
    lost = machine.read_status()["keys"]["root"][2]["id"]

    assert "root 2 is in its place" in machine.run("keys", "revoke", lost[:8]).stdout

    assert len(machine.read_status()["keys"]["root"]) == 2
    assert_refused(machine.run("keys", "revoke", machine.read_status()["keys"]["root"][0]["id"][:8]), 1, "would have 1")


def test_a_stolen_release_key_takes_the_timestamp_key_with_it(machine: Machine) -> None:
    """Everything that they signed is signed anew, from the list and not from what lies there."""
    before = machine.read_status()["keys"]

    result = machine.run("keys", "revoke", before["release"][0]["id"][:8])

    after = machine.read_status()["keys"]
    assert "signed anew: root, targets, snapshot, timestamp" in result.stdout
    assert "destroy it" in result.stdout
    assert after["root"] == before["root"]
    assert after["release"] != before["release"]
    assert after["timestamp"] != before["timestamp"]
    assert machine.run("release").exit_code == 0


def test_what_was_interrupted_is_finished_by_the_next_release(machine: Machine) -> None:
    """A new root that stands beside the old timestamp: whoever publishes next signs the rest."""
    old = (machine.release / "metadata" / "timestamp.json").read_bytes()
    machine.run("keys", "rotate", "timestamp")
    (machine.release / "metadata" / "timestamp.json").write_bytes(old)
    assert machine.read_status()["soon"] == ["timestamp"]

    assert "signatures renewed" in machine.run("release").stdout

    assert machine.read_status()["soon"] == []


def test_a_holder_sees_what_is_signed_and_may_refuse(machine: Machine, tmp_path: Path) -> None:
    """The roles with their ids; a no leaves the file as it was; a machine without root key cannot sign."""
    machine.keep_only("root")
    proposal = tmp_path / "proposal.json"
    holder = copy_machine(machine, tmp_path / "holder")
    machine.keep_only("none")
    machine.run("keys", "renew")
    proposal.write_bytes((machine.store.directory / "proposed" / "2.root.json").read_bytes())
    before = proposal.read_bytes()

    refused = holder.run("keys", "sign", str(proposal), stdin="n\n")
    assert refused.exit_code == 1
    assert "root 2, good until" in refused.stdout
    assert machine.read_status()["keys"]["release"][0]["id"][:8] in refused.stdout
    assert proposal.read_bytes() == before
    assert_refused(machine.run("keys", "sign", "--yes", str(proposal)), 1, "no root key is here")
    assert_refused(machine.run("keys", "accept", str(proposal)), 1, "needs 2 more signatures")

    assert "signed by enough" in holder.run("keys", "sign", "--yes", str(proposal)).stdout
    assert "root 2 is in its place" in machine.run("keys", "accept", str(proposal)).stdout
    assert len(load_roots(machine.release)) == 2


def test_a_file_that_is_no_root_is_refused(machine: Machine, tmp_path: Path) -> None:
    """Whatever it is."""
    for number, body in enumerate(("{}", (machine.release / "metadata" / "timestamp.json").read_text())):
        path = tmp_path / f"{number}.json"
        path.write_text(body)
        assert_refused(machine.run("keys", "accept", str(path)), 1, path.name)
