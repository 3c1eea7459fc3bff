"""Fetch one JSON document of a provider, bounded in time and size, without following it elsewhere.

Only addresses of providers come here that an agency's operator has put into a policy, and what those providers name on
their own origin; nothing that an asker sends is ever fetched.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, SSLError

from server.sign_in.sign_in_errors import ProviderDownError, ProviderWrongError

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

DOCUMENT_MAX_BYTES = 262_144
"""The documents of large providers have 5 to 20 kB."""

FETCH_SECONDS = 5
"""For the whole of a document; somebody is waiting."""

PIECE_BYTES = 16_384
LOOPBACK = "127.0.0.1"
SERVER_FAULT = 500

_POOL = urllib3.PoolManager(num_pools=16, maxsize=4, timeout=urllib3.Timeout(connect=2, read=3), retries=False)
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity"}


def fetch_document(url: str) -> dict[str, Any]:
    """Return the JSON object at *url*.

    Raises:
        ProviderDownError: no answer, not in time, or the provider says that it is at fault.
        ProviderWrongError: another answer than a JSON object, one that leads elsewhere, or no safe address.
    """
    if not is_safe(url):
        raise ProviderWrongError("an address without https")
    try:
        response = _POOL.request("GET", url, redirect=False, preload_content=False, headers=_HEADERS)
    except SSLError as error:
        raise ProviderWrongError("a certificate that does not hold") from error
    except HTTPError as error:
        raise ProviderDownError("no answer") from error
    try:
        return _parse(_read(response))
    except HTTPError as error:
        raise ProviderDownError("an answer that broke off") from error
    finally:
        response.close()  # what was not read of an answer is never read, so its connection is not used again


def is_safe(url: str) -> bool:
    """Tell whether nobody between can change what comes from *url*: https, or this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == LOOPBACK)


def _read(response: BaseHTTPResponse) -> bytes:
    if response.status >= SERVER_FAULT:
        raise ProviderDownError("a fault of the provider")
    if response.status != 200:  # noqa: PLR2004 - the one status that brings a document
        raise ProviderWrongError("an answer that is no document")
    deadline = time.monotonic() + FETCH_SECONDS
    body = b""
    while piece := response.read1(PIECE_BYTES):
        body += piece
        if len(body) > DOCUMENT_MAX_BYTES:
            raise ProviderWrongError("a document that is too long")
        if time.monotonic() > deadline:
            raise ProviderDownError("an answer that does not end")
    return body


def _parse(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ProviderWrongError("a document that is no JSON") from error
    if not isinstance(document, dict):
        raise ProviderWrongError("a document that is no JSON object")
    return document
