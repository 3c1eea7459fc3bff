"""Every error as ``application/problem+json`` (RFC 9457): one table from error class to problem, one handler.

``type`` and ``title`` never vary and stand in ``docs/problems.md`` and at the address that ``type`` gives; ``detail``
helps a person. A 500 says nothing of what is inside.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from werkzeug import exceptions

from server.accounts.release_errors import ReleaseDamagedError, ReleaseNotLoadedError
from server.agencies.agency_errors import (
    AgencyLeftError,
    DeviceKeyRefusedError,
    PolicyNotSetError,
    SignInNotOfferedError,
)
from server.domain.errors import RequestError, UpstreamError
from server.http.request_errors import (
    BodyNotJsonError,
    DeviceKeyMissingError,
    FileNotFoundInReleaseError,
    GroupNotFoundError,
    PackageNotFoundError,
    TooManyChecksError,
    TooManyEnrolmentsError,
    TooManyError,
)
from server.sign_in.sign_in_errors import (
    IdTokenEarlyError,
    IdTokenExpiredError,
    IdTokenForeignError,
    IdTokenNonceError,
    IdTokenSignatureError,
    IdTokenUnreadableError,
    NotMemberError,
    ProviderDownError,
    ProviderWrongError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PROBLEM_MEDIA_TYPE = "application/problem+json"

ECHO_MAX_CHARACTERS = 200
"""How much of a wrong value is repeated to whoever sent it."""

RETRY_SECONDS = 60

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem.

    Attributes:
        name: the last part of ``type``; empty for a plain HTTP status ("about:blank").
        title: the same words each time.
        meaning: what happened and what helps, for the documentation.
    """

    name: str
    status: int
    title: str
    meaning: str

    @property
    def uri(self) -> str:
        """The ``type`` member: an address below this server that explains the problem."""
        return f"/problems/{self.name}" if self.name else "about:blank"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem as it is answered.

    Attributes:
        members: further members of the body.
        headers: further headers.
    """

    type: ProblemType
    detail: str | None = None
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The body of the answer."""
        shown: dict[str, Any] = {"type": self.type.uri, "title": self.type.title, "status": self.type.status}
        if self.detail is not None:
            shown["detail"] = self.detail
        return json.dumps({**shown, **self.members}).encode()


INTERNAL_ERROR = ProblemType(
    "internal-error", 500, "Something went wrong here", "A mistake of ours. It has been logged without what was asked."
)

