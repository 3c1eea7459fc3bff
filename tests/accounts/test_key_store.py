"""Private keys at rest: encrypted, readable by their owner only, in a file or in a device; the record is public."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import SIGNER_FOR_URI_SCHEME, CryptoSigner, Signature, Signer, SSlibKey, _hsm_signer

from server.accounts.key_signers import find_device_key, make_key, open_signer
from server.accounts.key_store import KEY_ROLES, KeyRecord, KeyStore
from server.accounts.release_errors import ReleaseKeysError

if TYPE_CHECKING:
    from pathlib import Path

    from securesystemslib.signer import Key, SecretsHandler

PASSPHRASE = "kata sandi yang panjang"


def say(secret: str) -> str:
    """Answer every question with the passphrase."""
    return PASSPHRASE


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    """Return an empty key store."""
    return KeyStore(tmp_path / "keys")


def test_a_key_file_is_encrypted_and_closed_to_others(store: KeyStore) -> None:
    """It opens with its passphrase alone; the record holds no secret."""
    record = make_key(store, "release", say)

    path = store.find_file(record)
    assert path
    assert path.stat().st_mode & 0o777 == 0o600
    assert store.directory.stat().st_mode & 0o777 == 0o700
    assert path.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    with pytest.raises(TypeError):
        load_pem_private_key(path.read_bytes(), None)
    assert "PRIVATE" not in store.path.read_text()
    record.public.verify_signature(open_signer(store, record, say).sign(b"list"), b"list")


def test_a_wrong_passphrase_is_one_clear_sentence(store: KeyStore) -> None:
    """Neither the passphrase nor the key is in it."""
    record = make_key(store, "root", say)

    with pytest.raises(ReleaseKeysError, match="wrong passphrase") as raised:
        open_signer(store, record, lambda _: "another long passphrase")

    assert "another" not in str(raised.value)


def test_a_short_passphrase_makes_nothing(store: KeyStore) -> None:
    """Neither a file nor a record."""
    with pytest.raises(ReleaseKeysError, match="at least 12 characters"):
        make_key(store, "root", lambda _: "pendek")

    assert not store.directory.exists()


def test_another_keys_file_is_refused(store: KeyStore) -> None:
    """A file that was copied over the wrong name signs nothing."""
    first, second = (make_key(store, "root", say) for _ in range(2))
    paths = [store.find_file(record) for record in (first, second)]
    assert paths[0]
    assert paths[1]
    paths[0].write_bytes(paths[1].read_bytes())

    with pytest.raises(ReleaseKeysError, match="not the encrypted PEM file of this key"):
        open_signer(store, first, say)


def test_where_a_key_is(store: KeyStore) -> None:
    """A file that is not here is offline, and the record still knows the key."""
    record = make_key(store, "root", say)
    assert (store.describe_place(record), store.is_at_hand(record)) == ("encrypted", True)
    path = store.find_file(record)
    assert path
    path.unlink()

    assert (store.describe_place(record), store.is_at_hand(record)) == ("offline", False)
    assert store.read() == (record,)
    with pytest.raises(ReleaseKeysError, match="not here"):
        open_signer(store, record, say)


def test_a_forgotten_key_names_its_file(store: KeyStore) -> None:
    """Removing it is left to the person."""
    gone, stays = (make_key(store, role, say) for role in ("timestamp", "release"))

    files = store.remove([gone.id])

    assert files == [store.find_file(gone)]
    assert files[0].exists()
    assert store.read() == (stays,)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"keys":[{}]}',
        '{"keys":[{"id":"a","role":"root","uri":"file:a.pem","public":{"keytype":"ed25519"}}]}',
    ],
)
def test_a_damaged_record_is_named(store: KeyStore, body: str) -> None:
    """With the file."""
    store.directory.mkdir()
    store.path.write_text(body)

    with pytest.raises(ReleaseKeysError, match=r"keys\.json: not a record of keys"):
        store.read()


@pytest.mark.parametrize(("name", "value"), [("role", "admin"), ("uri", "file:../../etc/key.pem")])
def test_a_record_cannot_lead_elsewhere(store: KeyStore, name: str, value: str) -> None:
    """A record that somebody sent names neither another folder nor another role."""
    make_key(store, "root", say)
    data = json.loads(store.path.read_text())
    data["keys"][0][name] = value
    store.path.write_text(json.dumps(data))

    with pytest.raises(ReleaseKeysError, match="not a record"):
        store.read()


def test_a_key_that_the_extension_cannot_verify_is_refused(store: KeyStore) -> None:
    """RSA, for example."""
    public = CryptoSigner.generate_rsa().public_key
    store.add([KeyRecord("root", public, "file:root.pem")])

    with pytest.raises(ReleaseKeysError, match="expected Ed25519 or ECDSA P-256"):
        store.read()


@pytest.mark.parametrize(
    ("uri", "extra"),
    [
        ("hsm:2?label=YubiKey", "hsm"),
        ("gcpkms:projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1", "gcpkms"),
        ("awskms:abc", "awskms"),
        ("azurekms://vault.vault.azure.net/keys/name", "azurekms"),
    ],
)
def test_a_missing_package_of_a_device_is_named(
    store: KeyStore, uri: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what to install, when a key is looked for and when it is to sign."""
    monkeypatch.setattr(
        _hsm_signer, "PKCS11_IMPORT_ERROR", "missing"
    )  # the tests have it: tests/cli/test_token_keys.py
    with pytest.raises(ReleaseKeysError, match=rf"pip install 'securesystemslib\[{extra}\]'"):
        find_device_key(store, "release", uri, say)

    record = KeyRecord("release", CryptoSigner.generate_ecdsa().public_key, uri)
    with pytest.raises(ReleaseKeysError):
        open_signer(store, record, say)
    assert store.is_at_hand(record)
    assert store.read() == ()


def test_an_unknown_device_is_refused(store: KeyStore) -> None:
    """The addresses that would be right are named; so is a file, which is not addressed here."""
    with pytest.raises(ReleaseKeysError, match="expected one that begins with hsm:, gcpkms:, awskms:, azurekms:"):
        find_device_key(store, "root", "file2:/etc/key.pem", say)


def test_a_device_signs_and_asks_for_its_pin(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever securesystemslib reaches by an address signs, with the secret that it asks for."""
    inside = CryptoSigner.generate_ecdsa()
    asked = []

    class Token(Signer):
        @property
        def public_key(self) -> SSlibKey:
            return inside.public_key

        @classmethod
        def from_priv_key_uri(
            cls, priv_key_uri: str, public_key: Key, secrets_handler: SecretsHandler | None = None
        ) -> Signer:
            assert secrets_handler
            assert public_key == inside.public_key
            asked.append((priv_key_uri, secrets_handler("pin")))
            return cls()

        def sign(self, payload: bytes) -> Signature:
            return inside.sign(payload)

    monkeypatch.setitem(SIGNER_FOR_URI_SCHEME, "hsm", Token)
    record = KeyRecord("release", inside.public_key, "hsm:2")
    store.add([record])

    signer = open_signer(store, store.read()[0], say)

    inside.public_key.verify_signature(signer.sign(b"list"), b"list")
    assert asked == [("hsm:2", PASSPHRASE)]
    assert store.describe_place(record) == "hardware"


def test_the_record_is_in_one_order(store: KeyStore) -> None:
    """By role, whatever came first."""
    for role in reversed(KEY_ROLES):
        make_key(store, role, say)

    assert [record.role for record in store.read()] == list(KEY_ROLES)
