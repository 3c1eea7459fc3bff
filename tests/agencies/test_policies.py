"""Policies: versions that are added and never changed, and what a device gets of them, signed."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner, Signature, SSlibKey

from server.agencies.agencies import close_agency
from server.agencies.agency_errors import PolicyKeyError, PolicyNotSetError
from server.agencies.policies import Policy, list_policies, load_policy, set_policy
from server.agencies.policy_check import load_policy_schema
from server.agencies.policy_signing import (
    LIFETIME_DAYS,
    PolicySigner,
    load_policy_signer,
    make_policy_key,
    sign_policy,
)
from server.domain.errors import RequestError
from tests.agencies.conftest import ACTOR, NOW

if TYPE_CHECKING:
    from pathlib import Path

    from server.agencies.database import Database

POLICY = Policy("bkd-contoh", 3, {"language": "id", "ask_again_minutes": 15}, NOW)


@pytest.fixture
def signer(tmp_path: Path) -> PolicySigner:
    """Return a signer whose key lies in a file."""
    path = tmp_path / "policy.pem"
    path.write_bytes(make_policy_key())
    return load_policy_signer(path)


def test_the_newest_version_counts_and_the_others_stay(database: Database, agency: str) -> None:
    """The same settings again make no version."""
    with database.write() as connection:
        set_policy(connection, ACTOR, agency, {"language": "id"})
        set_policy(connection, ACTOR, agency, {"language": "en", "prefetch": True})
        again = set_policy(connection, ACTOR, agency, {"prefetch": True, "language": "en"})
        versions = [(policy.version, policy.settings) for policy in list_policies(connection, agency)]

    assert again.version == 2
    assert versions == [(2, {"language": "en", "prefetch": True}), (1, {"language": "id"})]


def test_no_policy_is_said(database: Database, agency: str) -> None:
    """To whoever asks for it."""
    with database.read() as connection:
        assert list_policies(connection, agency) == []
        with pytest.raises(PolicyNotSetError, match="jaga policy set"):
            load_policy(connection, agency)


def test_an_agency_that_left_sets_nothing(database: Database, agency: str) -> None:
    """It says since when."""
    with database.write() as connection:
        close_agency(connection, ACTOR, agency)
    with pytest.raises(RequestError, match="left on"), database.write() as connection:
        set_policy(connection, ACTOR, agency, {"language": "id"})


def verify(body: bytes, key: SSlibKey) -> None:
    """Check an answer as a device does: the signature over the canonical form of what it parsed."""
    envelope = json.loads(body)
    (signature,) = envelope["signatures"]
    canonical = encode_canonical(envelope["signed"])
    assert canonical is not None
    key.verify_signature(Signature(signature["keyid"], signature["sig"]), canonical.encode())


def test_a_signed_policy_can_be_checked(signer: PolicySigner) -> None:
    """Of which agency, which version, until when."""
    body = sign_policy(POLICY, "BKD Contoh", signer, NOW)

    verify(body, signer.public_key)
    assert re.fullmatch(load_policy_schema()["properties"]["policy_key"]["pattern"], signer.point)
    assert json.loads(body)["signed"] == {
        "_type": "policy",
        "format": 1,
        "agency": {"id": "bkd-contoh", "name": "BKD Contoh"},
        "version": 3,
        "expires": "2031-01-29T00:00:00Z",
        "policy": {"language": "id", "ask_again_minutes": 15},
    }


@pytest.mark.parametrize(("old", "new"), [(b'"id"', b'"en"'), (b"2031", b"2099"), (b": 3", b": 4"), (b"BKD", b"KPU")])
def test_a_changed_policy_is_seen(signer: PolicySigner, old: bytes, new: bytes) -> None:
    """Any word of it."""
    body = sign_policy(POLICY, "BKD Contoh", signer, NOW)

    assert old in body
    with pytest.raises(UnverifiedSignatureError):
        verify(body.replace(old, new), signer.public_key)


def test_two_servers_send_the_same_bytes_all_day(signer: PolicySigner) -> None:
    """So that an ETag holds behind a balancer; the next day the policy is good for a day longer."""
    midnight = datetime(2031, 1, 15, tzinfo=UTC)
    bodies = [
        sign_policy(POLICY, "BKD", signer, midnight + timedelta(hours=hours)) for hours in (0, 23, 24)
    ]  # fmt: skip

    assert bodies[0] == bodies[1] != bodies[2]
    assert json.loads(bodies[2])["signed"]["expires"] == f"2031-01-{16 + LIFETIME_DAYS}T00:00:00Z"


@pytest.mark.parametrize("body", [None, b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n"])
def test_a_missing_or_broken_key_is_said(tmp_path: Path, body: bytes | None) -> None:
    """With the verb that makes one."""
    path = tmp_path / "policy.pem"
    if body is not None:
        path.write_bytes(body)

    with pytest.raises(PolicyKeyError, match="jaga policy key"):
        load_policy_signer(path)


def test_another_kind_of_key_is_refused(tmp_path: Path) -> None:
    """Devices check one kind."""
    path = tmp_path / "policy.pem"
    path.write_bytes(CryptoSigner.generate_ed25519().private_bytes)

    with pytest.raises(PolicyKeyError, match="P-256"):
        load_policy_signer(path)
