"""A release key inside a PKCS#11 token: SoftHSM from Debian, reached as a YubiKey would be."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from pkcs11.util.ec import encode_named_curve_parameters
from tuf.api.metadata import Metadata, Root

from tests.cli.key_samples import PASSPHRASE, Machine
from tests.cli.samples import assert_refused

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
LABEL, KEY_ID = "jaga", 2
DEVICE = f"hsm:{KEY_ID}?label={LABEL}"


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a token with one key that never leaves it; its PIN is what the passphrase file of the machine says."""
    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    monkeypatch.setenv("PYKCS11LIB", str(LIBRARY))
    pins = ("--pin", PASSPHRASE, "--so-pin", PASSPHRASE)
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", LABEL, *pins], check=True, capture_output=True
    )
    curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    with pkcs11.lib(str(LIBRARY)).get_token(token_label=LABEL).open(rw=True, user_pin=PASSPHRASE) as session:
        parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        parameters.generate_keypair(id=bytes([KEY_ID]), label="release", store=True)


@pytest.mark.usefixtures("token")
def test_a_token_signs_releases(tmp_path: Path) -> None:
    """From asking the token for its key to a release that python-tuf believes; a wrong PIN publishes nothing."""
    machine = Machine(tmp_path / "publisher")
    assert machine.run("keys", "make", "release", "--device", DEVICE).exit_code == 0
    (public,) = machine.store.directory.glob("release-*.public.json")
    assert machine.run("keys", "init", "--root-keys", "1", "--threshold", "1", str(public)).exit_code == 0
    assert not list(machine.store.directory.glob("release-*.pem")), "the private half is in the token alone"

    wrong = tmp_path / "wrong"
    wrong.write_text("bukan kata sandinya\n")
    wrong.chmod(0o600)
    assert_refused(machine.run("release", JAGA_PASSPHRASE_FILE=str(wrong)), 1, "")
    assert not (machine.release / "metadata" / "timestamp.json").exists()

    result = machine.run("release")
    assert result.exit_code == 0, result.output
    root = Metadata[Root].from_file(str(machine.release / "metadata" / "1.root.json")).signed
    (keyid,) = root.roles["targets"].keyids
    (record,) = [each for each in machine.store.read() if each.role == "release"]
    assert (keyid, record.uri.partition(":")[0]) == (record.public.keyid, "hsm")
    for role in ("targets", "snapshot"):
        (path,) = (machine.release / "metadata").glob(f"*.{role}.json")
        signed = Metadata[Any].from_file(str(path))
        root.verify_delegate(role, signed.signed_bytes, signed.signatures)
