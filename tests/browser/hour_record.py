"""What is looked for in the records of the hour (hour.py); each function gives what was found."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

from tests.browser import sites
from tests.browser.record import GROUP, RELEASE_PATHS, find_own_headers, find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.browser.hour import Moment
    from tests.browser.hour_world import World
    from tests.browser.recorder import RecordedRequest

KINDS = (
    ("policy", re.compile(r"/v1/policy")),
    ("sign_in", re.compile(r"/v1/(agencies|enrol)")),
    ("group", re.compile(rf"{GROUP.pattern}|/v1/release/targets/warnings/[0-9a-f]{{64}}\.[a-z0-9-]+\.json")),
    ("release", RELEASE_PATHS),
    ("practice", re.compile(r"/latihan|/favicon\.ico|/static/[a-z0-9._-]+")),
)
"""What a request is for, by its path, the first that fits; the practice page is the person's own visit there."""

ASKS_FIRST = {"access-control-request-method", "access-control-request-headers"}
OWN_HEADERS: dict[tuple[str, str], set[str]] = {
    ("OPTIONS", "policy"): ASKS_FIRST,
    ("OPTIONS", "sign_in"): ASKS_FIRST,
    ("GET", "policy"): {"authorization"},
    ("POST", "sign_in"): {"content-type", "content-length"},
    ("GET", "practice"): {"upgrade-insecure-requests", "referer", "cookie"},
}
"""Headers that no plain request of a browser has, by method and kind; others have none. The cookie is the provider's:
it listens on the same host as the practice page here, and cookies know no ports."""

RINGS_BY_ITSELF = frozenset({"release", "policy", "group"})
EVERYONE = (*sites.X_PAIRS, *sites.INSTAGRAM_PAIRS, *sites.X_PARTIES, sites.NEIGHBOUR, sites.FRIEND)


def kind_of(request: RecordedRequest) -> str:
    """Return what a request is for; ``other`` is allowed nowhere."""
    return next((kind for kind, form in KINDS if form.fullmatch(request.path)), "other")


def tell_tales(world: World) -> set[str]:
    """Return every text that would tell of a page that was open: handles, names, ids, addresses, titles."""
    words = {"x.com", "twitter", "instagram", "/status/", sites.VIEWER, "beranda"} | world.opened
    return words | {word for person in EVERYONE for word in (person.handle, person.name, person.id)}


def find_out_of_place(moments: Iterable[Moment], requests: Sequence[RecordedRequest], *, rings: bool) -> list[str]:
    """Return the requests that do not belong to what was done then.

    Args:
        moments: what was done, with the requests of that time.
        requests: of the whole hour.
        rings: whether alarms rang by themselves meanwhile, at any time.
    """
    return [
        f"{step.name}: {requests[number].method} {requests[number].path}"
        for step, numbers in ((moment.step, moment.requests) for moment in moments)
        for number in numbers
        if kind_of(requests[number]) not in step.may_ask | (RINGS_BY_ITSELF if rings else set())
    ]


def find_additions(requests: Iterable[RecordedRequest]) -> list[str]:
    """Return what requests carry beside their path: a query, a body, a header of ours."""
    found = []
    for request in requests:
        kind = kind_of(request)
        own = find_own_headers(request) - OWN_HEADERS.get((request.method, kind), set())
        may_tell = (request.method, request.path) == ("POST", "/v1/enrol")
        if own or request.query or (request.body and not may_tell):
            found.append(f"{request.method} {request.path}?{request.query} {own} {request.body!r}")
    return found


def find_credentials(requests: Iterable[RecordedRequest]) -> set[tuple[str, str, str]]:
    """Return each credential with where it went: method, path, header."""
    return {
        (request.method, request.path, value)
        for request in requests
        for value in [request.header("Authorization")]
        if value is not None
    }


def find_strayed(credentials: Iterable[str], requests: Iterable[RecordedRequest]) -> list[str]:
    """Return the requests but those for the policy in which a credential stands, or any part of its secret."""
    others = [request for request in requests if request.path != "/v1/policy"]
    return [
        f"{request.method} {request.path}"
        for request in others
        for text in credentials
        if text.lower() in request.whole
    ]


def read_enrolled(requests: Iterable[RecordedRequest]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the one body that was sent to the server, and the claims of the token in it."""
    (body,) = (json.loads(request.body) for request in requests if request.body)
    payload = body["id_token"].split(".")[1]
    return body, json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def find_told(world: World) -> set[str]:
    """Return the words about pages that the server was told, or that the agency's provider was told."""
    words = tell_tales(world)
    practice = [request for request in world.api.recorder.requests if kind_of(request) == "practice"]
    asked = [request for request in world.api.recorder.requests if request not in practice]
    _, claims = read_enrolled(asked)
    in_token = {word for word in words if word.lower() in json.dumps(claims).lower()}
    return find_words(words, [*asked, *world.provider.requests]) | in_token
