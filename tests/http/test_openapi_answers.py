"""Live answers are as the description says: to a generator of good and bad requests, with credentials of every kind.

The requests are the same ones each time, so that a landing never depends on luck. ``EXPLORE=100`` makes up others, so
many for each operation (docs/testing.md).
"""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.http.answer_samples import app_without_database, app_without_release, make_app
from tests.http.device_samples import bearer, make_member, sample_devices

KEYS, MEMBER = sample_devices().keys, make_member("bkd-contoh")
GOOD = [bearer(KEYS.good), bearer(MEMBER)]
REFUSED = [bearer(key) for key in (KEYS.expired, KEYS.revoked, KEYS.left, KEYS.without_policy, MEMBER[:-1])]
DEVICE_PATHS = ["/v1/check", "/v1/policy"]
AGENCY_PATHS = [*DEVICE_PATHS, "/v1/agencies", "/v1/enrol"]
RELEASE_PATHS = r"^/(v1/(release|warnings|check)|readyz|latihan|aturan)"
"""What is answered from the release, and pages that speak of it."""

EXPLORE = int(os.environ.get("EXPLORE", "0"))
"""How many requests are made up for each operation; 0 for the usual ones."""

_USUAL = settings(derandomize=not EXPLORE, database=None, deadline=None, suppress_health_check=list(HealthCheck))
BOUNDED = settings(_USUAL, max_examples=EXPLORE or 10)
FEW = settings(_USUAL, max_examples=EXPLORE or 3)
"""Where the same operation has been asked the same way before, in another state."""

CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            "negative_data_rejection": {
                # Those that the generator takes for a refusal, and 413: a list or text that is longer than described
                # may make a body that is longer than is read, and a description cannot bound a body in bytes.
                "expected-statuses": ["400", "401", "403", "404", "405", "406", "413", "415", "422", "429", "5xx"],
            }
        }
    }
)
USUAL = schemathesis.openapi.from_wsgi("/openapi.json", make_app(), config=CONFIG)
NO_RELEASE = schemathesis.openapi.from_wsgi("/openapi.json", app_without_release(), config=CONFIG)
NO_DATABASE = schemathesis.openapi.from_wsgi("/openapi.json", app_without_database(), config=CONFIG)


def ask(case: Any, headers: dict[str, str], *excluded: Any) -> None:
    """Ask and compare the answer with the description.

    A key may be of the described form and yet impossible on its platform, so a good form may be refused. The generator
    asks for every coding and does not decode the answer; the codings have tests of their own.
    """
    headers = {"Accept-Encoding": "identity", **headers}
    case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance, *excluded])


@USUAL.parametrize()
@BOUNDED
def test_answers_to_anybody(case: Any) -> None:
    """No mistake of ours, no status, header, media type or form that is not described; bad requests are refused."""
    ask(case, {})


@USUAL.include(path=DEVICE_PATHS).parametrize()
@BOUNDED
def test_answers_to_whoever_is_let_in(case: Any) -> None:
    """The same with a device key, and with an enrolment, which opens the policy alone."""
    for headers in GOOD:
        ask(case, headers)


@USUAL.include(path=DEVICE_PATHS).parametrize()
@FEW
def test_answers_to_keys_that_let_nobody_in(case: Any) -> None:
    """Expired, revoked, of an agency that left, of one without a policy; an enrolment that was cut."""
    for headers in REFUSED:
        ask(case, headers)


@NO_RELEASE.include(path_regex=RELEASE_PATHS).parametrize()
@FEW
def test_answers_before_there_is_a_release(case: Any) -> None:
    """What cannot be answered is a described 503, never a 500."""
    ask(case, bearer(KEYS.good), not_a_server_error)


@NO_DATABASE.include(path=AGENCY_PATHS).parametrize()
@FEW
def test_answers_while_the_database_is_down(case: Any) -> None:
    """The same."""
    ask(case, bearer(KEYS.good), not_a_server_error)


@pytest.mark.parametrize("asked", ["bytes=1-8", "bytes=0-0", "bytes=-5", "bytes=99999999-"])
def test_a_part_of_a_file_is_as_described(asked: str) -> None:
    """A part of JSON is no JSON, and the description does not say that it is."""
    operation = USUAL["/v1/release/metadata/{file}"]["GET"]
    case = operation.Case(path_parameters={"file": "1.root.json"}, headers={"Range": asked})

    response = case.call(headers={"Accept-Encoding": "identity"})

    assert response.status_code in {206, 416}
    case.validate_response(response, excluded_checks=[positive_data_acceptance])


def test_the_generator_checks_what_it_should() -> None:
    """Server errors, statuses, media types, headers and forms; what is bad, and keys that are left out."""
    names = {check.__name__ for check in CHECKS.get_all()}

    assert {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "unsupported_method",
        "ignored_auth",
    } <= names
    assert set(USUAL.config.generation.modes) == {GenerationMode.POSITIVE, GenerationMode.NEGATIVE}
