"""Agencies: added with clear errors, closed, never forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.agencies.agencies import add_agency, close_agency, list_agencies, load_agency
from server.agencies.agency_errors import AgencyNotFoundError
from server.domain.errors import RequestError
from tests.agencies.conftest import ACTOR, NOW

if TYPE_CHECKING:
    from server.agencies.database import Database


@pytest.mark.parametrize(
    ("agency_id", "name", "contact", "field"),
    [
        pytest.param("B", "BKD", "mailto:m@b.example", "id", id="too short, a capital"),
        pytest.param("a" * 64, "BKD", "mailto:m@b.example", "id", id="too long"),
        pytest.param("bkd_contoh", "BKD", "mailto:m@b.example", "id", id="an underscore"),
        pytest.param("bkd-contoh", "BKD", "mailto:m@b.example", "id", id="taken"),
        pytest.param("bkd", " ", "mailto:m@b.example", "--name", id="no name"),
        pytest.param("bkd", "a\nb", "mailto:m@b.example", "--name", id="two lines"),
        pytest.param("bkd", "BKD", "0812", "--contact", id="a telephone"),
        pytest.param("bkd", "BKD", "http://b.example", "--contact", id="not encrypted"),
        pytest.param("bkd", "BKD", "mailto:m@b.example\u202e", "--contact", id="an invisible sign"),
    ],
)
def test_a_wrong_word_is_named(
    database: Database, agency: str, agency_id: str, name: str, contact: str, field: str
) -> None:
    """And nothing is written."""
    with pytest.raises(RequestError) as raised, database.write() as connection:
        add_agency(connection, ACTOR, agency_id, name, contact)

    assert raised.value.field == field
    with database.read() as connection:
        assert [found.id for found in list_agencies(connection)] == [agency]


def test_an_agency_leaves_once_and_stays_known(database: Database, agency: str) -> None:
    """Its row and its day stay."""
    with database.write() as connection:
        assert close_agency(connection, ACTOR, agency).left_at == NOW
    with pytest.raises(RequestError, match="left on 2031-01-15"), database.write() as connection:
        close_agency(connection, ACTOR, agency)


def test_a_strange_agency_is_said(database: Database) -> None:
    """With where to look."""
    with pytest.raises(AgencyNotFoundError, match="jaga agency list"), database.read() as connection:
        load_agency(connection, "tiada")
