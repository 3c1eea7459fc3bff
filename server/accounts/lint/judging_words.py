"""The list says whose an account is, and judges nobody: no word of praise or blame, least of all of a crime.

In our own words (notes, reasons) such a word is a mistake. In names and titles, which others chose, it is a warning: a
press title may speak of corruption and be quoted, but a neutral source is nearly always at hand.

Source: candidate_accounts/README.md, "Even for all sides"; KUHP 2023 art. 433 (defamation).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.accounts.record_reader import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

OWN_WORDS = Mistake("L246", 'the word "{found}" judges', "what was seen, without judgement", "say it in neutral words")
QUOTED = Mistake(
    "L247",
    'the word "{found}" judges, in a name or title that others chose',
    "a neutral one",
    "cite another source; where there is none, write an exception",
    is_warning=True,
)

_WORDS = (
    # crimes: only a court says them, and the list does not repeat it
    *("korup", "korupsi", "koruptor", "maling", "penipu", "penipuan", "pembohong", "kriminal", "penjahat", "teroris"),
    *("corrupt", "corruption", "crook", "thief", "fraud", "liar", "criminal", "terrorist"),
    # contempt
    *("bohong", "dusta", "antek", "boneka", "pengkhianat", "munafik", "bodoh", "goblok", "tolol", "kadrun", "cebong"),
    *("kampret", "kafir", "komunis", "busuk", "licik", "puppet", "traitor", "hypocrite", "stupid", "idiot", "lackey"),
    # praise
    *("terbaik", "terhebat", "pahlawan", "greatest"),
)
"""Whole words, whatever their case; a longer word that holds one is another word. "Hero" is a name that people have."""

_JUDGING = re.compile(rf"\b(?:{'|'.join(_WORDS)})(?:nya)?\b", re.IGNORECASE)
_OURS = ("note", "disambiguation", "reason")
_OTHERS = ("name", "short_name", "title", "citation")


def check_judging_words(inspection: Inspection) -> Iterator[Finding]:
    """Find words that judge, in every text of every entry."""
    for record in inspection.records():
        yield from _check_fields(record, _OURS, OWN_WORDS)
        yield from _check_fields(record, _OTHERS, QUOTED)


def _check_fields(record: Record, names: tuple[str, ...], mistake: Mistake) -> Iterator[Finding]:
    for name in names:
        value = record.values.get(name)
        if isinstance(value, Record):  # a name in two languages
            yield from _check_fields(value, ("id", "en"), mistake)
        elif value is not None and (match := _JUDGING.search(value)):
            yield mistake.at(record.place(name), match.group())
