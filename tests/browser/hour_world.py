"""The world of the recorded hour (hour.py): an agency on the real server, its provider, and a managed browser."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.api import CAMPAIGN_DAY, ROOT
from tests.browser.chromium import launch
from tests.browser.managed import CHROMIUM_PLACE, write_starter
from tests.browser.recorder import Recorder
from tests.cli.samples import run
from tests.policy_files.samples import EXTENSION_ID
from tests.sign_in.oidc import run_provider

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Playwright

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

AGENCY, CLIENT = "bkd-contoh", "jaga-jempol"
REDIRECT = f"https://{EXTENSION_ID}.chromiumapp.org/"
PERSON: dict[str, Any] = {
    "groups": ["asn"],
    "email": "orang@bkd.example",
    "email_verified": True,
    "name": "Orang Contoh",
}
NUMBER = "199001012015031001"
"""Under which the provider knows the person (provider.mjs)."""
POLICY = {
    "employment": "pns",
    "device_owned": True,
    "levels": {"share": "block", "follow": "inform"},
    "block_reason": {"id": "Perangkat dinas.", "en": "An office device."},
    "contact": "mailto:meja@bkd.example",
}
EXPORTED = "linux/etc/chromium/policies/managed/jaga-jempol.json"


@dataclass
class World:
    """Everything that the hour touches.

    Attributes:
        provider: the record of the agency's single sign-on.
        policies: the folder that the browser takes for /etc/chromium/policies/managed.
        device_key: that the administrator rolls out in the middle of the hour.
    """

    chromium: Chromium
    api: Api
    provider: Recorder
    policies: Path
    device_key: str
    opened: set[str] = field(default_factory=set)

    def roll_out(self, form: str) -> None:
        """Put one of the two exports on the device: ``files`` holds the policy itself, ``key`` says whom to ask."""
        write_policies(self.policies, read_exported(self.api.folder / form))

    def publish(self) -> None:
        """Publish a new release, as a maintainer does for a correction that should arrive soon."""
        operate(self.api, "release", "--urgent", JAGA_LIST_DIR=str(ROOT / "candidate_accounts"))


def make_world(playwright: Playwright, api: Api, folder: Path) -> Iterator[World]:
    """Do what operator and administrator do, and start the browser; all of it ends when the world is left."""
    record = Recorder(0)
    with run_provider({CLIENT: [REDIRECT]}, PERSON, record.origin) as provider:
        record.upstream_port = provider.port
        set_up_agency(api, record.origin)
        policies = folder / "etc/chromium/policies/managed"
        policies.mkdir(parents=True)
        write_policies(policies, read_exported(api.folder / "files"))
        starter = write_starter(folder / "chromium", folder / "etc/chromium", CHROMIUM_PLACE)
        chromium = launch(playwright, folder / "profile", executable_path=starter)
        chromium.store(settings={"today": CAMPAIGN_DAY, "prefetch": False, "ask_again_minutes": 0})
        try:
            yield World(chromium, api, record, policies, read_exported(api.folder / "key")["device_key"])
        finally:
            chromium.context.close()
    record.stop()


def set_up_agency(api: Api, issuer: str) -> None:
    """Type what an operator types for an agency: its policy, the package, and both exports."""
    sso = {"issuer": issuer, "client_id": CLIENT, "allowed_claim": {"name": "groups", "values": ["asn"]}}
    (api.folder / "policy.json").write_text(json.dumps(POLICY | {"sso": sso}))
    operate(api, "db", "upgrade")
    operate(api, "agency", "add", AGENCY, "--name", "BKD Contoh", "--contact", "mailto:meja@bkd.example")
    operate(api, "policy", "set", AGENCY, str(api.folder / "policy.json"))
    operate(api, "policy", "key")
    operate(api, "package")
    operate(api, "policy", "export", AGENCY, str(api.folder / "files"), "--form", "linux")
    export = ("policy", "export", AGENCY, str(api.folder / "key"), "--form", "linux")
    operate(api, *export, "--issue-device-key", "30")


def operate(api: Api, *verb: str, **env: str) -> None:
    """Run a verb of ``jaga`` on the state of the running server."""
    result = run(*verb, state=api.folder, **{"JAGA_PUBLIC_URL": api.origin, **env})
    assert result.exit_code == 0, result.output


def read_exported(folder: Path) -> dict[str, Any]:
    """Return the values that an export gives to the extension."""
    (values,) = json.loads((folder / EXPORTED).read_bytes())["3rdparty"]["extensions"].values()
    return dict(values)


def write_policies(folder: Path, values: dict[str, Any]) -> None:
    """Write a policy file with the exported values, under the id that the extension of this checkout has unpacked."""
    (folder / "jaga-jempol.json").write_text(json.dumps({"3rdparty": {"extensions": {EXTENSION_ID: values}}}))


def dump_database(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table with every column, in order."""
    with closing(sqlite3.connect(f"file:{folder / 'agencies.sqlite'}?mode=ro", uri=True)) as database:
        names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: sorted(database.execute(f'select * from "{name}"'), key=repr) for name in names}  # noqa: S608 - ours


def read_whole(folder: Path, *patterns: str) -> str:
    """Return every byte of the files that fit, as text to search in."""
    files = sorted(path for pattern in patterns for path in folder.glob(pattern))
    assert files, patterns
    return "".join(path.read_bytes().decode("latin-1") for path in files)
