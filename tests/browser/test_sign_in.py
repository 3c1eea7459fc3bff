"""Signing in with the real extension, a real provider and the real API: a member, and nothing that says who."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.api import JAGA, ROOT, start_api
from tests.browser.chromium import wait_until
from tests.sign_in.oidc import run_provider

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium
    from tests.sign_in.oidc import OidcProvider

CLIENT = "jaga-jempol"
PERSON = {"groups": ["asn"], "email": "orang@bkd.example", "email_verified": True, "name": "Orang Contoh"}
NUMBER = "199001012015031001"
"""Under which the provider knows the person (provider.mjs)."""

ASK = "message => chrome.runtime.sendMessage(message)"
STORED = "() => Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null)])"


@pytest.fixture(scope="module")
def provider(sleeping: Chromium) -> Iterator[OidcProvider]:
    """Give a provider that knows this browser's extension."""
    redirect = sleeping.control.evaluate("() => chrome.identity.getRedirectURL()")
    with run_provider({CLIENT: [redirect]}, PERSON) as running:
        yield running


@pytest.fixture(scope="module")
def agency_api(provider: OidcProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Give an API with one agency, whose single sign-on is the provider."""
    folder = tmp_path_factory.mktemp("agency")
    sso = {"issuer": provider.issuer, "client_id": CLIENT, "allowed_claim": {"name": "groups", "values": ["asn"]}}
    (folder / "policy.json").write_text(json.dumps({"sso": sso}))
    _jaga(folder, "db", "upgrade")
    _jaga(folder, "agency", "add", "bkd-contoh", "--name", "BKD Contoh", "--contact", "mailto:meja@bkd.example")
    _jaga(folder, "policy", "set", "bkd-contoh", str(folder / "policy.json"))
    _jaga(folder, "policy", "key")
    running = start_api(folder)
    yield running
    running.stop()


def _jaga(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "JAGA_STATE_DIR": str(folder)}
    subprocess.run([JAGA, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)


def test_try(sleeping: Chromium, agency_api: Api) -> None:
    sleeping.store(settings={"server": agency_api.origin, "today": "2024-01-15"})
    print(sleeping.control.evaluate(ASK, {"type": "list_sign_ins"}))
    print(sleeping.control.evaluate(ASK, {"type": "sign_in", "agency": "bkd-contoh"}))
    print(json.dumps(sleeping.control.evaluate(STORED))[:3000])
    print(sleeping.stored("sent"))
    assert 0
