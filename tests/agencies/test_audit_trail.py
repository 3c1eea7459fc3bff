"""The audit trail: every change leaves one entry, none can be changed or taken out, and the chain shows if one was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, text, update

from server.agencies.agencies import close_agency
from server.agencies.agency_errors import DatabaseUnavailableError
from server.agencies.audit_trail import digest_entry, digest_text, find_break, list_entries
from server.agencies.device_keys import issue_key, revoke_key
from server.agencies.policies import set_policy
from server.agencies.tables import AUDIT_ENTRIES, POLICIES
from tests.agencies.conftest import ACTOR, NOW

if TYPE_CHECKING:
    from sqlalchemy import Executable, Table

    from server.agencies.audit_trail import AuditEntry
    from server.agencies.database import Database


@pytest.fixture
def entries(database: Database, agency: str) -> list[AuditEntry]:
    """Do one of everything, and return what was written down."""
    with database.write() as connection:
        key, _ = issue_key(connection, ACTOR, agency, 30)
        set_policy(connection, ACTOR, agency, {"language": "id"})
        revoke_key(connection, ACTOR, key.id)
        close_agency(connection, ACTOR, agency)
        return list_entries(connection)


def test_every_change_is_written_down(entries: list[AuditEntry]) -> None:
    """Who, what, when; of a policy its digest."""
    assert [entry.verb for entry in entries] == [
        "agency add",
        "device-key issue",
        "policy set",
        "device-key revoke",
        "agency close",
    ]
    assert {(entry.who, entry.at) for entry in entries} == {(ACTOR.who, NOW)}
    assert (entries[2].subject, entries[2].content) == ("bkd-contoh/1", digest_text('{"language": "id"}'))


@pytest.mark.parametrize("table", [AUDIT_ENTRIES, POLICIES], ids=lambda table: table.name)
def test_nothing_is_changed_or_taken_out(database: Database, entries: list[AuditEntry], table: Table) -> None:
    """The database itself refuses, on both."""
    column = table.columns["who" if table is AUDIT_ENTRIES else "document"]
    forbidden: list[Executable] = [update(table).values({column: "x"}), delete(table)]
    if database.kind == "postgresql":
        forbidden.append(text(f"TRUNCATE {table.name} CASCADE"))

    for statement in forbidden:
        with pytest.raises(DatabaseUnavailableError, match="append-only"), database.write() as connection:
            connection.execute(statement)


def test_a_whole_trail_is_whole(entries: list[AuditEntry]) -> None:
    """An empty one too."""
    assert (find_break(entries), find_break([])) == (None, None)


@pytest.mark.parametrize("member", ["who", "verb", "subject", "content", "previous", "digest"])
def test_a_changed_word_is_seen(entries: list[AuditEntry], member: str) -> None:
    """Whoever may take the triggers away cannot change what was said."""
    entries[2] = replace(entries[2], **dict[str, Any]({member: "x"}))

    assert find_break(entries) == 3


def test_a_changed_entry_with_a_new_digest_is_seen(entries: list[AuditEntry]) -> None:
    """The entry after it names the old digest."""
    changed = replace(entries[2], who="orang lain")
    entries[2] = replace(changed, digest=digest_entry(changed))

    assert find_break(entries) == 4


def test_a_missing_entry_is_seen(entries: list[AuditEntry]) -> None:
    """In the middle or at the beginning."""
    assert find_break(entries[1:]) == 1
    assert find_break(entries[:2] + entries[3:]) == 3
