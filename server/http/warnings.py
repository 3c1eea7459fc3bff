"""``GET /v1/warnings/<group>``: the group's current file, for extensions (any origin of one) and others."""

from __future__ import annotations

from flask import Blueprint, Response, request

from server.accounts.release_content import warnings_name
from server.http.file_answers import BRIEFLY, PreparedFile
from server.http.json_body import refuse_unless_json_is_accepted
from server.http.request_errors import GroupNotFoundError
from server.http.services import get_services

blueprint = Blueprint("warnings", __name__)

CORS_PATHS = r"/v1/warnings/.*"
"""For flask-cors: the only calls of Flask that extensions make."""


@blueprint.get("/v1/warnings/<group>")
def get_warnings(group: str) -> Response:
    """Send whose accounts the group lists, when, and on what source."""
    refuse_unless_json_is_accepted()
    file = get_services().release.get_state().targets.get(warnings_name(group))
    if file is None:
        raise GroupNotFoundError(group)
    asked = (request.headers.get(name) for name in ("Accept-Encoding", "If-None-Match"))
    status, headers, body = PreparedFile(file, BRIEFLY).answer("GET", *asked)  # Flask leaves the body out for HEAD
    return Response(body, status, headers)
