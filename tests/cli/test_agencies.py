"""The verbs for agencies: what an operator types from an empty database to a policy, on both databases."""

from __future__ import annotations

import getpass
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.agencies.conftest import empty_url, postgres  # noqa: F401 - fixtures
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Jaga = Callable[..., Result]

ADD = ("agency", "add", "bkd-contoh", "--name", "BKD Contoh", "--contact", "mailto:meja@bkd.example")


@pytest.fixture
def jaga(empty_url: str, tmp_path: Path) -> Jaga:  # noqa: F811 - the fixture above
    """Return a ``jaga`` that works on a database of its own."""

    def call(*arguments: str, **env: str) -> Result:
        return run(*arguments, state=tmp_path / "state", JAGA_DATABASE_URL=empty_url, **env)

    return call


def read(result: Result) -> Any:
    """Return what a verb printed as JSON."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def write_policy(folder: Path, text: str) -> str:
    """Write a policy file and return its path."""
    path = folder / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_from_an_empty_database_to_a_policy(jaga: Jaga, tmp_path: Path) -> None:
    """Every verb once, as in the guide; at the end the trail holds each change."""
    assert read(jaga("db", "status", "--json"))["at"] is None
    steps = read(jaga("db", "upgrade", "--json"))["run"]
    assert read(jaga("db", "status", "--json"))["missing"] == []
    assert "nothing to do" in jaga("db", "upgrade").stdout

    assert read(jaga(*ADD, "--json"))["id"] == "bkd-contoh"
    issued = read(jaga("device-key", "issue", "bkd-contoh", "--days", "30", "--json", JAGA_OPERATOR="Sekretariat"))
    file = write_policy(tmp_path, "language: en\nlevels: {like: inform}\n")
    assert read(jaga("policy", "set", "bkd-contoh", file, "--json"))["version"] == 1
    (tmp_path / "policy.json").write_text('{"language": "id"}')
    assert read(jaga("policy", "set", "bkd-contoh", str(tmp_path / "policy.json"), "--json"))["version"] == 2
    assert read(jaga("policy", "show", "bkd-contoh", "--json"))["settings"] == {"language": "id"}
    assert read(jaga("policy", "show", "bkd-contoh", "--version", "1", "--json"))["settings"]["language"] == "en"
    assert [one["version"] for one in read(jaga("policy", "history", "bkd-contoh", "--json"))] == [2, 1]
    assert read(jaga("agency", "show", "bkd-contoh", "--json"))["policy_version"] == 2
    assert read(jaga("device-key", "revoke", issued["id"], "--json"))["state"] == "revoked"
    assert read(jaga("agency", "close", "bkd-contoh", "--json"))["left_at"]
    assert [one["id"] for one in read(jaga("agency", "list", "--json"))] == ["bkd-contoh"]

    trail = read(jaga("audit", "--json"))
    assert len(steps) >= 2
    assert [entry["verb"] for entry in trail] == [
        "agency add", "device-key issue", "policy set", "policy set", "device-key revoke", "agency close"
    ]  # fmt: skip
    assert [entry["who"] for entry in trail[:2]] == [getpass.getuser(), "Sekretariat"]


def test_a_key_is_shown_once(jaga: Jaga) -> None:
    """The list, for people and as JSON, shows its visible part and its state."""
    jaga("db", "upgrade")
    jaga(*ADD)
    key = jaga("device-key", "issue", "bkd-contoh").stdout.split()[0]

    listed = jaga("device-key", "list", "bkd-contoh").stdout + jaga("device-key", "list", "--json").stdout

    assert key[:13] in listed
    assert "valid" in listed
    assert key[14:] not in listed
    assert "digest" not in listed


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (ADD, 2, ["id: found 'bkd-contoh'", "no agency has had"]),
        (("agency", "show", "tiada"), 2, ["agency: found 'tiada'", "jaga agency list"]),
        (("agency", "close", "tiada"), 2, ["'tiada'"]),
        (("device-key", "issue", "tiada"), 2, ["'tiada'"]),
        (("device-key", "issue", "bkd-contoh", "--days", "0"), 2, ["--days: found 0", "1 to"]),
        (("device-key", "revoke", "jaga_00000000"), 2, ["visible part"]),
        (("policy", "show", "bkd-contoh"), 1, ["no policy was set", "jaga policy set"]),
        (("policy", "show", "bkd-contoh", "--version", "9"), 2, ["--version", "9"]),
        (("policy", "history", "tiada"), 2, ["'tiada'"]),
        (("policy", "set", "bkd-contoh", "/nonexistent.yaml"), 1, ["nonexistent.yaml", "No such file"]),
    ],
)
def test_a_mistake_is_said(jaga: Jaga, arguments: tuple[str, ...], exit_code: int, words: list[str]) -> None:
    """In one line: what was found, what was expected."""
    jaga("db", "upgrade")
    jaga(*ADD)

    assert_refused(jaga(*arguments), exit_code, *words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("languge: id", ["languge: found a setting that there is not", "did you mean language?"]),
        ("levels: {like: block}", ["device_owned: found nothing, expected true", "block_reason", "contact"]),
        ("language: id\nlanguage: en", ["policy.yaml", "twice"]),
        ("{", ["policy.yaml", "YAML"]),
        ("", ["policy: found null, expected object"]),
    ],
)
def test_a_policy_that_may_not_be_is_refused(jaga: Jaga, tmp_path: Path, text: str, words: list[str]) -> None:
    """Field, found, expected and fix; the version before still counts."""
    jaga("db", "upgrade")
    jaga(*ADD)
    jaga("policy", "set", "bkd-contoh", write_policy(tmp_path, "language: id"))

    assert_refused(jaga("policy", "set", "bkd-contoh", write_policy(tmp_path, text)), 1, *words)
    assert read(jaga("policy", "show", "bkd-contoh", "--json"))["version"] == 1


def test_the_policy_key_is_made_once(jaga: Jaga, tmp_path: Path) -> None:
    """Readable by its owner alone; what is printed is public."""
    first, second = (read(jaga("policy", "key", "--json")) for _ in range(2))

    path = tmp_path / "state" / "keys" / "policy.pem"
    assert first == second
    assert (first["keytype"], path.stat().st_mode & 0o777) == ("ecdsa", 0o600)
    assert path.read_text() not in json.dumps(first)


def test_missing_tables_are_said(jaga: Jaga) -> None:
    """With the verb that makes them."""
    assert_refused(jaga("agency", "list"), 1, "jaga db upgrade")


def test_a_broken_trail_ends_with_one(tmp_path: Path) -> None:
    """Somebody took the triggers away and wrote another name."""
    state = tmp_path / "state"
    run("db", "upgrade", state=state)
    run(*ADD, state=state)
    assert "utuh" in run("audit", state=state).stdout
    with closing(sqlite3.connect(state / "agencies.sqlite", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER audit_entries_no_update")
        connection.execute("UPDATE audit_entries SET who = 'orang lain'")

    assert_refused(run("audit", state=state), 1, "broken at entry 1")
