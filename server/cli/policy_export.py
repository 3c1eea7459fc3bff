"""``jaga policy export``: an agency's policy as the files that administrators roll out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.accounts.durable_files import replace_file
from server.agencies.policy_check import load_policy_schema
from server.cli.agencies_open import changing, json_option, show
from server.cli.exported_policy import KeyChoice, export_policy, load_texts
from server.cli.inputs import load_settings, show_path
from server.domain.errors import RequestError
from server.policy_files.formats import FORMATS, PLAIN, make_policy_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from server.policy_files.deployment import Deployment

ALL = "all"
KEY_CODINGS = ("utf-8", "utf-16-le")
"""How a form may write a key; files of the registry are UTF-16."""

OPEN, CLOSED = 0o644, 0o600

_FILE = click.Path(path_type=Path, dir_okay=False)
_WITH_KEY = "  kunci perangkat di dalamnya: jaga seperti kata sandi / a device key in it: guard it like a password"
_READABLE = (
    "di perangkat, peramban harus dapat membaca berkas Linux: chmod a+r"
    " / on the device the browser has to be able to read the files for Linux: chmod a+r"
)


@click.command("export")
@click.argument("agency_id", metavar="AGENCY")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--form", "forms", type=click.Choice([*FORMATS, ALL]), multiple=True, help="Bentuk / form; all unless told."
)
@click.option("--issue-device-key", "days", type=int, metavar="DAYS", help="Buat kunci baru / issue a key for it.")
@click.option("--device-key-file", "key_file", type=_FILE, metavar="FILE", help="Kunci yang ada / a key you have.")
@click.option("--replace", "replaces", is_flag=True, help="Ganti ekspor sebelumnya / in place of an earlier export.")
@json_option
def command(  # noqa: PLR0913 - click gives each option by name
    agency_id: str,
    folder: Path,
    forms: Sequence[str],
    days: int | None,
    key_file: Path | None,
    *,
    replaces: bool,
    as_json: bool,
) -> None:
    """Tulis berkas kebijakan untuk administrator. Write the policy files that administrators roll out.

    DIR gets a folder per form; docs/agencies/policy-files.md says where each file goes. Without a device key the policy
    travels in the files; with one the files only say whom to ask, and the devices get each new version by themselves.
    """
    choice, chosen = KeyChoice(days, key_file), choose_forms(forms)
    refuse_pointless_key(choice, chosen)
    with changing() as (connection, actor):
        exported = export_policy(connection, actor, load_settings(), agency_id, choice)
        files = make_files(folder, chosen, exported.deployment)
        if not replaces:
            refuse_overwriting(files)
        # Before a new key is kept: one that stands in no file is of no use to anybody.
        closed = write_files(files, exported.device_key)
    rows = [{"path": str(path), "holds_device_key": path in closed} for path in files]
    lines = [f"{show_path(path)}{_WITH_KEY if path in closed else ''}" for path in files]
    head = f"{agency_id}: versi / version {exported.version}"
    last = [_READABLE] if closed and "linux" in chosen else []
    show({"agency": agency_id, "version": exported.version, "files": rows}, [head, *lines, *last], as_json=as_json)


def choose_forms(forms: Sequence[str]) -> tuple[str, ...]:
    """Return the forms to write, each once."""
    return FORMATS if not forms or ALL in forms else tuple(dict.fromkeys(forms))


def refuse_pointless_key(choice: KeyChoice, forms: Sequence[str]) -> None:
    """Refuse options that cannot both be meant.

    Raises:
        RequestError: two keys, or a key for forms that hold none.
    """
    if None not in choice:
        raise RequestError("--device-key-file", str(choice.file), "not both this and --issue-device-key")
    if choice.is_made and set(forms) == {"admx"}:
        raise RequestError(
            "--form", "admx", f"a form that holds values ({', '.join(PLAIN)}, intune) when a key is given"
        )


def make_files(folder: Path, forms: Sequence[str], deployment: Deployment) -> dict[Path, bytes]:
    """Return each file of each form, by where it will lie.

    Raises:
        RequestError: a form cannot hold this policy.
    """
    schema, texts = load_policy_schema(), load_texts()
    made = {form: make_policy_files(form, deployment, schema, texts) for form in forms}
    return {folder / form / name: body for form, files in made.items() for name, body in files.items()}


def refuse_overwriting(files: Mapping[Path, bytes]) -> None:
    """Leave an earlier export alone.

    Raises:
        RequestError: one of the files is there.
    """
    present = [str(path) for path in files if path.exists()]
    if present:
        raise RequestError("DIR", present[0], "a folder without an earlier export; --replace writes in its place")


def write_files(files: Mapping[Path, bytes], device_key: str | None) -> set[Path]:
    """Write the files, those with a device key closed to others; return these.

    Raises:
        OSError: some may have been written, each of them whole.
    """
    closed = {path for path, body in files.items() if device_key and _holds(body, device_key)}
    for path, body in files.items():
        replace_file(path, body, mode=CLOSED if path in closed else OPEN)
    return closed


def _holds(body: bytes, device_key: str) -> bool:
    return any(device_key.encode(coding) in body for coding in KEY_CODINGS)
