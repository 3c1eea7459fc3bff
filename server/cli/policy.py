"""``jaga policy``: what an agency sets on the devices of its people, and the key that signs it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from server.agencies.agencies import load_agency
from server.agencies.policies import Policy, list_policies, load_policy, set_policy
from server.agencies.policy_signing import load_policy_signer
from server.cli.agencies_open import changing, ensure_policy_key, json_option, reading, show, to_plain
from server.cli.inputs import load_settings, show_path
from server.cli.policy_export import command as export
from server.warnings.strict_yaml import load_yaml


@click.group()
def command() -> None:
    """Kelola kebijakan instansi. Manage the policies of agencies."""


command.add_command(export)


@command.command("set")
@click.argument("agency_id", metavar="AGENCY")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@json_option
def set_one(agency_id: str, file: Path, *, as_json: bool) -> None:
    """Tetapkan kebijakan dari FILE (YAML/JSON). Set a policy from FILE; docs/policy.md lists what it may hold."""
    settings = load_yaml(file)
    with changing() as (connection, actor):
        policy = set_policy(connection, actor, agency_id, settings)
    show(to_plain(policy), [f"{policy.agency_id}: versi / version {policy.version}"], as_json=as_json)


@command.command("show")
@click.argument("agency_id", metavar="AGENCY")
@click.option("--version", type=int, help="Versi lama / an older version.")
@json_option
def show_one(agency_id: str, version: int | None, *, as_json: bool) -> None:
    """Tampilkan kebijakan. Show the policy that counts, or an older version."""
    with reading() as connection:
        load_agency(connection, agency_id)
        policies = list_policies(connection, agency_id) if version else [load_policy(connection, agency_id)]
    chosen = next((policy for policy in policies if version in {None, policy.version}), None)
    if chosen is None:
        raise click.UsageError(f"--version: {version}: {agency_id} has 1 to {len(policies)}")
    settings = json.dumps(chosen.settings, ensure_ascii=False, indent=2, sort_keys=True)
    show(to_plain(chosen), [_describe(chosen), settings], as_json=as_json)


@command.command()
@click.argument("agency_id", metavar="AGENCY")
@json_option
def history(agency_id: str, *, as_json: bool) -> None:
    """Tampilkan semua versi. List every version, the newest first."""
    with reading() as connection:
        load_agency(connection, agency_id)
        policies = list_policies(connection, agency_id)
    lines = [_describe(policy) for policy in policies] or ["belum ada kebijakan / no policy yet"]
    show([to_plain(policy) for policy in policies], lines, as_json=as_json)


@command.command()
@json_option
def key(*, as_json: bool) -> None:
    """Tampilkan kunci publik kebijakan. Show the public key that signs policies; made on first use."""
    path = load_settings().policy_key_path
    ensure_policy_key(path)
    signer = load_policy_signer(path)
    public = signer.public_key
    lines = [signer.point, f"keyid {public.keyid}, {show_path(path)}"]
    show({"keyid": public.keyid, "policy_key": signer.point, **public.to_dict()}, lines, as_json=as_json)


def _describe(policy: Policy) -> str:
    return f"{policy.agency_id} versi / version {policy.version}, {policy.set_at.isoformat(timespec='minutes')}"
