"""Signing in with the real extension, a real provider and the real API: a member, and nothing that says who."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from server.agencies.agencies import add_agency
from server.agencies.audit_trail import Actor
from server.agencies.database import Database
from server.agencies.policies import set_policy
from server.agencies.policy_signing import make_policy_key
from server.agencies.schema_steps import upgrade
from tests.browser.api import CAMPAIGN_DAY
from tests.browser.chromium import wait_until
from tests.sign_in.oidc import run_provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium
    from tests.sign_in.oidc import OidcProvider

CLIENT = "jaga-jempol"
AGENCY, NAME = "rsud-contoh", "RSUD Contoh"
"""Another one than the managed devices' tests have, because the server is the same."""

PERSON: dict[str, Any] = {
    "groups": ["asn"],
    "email": "orang@bkd.example",
    "email_verified": True,
    "name": "Orang Contoh",
}
NUMBER = "199001012015031001"
"""Under which the provider knows the person (provider.mjs)."""

POLICY = {
    "device_owned": True,
    "levels": {"like": "block", "share": "inform"},
    "block_reason": {"id": "Perangkat dinas.", "en": "An office device."},
    "contact": "mailto:meja@bkd.example",
}
"""What the agency has set for devices of its own: a person's is not blocked by it."""

STORED = "() => Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null)])"


@pytest.fixture(scope="module")
def provider(sleeping: Chromium) -> Iterator[OidcProvider]:
    """Give a provider that knows this browser's extension."""
    redirect = sleeping.control.evaluate("() => chrome.identity.getRedirectURL()")
    with run_provider({CLIENT: [redirect]}, PERSON) as running:
        yield running


@pytest.fixture(scope="module")
def agency_api(api: Api, provider: OidcProvider) -> Api:
    """Give the API with an agency, whose single sign-on is the provider."""
    policy_key = api.folder / "keys" / "policy.pem"
    policy_key.parent.mkdir(exist_ok=True)
    if not policy_key.exists():
        policy_key.write_bytes(make_policy_key())
    sso = {"issuer": provider.issuer, "client_id": CLIENT, "allowed_claim": {"name": "groups", "values": ["asn"]}}
    actor = Actor("penguji", datetime.now(UTC))
    database = Database(f"sqlite:///{api.folder / 'agencies.sqlite'}")
    upgrade(database)
    with database.write() as connection:
        add_agency(connection, actor, AGENCY, NAME, "mailto:meja@bkd.example")
        set_policy(connection, actor, AGENCY, POLICY | {"sso": sso})
    database.close()
    return api


def test_signing_in_makes_a_member_of_nobody_in_particular(sleeping: Chromium, agency_api: Api) -> None:
    """From the button to the guard; neither browser nor server keeps a word about whom; signing out keeps the guard."""
    page, before = sleeping.control, len(agency_api.recorder.requests)
    sleeping.store(settings={"server": agency_api.origin, "today": CAMPAIGN_DAY, "language": "en", "prefetch": False})
    assert agency_api.recorder.paths(before) == [], "nobody asks for the agencies before the person does"

    page.click("#sign_in_list")
    page.click("#sign_in_agencies button")
    page.get_by_text("You are signed in, and Jaga Jempol is on guard").wait_for()
    wait_until(lambda: sleeping.is_loaded(agency_api.origin), "the list to be loaded: the guard is awake")

    enrolment = sleeping.stored("enrolment")
    assert (enrolment["agency"]["id"], enrolment["server"]) == (AGENCY, agency_api.origin)
    assert page.locator("#sign_in_state").inner_text().startswith(f"You are signed in as a member of {NAME}")
    _assert_nothing_of_the_person(sleeping, agency_api)
    policy = wait_until(lambda: sleeping.stored("policy"), "the policy of the agency")
    assert (policy["agency"], policy["from"], policy["levels"]["share"]) == (NAME, "server", "inform")
    assert "block" not in policy["levels"].values()

    page.click("#sign_out")
    page.get_by_text("You are signed out.").wait_for()
    assert sleeping.stored("enrolment") is None
    wait_until(lambda: sleeping.stored("policy") is None, "the policy to go with the membership")
    assert sleeping.stored("settings")["employment"] == "pns"


def _assert_nothing_of_the_person(chromium: Chromium, api: Api) -> None:
    """Look for the token and its claims wherever something is kept: browser, log, database."""
    (asked,) = [
        request for request in api.recorder.requests if request.path == "/v1/enrol" and request.method == "POST"
    ]
    body = json.loads(asked.body)
    secrets = [NUMBER, *(str(PERSON[name]) for name in ("email", "name")), body["nonce"], *body["id_token"].split(".")]
    kept = json.dumps(chromium.control.evaluate(STORED))
    kept += "".join(file.read_bytes().decode("latin-1") for file in api.folder.glob("agencies.sqlite*"))
    kept += (api.folder / "serve.log").read_text()
    assert [secret for secret in secrets if secret in kept] == []
    assert [request.path for request in api.recorder.requests if request.header("Cookie")] == []
    assert {request.path for request in api.recorder.requests if request.header("Authorization")} <= {"/v1/policy"}
