"""``jaga timestamp`` and the timer of ``jaga serve``: the machine that may say "still the newest", and nothing else."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from server.accounts.key_signers import open_signer
from server.accounts.release_keys import LIFETIMES, ReleaseKeys
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_state import load_release_state
from server.cli.timestamp_timer import Keeper, holds_timestamp_key_only
from server.ops.clock import StoppedClock
from tests.accounts.folder_state import read_folder
from tests.cli.key_samples import PASSPHRASE, Machine, copy_machine
from tests.cli.samples import assert_refused
from tests.cli.test_serve import serving

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Return a machine that has published; tests work on copies."""
    machine = Machine(tmp_path_factory.mktemp("made"))
    for words in (["keys", "init", "--root-keys", "1", "--threshold", "1"], ["release"]):
        assert machine.run(*words).exit_code == 0
    return machine


@pytest.fixture
def machine(made: Machine, tmp_path: Path) -> Machine:
    """Return a machine that holds the timestamp key and no other."""
    copied = copy_machine(made, tmp_path / "own")
    copied.keep_only("timestamp")
    return copied


def open_repository(machine: Machine) -> ReleaseRepository:
    """Return the repository with the timestamp key alone."""
    (record,) = (each for each in machine.store.read() if machine.store.is_at_hand(each))
    return ReleaseRepository(
        machine.release, ReleaseKeys(timestamp=open_signer(machine.store, record, lambda _: PASSPHRASE))
    )


def read_version(machine: Machine) -> int:
    """Return the timestamp's version."""
    return load_release_state(machine.release).versions["timestamp"]


def test_it_signs_the_timestamp_and_nothing_else(machine: Machine) -> None:
    """One version on; every other byte stays."""
    before, version = read_folder(machine.release), read_version(machine)

    result = machine.run("timestamp")

    after = read_folder(machine.release)
    assert f"timestamp {version + 1}: signed until" in result.stdout
    assert read_version(machine) == version + 1
    assert {name for name in after if after[name] != before.get(name)} == {"metadata/timestamp.json"}


def test_if_aging_waits_until_half_of_its_time_is_over(machine: Machine) -> None:
    """So that a machine may ask by the minute."""
    before = read_folder(machine.release)
    assert "nothing changed" in machine.run("timestamp", "--if-aging").stdout
    assert read_folder(machine.release) == before

    later = datetime.now(UTC) + LIFETIMES["timestamp"] / 2
    assert open_repository(machine).renew_timestamp(later, only_if_aging=True).renewed == ("timestamp",)


@pytest.mark.parametrize("role", ["snapshot", "targets", "root"])
def test_a_damaged_release_is_not_vouched_for(machine: Machine, role: str) -> None:
    """One changed byte in what the timestamp names."""
    (path,) = (machine.release / "metadata").glob(f"*.{role}.json")
    path.write_bytes(
        path.read_bytes().replace(b'"expires":"20', b'"expires":"21').replace(b'"expires": "20', b'"expires": "21')
    )
    before = read_folder(machine.release)

    assert_refused(machine.run("timestamp"), 1, f"{role}.json")

    assert read_folder(machine.release) == before


@pytest.mark.parametrize(("days", "role"), [(91, "snapshot"), (366, "root")])
def test_an_expired_release_is_not_vouched_for(machine: Machine, days: int, role: str) -> None:
    """Browsers would refuse it anyway; the operator learns which."""
    with pytest.raises(Exception, match=rf"{role}\.json: has expired on"):
        open_repository(machine).renew_timestamp(datetime.now(UTC) + timedelta(days=days))


def test_nothing_to_vouch_for_is_said(tmp_path: Path) -> None:
    """Before the first release, and before the first root."""
    machine = Machine(tmp_path / "own")
    machine.run("keys", "make", "timestamp")
    assert_refused(machine.run("timestamp"), 1, "no root yet")


def test_only_a_machine_without_other_keys_keeps_time(machine: Machine, made: Machine) -> None:
    """The publisher's machine does not: what signs releases is not open all day."""
    assert holds_timestamp_key_only(machine.store)
    assert not holds_timestamp_key_only(made.store)
    machine.keep_only("none")
    assert not holds_timestamp_key_only(machine.store)


def test_the_keeper_says_once_what_is_wrong(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """It goes on, and signs again when the release is whole again."""
    keeper = Keeper(open_repository(machine), StoppedClock(datetime.now(UTC) + timedelta(days=5)))
    (path,) = (machine.release / "metadata").glob("*.snapshot.json")
    body = path.read_bytes()
    path.unlink()
    keeper.look()
    keeper.look()
    assert capsys.readouterr().err.count("timestamp not signed") == 1
    path.write_bytes(body)

    keeper.look()
    keeper.look()

    assert capsys.readouterr().err.count("signed until") == 1


def test_serve_in_production_keeps_the_timestamp_and_publishes_nothing(machine: Machine, tmp_path: Path) -> None:
    """With two workers one process signs, once; nothing else changes."""
    version = read_version(machine)
    long_ago = datetime.now(UTC) - timedelta(days=5)
    open_repository(machine).renew_timestamp(long_ago)
    before = read_folder(machine.release)

    with serving(machine.state, **machine.env, JAGA_WORKERS="2", JAGA_LIST_DIR=str(tmp_path)) as served:
        deadline = time.monotonic() + 30
        served.get("/healthz")
        while read_version(machine) == version + 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        shown = json.loads(served.get("/v1/release/metadata/timestamp.json"))["signed"]

    after = read_folder(machine.release)
    assert shown["version"] == read_version(machine) == version + 2
    assert {name for name in after if after[name] != before.get(name)} == {"metadata/timestamp.json"}
