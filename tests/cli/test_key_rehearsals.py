"""The ceremonies of docs/operators/keys.md, run as printed, with the official TUF client watching."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp

from server.accounts.key_signers import open_signer
from server.accounts.key_store import KeyStore
from server.accounts.release_chain import load_roots
from server.accounts.release_paths import metadata_path, target_path
from tests.accounts.list_samples import ROOT
from tests.accounts.release_client import ReleaseClient
from tests.cli.samples import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GUIDE = ROOT / "docs" / "operators" / "keys.md"
SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\d\. (.*?)```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(r"\*\*([a-z0-9-]+)\*\*")
PASSPHRASE = "kata sandi yang panjang"
THIEF_VERSION = 2_000_000_000


@dataclass
class Operators:
    """The machines of the guide, each a folder of its own, and the removable disk that all of them see."""

    place: Path
    ids: dict[str, str] = field(default_factory=dict)

    def run_section(self, title: str) -> None:
        """Run every command of a section on its machines."""
        body = dict(SECTION.findall(GUIDE.read_text(encoding="utf-8")))[title]
        steps = STEP.findall(body)
        assert steps
        for words, block in steps:
            for machine in MACHINE.findall(words):
                for command in dedent(block).splitlines():
                    self.run(machine, command)

    def run(self, machine: str, command: str) -> None:
        """Run one command where it belongs."""
        folder = self.place / machine
        folder.mkdir(exist_ok=True)
        if not (folder / "stick").exists():
            (folder / "stick").symlink_to(self.place / "stick")
        for name, key_id in self.ids.items():
            command = command.replace(name, key_id)
        if not command.startswith("jaga "):
            subprocess.run(["bash", "-euc", command], cwd=folder, check=True)
            return
        words = [each for word in shlex.split(command)[1:] for each in expand(folder, word)]
        env = {"JAGA_ENV": "production", "JAGA_PASSPHRASE_FILE": str(self.place / "passphrase")}
        result = run(*words, state=folder / "var", stdin="y\n", **env)
        assert result.exit_code == 0, f"{machine}: {command}\n{result.output}"

    def find_key(self, machine: str, role: str) -> str:
        """Return the id of the only key of a role whose private part a machine holds."""
        store = KeyStore(self.place / machine / "var" / "keys")
        (found,) = (record.id for record in store.read() if record.role == role and store.is_at_hand(record))
        return found

    @property
    def release(self) -> Path:
        """What the publisher has published."""
        return self.place / "publisher" / "var" / "release"


def expand(folder: Path, word: str) -> Iterator[str]:
    """Return what a shell makes of a word with a star."""
    if "*" in word:
        found = sorted(str(path) for path in folder.glob(word))
        assert found, word
        yield from found
    else:
        yield str(folder / word) if word.startswith("stick/") else word


@pytest.fixture
def operators(tmp_path: Path) -> Operators:
    """Return the machines after the first ceremony."""
    (tmp_path / "stick").mkdir()
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n")
    (tmp_path / "passphrase").chmod(0o600)
    made = Operators(tmp_path)
    made.run_section("The first ceremony")
    return made


def steal(operators: Operators, folder: Path) -> None:
    """Publish, as a thief of the publisher's keys, an empty list under huge numbers into a copy of the release."""
    shutil.copytree(operators.release, folder)
    store = KeyStore(operators.release.parent / "keys")
    signers = {
        each.role: open_signer(store, each, lambda _: PASSPHRASE) for each in store.read() if store.is_at_hand(each)
    }
    expires = datetime.now(UTC) + timedelta(days=30)
    body = b'{"entries":[]}'
    target = TargetFile.from_data("list.json", body, ["sha256"])
    (folder / target_path("list.json", target.hashes["sha256"])).write_bytes(body)
    targets = Metadata(Targets(THIEF_VERSION, expires=expires, targets={"list.json": target}))
    targets.sign(signers["release"])
    named = MetaFile.from_data(THIEF_VERSION, targets.to_bytes(), ["sha256"])
    snapshot = Metadata(Snapshot(THIEF_VERSION, expires=expires, meta={"targets.json": named}))
    snapshot.sign(signers["release"])
    named = MetaFile.from_data(THIEF_VERSION, snapshot.to_bytes(), ["sha256"])
    timestamp = Metadata(Timestamp(THIEF_VERSION, expires=expires, snapshot_meta=named))
    timestamp.sign(signers["timestamp"])
    for metadata in (targets, snapshot, timestamp):
        path = folder / metadata_path(metadata.signed.type, THIEF_VERSION)
        path.write_bytes(metadata.to_bytes())


def test_the_ceremonies_as_printed(operators: Operators, tmp_path: Path) -> None:
    """A browser from the first day follows through every root, also when a thief drove the numbers up in between."""
    bootstrap = (operators.release / "metadata" / "1.root.json").read_bytes()
    awake, asleep = (ReleaseClient(tmp_path / name, bootstrap) for name in ("awake", "asleep"))
    asleep.refresh(operators.release)
    honest = awake.fetch(operators.release, "list.json")
    assert {record.role for record in KeyStore(tmp_path / "server/var/keys").read()} == {"root", "release", "timestamp"}

    operators.run_section("Once a year")
    operators.ids["ID-OF-HOLDER-3"] = operators.find_key("holder-3", "root")
    operators.run_section("Rehearsal 1: a root holder leaves")
    root = load_roots(operators.release)[-1].signed
    assert operators.ids["ID-OF-HOLDER-3"] not in root.keys
    assert operators.find_key("holder-4", "root") in root.roles["root"].keyids
    assert awake.fetch(operators.release, "list.json") == honest

    steal(operators, tmp_path / "stolen")
    assert awake.fetch(tmp_path / "stolen", "list.json") == b'{"entries":[]}', "a thief with both keys is believed"
    with pytest.raises(RepositoryError):
        awake.refresh(operators.release)

    operators.ids["ID-OF-RELEASE"] = operators.find_key("publisher", "release")
    operators.run_section("Rehearsal 2: a stolen release key")
    for client in (awake, asleep):
        assert client.fetch(operators.release, "list.json") == honest
        with pytest.raises(RepositoryError):
            client.refresh(tmp_path / "stolen")
    assert [root.signed.version for root in load_roots(operators.release)] == [1, 2, 3, 4]
