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
from tests.browser.chromium import launch, wait_until
from tests.browser.content_world import evaluate_inside
from tests.browser.dialog import wait_for_dialog
from tests.browser.managed import CHROMIUM_PLACE, FIREFOX_PLACE, launch_managed, serve_updates, write_starter
from tests.browser.test_practice import RIVALS, control
from tests.cli.samples import run
from tests.packages.samples import copy_tree, sample_key, set_version
from tests.policy_files.samples import EXTENSION_ID, POLICY, SCHEMA, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Playwright

    from server.packages.build import Packages
    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

pytestmark = pytest.mark.browser
AGENCY = "bkd-contoh"
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
    found = json.loads(told.stdout)
    assert (found["managed"], found["version"]) == (POLICY, packages.version)
    settings = {name: POLICY[name] for name in ("server", "language", "ask_again_minutes", "prefetch")}
    assert (found["policy"]["settings"], found["policy"]["levels"]) == (settings, POLICY["levels"])
    assert found["policy"]["sentence"] is None, "its form is the sample's own, not that of the schema"


def set_up_agency(state: Path) -> tuple[str, str]:
    """Do at a running server what its operator types for an agency; return a device key and the policy key."""
    policy = state / "policy.yaml"
    policy.write_text("{employment: pns, language: en, levels: {follow: inform}}")
    verbs = (
        ("db", "upgrade"),
        ("agency", "add", AGENCY, "--name", "BKD Contoh", "--contact", "mailto:meja@bkd.example"),
        ("policy", "set", AGENCY, str(policy)),
    )
    for verb in verbs:
        assert run(*verb, state=state).exit_code == 0
    device_key = json.loads(run("device-key", "issue", AGENCY, "--days", "30", "--json", state=state).stdout)
    return device_key["key"], json.loads(run("policy", "key", "--json", state=state).stdout)["policy_key"]


def test_chromium_obeys_the_server_without_a_click(playwright: Playwright, tmp_path: Path, api: Api) -> None:
    """A key on the device is enough to be awake and to hold a like; it goes to the policy and nowhere else."""
    device_key, policy_key = set_up_agency(api.folder)
    managed = tmp_path / "etc/chromium/policies/managed"
    managed.mkdir(parents=True)
    given = {"server": api.origin, "device_key": device_key, "policy_key": policy_key}
    (managed / "agency.json").write_text(json.dumps({"3rdparty": {"extensions": {EXTENSION_ID: given}}}))
    starter = write_starter(tmp_path / "chromium", tmp_path / "etc/chromium", CHROMIUM_PLACE)
    chromium = launch(playwright, tmp_path / "profile", executable_path=starter)
    try:
        wait_until(lambda: chromium.is_loaded(api.origin), "the extension to be awake")
        policy = chromium.stored("policy")
        assert (policy["agency"], policy["settings"]["employment"]) == ("BKD Contoh", "pns")
        assert chromium.stored("settings") is None

        page = chromium.open(f"{api.origin}/latihan")
        chromium.wait_until_awake(page)
        assert "not allowed" in evaluate_inside(page, "() => chrome.storage.managed.get(null).catch(String)")
        follow = control(page, RIVALS[0], "follow")
        follow.click()
        wait_until(lambda: follow.get_attribute("aria-pressed") == "true", "the page to follow")
        control(page, RIVALS[0], "like").click()
        assert wait_for_dialog(page).action == "like"

        assert ask_again(chromium)["problem"] is None
        assert run("device-key", "revoke", device_key[:13], state=api.folder).exit_code == 0
        assert ask_again(chromium)["problem"] == "refused"
        assert chromium.stored("policy") == policy
        everything = "() => Promise.all(['local', 'session'].map(area => chrome.storage[area].get(null)))"
        assert device_key not in json.dumps(chromium.control.evaluate(everything))
    finally:
        chromium.context.close()

    shown = [request for request in api.recorder.requests if device_key.lower() in request.whole]
    assert {(request.method, request.path, request.header("Authorization")) for request in shown} == {
        ("GET", "/v1/policy", f"Bearer {device_key}")
    }
    assert any(request.header("If-None-Match") for request in shown)
    others = [request for request in api.recorder.requests if request not in shown]
    assert not [request for request in others if request.header("Authorization") or request.header("Cookie")]


def ask_again(chromium: Chromium) -> Any:
    """Let the alarm of the policy ring; return how the question ended."""
    before = chromium.stored("policy_state")["asked"]
    chromium.control.evaluate("() => chrome.alarms.create('update_policy', { when: Date.now() })")
    wait_until(lambda: chromium.stored("policy_state")["asked"] != before, "the policy to be asked for")
    return chromium.stored("policy_state")["asked"]
