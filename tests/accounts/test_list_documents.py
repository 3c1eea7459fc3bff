"""The list as plain documents: found, changed and written without losing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from server.accounts.findings import ListFormatError
from server.accounts.list_documents import read_contents, read_documents
from server.accounts.list_writer import describe_list, format_file
from tests.accounts.list_samples import CONTEST_FILE, SAMPLE
from tests.accounts.list_strategies import account_lists

if TYPE_CHECKING:
    from server.domain.account_list import AccountList


@settings(max_examples=25, deadline=None)
@given(account_lists())
def test_documents_write_what_they_read(account_list: AccountList) -> None:
    """A file in its canonical form stays the same to the byte."""
    body = format_file(describe_list(account_list)).encode()

    assert body == read_documents({"all.yaml": body}).encode("all.yaml")


def test_order_is_mended() -> None:
    """Sections and fields, also inside entries, come in the order of the tables; entries keep theirs."""
    text = """
people:
- {name: "no", id: ps-bbbbbb}
- {name: A, id: ps-aaaaaa}
elections:
- phases: [{to: 2031-01-02, from: 2031-01-01, phase: calon}]
  id: e
  extra: 1
format: 1
"""
    expected = """format: '1'
elections:
- id: e
  phases:
  - phase: calon
    from: '2031-01-01'
    to: '2031-01-02'
  extra: '1'
people:
- id: ps-bbbbbb
  name: 'no'
- id: ps-aaaaaa
  name: A
"""

    assert expected == read_documents({"a.yaml": text.encode()}).encode("a.yaml").decode()


@pytest.mark.parametrize("entry_id", ["contoh-2031", "wil:73.71", "sd-bbbbbb", "ak-dddddd", "src-koran", "mt-dua"])
def test_entries_are_found_by_id(entry_id: str) -> None:
    """In whatever file and section, sides inside their contests too."""
    documents = read_documents(read_contents(SAMPLE))
    place = documents.find(entry_id)

    assert place is not None
    assert documents.get(place)["id"] == entry_id
    assert documents.find("ak-zzzzzz") is None


def test_an_entry_is_added_replaced_and_removed() -> None:
    """The documents before stay as they were."""
    before = read_documents(read_contents(SAMPLE))
    added = before.add("new.yaml", "people", {"name": "Baru", "id": "ps-nnnnnn"})
    place = added.find("ps-nnnnnn")
    side = added.find("sd-bbbbbb")
    assert place is not None
    assert side is not None

    renamed = added.replace(side, {**added.get(side), "name": "Nama Lain"})

    assert added.encode("new.yaml").decode() == "format: '1'\npeople:\n- id: ps-nnnnnn\n  name: Baru\n"
    assert [entry["name"] for _, entry in renamed.iterate("sides")][:2] == ["Calon Satu", "Nama Lain"]
    assert renamed.remove(place).files.keys() == before.files.keys()
    assert added.files["new.yaml"] == renamed.files["new.yaml"]
    assert before.find("ps-nnnnnn") is None
    assert "Nama Lain" not in str(added.files[CONTEST_FILE])


@pytest.mark.parametrize(
    ("text", "code"),
    [("format: 1\n# a comment\n", "L009"), ("format: [", "L005"), ("format: 1\nformat: 1\n", "L011"), ("", "L010")],
)
def test_what_would_be_lost_is_refused(text: str, code: str) -> None:
    """A file that cannot be read whole is not written anew."""
    with pytest.raises(ListFormatError) as caught:
        read_documents({"a.yaml": text.encode()})

    assert code in {finding.code for finding in caught.value.findings}


def test_windows_line_ends_are_mended() -> None:
    """Byte order mark and line ends carry nothing."""
    body = "\ufeffformat: '1'\r\npeople:\r\n- id: ps-nnnnnn\r\n  name: A\r\n".encode()

    assert read_documents({"a.yaml": body}).encode("a.yaml") == b"format: '1'\npeople:\n- id: ps-nnnnnn\n  name: A\n"
