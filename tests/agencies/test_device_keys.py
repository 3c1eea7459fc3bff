"""Device keys: shown once, kept as a digest, let in while they are valid, and cost the same whatever is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select

from server.agencies.agencies import close_agency
from server.agencies.agency_errors import AgencyLeftError, DeviceKeyNotFoundError, DeviceKeyRefusedError
from server.agencies.device_keys import Device, issue_key, list_keys, open_device, revoke_key
from server.agencies.tables import METADATA
from server.domain.errors import RequestError
from tests.agencies.conftest import ACTOR, NOW

if TYPE_CHECKING:
    from server.agencies.database import Database


@pytest.fixture
def key(database: Database, agency: str) -> str:
    """Issue a key for 30 days and return its text."""
    with database.write() as connection:
        return issue_key(connection, ACTOR, agency, 30)[1]


def test_a_valid_key_lets_its_agency_in(database: Database, key: str) -> None:
    """Until the instant at which it expires."""
    with database.read() as connection:
        device = open_device(connection, key, NOW + timedelta(days=30, microseconds=-1))

    assert device == Device(key[:13], "bkd-contoh", "BKD Contoh")


def test_no_table_holds_the_secret(database: Database, key: str) -> None:
    """Whoever reads the whole database cannot show a key."""
    secret = key[14:]
    with database.read() as connection:
        rows = [str(tuple(row)) for table in METADATA.sorted_tables for row in connection.execute(select(table))]

    assert len(secret) == 43
    assert [row for row in rows if secret in row] == []
    assert any(key[:13] in row for row in rows)


def test_two_keys_share_nothing(database: Database, agency: str) -> None:
    """Neither the visible part nor the secret."""
    with database.write() as connection:
        keys = [issue_key(connection, ACTOR, agency, 30)[1] for _ in range(20)]

    assert len({key[:13] for key in keys}) == len({key[14:] for key in keys}) == 20


def spoil(database: Database, key: str, how: str) -> str:
    """Make of a good key what *how* says, and return what is shown."""
    with database.write() as connection:
        if how == "revoked":
            revoke_key(connection, ACTOR, key[:13])
        if how == "agency left":
            close_agency(connection, ACTOR, "bkd-contoh")
    return {
        "wrong": key[:-1] + ("A" if key[-1] != "A" else "B"),
        "malformed": "x",
        "empty": "",
        "digest": list_digests(database)[0],
        "visible part": key[:13],
        "other case": key.swapcase(),
        "space": f"{key} ",
        "sql": "' OR 1=1 --",
        "zero byte": f"{key}\0",
    }.get(how, key)


def list_digests(database: Database) -> list[str]:
    """Return what is kept of the keys."""
    with database.read() as connection:
        return [found.digest for found in list_keys(connection)]


@pytest.mark.parametrize(
    "how",
    ["wrong", "malformed", "empty", "digest", "visible part", "other case", "space", "sql", "zero byte", "revoked",
     "expired", "agency left"],
)  # fmt: skip
def test_anything_else_is_refused_at_the_same_cost(database: Database, key: str, how: str) -> None:
    """One and the same look-up for every credential, the good one too, and an error that holds none of it."""
    asked: list[str] = []

    def listen(*words: Any) -> None:
        asked.extend([words[2]] * words[2].startswith("SELECT"))

    shown, now = spoil(database, key, how), NOW + timedelta(days=30 if how == "expired" else 0)

    with database.read() as connection:
        event.listen(connection, "before_cursor_execute", listen)
        with pytest.raises((DeviceKeyRefusedError, AgencyLeftError)) as raised:
            open_device(connection, shown, now)
    with database.read() as connection:
        event.listen(connection, "before_cursor_execute", listen)
        if how not in {"revoked", "agency left"}:
            open_device(connection, key, NOW)

    assert isinstance(raised.value, AgencyLeftError) == (how == "agency left")
    assert str(raised.value) == ""
    assert len(set(asked)) == 1
    assert len(asked) == (1 if how in {"revoked", "agency left"} else 2)


@pytest.mark.parametrize("days", [0, -1, 1101])
def test_a_key_is_for_a_bounded_time(database: Database, agency: str, days: int) -> None:
    """Nobody renews what never ends."""
    with pytest.raises(RequestError, match="--days"), database.write() as connection:
        issue_key(connection, ACTOR, agency, days)


def test_revoking_twice_keeps_the_first_day(database: Database, key: str) -> None:
    """And a strange key is said."""
    later = type(ACTOR)("lain", NOW + timedelta(days=1))
    with database.write() as connection:
        revoke_key(connection, ACTOR, key[:13])
        assert revoke_key(connection, later, key[:13]).revoked_at == NOW
    with pytest.raises(DeviceKeyNotFoundError), database.write() as connection:
        revoke_key(connection, ACTOR, "jaga_00000000")


def test_an_agency_that_left_gets_no_key(database: Database, agency: str) -> None:
    """It says since when."""
    with database.write() as connection:
        close_agency(connection, ACTOR, agency)
    with pytest.raises(RequestError, match="left on"), database.write() as connection:
        issue_key(connection, ACTOR, agency, 30)
