"""``GET /openapi.json``: the hand-written description of this API (OpenAPI 3.1), checked against it by a test."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import yaml
from flask import Blueprint, Response

from server.http.json_body import JSON_MEDIA_TYPE, refuse_unless_json_is_accepted

blueprint = Blueprint("openapi", __name__)

_FILE = Path(__file__).with_name("openapi.yaml")


@blueprint.get("/openapi.json")
def get_openapi() -> Response:
    """Send the description."""
    refuse_unless_json_is_accepted()
    return Response(load_openapi(), content_type=JSON_MEDIA_TYPE, headers={"Cache-Control": "public, max-age=300"})


@cache
def load_openapi() -> bytes:
    """Return the description as JSON."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return json.dumps(data, ensure_ascii=False).encode()
