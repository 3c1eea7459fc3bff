"""Read a request's body as JSON, strictly; and refuse early what could not be answered anyway."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from flask import current_app, request
from werkzeug.exceptions import NotAcceptable, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.sansio.utils import get_content_length

from server.http.request_errors import BodyNotJsonError

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

JSON_MEDIA_TYPE = "application/json"
ANYTHING = "*/*"


def refuse_unless_json_is_accepted() -> None:
    """Refuse a request that does not take JSON.

    Raises:
        NotAcceptable: ``Accept`` is there and refuses it.
    """
    if request.environ.get("HTTP_ACCEPT", ANYTHING) == ANYTHING:
        return
    if request.accept_mimetypes and not request.accept_mimetypes[JSON_MEDIA_TYPE]:
        raise NotAcceptable("Accept refuses application/json.")


def read_json_object(max_bytes: int | None = None) -> dict[str, Any]:
    """Return the body, one JSON object.

    Args:
        max_bytes: how long it may be; what the settings say when left out.

    Raises:
        UnsupportedMediaType: it is said to be something else, or to be compressed.
        RequestEntityTooLarge: it is longer than that.
        BodyNotJsonError: it is not one JSON object in UTF-8, or a member stands twice.
    """
    asked = request.environ
    if asked.get("CONTENT_TYPE") != JSON_MEDIA_TYPE and request.mimetype != JSON_MEDIA_TYPE:
        raise UnsupportedMediaType
    if asked.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
        raise UnsupportedMediaType
    return parse_json_object(_read_body(asked, max_bytes or current_app.config["MAX_CONTENT_LENGTH"]))


def _read_body(asked: WSGIEnvironment, max_bytes: int) -> bytes:
    """Read at most one byte more than may be; half as dear as Flask's own way, which reads forms and files too."""
    length = get_content_length(asked.get("CONTENT_LENGTH"), asked.get("HTTP_TRANSFER_ENCODING"))
    if length is None and not asked.get("wsgi.input_terminated"):
        return b""  # nobody can tell where it would end
    if length is not None and length > max_bytes:
        raise RequestEntityTooLarge
    body: bytes = asked["wsgi.input"].read(max_bytes + 1 if length is None else length)
    if len(body) > max_bytes:
        raise RequestEntityTooLarge
    return body


def parse_json_object(body: bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        BodyNotJsonError: see ``read_json_object``.
    """
    try:
        data = json.loads(body.decode(), object_pairs_hook=_make_object, parse_constant=_refuse_constant)
        if b"\\u" in body:  # only an escape can be half a surrogate pair, which is no character
            json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BodyNotJsonError(_name_trouble(error)) from error
    if not isinstance(data, dict):
        raise BodyNotJsonError(f"JSON of another kind ({type(data).__name__})")
    return data


def _make_object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(members)
    if len(made) != len(members):
        raise ValueError("a member that stands twice")
    return made


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name}, which JSON does not know")


def _name_trouble(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    if isinstance(error, UnicodeError):
        return "bytes or escapes that are no characters"
    return "objects too deep inside each other" if isinstance(error, RecursionError) else str(error)
