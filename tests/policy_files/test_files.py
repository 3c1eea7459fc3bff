"""Each form of a policy, read back by a reader of its own grammar: what comes out is what went in."""

from __future__ import annotations

import json
import plistlib
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from server.domain.errors import RequestError
from server.policy_files.deployment import make_deployment
from server.policy_files.formats import FORMATS, make_policy_files
from tests.packages.samples import ROOT
from tests.policy_files.reg_file import as_chromium_reads, read_reg
from tests.policy_files.samples import EXTENSION_ID, GECKO_ID, POLICY, SCHEMA, SERVER, TEXTS, sample_deployment

INSTALLED: dict[str, Any] = {
    "installation_mode": "force_installed",
    "update_url": f"{SERVER}/updates/chromium.xml",
    "override_update_url": True,
}
PINS = {"chrome": {"toolbar_pin": "force_pinned"}, "edge": {"toolbar_state": "force_shown"}}
REGISTRY = {"chrome": r"Google\Chrome", "edge": r"Microsoft\Edge"}


def files(style: str) -> dict[str, bytes]:
    """Return the files of one form for the sample policy."""
    return make_policy_files(style, sample_deployment(), SCHEMA, TEXTS)


def test_the_sample_policy_is_one_of_the_schema() -> None:
    """So the tests below speak of something that can be."""
    Draft202012Validator(SCHEMA).validate(POLICY)


@pytest.mark.parametrize("style", FORMATS)
def test_the_same_policy_gives_the_same_bytes(style: str) -> None:
    """An administrator sees by a comparison what has changed."""
    assert files(style) == files(style)


def test_linux() -> None:
    """One file per browser, in the folder that each reads."""
    made = {path: json.loads(body) for path, body in files("linux").items()}

    assert set(made) == {
        f"etc/{place}/policies/managed/jaga-jempol.json" for place in ("chromium", "opt/chrome", "opt/edge")
    }
    for path, policies in made.items():
        pin = PINS["edge" if "edge" in path else "chrome"]
        assert policies["ExtensionSettings"] == {EXTENSION_ID: INSTALLED | pin}
        assert policies["3rdparty"] == {"extensions": {EXTENSION_ID: POLICY}}


@pytest.mark.parametrize("browser", REGISTRY)
def test_windows_registry(browser: str) -> None:
    """UTF-16, CRLF, and a tree from which Chromium makes the same values; only keys of this extension are touched."""
    keys, removed = read_reg(files("reg")[f"jaga-jempol-{browser}.reg"])

    base = rf"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\{REGISTRY[browser]}"
    settings = rf"{base}\ExtensionSettings\{EXTENSION_ID}"
    storage = rf"{base}\3rdparty\extensions\{EXTENSION_ID}\policy"
    assert keys.pop(settings) == {**INSTALLED, **PINS[browser]}
    assert all(key == storage or key.startswith(f"{storage}\\") for key in keys)
    assert removed == [storage]
    assert as_chromium_reads(keys, storage, SCHEMA) == POLICY


@pytest.mark.parametrize("browser", ["chrome", "edge"])
def test_macos_chromium(browser: str) -> None:
    """A profile with two payloads: the browser's policies, and the extension's own."""
    domain = {"chrome": "com.google.Chrome", "edge": "com.microsoft.Edge"}[browser]
    profile = plistlib.loads(files("mobileconfig")[f"jaga-jempol-{browser}.mobileconfig"])

    policies, storage = profile["PayloadContent"]
    assert profile["PayloadType"] == "Configuration"
    assert policies["PayloadType"] == domain
    assert policies["ExtensionSettings"] == {EXTENSION_ID: INSTALLED | PINS[browser]}
    assert storage["PayloadType"] == f"{domain}.extensions.{EXTENSION_ID}"
    assert {name: storage[name] for name in POLICY} == POLICY


