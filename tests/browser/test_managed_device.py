"""Managed devices: from nothing but the exported policy a browser installs the extension, obeys, and updates it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from server.packages.build import build_packages
from server.packages.shelf import Shelf
from server.policy_files.deployment import make_deployment
from server.policy_files.formats import make_policy_files
from tests.browser.api import ROOT
from tests.browser.chromium import wait_until
from tests.browser.managed import FIREFOX_PLACE, launch_managed, serve_updates, write_starter
from tests.packages.samples import copy_tree, sample_key, set_version
from tests.policy_files.samples import POLICY, SCHEMA, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Playwright

    from server.packages.build import Packages

pytestmark = pytest.mark.browser
OWN_SCHEMA = "extension/policy_schema.json"
FIREFOX_SCRIPT = Path(__file__).with_name("firefox_managed.mjs")
FIREFOX_SECONDS = 90
# Name, value and state of every policy that is set, as chrome://policy shows them.
READ_POLICIES = """() => [...document.querySelector("policy-app").shadowRoot.querySelectorAll("policy-table")]
  .flatMap((table) => [...table.shadowRoot.querySelectorAll("policy-row")])
  .map((row) => row.shadowRoot.querySelector(".policy.row"))
  .map((row) => [".name", ".value", ".messages"].map((part) => row.querySelector(part).innerText.trim()))
  .filter(([, value, state]) => value && state !== "Not set.")"""
FETCH_UPDATE = """() => new Promise((done) => {
  chrome.runtime.onUpdateAvailable.addListener(({ version }) => done(version));
  chrome.runtime.requestUpdateCheck().then(({ status }) => status === "update_available" || done(status));
})"""
READ_EXTENSION = """(id) => chrome.developerPrivate.getExtensionInfo(id)
  .then(({ version, manifestErrors, pinnedToToolbar, userMayModify }) =>
    ({ version, errors: manifestErrors.length, pinnedToToolbar, userMayModify }))"""


def pack(tree: Path, state: Path, version: str) -> Packages:
    """Put a version of a copy of the checkout on the shelf."""
    set_version(tree, version)
    packages = build_packages(tree, sample_key(), None)
    Shelf(state / "packages").add(packages)
    return packages


def export(style: str, packages: Packages, server: str, folder: Path) -> None:
    """Write the files of one form below *folder*, as an administrator would."""
    deployment = make_deployment(packages.extension_id, packages.gecko_id, server, POLICY)
    for name, body in make_policy_files(style, deployment, SCHEMA, TEXTS).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)


def allow_tools(folder: Path) -> None:
    """Let the test look into the extension: without this Chromium opens no tools on what a policy has installed."""
    (folder / "tests.json").write_text(json.dumps({"DeveloperToolsAvailability": 1}))


def open_when_installed(context: BrowserContext, extension_id: str) -> Page:
    """Return a page of the extension, once it is installed."""
    if not any(extension_id in worker.url for worker in context.service_workers):
        context.wait_for_event("serviceworker", lambda worker: extension_id in worker.url)
    page = context.new_page()
    page.goto(f"chrome-extension://{extension_id}/extension/pages/options.html")
    return page


def test_chromium_installs_obeys_and_updates(playwright: Playwright, tmp_path: Path) -> None:
    """Installed by policy and pinned, every value accepted and given to the extension; then the next version runs."""
    tree, state, managed = tmp_path / "tree", tmp_path / "state", tmp_path / "etc/chromium/policies/managed"
    tree.mkdir()
    copy_tree(tree)
    (tree / OWN_SCHEMA).write_text(json.dumps(SCHEMA))
    packages = pack(tree, state, "1.0.0")
    with serve_updates(state) as server:
        export("linux", packages, server, tmp_path)
        allow_tools(managed)
        with launch_managed(playwright, tmp_path, tmp_path / "etc/chromium") as context:
            page = open_when_installed(context, packages.extension_id)
            manager = context.new_page()
            manager.goto("chrome://extensions")
            assert manager.evaluate(READ_EXTENSION, packages.extension_id) == installed("1.0.0")
            assert_policies_are_accepted(context)
            wait_until(lambda: page.evaluate("() => chrome.storage.managed.get()") == POLICY, "the managed storage")

            (tree / OWN_SCHEMA).write_bytes((ROOT / OWN_SCHEMA).read_bytes())
            pack(tree, state, "1.0.1")
            assert page.evaluate(FETCH_UPDATE) == "1.0.1"
            # The browser does this by itself as soon as the extension rests; the tools of a test never let it rest.
            page.evaluate("() => void setTimeout(() => chrome.runtime.reload(), 0)")
            wait_until(
                lambda: manager.evaluate(READ_EXTENSION, packages.extension_id) == installed("1.0.1"), "the update"
            )


def installed(version: str) -> dict[str, Any]:
    """Return what Chromium says of the extension: no word against its manifest or schema, and nothing to switch off."""
    return {"version": version, "errors": 0, "pinnedToToolbar": True, "userMayModify": False}


def assert_policies_are_accepted(context: BrowserContext) -> None:
    """Assert that chrome://policy shows the exported policies, all of them without an error."""
    page = context.new_page()
    page.goto("chrome://policy")
    shown = {"ExtensionSettings", *POLICY, "DeveloperToolsAvailability"}
    wait_until(
        lambda: {name for name, _, _ in page.evaluate(READ_POLICIES)} == shown, "every policy on chrome://policy"
    )
    assert {state for _, _, state in page.evaluate(READ_POLICIES)} == {"OK"}


def test_firefox_installs_and_obeys(tmp_path: Path) -> None:
    """From ``policies.json`` alone; the values reach the extension. With a wrong entry Firefox installs nothing."""
    packages = build_packages(ROOT, sample_key(), None)
    Shelf(tmp_path / "state" / "packages").add(packages)
    place = tmp_path / "distribution"
    copytree(FIREFOX_PLACE, place)
    with serve_updates(tmp_path / "state") as server:
        export("firefox", packages, server, place)
        job = {"firefox": str(write_starter(tmp_path / "firefox-esr", place, FIREFOX_PLACE))}
        told = subprocess.run(
            ["node", FIREFOX_SCRIPT],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=FIREFOX_SECONDS,
            check=False,
            cwd=ROOT,
        )

    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == {"managed": POLICY, "version": packages.version}
