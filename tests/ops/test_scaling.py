"""Growing past one machine: two servers behind nginx share one PostgreSQL and one Redis, and either may die.

And growing older: the tables get a new step while a server of this version answers.
"""

from __future__ import annotations

import json
import shutil
import time
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sqlalchemy import inspect

from server.agencies import schema_steps
from server.agencies.database import Database
from tests.agencies.conftest import TEMPLATE, postgres, url  # noqa: F401 - fixtures
from tests.cli.samples import run
from tests.http.redis import run_redis
from tests.http.samples import GROUP
from tests.ops.machines import Ask, Load, Machine, Proxy, run_proxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.agencies.postgres import PostgresServer

AGENCY = "bkd-contoh"
CHECKS_PER_MINUTE = 5000
BATCH_CHECKS = 100
CHECK = {"url": "https://x.com/calon_satu"}
NEXT_STEP = '''
"""What a later version may need: a column and a table more."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    """Expand."""
    op.add_column("agencies", sa.Column("region", sa.String(10), nullable=True))
    op.create_table("desks", sa.Column("id", sa.String(63), primary_key=True))
'''


class Site(NamedTuple):
    """Two machines behind one proxy, and the settings that they share."""

    machines: tuple[Machine, Machine]
    proxy: Proxy
    state: Path
    database_url: str


def jaga(state: Path, database_url: str, *arguments: str) -> str:
    """Run a verb as an operator of the site would."""
    result = run(*arguments, state=state, JAGA_DATABASE_URL=database_url)
    assert result.exit_code == 0, result.output
    return result.stdout


def set_policy(state: Path, database_url: str, minutes: int) -> int:
    """Set a policy and return its version."""
    path = state / "policy.json"
    path.write_text(json.dumps({"ask_again_minutes": minutes}))
    said = json.loads(jaga(state, database_url, "policy", "set", AGENCY, str(path), "--json"))
    return int(said["version"])


def issue_key(state: Path, database_url: str) -> str:
    """Return a new device key."""
    return str(json.loads(jaga(state, database_url, "device-key", "issue", AGENCY, "--json"))["key"])


def prepare(state: Path, database_url: str) -> str:
    """Add an agency with a policy; return a device key."""
    jaga(state, database_url, "agency", "add", AGENCY, "--name", "BKD", "--contact", "mailto:meja@bkd.example")
    set_policy(state, database_url, 1)
    return issue_key(state, database_url)


def make_asks(key: str) -> list[Ask]:
    """Return what extensions and tools ask all day."""
    return [
        Ask("GET", "/v1/release/metadata/timestamp.json"),
        Ask("GET", f"/v1/warnings/{GROUP}"),
        Ask("POST", "/v1/check", json.dumps({"checks": [CHECK, CHECK]}).encode(), key),
        Ask("GET", "/v1/policy", key=key),
    ]


def start(*machines: Machine) -> None:
    """Start those that do not run, and wait for all."""
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.wait()


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of release and keys, which the machines share here and have copies of elsewhere."""
    folder: Path = tmp_path_factory.mktemp("state")
    for verb in (("release",), ("policy", "key")):
        assert run(*verb, state=folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def site(
    state: Path,
    postgres: PostgresServer,  # noqa: F811 - the fixture above
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """Run the whole site."""
    database_url = postgres.make_database("site", TEMPLATE)
    with run_redis() as redis_url:
        env = {
            "JAGA_DATABASE_URL": database_url,
            "JAGA_REDIS_URL": redis_url,
            "JAGA_CHECKS_PER_MINUTE": str(CHECKS_PER_MINUTE),
        }
        machines = (Machine(state, **env), Machine(state, **env))
        try:
            start(*machines)
            with run_proxy(machines, tmp_path_factory.mktemp("proxy")) as proxy:
                yield Site(machines, proxy, state, database_url)
        finally:
            for machine in machines:
                machine.kill()


@pytest.fixture(scope="module")
def key(site: Site) -> str:
    """Give a device key of an agency with a policy."""
    return prepare(site.state, site.database_url)


def test_a_machine_dies_and_nobody_notices(site: Site, key: str) -> None:
    """Killed under load, then started again and alone: every single request was answered."""
    (first, second), proxy = site.machines, site.proxy
    start(first, second)
    with Load(proxy.port, make_asks(key), proxy.trust) as load:
        load.wait_for(20)
        first.kill()
        load.wait_for(40)
        start(first)
        time.sleep(proxy.forgets_seconds + 1)  # as the guide says
        second.kill()
        load.wait_for(40)

    assert load.failures == []


def test_a_policy_is_seen_by_both(site: Site, key: str) -> None:
    """From the next request on."""
    start(*site.machines)
    version = set_policy(site.state, site.database_url, 7)

    answers = [machine.ask(Ask("GET", "/v1/policy", key=key)).json()["signed"] for machine in site.machines]

    assert [(one["version"], one["policy"]) for one in answers] == [(version, {"ask_again_minutes": 7})] * 2


def test_checks_are_counted_over_both(site: Site, key: str) -> None:
    """A tool that spreads its batches may not ask for more; another key of the same agency still may."""
    start(*site.machines)
    batch = json.dumps({"checks": [CHECK] * BATCH_CHECKS}).encode()
    spread = [Ask("POST", "/v1/check", batch, issue_key(site.state, site.database_url))] * (
        CHECKS_PER_MINUTE // BATCH_CHECKS
    )

    statuses = [site.machines[number % 2].ask(ask).status for number, ask in enumerate(spread)]

    assert set(statuses) == {200}
    assert [machine.ask(spread[0]).status for machine in site.machines] == [429, 429]
    other = Ask("POST", "/v1/check", batch, issue_key(site.state, site.database_url))
    assert site.machines[0].ask(other).status == 200


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make ``jaga db upgrade`` that of a later version; the servers are processes of their own and stay as they are."""
    before, steps = schema_steps.list_steps()[-1], tmp_path / "migrations"
    shutil.copytree(schema_steps.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "versions" / "v9999_next.py").write_text(dedent(NEXT_STEP.format(before=before)))
    with monkeypatch.context() as patch:
        patch.setattr(schema_steps, "MIGRATIONS", steps)
        yield


def test_the_tables_grow_while_this_version_serves(
    state: Path,
    url: str,  # noqa: F811 - the fixture above
    request: pytest.FixtureRequest,
) -> None:
    """No request fails before, during and after; and what an operator of this version sets then is seen."""
    key, machine = prepare(state, url), Machine(state, JAGA_DATABASE_URL=url)
    start(machine)
    try:
        with Load(machine.port, make_asks(key)) as load:
            load.wait_for(20)
            request.getfixturevalue("later_version")
            assert json.loads(jaga(state, url, "db", "upgrade", "--json"))["run"] == ["9999"]
            load.wait_for(20)
            version = set_policy(state, url, 9)
            answer = machine.ask(Ask("GET", "/v1/policy", key=key)).json()["signed"]
    finally:
        machine.kill()

    assert load.failures == []
    assert (answer["version"], answer["policy"]) == (version, {"ask_again_minutes": 9})
    database = Database(url)
    with database.read() as connection:
        assert "desks" in inspect(connection).get_table_names()
    database.close()