PROBLEM_TYPES: Mapping[type[Exception], ProblemType] = {
    exceptions.BadRequest: ProblemType(
        "bad-request", 400, "Not a readable request", "The request breaks a rule of HTTP. Look at `detail`."
    ),
    BodyNotJsonError: ProblemType(
        "body-not-json",
        400,
        "The body is not JSON",
        "The body has to be one JSON object in UTF-8, no member twice, no number that JSON does not know.",
    ),
    DeviceKeyMissingError: ProblemType(
        "device-key-needed",
        401,
        "A device key is needed",
        "Send the key of the device or tool as `Authorization: Bearer <key>`. One check at a time needs none; for the "
        "policy the enrolment of somebody who has signed in is as good.",
    ),
    DeviceKeyRefusedError: ProblemType(
        "device-key-refused",
        401,
        "This key lets nobody in",
        "It is no key and no enrolment, or one that is unknown, expired or revoked. Which of these, whoever runs the "
        "server sees of a key with `jaga device-key list`. Of an enrolment: sign in again.",
    ),
    AgencyLeftError: ProblemType(
        "agency-left", 403, "The agency has left", "The key is good, but its agency does not take part any more."
    ),
    IdTokenUnreadableError: ProblemType(
        "id-token-unreadable",
        403,
        "No ID token that can be read",
        "It is no signed token, misses `iat` or `exp`, or is signed in a way that is not taken here (RS256, PS256, "
        "ES256 and EdDSA are).",
    ),
    IdTokenForeignError: ProblemType(
        "id-token-foreign",
        403,
        "The ID token is for somebody else",
        "It was made by another provider than that of the agency, or for another client than `/v1/agencies` names.",
    ),
    IdTokenSignatureError: ProblemType(
        "id-token-signature",
        403,
        "The provider has not signed this",
        "No key that the provider publishes has signed the ID token. Sign in again; new keys are looked for once a "
        "minute.",
    ),
    IdTokenNonceError: ProblemType(
        "id-token-nonce",
        403,
        "The ID token belongs to another sign-in",
        "Its `nonce` is not the one that was sent along. Sign in again.",
    ),
    IdTokenExpiredError: ProblemType(
        "id-token-expired",
        403,
        "The ID token is too old",
        "It has expired, or was made more than ten minutes ago. Sign in again; should it happen again, the clock of "
        "the provider or of this server is wrong.",
    ),
    IdTokenEarlyError: ProblemType(
        "id-token-early",
        403,
        "The ID token is from the future",
        "The clock of the provider is ahead of this server's by more than two minutes. Its operators have to set it.",
    ),
    NotMemberError: ProblemType(
        "not-a-member",
        403,
        "Not one of those whom the agency lets in",
        "The sign-in was good, but it does not show what the agency asks for, such as a group. Ask the agency's help "
        "desk.",
    ),
    SignInNotOfferedError: ProblemType(
        "sign-in-not-offered",
        404,
        "Nobody can sign in for this agency",
        "It is not known here, has left, or has set no single sign-on. `/v1/agencies` lists those that have.",
    ),
    exceptions.NotFound: ProblemType(
        "not-found", 404, "No such address", "Nothing is served at this address. `/openapi.json` lists what is."
    ),
    GroupNotFoundError: ProblemType(
        "group-not-found",
        404,
        "No such group",
        "The current release has no group of this name. `list.json` of the release names the group of each contest.",
    ),
    FileNotFoundInReleaseError: ProblemType(
        "file-not-in-release",
        404,
        "No such file in the release",
        "No release that is kept here has this file. Begin with `metadata/timestamp.json`.",
    ),
    PackageNotFoundError: ProblemType(
        "package-not-found",
        404,
        "No such package",
        "This server has packed no such version of the extension, or none at all. `jaga package` packs one.",
    ),
    PolicyNotSetError: ProblemType(
        "policy-not-set",
        404,
        "The agency has set no policy",
        "The key is good, but nothing is set for its agency. The devices go on as they are.",
    ),
    exceptions.MethodNotAllowed: ProblemType(
        "method-not-allowed", 405, "Not with this method", "The header `Allow` names the methods of this address."
    ),
    exceptions.NotAcceptable: ProblemType(
        "not-acceptable",
        406,
        "Not in a form that you accept",
        "`Accept` or `Accept-Encoding` refuses every form that there is. Leave the header out to get the usual one.",
    ),
    exceptions.RequestEntityTooLarge: ProblemType(
        "body-too-large", 413, "The body is too long", "A request body may be 8 KiB long unless the operator says more."
    ),
    exceptions.UnsupportedMediaType: ProblemType(
        "unsupported-media-type",
        415,
        "Not a media type that is read here",
        "Send the body as `application/json`, without a content coding.",
    ),
    exceptions.RequestedRangeNotSatisfiable: ProblemType(
        "no-such-range",
        416,
        "The file is shorter than that",
        "`Range` begins behind the end of the file; `Content-Range` says how long it is.",
    ),
    RequestError: ProblemType(
        "invalid-request",
        422,
        "A part of the request is wrong",
        "`field` names the part, `found` is what was sent (shortened), `expected` says what would be right.",
    ),
    TooManyChecksError: ProblemType(
        "too-many-checks",
        429,
        "Too many checks with this key",
        "Each device key may ask for so many checks in a minute. `Retry-After` says in how many seconds the next one "
        "begins.",
    ),
    TooManyEnrolmentsError: ProblemType(
        "too-many-enrolments",
        429,
        "Too many sign-ins at once",
        "So many people of one agency may sign in in a minute, all together. `Retry-After` says in how many seconds "
        "the next one begins.",
    ),
    ProviderWrongError: ProblemType(
        "provider-wrong",
        502,
        "Sign-in at the agency is not set up well",
        "The agency's provider answers, but not as its policy and OpenID Connect say. The log names the reason; "
        "docs/agencies/sign-in.md says how it has to be.",
    ),
    ProviderDownError: ProblemType(
        "provider-down",
        503,
        "Sign-in at the agency does not answer",
        "The agency's provider cannot be reached, or not in time. Nothing has changed; try later.",
    ),
    UpstreamError: ProblemType(
        "unavailable",
        503,
        "Not available at the moment",
        "Something that this server needs does not answer. Try later.",
    ),
    ReleaseDamagedError: ProblemType(
        "release-damaged",
        503,
        "A file of the release is damaged",
        "The file on the server's disk is not what the release says. It is not sent; the operator has been told. "
        "Try later.",
    ),
    ReleaseNotLoadedError: ProblemType(
        "release-not-loaded",
        503,
        "No list has been loaded yet",
        "The server has no release to answer from. It does not mean that an account is not listed. Try later.",
    ),
    Exception: INTERNAL_ERROR,
}
"""Error class -> problem; the closest class in an error's line of descent counts."""


