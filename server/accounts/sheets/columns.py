"""The columns of the sheet of accounts, for export and import: names, headings, and what may stand in them.

What they mean to people stands in docs/maintainers/sheets.md; a test keeps the two alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.accounts.list_fields import ACCOUNT
from server.accounts.record_reader import OfForm, OneOf

SHEET = "akun"
REFERENCE_SHEET = "rujukan"
REMOVE = "hapus"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: the technical name, in the first row; a field of the list unless ``is_field`` says no.
        heading: Indonesian and English, in the second row.
    """

    name: str
    heading: str

    @property
    def is_field(self) -> bool:
        """Whether it is a field of an account."""
        return self.name in ACCOUNT

    @property
    def is_required(self) -> bool:
        """Whether every account has it; a new row gets its id by itself."""
        return self.is_field and self.name != "id" and ACCOUNT[self.name].is_required

    @property
    def words(self) -> tuple[str, ...]:
        """The only words that may stand here; empty when any text may."""
        if self.name == "do":
            return (REMOVE,)
        reader = ACCOUNT[self.name].read if self.is_field else None
        return reader.words if isinstance(reader, OneOf) else ()

    @property
    def form(self) -> OfForm | None:
        """The form that the text must have, or None."""
        reader = ACCOUNT[self.name].read if self.is_field else None
        return reader if isinstance(reader, OfForm) else None

    @property
    def is_day(self) -> bool:
        """Whether a calendar day stands here."""
        return self.name in DAYS


DAYS = ("from", "to", "seen_on", "checked_on", "next_check_on")
NOT_IN_SHEET = ("confirmed_by", "confirmed_on", "confirmation")
"""A spreadsheet confirms nothing: an entry keeps these while it stays as it is, and loses them when it changes."""

COLUMNS = (
    Column("do", "Perintah (hapus) / Order"),
    Column("id", "Id akun (kosong: baru) / Account id (empty: new)"),
    Column("contest", "Pemilihan / Contest"),
    Column("owner", "Id pemilik / Owner id"),
    Column("owner_name", "Nama pemilik / Owner"),
    Column("platform", "Platform"),
    Column("handle", "Nama akun atau alamat profil / Handle or profile address"),
    Column("platform_id", "Id tetap di platform (#) / Permanent id (#)"),
    Column("kind", "Jenis / Kind"),
    Column("status", "Keadaan / Status"),
    Column("from", "Sejak (YYYY-MM-DD) / From"),
    Column("to", "Sampai (YYYY-MM-DD) / To"),
    Column("former_handles", "Nama akun dahulu / Former handles"),
    Column("grade", "Tingkat bukti / Grade"),
    Column("seen", "Yang terlihat / Seen"),
    Column("seen_on", "Terlihat pada / Seen on"),
    Column("sources", "Id sumber / Source ids"),
    Column("checked_on", "Diperiksa pada / Checked on"),
    Column("checked_by", "Diperiksa oleh / Checked by"),
    Column("next_check_on", "Periksa lagi pada / Next check"),
    Column("note", "Catatan / Note"),
    Column("fingerprint", "Sidik isi (jangan diubah) / Fingerprint (leave alone)"),
)
NAMES = tuple(column.name for column in COLUMNS)
HEADINGS = tuple(column.heading for column in COLUMNS)

REFERENCE_HEADINGS = {
    "owner": "Id pemilik / Owner id",
    "owner_name": "Nama pemilik / Owner",
    "role": "Sebagai / As",
    "contest": "Pemilihan / Contest",
    "contest_name": "Nama pemilihan / Name of the contest",
    "side": "Id pihak / Side id",
    "side_name": "Pihak / Side",
    "ballot_number": "Nomor urut / Ballot number",
    "status": "Keadaan / Status",
}
"""The sheet to look things up in; it is not read."""
