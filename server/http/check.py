"""``POST /v1/check``: is the account behind an address or a key listed, and what would its warning say?"""

from __future__ import annotations

from flask import Blueprint, Response

from server.http.json_body import JSON_MEDIA_TYPE, read_json_object, refuse_unless_json_is_accepted
from server.http.services import get_services
from server.warnings.check_request import parse_check_request

blueprint = Blueprint("check", __name__)

_HEADERS = (("Content-Type", JSON_MEDIA_TYPE), ("Cache-Control", "no-store"))


@blueprint.post("/v1/check")
def post_check() -> Response:
    """Answer one check; nothing of it is logged or kept with who asked."""
    refuse_unless_json_is_accepted()
    body = get_services().checks.answer(parse_check_request(read_json_object()))
    return Response(body, headers=_HEADERS)