def make_problem(error: Exception) -> Problem:
    """Describe an error to the asker."""
    kind = next((PROBLEM_TYPES[cls] for cls in type(error).__mro__ if cls in PROBLEM_TYPES), INTERNAL_ERROR)
    if isinstance(error, exceptions.HTTPException):
        return _make_http_problem(error, kind)
    if isinstance(error, RequestError):
        return Problem(kind, _explain(error), _show_parts(error))
    return Problem(kind, headers=_choose_headers(error, kind))


def answer_error(error: Exception) -> Response:
    """Answer any error that a view or Flask itself raises; failures of ours are logged by route template."""
    problem = make_problem(error)
    if problem.type.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        route = request.url_rule.rule if request.url_rule else None
        extra = {"route": route, "method": request.method, "status": problem.type.status}
        if isinstance(error, ProviderDownError | ProviderWrongError):
            extra["reason"] = error.reason
        _log.error("request failed", exc_info=error, extra=extra)
    response = Response(problem.body, problem.type.status, content_type=PROBLEM_MEDIA_TYPE)
    response.headers.update(problem.headers)
    return response


def register_problems(app: Flask) -> None:
    """Make every error of *app* a problem answer."""
    app.register_error_handler(Exception, answer_error)


def _make_http_problem(error: exceptions.HTTPException, kind: ProblemType) -> Problem:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status != kind.status:  # one of the rarer ones: its number and phrase say all that there is to say
        kind = ProblemType("", status, HTTPStatus(status).phrase, "")
    return Problem(kind, _find_description(error), headers=_make_headers(error))


def _choose_headers(error: Exception, kind: ProblemType) -> dict[str, str]:
    """Return what tells the asker's program what to do next (RFC 6750, section 3; RFC 9110, section 10.2.3)."""
    if kind.status == HTTPStatus.UNAUTHORIZED:
        reason = "" if isinstance(error, DeviceKeyMissingError) else ', error="invalid_token"'
        return {"WWW-Authenticate": f'Bearer realm="jaga"{reason}'}
    if isinstance(error, TooManyError):
        return {"Retry-After": str(error.retry_seconds)}
    if kind.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return {"Retry-After": str(RETRY_SECONDS)}
    return {}


def _make_headers(error: exceptions.HTTPException) -> dict[str, str]:
    """Say what would be possible."""
    if isinstance(error, exceptions.RequestedRangeNotSatisfiable):
        return {"Content-Range": f"bytes */{error.length}"}
    if isinstance(error, exceptions.MethodNotAllowed) and error.valid_methods:
        return {"Allow": ", ".join(sorted(error.valid_methods))}
    return {}


def _find_description(error: exceptions.HTTPException) -> str | None:
    """Return what was said when the error was raised, not the class's own sentence."""
    return error.description if error.description != type(error).description else None


def _explain(error: RequestError) -> str:
    return f"{error.field or 'request'}: found {_shorten(error.found)}, expected {error.expected}"


def _show_parts(error: RequestError) -> dict[str, Any]:
    return {"field": error.field, "found": _shorten(error.found), "expected": error.expected}


def _shorten(found: object) -> str:
    text = found if isinstance(found, str) else json.dumps(found, default=str)
    return text if len(text) <= ECHO_MAX_CHARACTERS else text[:ECHO_MAX_CHARACTERS] + "…"
