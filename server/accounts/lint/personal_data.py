"""No NIK, phone number, e-mail address or picture: the list names public accounts and nothing more of a person.

What was found is not repeated in the finding, because findings end in public logs.

Source: UU 27/2022 (personal data); KPU's photo names of 2024 hold 16-digit numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.accounts.record_reader import Record

NIK = Mistake("L218", "looks like a NIK (16 digits)", "no personal number", "remove it")
PHONE = Mistake("L219", "looks like a phone number", "no phone number", "remove it")
EMAIL = Mistake("L220", "looks like an e-mail address", "no e-mail address", "remove it")
PICTURE = Mistake("L221", "the address of a picture", "the address of a page", "name the page instead")

# NIK: region (first two digits 11 to 99), day 01-31 or 41-71, month, year, serial number.
_NIK = re.compile(r"(?<!\d)[1-9][1-9]\d{4}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?!\d)")
_PHONE = re.compile(r"(?<![\d/])(?:\+62|62|0)[ -]?8\d{1,3}[ -]?\d{3,4}[ -]?\d{3,5}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:[?#]|$)", re.IGNORECASE)
_WORTH_A_LOOK = re.compile(r"\d{4}|@|\.\w{3,4}(?:[?#]|$)")

_SKIPPED = frozenset({"platform_id", "checked_on", "kind", "status", "grade", "platform", "id", "owner", "contact"})
"""Fields of fixed forms; a permanent id may have 16 digits, and a contact is there to be written to."""


def check_personal_data(inspection: Inspection) -> Iterator[Finding]:
    """Find values that should not be in a public list."""
    for record in inspection.records():
        for name, value in record.values.items():
            if isinstance(value, str) and name not in _SKIPPED and _WORTH_A_LOOK.search(value):
                yield from _check_text(record, name, value)


def _check_text(record: Record, name: str, text: str) -> Iterator[Finding]:
    place = record.place(name)
    if _NIK.search(text):
        yield NIK.at(place)
    if name == "url":
        if _PICTURE.search(text):
            yield PICTURE.at(place)
        return
    if _PHONE.search(text):
        yield PHONE.at(place)
    if _EMAIL.search(text):
        yield EMAIL.at(place)
