"""``jaga add``: from a pasted address to an entry in the right file, or a clear no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import CONTEST_FILE, copy_sample
from tests.cli.changing_samples import NEW_SOURCE, change, entries_of, entry_of, read, refuse
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

FACTS = ("--kind", "personal", "--grade", "B", *NEW_SOURCE)
PARTY = ("--kind", "party", "--grade", "B", "--source", "src-situs-partai")


def test_several_addresses_become_entries_of_their_owner(tmp_path: Path) -> None:
    """Handle and permanent id as the platform writes them, with one new source, in the file of the owner."""
    urls = ("https://www.instagram.com/Calon.Dua/?hl=id", "youtube.com/channel/UCabcdefghijklmnopqrstuv")

    documents = change(copy_sample(tmp_path), "add", *urls, "--owner", "calon dua", *FACTS)

    added = documents.files[CONTEST_FILE]["accounts"][-2:]
    assert [entry["owner"] for entry in added] == ["ps-bbbbbb", "ps-bbbbbb"]
    assert added[0]["handle"] == "calon.dua"
    assert added[1]["platform_id"] == "UCabcdefghijklmnopqrstuv"
    assert {entry["checked_by"] for entry in added} == {"mt-satu"}
    source = documents.files[CONTEST_FILE]["sources"][-1]
    assert source["id"] == "src-situs-dua"
    assert [entry["sources"] for entry in added] == [["src-situs-dua"], ["src-situs-dua"]]


def test_a_party_account_stands_with_the_party(tmp_path: Path) -> None:
    """Found by a part of its name; a source known by its address is not written twice."""
    given = ("--source", "https://partai-satu.example/kontak", "--kind", "party", "--grade", "B")

    documents = change(copy_sample(tmp_path), "add", "facebook.com/partaisatu", "--owner", "Partai", *given)

    assert documents.files["parties.yaml"]["accounts"][-1]["sources"] == ["src-situs-partai"]
    assert len(entries_of(documents, "sources")) == len(entries_of(read(copy_sample(tmp_path / "2")), "sources"))


def test_a_source_of_two_files_is_shared(tmp_path: Path) -> None:
    """It moves to the file of the shared ones."""
    documents = change(
        copy_sample(tmp_path), "add", "x.com/kota_satu", "--owner", "pt-satu", "--kind", "registered", "--grade", "A",
        *("--source", "src-daftar"),
    )  # fmt: skip

    assert [entry["id"] for entry in documents.files["sources/shared.yaml"]["sources"]] == ["src-daftar"]


def test_a_freed_handle_may_be_added_anew(tmp_path: Path) -> None:
    """When the days of the two have none in common."""
    days = ("--from", "2031-02-09", "--to", "2031-02-12")

    documents = change(copy_sample(tmp_path), "add", "instagram.com/tim.satu", "--owner", "ps-bbbbbb", *days, *FACTS)

    assert entries_of(documents, "accounts")[-2]["handle"] in {"tim.satu", "calon_latihan"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.instagram.com/p/C1a2b3c4d5e/", ("kiriman", "post")),
        ("https://vt.tiktok.com/ZSabcdefg/", ("tautan pendek", "short link")),
        ("https://kota.example/profil", ("bukan alamat platform", "no known platform")),
        ("https://www.instagram.com/explore/", ("tidak menyebut akun", "names no account")),
        ("https://x.com/CALON_DUA", ("ak-bbbbbb", "known already")),
    ],
)
def test_what_is_no_new_profile_is_refused(tmp_path: Path, url: str, words: tuple[str, ...]) -> None:
    """With the reason, and what to paste instead."""
    refuse(copy_sample(tmp_path), ("add", url, "--owner", "ps-aaaaaa", *FACTS), *words)


def test_a_removed_account_does_not_come_back(tmp_path: Path) -> None:
    """Whoever proposes it again hears when it was removed."""
    directory = copy_sample(tmp_path)
    change(directory, "remove", "ak-dddddd", "--reason", "not_theirs")

    refuse(
        directory, ("add", "instagram.com/tim.dua", "--owner", "ps-bbbbbb", *FACTS), "ak-dddddd", "must not come back"
    )


@pytest.mark.parametrize(
    ("owner", "words"),
    [
        ("ps-bbbbbc", ("ps-bbbbbb",)),
        ("Calon Du", ()),
        ("Calon", ("ps-aaaaaa (Calon Satu)", "ps-bbbbbb (Calon Dua; the physician)")),
        ("Kalon Dua", ("did you mean", "Calon Dua")),
    ],
)
def test_the_owner_must_be_clear(tmp_path: Path, owner: str, words: tuple[str, ...]) -> None:
    """Nobody or several: the ones that may be meant are named."""
    directory = copy_sample(tmp_path)
    if not words:
        change(directory, "add", "instagram.com/calon.dua", "--owner", owner, *FACTS)
        return
    refuse(directory, ("add", "instagram.com/calon.dua", "--owner", owner, *FACTS), *words, exit_code=2)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--source", "src-dafter"), ("did you mean", "src-daftar")),
        (("--source", "https://baru.example/"), ("--source-title",)),
        (("--source", "https://baru.example/", "--source-title", "Baru"), ("--source-kind",)),
        (("--source", "https://a.example/", "--source", "https://b.example/"), ("one new source",)),
    ],
)
def test_a_source_must_be_clear(tmp_path: Path, given: tuple[str, ...], words: tuple[str, ...]) -> None:
    """A known id or address, or one new one with title and kind."""
    arguments = ("add", "x.com/baru_dua", "--owner", "ps-bbbbbb", "--kind", "personal", "--grade", "B", *given)
    refuse(copy_sample(tmp_path), arguments, *words, exit_code=2)


def test_lint_has_the_last_word(tmp_path: Path) -> None:
    """Grade A on a party's own site is refused by lint's code, and nothing is written."""
    arguments = ("add", "x.com/baru_dua", "--owner", "ps-bbbbbb", "--kind", "personal", "--grade", "A", *NEW_SOURCE)
    refuse(copy_sample(tmp_path), arguments, "L212")


def test_one_permanent_id_belongs_to_one_address(tmp_path: Path) -> None:
    """It is kept beside the handle; with two addresses nobody knows whose it is."""
    directory = copy_sample(tmp_path)
    arguments = ("add", "x.com/baru_dua", "--owner", "ps-bbbbbb", "--platform-id", "123456789", *FACTS)
    refuse(directory, (*arguments, "x.com/lain_dua"), "--platform-id", exit_code=2)

    documents = change(directory, *arguments)

    added = documents.files[CONTEST_FILE]["accounts"][-1]
    assert entry_of(documents, added["id"])["platform_id"] == "123456789"


def test_a_lookalike_is_warned_about(tmp_path: Path) -> None:
    """One character apart from a rival's handle: lint's warning is shown, and the maintainer decides."""
    arguments = ("add", "x.com/calon_satv", "--owner", "ps-bbbbbb", *FACTS)

    result = run(*arguments, JAGA_LIST_DIR=str(copy_sample(tmp_path)), JAGA_MAINTAINER="mt-satu")

    assert result.exit_code == 0
    assert "L239" in result.stderr


def test_whoever_cannot_be_told_apart_is_refused(tmp_path: Path) -> None:
    """Of two rivals' handles that look the same one is false."""
    refuse(copy_sample(tmp_path), ("add", "x.com/ca1on_satu", "--owner", "ps-bbbbbb", *FACTS), "L238")
