"""``GET /v1/policy``: what the agency of a managed device, or of somebody who has signed in, has set; signed."""

from __future__ import annotations

from hashlib import sha256

from flask import Blueprint, Response, request
from flask_cors import CORS

from server.http.extension_origins import POLICY_CORS_OPTIONS
from server.http.json_body import JSON_MEDIA_TYPE, refuse_unless_json_is_accepted
from server.http.services import get_services

blueprint = Blueprint("policy", __name__)

CORS(blueprint, **POLICY_CORS_OPTIONS)

CACHE_CONTROL = "private, no-cache"
"""Kept by the device alone, and asked for again each time: mostly the answer is 304."""


@blueprint.get("/v1/policy")
def get_policy() -> Response:
    """Send the newest policy of the agency that the device key or enrolment belongs to."""
    refuse_unless_json_is_accepted()
    devices = get_services().open_agencies().devices
    body = devices.give_policy(devices.open_for_policy(request.headers.get("Authorization")))
    response = Response(body, content_type=JSON_MEDIA_TYPE)
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.vary.add("Authorization")
    response.set_etag(sha256(body).hexdigest()[:32])
    response.make_conditional(request)
    return response
