"""A state folder with real keys, and helpers that run ``jaga`` on it as in production."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from server.accounts.key_store import KeyStore
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PASSPHRASE = "kata sandi yang panjang"


class Machine:
    """One machine in production: its state folder and the passphrase of its keys."""

    def __init__(self, place: Path) -> None:
        self.state = place / "var"
        self.passphrase = place / "passphrase"
        place.mkdir(exist_ok=True)
        self.passphrase.write_text(f"{PASSPHRASE}\n")
        self.passphrase.chmod(0o600)

    @property
    def env(self) -> dict[str, str]:
        """The settings of this machine."""
        return {"JAGA_ENV": "production", "JAGA_PASSPHRASE_FILE": str(self.passphrase)}

    @property
    def store(self) -> KeyStore:
        """Its keys."""
        return KeyStore(self.state / "keys")

    @property
    def release(self) -> Path:
        """Its release."""
        return self.state / "release"

    def run(self, *words: str, stdin: str | None = None, **env: str) -> Result:
        """Run ``jaga`` here."""
        return run(*words, state=self.state, stdin=stdin, **{**self.env, **env})

    def read_status(self) -> dict[str, Any]:
        """Return what ``jaga keys status --json`` says."""
        status: dict[str, Any] = json.loads(self.run("keys", "status", "--json").stdout)
        return status

    def keep_only(self, role: str) -> None:
        """Take the private files of all other keys away."""
        for record in self.store.read():
            path = self.store.find_file(record)
            if record.role != role and path:
                path.unlink(missing_ok=True)


def copy_machine(machine: Machine, place: Path) -> Machine:
    """Return another machine with the same state."""
    copied = Machine(place)
    shutil.copytree(machine.state, copied.state)
    return copied
