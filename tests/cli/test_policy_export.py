"""``jaga policy export``: every form is written whole or not at all, a key stands in the files and nowhere else."""

from __future__ import annotations

import json
import plistlib
from shutil import rmtree
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from server.agencies.policy_check import load_policy_schema
from server.cli.exported_policy import load_texts
from server.packages.shelf import Shelf
from server.policy_files.formats import FORMATS
from tests.cli.samples import assert_refused, run
from tests.http.samples import publish
from tests.packages.samples import sample_packages
from tests.policy_files.reg_file import as_chromium_reads, read_reg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Jaga = Callable[..., Result]

ADDRESS = "https://jaga.example"
POLICY = {"language": "id", "levels": {"like": "hold"}, "platforms_off": ["youtube"], "ask_again_minutes": 15}
OF_AGENCY = ("policy", "export", "bkd-contoh")


def add_agency(jaga: Jaga, folder: Path, agency_id: str, policy: dict[str, Any] | None) -> None:
    """Add an agency; give it a policy unless there is none."""
    jaga("agency", "add", agency_id, "--name", "BKD Contoh", "--contact", "mailto:meja@bkd.example")
    if policy is not None:
        (folder / "policy.json").write_text(json.dumps(policy))
        jaga("policy", "set", agency_id, str(folder / "policy.json"))


@pytest.fixture
def jaga(tmp_path: Path) -> Jaga:
    """Return a ``jaga`` that has packed, and whose database has an agency with a policy and a policy key."""
    state = tmp_path / "state"
    Shelf(state / "packages").add(sample_packages())

    def call(*arguments: str, **env: str) -> Result:
        return run(*arguments, state=state, **{"JAGA_PUBLIC_URL": ADDRESS, **env})

    for arguments in (("db", "upgrade"), ("policy", "key")):
        call(*arguments)
    add_agency(call, tmp_path, "bkd-contoh", POLICY)
    return call


def export(jaga: Jaga, *arguments: str, **env: str) -> dict[str, Any]:
    """Export and return what was printed as JSON."""
    result = jaga(*OF_AGENCY, *arguments, "--json", **env)
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def read_linux(folder: Path) -> dict[str, Any]:
    """Return the values that Chromium on Linux is given."""
    path = folder / "linux/etc/chromium/policies/managed/jaga-jempol.json"
    (values,) = json.loads(path.read_bytes())["3rdparty"]["extensions"].values()
    return dict(values)


