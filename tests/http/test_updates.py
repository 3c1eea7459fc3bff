"""``/updates/``: what browsers of managed devices are told; packages under names that never mean other bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from server.app import create_app
from server.ops.settings import Settings
from server.packages.build import CRX, XPI, ZIP
from server.packages.shelf import Shelf
from tests.http.samples import assert_problem, make_services
from tests.packages.samples import sample_packages

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

UPDATE_CHECK = "{http://www.google.com/update2/response}app/{http://www.google.com/update2/response}updatecheck"


def serve(state: Path, public_url: str | None = None) -> FlaskClient:
    """Return a client of an API with the packages of this checkout."""
    Shelf(state / "packages").add(sample_packages())
    return create_app(Settings(state_dir=state, public_url=public_url), make_services()).test_client()


def read_offer(body: bytes) -> dict[str, str]:
    """Return what an update manifest for Chromium offers."""
    offer = ET.fromstring(body).find(UPDATE_CHECK)  # noqa: S314 - our own
    assert offer is not None
    return offer.attrib


def test_chromium_is_told_of_the_newest_version(tmp_path: Path) -> None:
    """With an address that gives the bytes it promises, whatever the browser adds behind a question mark."""
    client, packages = serve(tmp_path), sample_packages()

    response = client.get("/updates/chromium.xml?os=linux&x=id%3Dabc%26v%3D0.0.0.0")

    offer = read_offer(response.data)
    assert response.content_type == "text/xml; charset=utf-8"
    assert f'appid="{packages.extension_id}"'.encode() in response.data
    assert (offer["version"], offer["prodversionmin"]) == (packages.version, "120")
    package = client.get(urlsplit(offer["codebase"]).path)
    assert package.data == packages.files[CRX]
    assert sha256(package.data).hexdigest() == offer["hash_sha256"]


def test_firefox_is_told_of_the_kept_versions(tmp_path: Path) -> None:
    """By its own id."""
    client, packages = serve(tmp_path), sample_packages()

    answer: Any = client.get("/updates/firefox.json").json

    (update,) = answer["addons"]["jaga-jempol@jaga-jempol"]["updates"]
    package = client.get(urlsplit(update["update_link"]).path)
    assert package.data == packages.files[XPI]
    assert update["update_hash"] == f"sha256:{sha256(package.data).hexdigest()}"
    assert update["applications"] == {"gecko": {"strict_min_version": "140.0"}}


@pytest.mark.parametrize(
    ("public_url", "origin"),
    [pytest.param(None, "http://localhost/", id="as asked"), ("https://jaga.example", "https://jaga.example/")],
)
def test_addresses_are_those_that_devices_can_reach(tmp_path: Path, public_url: str | None, origin: str) -> None:
    """The setting counts more than what a proxy passes on."""
    client = serve(tmp_path, public_url)

    assert read_offer(client.get("/updates/chromium.xml").data)["codebase"].startswith(f"{origin}updates/")


@pytest.mark.parametrize(
    ("file", "media_type"),
    [
        (CRX, "application/x-chrome-extension"),
        (XPI, "application/x-xpinstall"),
        (ZIP, "application/zip"),
    ],
)
def test_a_package_is_kept_for_ever_under_its_hash(tmp_path: Path, file: str, media_type: str) -> None:
    """Media type, ETag, 304."""
    client = serve(tmp_path)
    address = f"/updates/{Shelf(tmp_path / 'packages').read_versions()[0].offered_name(file)}"

    response = client.get(address)

    assert response.content_type == media_type
    assert "immutable" in response.headers["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("file", [CRX, XPI])
def test_a_name_without_a_version_leads_to_the_newest(tmp_path: Path, file: str) -> None:
    """For a policy that should not change with each version."""
    response = serve(tmp_path).get(f"/updates/{file}", follow_redirects=True)

    assert response.data == sample_packages().files[file]
    assert response.history[0].headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["chromium.xml", "firefox.json", CRX, XPI, "anything.crx"])
def test_without_packages_there_is_nothing(client: FlaskClient, path: str) -> None:
    """A problem that names the way."""
    assert_problem(client.get(f"/updates/{path}"), "package-not-found")


@pytest.mark.parametrize("path", ["package.json", "0.1.0/package.json", "..%2Fkeys%2Fpackage.pem", f"0.1.0%2F{CRX}"])
def test_nothing_else_of_the_folder_is_served(tmp_path: Path, path: str) -> None:
    """Only names that an update manifest gives."""
    assert serve(tmp_path).get(f"/updates/{path}").status_code == 404
