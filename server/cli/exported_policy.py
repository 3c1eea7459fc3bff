"""What an exported policy says: which package, from where, and what the devices of an agency are given."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from server.accounts.release_paths import find_root_versions, metadata_path
from server.agencies.agencies import load_present_agency
from server.agencies.agency_errors import AgencyLeftError, DeviceKeyRefusedError
from server.agencies.device_keys import issue_key, open_device
from server.agencies.policies import load_policy
from server.agencies.policy_check import check_device_values, load_policy_schema
from server.agencies.policy_signing import load_policy_signer
from server.domain.errors import RequestError
from server.ops.settings import HIDDEN
from server.packages.package_errors import PackageError
from server.packages.shelf import Shelf
from server.policy_files.deployment import Deployment, make_deployment
from server.warnings.strict_yaml import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from server.agencies.audit_trail import Actor
    from server.agencies.policies import Policy
    from server.ops.settings import Settings
    from server.packages.shelf import ShelvedVersion
    from server.policy_files.deployment import Texts

TEXTS_PATH = Path(__file__).resolve().parents[1] / "policy_files" / "member_texts.yaml"

PLACE_MEMBERS = {"server", "tuf_root"}
"""Members of a policy that say whom to ask."""


class KeyChoice(NamedTuple):
    """Where a device gets its key from; both None: it has none, and the policy travels in the files alone.

    Attributes:
        days: for how long a new key lets in.
        file: holds a key that was issued before.
    """

    days: int | None
    file: Path | None

    @property
    def is_made(self) -> bool:
        """Whether the device gets a key."""
        return (self.days, self.file) != (None, None)


class ExportedPolicy(NamedTuple):
    """One policy, ready to be written.

    Attributes:
        version: of the policy.
        device_key: that devices are given; None when they are given none.
    """

    version: int
    deployment: Deployment
    device_key: str | None


def export_policy(
    connection: Connection, actor: Actor, settings: Settings, agency_id: str, choice: KeyChoice
) -> ExportedPolicy:
    """Put together what the devices of an agency are given.

    Raises:
        RequestError: no address, no such agency, it has left, the key is none of its own, or a value cannot be written.
        PackageError: nothing was packed.
        PolicyNotSetError, PolicyKeyError: nothing to give, or nothing to know it by.
        PolicyError: no browser would take it.
    """
    address, package = choose_address(settings), load_newest_package(settings.packages_dir)
    agency, policy = load_present_agency(connection, agency_id), load_policy(connection, agency_id)
    own: dict[str, Any] = {"agency_name": agency.name}
    if choice.is_made:
        own["policy_key"] = load_policy_signer(settings.policy_key_path).point
        own["device_key"] = _choose_key(connection, actor, agency_id, choice)
    values = make_values(own, policy, address, read_root(settings.release_dir))
    deployment = make_deployment(package.extension_id, package.gecko_id, address, values)
    return ExportedPolicy(policy.version, deployment, own.get("device_key"))


def choose_address(settings: Settings) -> str:
    """Return the address that devices reach the server at.

    Raises:
        RequestError: it is not set, or devices could not trust it.
    """
    address = settings.public_url
    if address is None:
        raise RequestError("JAGA_PUBLIC_URL", "nothing", "the address that devices reach, such as https://jaga.example")
    if not re.search(load_policy_schema()["properties"]["server"]["pattern"], address):
        expected = "https:// and a host in small letters (http:// for 127.0.0.1 alone)"
        raise RequestError("JAGA_PUBLIC_URL", address, expected)
    if settings.is_production and not address.startswith("https://"):
        raise RequestError("JAGA_PUBLIC_URL", address, "https:// in production (JAGA_ENV=production)")
    return address


def load_newest_package(folder: Path) -> ShelvedVersion:
    """Return the version that devices will install.

    Raises:
        PackageError: there is none, or its record cannot be read.
    """
    versions = Shelf(folder).read_versions()
    if not versions:
        raise PackageError(folder, "no package; jaga package packs one")
    return versions[0]


def read_root(directory: Path) -> str | None:
    """Return the newest root metadata of the release that is served here; None without a release."""
    versions = find_root_versions(directory)
    return (directory / metadata_path("root", versions[-1])).read_text(encoding="utf-8") if versions else None


def make_values(own: Mapping[str, str], policy: Policy, address: str, root: str | None) -> dict[str, Any]:
    """Return what goes into the managed storage of a device: what is its own, and the policy or the way to it.

    What stands on a device outweighs what its server says, so one that can ask is told only whom to ask: otherwise no
    newer version would ever change anything. A policy that names a server of its own also says which root that one has,
    or leaves it to the package.

    Raises:
        PolicyError: a browser would not take it; every mistake is named.
    """
    place: dict[str, Any] = {}
    if "server" not in policy.settings:
        place = {"server": address} | ({"tuf_root": root} if root else {})
    told = policy.settings.keys() & PLACE_MEMBERS if "device_key" in own else policy.settings.keys()
    values = {**own, **place, **{name: value for name, value in policy.settings.items() if name in told}}
    check_device_values(values)
    return values


def load_texts() -> Texts:
    """Return title and explanation of each member, by language; English explanations are those of the schema."""
    members: Any = load_yaml(TEXTS_PATH)
    described = load_policy_schema()["properties"]
    return {
        "id": {name: (text["title"]["id"], text["explanation"]) for name, text in members.items()},
        "en": {name: (text["title"]["en"], described[name]["description"]) for name, text in members.items()},
    }


def _choose_key(connection: Connection, actor: Actor, agency_id: str, choice: KeyChoice) -> str:
    if choice.file is None:
        return issue_key(connection, actor, agency_id, choice.days or 0)[1]
    text = choice.file.read_text(encoding="utf-8", errors="replace").strip()
    expected = f"a file that holds a valid device key of {agency_id}, and nothing else"
    try:
        owner = open_device(connection, text, actor.at).agency_id
    except (DeviceKeyRefusedError, AgencyLeftError):
        owner = None
    if owner != agency_id:
        raise RequestError("--device-key-file", HIDDEN, expected)
    return text