def test_macos_firefox() -> None:
    """The policies of ``policies.json`` in one payload that switches them on."""
    (payload,) = plistlib.loads(files("mobileconfig")["jaga-jempol-firefox.mobileconfig"])["PayloadContent"]

    expected = json.loads(files("firefox")["policies.json"])["policies"]
    assert payload["PayloadType"] == "org.mozilla.firefox"
    assert payload["EnterprisePoliciesEnabled"] is True
    assert {name: payload[name] for name in expected} == expected


def test_macos_payloads_have_what_apple_asks_for() -> None:
    """Each with an identifier and a UUID of its own, which the same extension keeps."""
    profiles = [plistlib.loads(body) for body in files("mobileconfig").values()]
    payloads = list(chain(profiles, *(profile["PayloadContent"] for profile in profiles)))

    assert all(payload["PayloadVersion"] == 1 for payload in payloads)
    assert len({payload["PayloadIdentifier"] for payload in payloads}) == len(payloads)
    assert len({UUID(payload["PayloadUUID"]) for payload in payloads}) == len(payloads)


def test_firefox() -> None:
    """Installed, updated, shown, with its managed storage."""
    policies = json.loads(files("firefox")["policies.json"])["policies"]

    assert policies["ExtensionSettings"][GECKO_ID]["installation_mode"] == "force_installed"
    assert policies["ExtensionSettings"][GECKO_ID]["install_url"] == f"{SERVER}/updates/jaga-jempol.xpi"
    assert policies["3rdparty"] == {"Extensions": {GECKO_ID: POLICY}}


def test_google_admin() -> None:
    """Each member in a ``Value``; what is typed beside the field stands in a text."""
    made = files("google-admin")

    assert json.loads(made["google-admin.json"]) == {name: {"Value": value} for name, value in POLICY.items()}
    assert made["google-admin.txt"].decode() == f"id: {EXTENSION_ID}\nURL: {SERVER}/updates/chromium.xml\n"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"extension_id": "abc"}, "extension_id", id="no extension id"),
        pytest.param({"gecko_id": "jaga jempol"}, "gecko_id", id="no gecko id"),
        pytest.param({"server": "http://jaga.example"}, "server", id="not encrypted"),
        pytest.param({"server": "https://jaga.example/api"}, "server", id="a path"),
        pytest.param({"policy": {"a": None}}, "policy.a", id="nothing"),
        pytest.param({"policy": {"a": 1.5}}, "policy.a", id="a part of a number"),
        pytest.param({"policy": {"a": -1}}, "policy.a", id="below zero"),
        pytest.param({"policy": {"a": 2**31}}, "policy.a", id="larger than the registry holds"),
        pytest.param({"policy": {"a": {"b\\c": 1}}}, "policy.a", id="a name that would be two keys"),
        pytest.param({"policy": {"a": [{"b": "x\x00"}]}}, "policy.a[0].b", id="a character that XML has not"),
        pytest.param({"policy": {"a\r\nb": 1}}, "policy", id="a name that would be two lines"),
    ],
)
def test_what_no_file_could_hold_is_refused(changes: dict[str, Any], field: str) -> None:
    """With its place."""
    good: dict[str, Any] = {"extension_id": EXTENSION_ID, "gecko_id": GECKO_ID, "server": SERVER, "policy": {}}

    with pytest.raises(RequestError) as raised:
        make_deployment(**(good | changes))
    assert raised.value.field == field


def test_an_unknown_form_is_refused() -> None:
    """With those that there are."""
    with pytest.raises(RequestError, match="one of linux, reg"):
        files("word")


def test_every_form_holds_an_empty_policy() -> None:
    """An agency that only wants the extension installed."""
    deployment = sample_deployment(policy={})

    assert all(make_policy_files(style, deployment, {"type": "object", "properties": {}}, {}) for style in FORMATS)


def test_the_schema_of_the_extension_fits_every_form() -> None:
    """Whatever the agency may set has a template."""
    schema = json.loads((ROOT / "extension/policy_schema.json").read_text(encoding="utf-8"))

    assert all(make_policy_files(style, sample_deployment(policy={}), schema, {}) for style in FORMATS)
