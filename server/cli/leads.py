"""``jaga leads``: accounts whose evidence is not enough, and what becomes of one."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.find_entry import describe_account, find_entry
from server.accounts.edits.leads import LEAD, accept_lead, find_leads, refuse_no_lead
from server.accounts.edits.remove_account import remove_account
from server.accounts.list_fields import GRADES, REMOVAL_REASONS, SEEN
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import OpenList, cite, day_option, open_list, say, source_options


@click.command()
@click.option("--accept", "accepted", metavar="AK-ID", help="Terima / list this one, with --grade and --source.")
@click.option("--grade", type=click.Choice([grade for grade in GRADES if grade != LEAD]))
@click.option("--seen", type=click.Choice(SEEN), help="Untuk nilai C / for grade C: what the source saw.")
@day_option("--seen-on", "Kapan terlihat / when it saw it.", is_required=False)
@source_options(is_required=False)
@click.option("--reject", "rejected", metavar="AK-ID", help="Tolak / take this one out for good.")
@click.option("--reason", type=click.Choice(REMOVAL_REASONS), default="rejected_lead", show_default=True)
@maintainer_option
@apply_option
def command(accepted: str | None, rejected: str | None, *, is_applied: bool, **words: Any) -> None:
    """Petunjuk yang belum cukup buktinya. List leads (grade D) with the reason; accept or reject one."""
    opened = open_list()
    if accepted is not None and rejected is not None:
        raise click.UsageError("--accept atau --reject / one of the two")
    if accepted is not None:
        _accept(opened, accepted, words, is_applied=is_applied)
    elif rejected is not None:
        _reject(opened, rejected, words, is_applied=is_applied)
    else:
        _show(opened)


def _show(opened: OpenList) -> None:
    leads = find_leads(opened.documents)
    for lead in leads:
        click.echo(f"{describe_account(lead.account)} {lead.account.get('owner')}: {lead.reason}")
    click.echo(f"{len(leads)} petunjuk / leads", err=True)


def _accept(opened: OpenList, account: str, words: dict[str, Any], *, is_applied: bool) -> None:
    if words["grade"] is None:
        raise click.UsageError("--grade diperlukan / is needed")
    place, entry = find_entry(opened.documents, "accounts", account)
    signature = opened.sign(words["maintainer"])
    documents, sources = cite(opened.documents, place.file, words)
    facts = {name: words[name] for name in ("grade", "seen", "seen_on")}
    documents = accept_lead(documents, account, facts, signature.citing(sources))
    shown = describe_account(entry)
    say(f"{shown} diterima, nilai {words['grade']}", f"{shown} is accepted, grade {words['grade']}")
    opened.bring(documents, is_applied=is_applied)


def _reject(opened: OpenList, account: str, words: dict[str, Any], *, is_applied: bool) -> None:
    _, entry = find_entry(opened.documents, "accounts", account)
    refuse_no_lead(entry)
    signature = opened.sign(words["maintainer"])
    documents = remove_account(opened.documents, account, str(words["reason"]), None, signature)
    say(f"{account} ditolak dan tidak boleh kembali", f"{account} is rejected and must not come back")
    opened.bring(documents, is_applied=is_applied)