def read_all(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_a_key_the_policy_travels_in_the_files(jaga: Jaga, tmp_path: Path) -> None:
    """Each form in a folder of its own, the same values in each, for the package that is on the shelf."""
    said = export(jaga, str(tmp_path / "out"))

    values = {"agency_name": "BKD Contoh", "server": ADDRESS, **POLICY}
    out = tmp_path / "out"
    assert {path.name for path in out.iterdir()} == set(FORMATS)
    assert {one["path"] for one in said["files"]} == {str(out / name) for name in read_all(out)}
    assert not any(one["holds_device_key"] for one in said["files"])
    assert read_linux(out) == values
    packages = sample_packages()
    firefox = json.loads((out / "firefox/policies.json").read_bytes())["policies"]["3rdparty"]["Extensions"]
    assert firefox == {packages.gecko_id: values}
    key = rf"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome\3rdparty\extensions\{packages.extension_id}\policy"
    registry, _ = read_reg((out / "reg/jaga-jempol-chrome.reg").read_bytes())
    assert as_chromium_reads(registry, key, load_policy_schema()) == values
    (mac,) = (out / "mobileconfig").glob("*chrome*")
    assert plistlib.loads(mac.read_bytes())


@pytest.mark.parametrize("form", FORMATS)
def test_one_form_is_one_folder(jaga: Jaga, tmp_path: Path, form: str) -> None:
    """The same bytes as among all."""
    export(jaga, str(tmp_path / "one"), "--form", form)
    export(jaga, str(tmp_path / "all"))

    one, everything = read_all(tmp_path / "one"), read_all(tmp_path / "all")
    assert one == {name: body for name, body in everything.items() if name.startswith(f"{form}/")}


def test_a_new_key_stands_in_the_files_and_nowhere_else(jaga: Jaga, tmp_path: Path) -> None:
    """Never printed, kept as a digest, written down in the trail; its files are closed to others and say so."""
    result = jaga(*OF_AGENCY, str(tmp_path / "out"), "--issue-device-key", "30")

    assert result.exit_code == 0, result.output
    values = read_linux(tmp_path / "out")
    Draft202012Validator(load_policy_schema()).validate(values)
    assert values["policy_key"] in jaga("policy", "key").stdout
    assert set(values) == {"agency_name", "policy_key", "device_key", "server"}, "what else stood here could not change"
    key = values["device_key"]
    assert key[14:] not in result.output
    assert key[:13] in jaga("device-key", "list", "bkd-contoh").stdout
    assert json.loads(jaga("audit", "--json").stdout)[-1]["verb"] == "device-key issue"
    for name in read_all(tmp_path / "out"):
        path = tmp_path / "out" / name
        is_open = name.startswith("admx/") or name.endswith(".txt")
        assert path.stat().st_mode & 0o777 == (0o644 if is_open else 0o600), name
        (line,) = (line for line in result.stdout.splitlines() if name in line.split(" ")[0])
        assert ("guard it like a password" in line) != is_open
    assert "chmod a+r" in result.stdout.splitlines()[-1]


def test_a_key_that_is_there_is_used_again(jaga: Jaga, tmp_path: Path) -> None:
    """No second one is issued."""
    key = json.loads(jaga("device-key", "issue", "bkd-contoh", "--json").stdout)["key"]
    (tmp_path / "key").write_text(f"{key}\n")

    export(jaga, str(tmp_path / "out"), "--device-key-file", str(tmp_path / "key"))

    assert read_linux(tmp_path / "out")["device_key"] == key
    assert len(json.loads(jaga("device-key", "list", "--json").stdout)) == 1


def test_the_root_of_the_release_goes_with_the_address(jaga: Jaga, tmp_path: Path) -> None:
    """A policy that names a server of its own keeps it, and gets no root of ours."""
    release = publish(tmp_path / "state")
    export(jaga, str(tmp_path / "ours"))
    add_agency(jaga, tmp_path, "dinas-cermin", POLICY | {"server": "https://cermin.example"})
    assert jaga("policy", "export", "dinas-cermin", str(tmp_path / "theirs")).exit_code == 0

    assert read_linux(tmp_path / "ours")["tuf_root"] == (release / "metadata/1.root.json").read_text()
    theirs = read_linux(tmp_path / "theirs")
    assert (theirs["server"], "tuf_root" in theirs) == ("https://cermin.example", False)


def test_an_earlier_export_stays_until_told(jaga: Jaga, tmp_path: Path) -> None:
    """And no key is issued for files that are not written."""
    export(jaga, str(tmp_path), "--form", "firefox")
    first = read_all(tmp_path / "firefox")

    refused = jaga(*OF_AGENCY, str(tmp_path), "--issue-device-key", "30")

    assert_refused(refused, 2, "policies.json", "--replace")
    assert (read_all(tmp_path / "firefox"), (tmp_path / "linux").exists()) == (first, False)
    assert json.loads(jaga("device-key", "list", "--json").stdout) == []
    export(jaga, str(tmp_path), "--issue-device-key", "30", "--replace")
    assert read_all(tmp_path / "firefox") != first


def test_no_key_is_kept_when_its_files_cannot_be_written(jaga: Jaga, tmp_path: Path) -> None:
    """The database is as it was."""
    (tmp_path / "taken").write_text("")

    assert_refused(jaga(*OF_AGENCY, str(tmp_path / "taken"), "--issue-device-key", "30"), 1, "taken")
    assert json.loads(jaga("device-key", "list", "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "env", "exit_code", "words"),
    [
        pytest.param((), {"JAGA_PUBLIC_URL": ""}, 2, ["JAGA_PUBLIC_URL: found 'nothing'", "https://"], id="no address"),
        pytest.param((), {"JAGA_PUBLIC_URL": "http://jaga.example"}, 2, ["expected https://"], id="http"),
        pytest.param((), {"JAGA_PUBLIC_URL": "https://Jaga.Example"}, 2, ["in small letters"], id="capitals"),
        pytest.param(
            (), {"JAGA_PUBLIC_URL": "http://127.0.0.1:8000", "JAGA_ENV": "production"}, 2,
            ["http://127.0.0.1:8000", "https:// in production"], id="http in production",
        ),
        pytest.param(("--form", "word"), {}, 2, ["'word'", "linux"], id="no such form"),
        pytest.param(("--issue-device-key", "0"), {}, 2, ["--days: found 0", "1 to"], id="no day"),
        pytest.param(("--form", "admx", "--issue-device-key", "9"), {}, 2, ["a form that holds values"], id="no use"),
        pytest.param(("--issue-device-key", "9", "--device-key-file", "x"), {}, 2, ["not both"], id="two keys"),
        pytest.param(("--device-key-file", "/nonexistent"), {}, 1, ["/nonexistent", "No such file"], id="no file"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_and_nothing_written(
    jaga: Jaga, tmp_path: Path, arguments: tuple[str, ...], env: dict[str, str], exit_code: int, words: list[str]
) -> None:
    """In one line: what was found, what was expected."""
    assert_refused(jaga(*OF_AGENCY, str(tmp_path / "out"), *arguments, **env), exit_code, *words)
    assert not (tmp_path / "out").exists()


def test_an_agency_without_a_policy_or_gone_or_unknown(jaga: Jaga, tmp_path: Path) -> None:
    """Each is told apart; a policy key or a package that is missing, too."""
    out = str(tmp_path / "out")
    assert_refused(jaga("policy", "export", "tiada", out), 2, "'tiada'", "jaga agency list")
    add_agency(jaga, tmp_path, "dinas-baru", None)
    assert_refused(jaga("policy", "export", "dinas-baru", out), 1, "no policy was set", "jaga policy set")
    jaga("agency", "close", "dinas-baru")
    assert_refused(jaga("policy", "export", "dinas-baru", out), 2, "'dinas-baru'", "left on")
    (tmp_path / "state/keys/policy.pem").unlink()
    assert_refused(jaga(*OF_AGENCY, out, "--issue-device-key", "9"), 1, "policy.pem", "jaga policy key")
    rmtree(tmp_path / "state/packages")
    assert_refused(jaga(*OF_AGENCY, out), 1, "no package", "jaga package")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["foreign", "revoked", "none"])
def test_a_key_of_nobody_of_the_agency_is_refused_unshown(jaga: Jaga, tmp_path: Path, kind: str) -> None:
    """Another agency's, a revoked one, and what is no key at all."""
    add_agency(jaga, tmp_path, "dinas-lain", POLICY)
    owner = "dinas-lain" if kind == "foreign" else "bkd-contoh"
    key = json.loads(jaga("device-key", "issue", owner, "--json").stdout)["key"]
    if kind == "revoked":
        jaga("device-key", "revoke", key[:13])
    (tmp_path / "key").write_text("rahasia" if kind == "none" else key)

    result = jaga(*OF_AGENCY, str(tmp_path / "out"), "--device-key-file", str(tmp_path / "key"))

    assert_refused(result, 2, "(not shown)", "valid device key of bkd-contoh")
    assert (tmp_path / "key").read_text() not in result.output
    assert not (tmp_path / "out").exists()


def test_every_member_has_its_texts() -> None:
    """In both languages, for what the schema has and for nothing else."""
    members = set(load_policy_schema()["properties"])

    assert [set(texts) for texts in load_texts().values()] == [members, members]
