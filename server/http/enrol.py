"""``GET /v1/agencies`` and ``POST /v1/enrol``: who can sign in where, and an enrolment for who has."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_cors import CORS

from server.http.enrol_request import ID_TOKEN_MAX_CHARACTERS, parse_enrol_request
from server.http.extension_origins import CORS_OPTIONS, ENROL_CORS_OPTIONS
from server.http.json_body import JSON_MEDIA_TYPE, read_json_object, refuse_unless_json_is_accepted
from server.http.services import get_services

blueprint = Blueprint("enrol", __name__)

CORS(blueprint, resources={"/v1/agencies": CORS_OPTIONS, "/v1/enrol": ENROL_CORS_OPTIONS})

BODY_MAX_BYTES = ID_TOKEN_MAX_CHARACTERS + 1024

_LIST_HEADERS = (("Content-Type", JSON_MEDIA_TYPE), ("Cache-Control", "public, max-age=300"))
_ENROL_HEADERS = (("Content-Type", JSON_MEDIA_TYPE), ("Cache-Control", "no-store"))


@blueprint.get("/v1/agencies")
def get_agencies() -> Response:
    """List the agencies whose people can sign in."""
    refuse_unless_json_is_accepted()
    return Response(get_services().open_agencies().enrolments.list_agencies(), headers=_LIST_HEADERS)


@blueprint.post("/v1/enrol")
def post_enrol() -> Response:
    """Check an ID token and send an enrolment; nothing of the token is kept or logged."""
    refuse_unless_json_is_accepted()
    asked = parse_enrol_request(read_json_object(BODY_MAX_BYTES))
    return Response(get_services().open_agencies().enrolments.enrol(asked), headers=_ENROL_HEADERS)
