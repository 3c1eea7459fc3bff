"""``POST /v1/check``: is the account behind an address or a key listed, and what would its warning say?

One check needs no key. A gateway or help desk of an agency shows its device key and may ask for up to 100 at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, request

from server.domain.errors import RequestError
from server.http.json_body import JSON_MEDIA_TYPE, read_json_object, refuse_unless_json_is_accepted
from server.http.request_errors import DeviceKeyMissingError
from server.http.services import get_services
from server.warnings.check_batch import BATCH_MEMBER, name_check, parse_check_batch
from server.warnings.check_request import parse_check_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.warnings.check_request import CheckRequest

blueprint = Blueprint("check", __name__)

_HEADERS = (("Content-Type", JSON_MEDIA_TYPE), ("Cache-Control", "no-store"))

BATCH_MAX_BYTES = 262_144
"""A hundred addresses of the longest kind, with what stands around them."""


@blueprint.post("/v1/check")
def post_check() -> Response:
    """Answer one check or a batch; nothing of it is logged or kept with who asked."""
    refuse_unless_json_is_accepted()
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        return _answer_device(authorization)
    data = read_json_object()
    if BATCH_MEMBER in data:
        raise DeviceKeyMissingError
    return _send(get_services().checks.answer(parse_check_request(data)))


def _answer_device(authorization: str) -> Response:
    """Answer who shows a device key; the body is read only when the key is good."""
    devices = get_services().open_agencies().devices
    device = devices.open(authorization)
    data = read_json_object(max(BATCH_MAX_BYTES, current_app.config["MAX_CONTENT_LENGTH"]))
    if BATCH_MEMBER not in data:
        check = parse_check_request(data)
        devices.count_checks(device, 1)
        return _send(get_services().checks.answer(check))
    batch = parse_check_batch(data)
    devices.count_checks(device, len(batch))
    return _send(b'{"answers": [' + b", ".join(_answer_all(batch)) + b"]}")


def _answer_all(batch: Sequence[CheckRequest]) -> list[bytes]:
    checks = get_services().checks
    answers = []
    for index, check in enumerate(batch):
        try:
            answers.append(checks.answer(check))
        except RequestError as error:
            raise name_check(error, index) from error
    return answers


def _send(body: bytes) -> Response:
    return Response(body, headers=_HEADERS)
