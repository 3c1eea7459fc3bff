"""Ids for new entries: opaque ones by chance, a source's from its title; never one that was used before."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.accounts.list_documents import ListDocuments

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u to be misread."""

OPAQUE_CHARACTERS = 6
SLUG_MAX_CHARACTERS = 48


def find_used_ids(documents: ListDocuments) -> set[str]:
    """Return the ids that no new entry may have; ids that were merged or removed count as used."""
    sections = ("people", "sides", "teams", "accounts", "domains", "sources", "removals")
    used = {str(entry.get("id")) for section in sections for _, entry in documents.iterate(section)}
    return used | {str(entry.get("from")) for _, entry in documents.iterate("redirects")}


def make_opaque_id(used: set[str], prefix: str) -> str:
    """Return a new id such as ``ak-7f3k9q``, and add it to those that are used."""
    while True:
        made = f"{prefix}-{''.join(secrets.choice(LETTERS) for _ in range(OPAQUE_CHARACTERS))}"
        if made not in used:
            used.add(made)
            return made


def make_source_id(documents: ListDocuments, title: str) -> str:
    """Return a new readable id such as ``src-calon-satu-menyapa-warga``."""
    used = find_used_ids(documents)
    words = re.sub("[^a-z0-9]+", "-", title.lower()).strip("-") or "sumber"
    slug = words if len(words) <= SLUG_MAX_CHARACTERS else words[:SLUG_MAX_CHARACTERS].rpartition("-")[0]
    made, number = f"src-{slug}", 1
    while made in used:
        number += 1
        made = f"src-{slug}-{number}"
    return made
