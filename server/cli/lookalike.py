"""``jaga lookalike``: which accounts of the list a handle could be taken for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from server.accounts.list_reader import load_account_list
from server.accounts.lookalike import AFFIX, ONE_APART, SAME, find_lookalikes, find_lookalikes_of
from server.accounts.platform_files import load_platforms
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.domain.account_list import Account, AccountList

REASONS: Mapping[str, str] = {
    SAME: "sulit dibedakan / a hasty eye cannot tell them apart",
    ONE_APART: "beda satu huruf / one character apart",
    AFFIX: "nama yang sama dengan tambahan / the same name with something put to it",
}
ITSELF = "nama ini sendiri / the handle itself"


@click.command()
@click.argument("handle", required=False)
@click.option("--all", "is_all", is_flag=True, help="Semua akun satu sama lain / every account with every other.")
@click.pass_context
def command(ctx: click.Context, handle: str | None, *, is_all: bool) -> None:
    """Akun yang mirip. Name the accounts that a handle could be taken for; ends with 1 when there are any.

    With --all, every two accounts of different owners that look alike on one platform.
    """
    if (handle is None) != is_all:
        raise click.UsageError("HANDLE atau --all / either a handle or --all")
    settings = load_settings()
    account_list = load_account_list(settings.list_dir, load_platforms(settings.platforms_dir))
    lines = list(_compare_all(account_list) if handle is None else _compare(account_list, handle.removeprefix("@")))
    for line in lines:
        click.echo(line)
    click.echo(f"{len(lines)} mirip / alike", err=True)
    ctx.exit(REFUSED if lines else 0)


def _compare(account_list: AccountList, handle: str) -> Iterator[str]:
    named = [account for account in account_list.accounts.values() if account.handle]
    for account in named:
        if account.handle == handle.casefold():
            yield f"{_describe(account_list, account)}: {ITSELF}"
    for found in find_lookalikes_of(handle.casefold(), [(account.id, str(account.handle)) for account in named]):
        yield f"{_describe(account_list, account_list.accounts[str(found.second)])}: {REASONS[found.reason]}"


def _compare_all(account_list: AccountList) -> Iterator[str]:
    named = sorted((each for each in account_list.accounts.values() if each.handle), key=lambda each: each.platform)
    for _, accounts in groupby(named, key=lambda each: each.platform):
        for found in find_lookalikes([(account.id, str(account.handle)) for account in accounts]):
            first, second = (account_list.accounts[str(each)] for each in (found.first, found.second))
            if first.owner_id != second.owner_id:
                pair = f"{_describe(account_list, first)} ~ {_describe(account_list, second)}"
                yield f"{pair}: {REASONS[found.reason]}"


def _describe(account_list: AccountList, account: Account) -> str:
    return f"{account.id} {account.keys[0]} ({account_list.find_owner_name(account.owner_id)})"
