"""``GET /v1/agencies`` and ``POST /v1/enrol``: membership without a person; nothing is kept, nothing is logged."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from sqlalchemy import func, select

from server.agencies.agencies import close_agency
from server.agencies.agency_errors import PolicyKeyError
from server.agencies.audit_trail import Actor
from server.agencies.database import Database
from server.agencies.enrolments import LIFETIME_DAYS, derive_key, make_enrolment
from server.agencies.policies import set_policy
from server.agencies.tables import METADATA
from server.app import create_app
from server.http.check_rates import CheckRates
from server.http.device_desk import DeviceDesk
from server.http.enrol_desk import EnrolDesk
from server.http.enrol_request import ID_TOKEN_MAX_CHARACTERS
from server.ops.clock import StoppedClock
from server.ops.logging import JsonLines
from server.ops.settings import Settings
from server.sign_in.providers import Providers
from server.sign_in.sign_in_errors import ProviderDownError, ProviderWrongError
from tests.http.device_samples import NOW, SIGNER, bearer, make_signer
from tests.http.enrol_samples import OFFERING, SSO, make_enrolments, sample_enrolments
from tests.http.samples import EXTENSIONS, STRANGERS, assert_problem, make_services
from tests.sign_in.oidc import REDIRECT_URI, run_provider
from tests.sign_in.token_samples import AT, CLIENT, ISSUER, NONCE, PERSON, make_claims, make_key, make_token, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.http.enrol_samples import SampleEnrolments
    from tests.sign_in.oidc import OidcProvider


OTHER_SIGNER = make_signer()

CLIENTS = (CLIENT, f"{CLIENT}.ES256", f"{CLIENT}.EdDSA")

REFUSED: dict[str, tuple[str, Callable[[], str]]] = {
    "another issuer": ("id-token-foreign", lambda: make_token(iss="https://lain.example")),
    "another audience": ("id-token-foreign", lambda: make_token(aud="lain")),
    "another nonce": ("id-token-nonce", lambda: make_token(nonce="lain")),
    "another key": ("id-token-signature", lambda: sign(make_claims(), key=make_key("RS256", "lain"))),
    "expired": ("id-token-expired", lambda: make_token(iat=AT - 400, exp=AT - 130)),
    "future": ("id-token-early", lambda: make_token(iat=AT + 130)),
    "no group": ("not-a-member", lambda: make_token(groups=["warga"])),
    "no token": ("id-token-unreadable", lambda: "rahasia.rahasia.rahasia"),
}

WRONG_BODIES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "no nonce": {"agency": OFFERING, "id_token": "rahasia"},
    "an empty token": {"agency": OFFERING, "id_token": "", "nonce": NONCE},
    "a token in a list": {"agency": OFFERING, "id_token": ["rahasia"], "nonce": NONCE},
    "a token that is too long": {"agency": OFFERING, "id_token": "r" * (ID_TOKEN_MAX_CHARACTERS + 1), "nonce": NONCE},
    "one member more": {"agency": OFFERING, "id_token": "rahasia", "nonce": NONCE, "rahasia": "rahasia"},
}


def client_of(enrolments: SampleEnrolments) -> FlaskClient:
    """Return a client of an API with these desks."""
    services = make_services(devices=enrolments.devices.desk, enrolments=enrolments.desk)
    return create_app(Settings(), services).test_client()


def enrol(client: FlaskClient, id_token: str | None = None, agency: str = OFFERING, **headers: str) -> TestResponse:
    """Ask for an enrolment."""
    body = {"agency": agency, "id_token": id_token or make_token(), "nonce": NONCE}
    return client.post("/v1/enrol", json=body, headers=headers)


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    """Give a real provider whose people are in the group ``asn``."""
    claims = {"groups": ["asn"], "email": PERSON["email"], "email_verified": True}
    with run_provider({name: [REDIRECT_URI] for name in CLIENTS}, claims) as running:
        yield running


def real_desk(provider: OidcProvider, client_id: str, claim: dict[str, Any]) -> FlaskClient:
    """Return a client of an API whose one agency has *provider*, by the real clock."""
    enrolments, clock = make_enrolments(), StoppedClock(datetime.now(UTC))
    sso = {"issuer": provider.issuer, "client_id": client_id, "allowed_claim": claim}
    with enrolments.database.write() as connection:
        set_policy(connection, Actor("penguji", clock.now()), OFFERING, {"sso": sso})
    desk = EnrolDesk(enrolments.database, lambda: SIGNER, Providers(), CheckRates(None, 100), clock)
    return client_of(enrolments._replace(desk=desk))


@pytest.mark.parametrize("client_id", CLIENTS)
def test_the_token_of_a_real_provider_lets_in(provider: OidcProvider, client_id: str) -> None:
    """From discovery to the enrolment, with every kind of key."""
    client = real_desk(provider, client_id, {"name": "groups", "values": ["asn"]})

    response = enrol(client, provider.sign_in(client_id, NONCE))

    assert response.status_code == 200, response.text


def test_a_real_provider_proves_an_address(provider: OidcProvider) -> None:
    """By the domain alone; the address goes nowhere."""
    client = real_desk(provider, CLIENT, {"name": "email_domain", "values": ["bkd.example"]})

    response = enrol(client, provider.sign_in(CLIENT, NONCE, "openid email"))

    assert (response.status_code, "orang" in response.text) == (200, False)


def test_a_real_token_for_another_client_does_not(provider: OidcProvider) -> None:
    """Nor with another nonce, nor without the claim."""
    groups = {"name": "groups", "values": ["asn"]}
    client = real_desk(provider, CLIENT, groups)

    assert_problem(enrol(client, provider.sign_in(CLIENTS[1], NONCE)), "id-token-foreign")
    assert_problem(enrol(client, provider.sign_in(CLIENT, "lain")), "id-token-nonce")
    assert_problem(enrol(client, provider.sign_in(CLIENT, NONCE, "openid")), "not-a-member")


def test_a_provider_that_is_gone_is_down(provider: OidcProvider) -> None:
    """It is said when to come back."""
    with run_provider({CLIENT: [REDIRECT_URI]}, {}) as gone:
        client = real_desk(gone, CLIENT, {"name": "groups", "values": ["asn"]})

    response = enrol(client)

    assert_problem(response, "provider-down")
    assert response.headers["Retry-After"]


def test_members_are_told_what_they_need(client: FlaskClient) -> None:
    """The agency, a credential, its end and the key of policies; nothing of the person."""
    response = enrol(client)

    body = response.get_json()
    assert set(body) == {"agency", "credential", "expires", "policy_key"}
    assert body["agency"] == {"id": OFFERING, "name": OFFERING.title()}
    assert body["expires"] == "2031-04-15T00:00:00Z"
    assert body["policy_key"] == SIGNER.point
    assert response.headers["Cache-Control"] == "no-store"
    assert [value for value in PERSON.values() if str(value) in response.text] == []


def test_everybody_gets_the_same_on_one_day(client: FlaskClient) -> None:
    """To the byte, whoever they are and when they sign in, so that a credential names nobody."""
    people = [make_token(), make_token(sub="orang-lain", groups=["asn"], iat=AT - 60), make_token(name=None)]
    late = make_enrolments(clock=StoppedClock(NOW.replace(hour=3, minute=4)))

    answers = {enrol(client, token).data for token in people} | {enrol(client_of(late)).data}

    assert len(answers) == 1


def test_another_day_agency_or_key_gives_another() -> None:
    """Only these three."""
    key, other = derive_key(SIGNER), derive_key(OTHER_SIGNER)
    made = [
        make_enrolment(OFFERING, key, NOW),
        make_enrolment(OFFERING, key, NOW + timedelta(days=1)),
        make_enrolment("kab-lain", key, NOW),
        make_enrolment(OFFERING, other, NOW),
    ]

    assert len({each.credential for each in made}) == len(made)


def test_an_enrolment_opens_the_policy_and_nothing_else() -> None:
    """Checks in batches are for devices and tools."""
    client = client_of(sample_enrolments())
    credential = enrol(client).get_json()["credential"]

    policy = client.get("/v1/policy", headers=bearer(credential))
    check = client.post("/v1/check", json={"checks": []}, headers=bearer(credential))

    assert policy.get_json()["signed"]["agency"]["id"] == OFFERING
    assert "private" in policy.headers["Cache-Control"]
    assert_problem(check, "device-key-refused")


def _spoil(credential: str) -> dict[str, str]:
    head, agency, day, proof = credential.removeprefix("jaga_").split("_", 3)
    return {
        "another agency": f"jaga_{head}_bkd-contoh_{day}_{proof}",
        "no such agency": f"jaga_{head}_tidak-ada_{day}_{proof}",
        "a later day": f"jaga_{head}_{agency}_20990101_{proof}",
        "a day that is none": f"jaga_{head}_{agency}_99999999_{proof}",
        "another proof": f"jaga_{head}_{agency}_{day}_{'A' * 43}",
        "cut": credential[:-1],
        "longer": f"{credential}A",
        "two": f"{credential},{credential}",
        "only the beginning": "jaga_member_",
        "not ASCII": f"{credential[:-1]}\u00e9",
        "other digits": credential.replace(day, "\u0662" * 8),
        "very long": f"{credential}{'a' * 20_000}",
        "of another server": make_enrolment(agency, derive_key(OTHER_SIGNER), NOW).credential,
        "expired": make_enrolment(agency, derive_key(SIGNER), NOW - timedelta(days=LIFETIME_DAYS)).credential,
    }


@pytest.mark.parametrize("how", _spoil("jaga_member_x_20310415_y"))
def test_every_other_credential_gets_the_answer_of_a_bad_key(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    """To the byte; nothing of it is logged."""
    spoilt = _spoil(enrol(client).get_json()["credential"])[how]

    with caplog.at_level(logging.DEBUG):
        response = client.get("/v1/policy", headers={"Authorization": f"Bearer {spoilt}".encode().decode("latin-1")})
    unknown = client.get("/v1/policy", headers=bearer("x"))

    assert_problem(response, "device-key-refused")
    assert (response.data, dict(response.headers)) == (unknown.data, dict(unknown.headers))
    assert caplog.records == []


def test_it_is_good_to_its_last_second() -> None:
    """The day of the credential is the first on which it lets nobody in."""
    enrolments = make_enrolments()
    credential = enrol(client_of(enrolments)).get_json()["credential"]
    last = datetime(2031, 4, 14, 23, 59, 59, tzinfo=UTC)
    answers = []
    for now in (last, last + timedelta(seconds=1)):
        desk = DeviceDesk(enrolments.database, lambda: SIGNER, CheckRates(None, 100), StoppedClock(now))
        client = create_app(Settings(), make_services(devices=desk)).test_client()
        answers.append(client.get("/v1/policy", headers=bearer(credential)).status_code)

    assert answers == [200, 401]


def test_an_agency_that_leaves_lets_nobody_in() -> None:
    """Neither with an enrolment nor by signing in anew; both are told why."""
    enrolments = make_enrolments()
    client = client_of(enrolments)
    credential = enrol(client).get_json()["credential"]
    with enrolments.database.write() as connection:
        close_agency(connection, Actor("penguji", NOW), OFFERING)

    assert_problem(client.get("/v1/policy", headers=bearer(credential)), "agency-left")
    assert_problem(enrol(client), "sign-in-not-offered")
    assert client.get("/v1/agencies").get_json() == {"agencies": []}


@pytest.mark.parametrize("agency", ["tidak-ada", "kab-pergi", "kab-diam", "bkd-contoh", "é", "../x"])
def test_who_offers_no_sign_in_says_so(client: FlaskClient, agency: str) -> None:
    """Unknown, gone, or without one: the same answer."""
    assert_problem(enrol(client, agency=agency), "sign-in-not-offered")


@pytest.mark.parametrize("how", REFUSED)
def test_each_refusal_has_its_own_name_and_tells_nothing(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    """Neither the answer nor a log line has a word of the token."""
    name, make = REFUSED[how]
    token = make()

    with caplog.at_level(logging.DEBUG):
        response = enrol(client, token)

    body = assert_problem(response, name)
    assert set(body) == {"type", "title", "status"}
    assert caplog.records == []


@pytest.mark.parametrize("how", WRONG_BODIES)
def test_a_wrong_body_is_not_repeated(client: FlaskClient, how: str) -> None:
    """It may hold a token."""
    response = client.post("/v1/enrol", json=WRONG_BODIES[how])

    assert_problem(response, "invalid-request")
    assert "rahasia" not in response.text


def test_a_body_that_is_too_long_is_not_read(client: FlaskClient) -> None:
    """The bound of this call is its own: tokens are longer than other bodies."""
    long_token = make_token(groups=["asn", "x" * 12_000])

    assert enrol(client, long_token).status_code == 200
    assert_problem(client.post("/v1/enrol", json={"id_token": "x" * 40_000}), "body-too-large")


@pytest.mark.parametrize(
    ("failure", "name"),
    [
        (ProviderDownError("no answer"), "provider-down"),
        (ProviderWrongError("keys that cannot be read"), "provider-wrong"),
    ],
)
def test_a_failing_provider_is_logged_by_reason_alone(
    caplog: pytest.LogCaptureFixture, failure: Exception, name: str
) -> None:
    """The operator learns why; the line has nothing of the token."""
    enrolments = make_enrolments()
    enrolments.provider.failure = failure
    token = make_token()

    with caplog.at_level(logging.DEBUG):
        response = enrol(client_of(enrolments), token)

    assert_problem(response, name)
    (record,) = caplog.records
    line = JsonLines().format(record)
    assert json.loads(line)["reason"] == str(failure)
    assert [word for word in (token, *token.split("."), ISSUER, NONCE) if word in line] == []


def test_what_is_answered_by_this_server_is_no_fault_of_the_provider(tmp_path: Path) -> None:
    """No database, or no key: come back."""

    def fail() -> NoReturn:
        raise PolicyKeyError("policy.pem", "no key")

    enrolments = make_enrolments()
    nowhere = Database(f"postgresql://jaga@/jaga?host={tmp_path}")
    providers, rates, clock = Providers(enrolments.provider.fetch), CheckRates(None, 100), StoppedClock(NOW)
    desks = [
        EnrolDesk(nowhere, lambda: SIGNER, providers, rates, clock),
        EnrolDesk(enrolments.database, fail, providers, rates, clock),
    ]

    for desk in desks:
        assert_problem(enrol(client_of(enrolments._replace(desk=desk))), "unavailable")
    assert_problem(client_of(enrolments._replace(desk=desks[0])).get("/v1/agencies"), "unavailable")


def test_the_database_has_no_row_more() -> None:
    """However many sign in, well or not."""
    enrolments = make_enrolments()
    client = client_of(enrolments)

    def count_rows() -> dict[str, int]:
        with enrolments.database.read() as connection:
            counts = {table.name: select(func.count()).select_from(table) for table in METADATA.sorted_tables}
            return {name: connection.execute(asked).scalar_one() for name, asked in counts.items()}

    before = count_rows()
    credential = enrol(client).get_json()["credential"]
    enrol(client, make_token(aud="lain"))
    client.get("/v1/policy", headers=bearer(credential))

    assert count_rows() == before


def test_sign_ins_are_counted_by_agency() -> None:
    """Not by person; the others go on."""
    enrolments = make_enrolments(per_minute=2)
    client = client_of(enrolments)
    statuses = [enrol(client).status_code for _ in range(2)]

    response = enrol(client)

    assert statuses == [200, 200]
    assert_problem(response, "too-many-enrolments")
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert_problem(enrol(client, agency="kab-diam"), "sign-in-not-offered")


def test_the_list_names_those_who_offer_sign_in(client: FlaskClient) -> None:
    """With what the extension needs to ask the provider; who is let in by which value is not said."""
    response = client.get("/v1/agencies")

    offer = {"id": OFFERING, "name": OFFERING.title(), "issuer": ISSUER, "client_id": CLIENT, "scope": "groups"}
    assert response.get_json() == {"agencies": [offer]}
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_a_domain_asks_for_the_scope_of_addresses() -> None:
    """Named by OpenID Connect."""
    enrolments = make_enrolments()
    claim = {"name": "email_domain", "values": ["bkd.example"]}
    with enrolments.database.write() as connection:
        set_policy(connection, Actor("penguji", NOW), OFFERING, {"sso": {**SSO, "allowed_claim": claim}})

    (offer,) = client_of(enrolments).get("/v1/agencies").get_json()["agencies"]

    assert offer["scope"] == "email"


@pytest.mark.parametrize("origin", EXTENSIONS)
def test_extensions_may_sign_in(client: FlaskClient, origin: str) -> None:
    """A refusal can be read too, and the date, by which a wrong clock shows."""
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = client.options("/v1/enrol", headers={"Origin": origin, **wanted})
    answers = [enrol(client, Origin=origin), enrol(client, "x", Origin=origin)]
    listed = client.get("/v1/agencies", headers={"Origin": origin})

    assert preflight.headers["Access-Control-Allow-Methods"] == "POST"
    assert preflight.headers["Access-Control-Allow-Headers"].lower() == "content-type"
    for answer in (*answers, listed):
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert {"Date", "Retry-After"} <= set(answers[1].headers["Access-Control-Expose-Headers"].split(", "))


@pytest.mark.parametrize("origin", STRANGERS)
def test_pages_may_not(client: FlaskClient, origin: str) -> None:
    """A site cannot sign anybody in."""
    for answer in (enrol(client, Origin=origin), client.get("/v1/agencies", headers={"Origin": origin})):
        assert "Access-Control-Allow-Origin" not in answer.headers
