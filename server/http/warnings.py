"""``GET /v1/warnings/<group>``: the group's current file, for extensions (any origin of one) and others."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_cors import CORS

from server.accounts.release_content import warnings_name
from server.http.extension_origins import CORS_OPTIONS
from server.http.file_answers import BRIEFLY, PreparedFile
from server.http.file_bodies import FileBodies
from server.http.json_body import refuse_unless_json_is_accepted
from server.http.request_errors import GroupNotFoundError
from server.http.services import get_services

blueprint = Blueprint("warnings", __name__)

CORS(blueprint, **CORS_OPTIONS)  # the only calls of Flask that extensions make; the others do not pay for it


@blueprint.get("/v1/warnings/<group>")
def get_warnings(group: str) -> Response:
    """Send whose accounts the group lists, when, and on what source."""
    refuse_unless_json_is_accepted()
    file = get_services().release.get_state().targets.get(warnings_name(group))
    if file is None:
        raise GroupNotFoundError(group)
    prepared = PreparedFile(file, FileBodies(max_bytes=0), BRIEFLY)  # read each time: Flask costs more than the disk
    status, headers, body = prepared.answer("GET", request.environ)  # Flask leaves the body out for HEAD
    return Response(body, status, headers)
