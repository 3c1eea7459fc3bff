"""``/updates/...``: what browsers of managed devices ask for, to install the extension and to find a newer version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, request

from server.http.file_answers import BRIEFLY, IMMUTABLE
from server.http.request_errors import PackageNotFoundError
from server.packages.build import CRX, XPI
from server.packages.shelf import Shelf
from server.packages.update_manifests import make_address, make_chromium_updates, make_firefox_updates

if TYPE_CHECKING:
    from server.packages.shelf import ShelvedVersion

PACKAGES_DIR = "PACKAGES_DIR"
PUBLIC_URL = "PUBLIC_URL"
"""Names, among the settings of the Flask app, of the folder of packages and of the address that devices use."""

MEDIA_TYPES = {".crx": "application/x-chrome-extension", ".xpi": "application/x-xpinstall", ".zip": "application/zip"}
LATEST = (CRX, XPI)
"""Names that lead to the newest package; a policy of Firefox names one."""

blueprint = Blueprint("updates", __name__, url_prefix="/updates")


@blueprint.get("/chromium.xml")
def get_chromium_updates() -> Response:
    """Offer the newest version to Chromium, Chrome and Edge."""
    body = make_chromium_updates(_load_versions("chromium.xml")[0], _find_origin())
    return _answer_briefly(body, "text/xml; charset=utf-8")


@blueprint.get("/firefox.json")
def get_firefox_updates() -> Response:
    """Offer the kept versions to Firefox."""
    return _answer_briefly(make_firefox_updates(_load_versions("firefox.json"), _find_origin()), "application/json")


@blueprint.get("/<name>")
def get_package(name: str) -> Response:
    """Send a package, or lead from a name that never changes to the newest one."""
    if name in LATEST:
        address = make_address("", _load_versions(name)[0], name)
        return Response(status=302, headers={"Location": address, "Cache-Control": BRIEFLY})
    path = _open_shelf().find_file(name)
    if path is None or not path.is_file():
        raise PackageNotFoundError(name)
    response = Response(path.read_bytes(), content_type=MEDIA_TYPES[path.suffix], headers={"Cache-Control": IMMUTABLE})
    response.set_etag(name.partition(".")[0])
    response.make_conditional(request)
    return response


def _open_shelf() -> Shelf:
    return Shelf(current_app.config[PACKAGES_DIR])


def _load_versions(name: str) -> list[ShelvedVersion]:
    versions = _open_shelf().read_versions()
    if not versions:
        raise PackageNotFoundError(name)
    return versions


def _find_origin() -> str:
    """Return the public address of this server; without the setting, the one that was asked."""
    public_url: str | None = current_app.config[PUBLIC_URL]
    return public_url or request.host_url.rstrip("/")


def _answer_briefly(body: bytes, content_type: str) -> Response:
    response = Response(body, content_type=content_type, headers={"Cache-Control": BRIEFLY, "Vary": "Host"})
    response.add_etag()
    response.make_conditional(request)
    return response
