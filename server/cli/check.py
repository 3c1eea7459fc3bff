"""``jaga check``: the answer of ``POST /v1/check``, from the list directory alone, for people or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from server.accounts.list_reader import load_account_list
from server.accounts.platform_files import load_platforms
from server.cli.inputs import load_settings
from server.domain.account_key import AccountKey, KeyFormatError
from server.domain.listings import ListingIndex
from server.domain.warnings import Action, Employment, Language
from server.ops.clock import SystemClock
from server.warnings.check import CheckAnswer, check_account
from server.warnings.check_request import CheckRequest, parse_check_request
from server.warnings.rule_files import load_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import StrEnum

    from server.ops.settings import Settings

LABELS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "listed": "Terdaftar",
        "not_listed": "Tidak terdaftar",
        "on": "pada",
        "account": "Akun",
        "contest": "Pemilihan",
        "phase": "Tahapan",
        "level": "Tingkat",
        "basis": "Dasar hukum",
        "consequence": "Akibat",
        "allowed": "Tetap boleh",
        "source": "Sumber",
        "checked": "diperiksa",
        "hold": "ditahan dan ditanya dulu",
        "inform": "diingatkan, tidak ditahan",
        "badge": "tanda pada ikon saja",
    },
    "en": {
        "listed": "Listed",
        "not_listed": "Not listed",
        "on": "on",
        "account": "Account",
        "contest": "Election",
        "phase": "Phase",
        "level": "Level",
        "basis": "Legal basis",
        "consequence": "What may follow",
        "allowed": "Still allowed",
        "source": "Source",
        "checked": "checked",
        "hold": "held, and asked first",
        "inform": "reminded, not held",
        "badge": "a mark on the icon only",
    },
}
"""The words around an answer; the answer itself is worded in server/warnings/wording.yaml."""


def _choice(words: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([word.value for word in words])


@click.command()
@click.argument("target", metavar="URL_OR_KEY")
@click.option("--action", type=_choice(Action), default=Action.LIKE.value, show_default=True)
@click.option("--on", "day", metavar="YYYY-MM-DD", help="The day to look at; today when left out.")
@click.option("--lang", type=_choice(Language), default=Language.ID.value, show_default=True)
@click.option("--employment", type=_choice(Employment), default=Employment.PNS.value, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the body of POST /v1/check.")
def command(target: str, as_json: bool, day: str | None, **words: str) -> None:  # noqa: FBT001 - click gives it by name
    """Tell whether the account behind a URL or key is listed, and what a warning says.

    A key is <platform>:@<handle> or <platform>:#<id>.
    """
    answer = _answer(load_settings(), _make_request(target, day, words)).to_json()
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else "\n".join(_show(answer)))


def _make_request(target: str, day: str | None, words: Mapping[str, str]) -> CheckRequest:
    data: dict[str, Any] = {
        "key" if _is_key(target) else "url": target,
        **words,
    }
    if day is not None:
        data["on"] = day
    return parse_check_request(data)


def _is_key(text: str) -> bool:
    try:
        AccountKey.parse(text)
    except KeyFormatError:
        return False
    return True


def _answer(settings: Settings, request: CheckRequest) -> CheckAnswer:
    platforms = load_platforms(settings.platforms_dir)
    index = ListingIndex.from_list(load_account_list(settings.list_dir, platforms))
    wording = load_wording(settings.wording_dir)
    return check_account(index, platforms, wording, request, SystemClock(settings.today).choose_today)


def _show(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an answer."""
    labels, details = LABELS[answer["lang"]], answer["details"]
    head = labels["listed" if answer["listed"] else "not_listed"]
    yield f"{head} ({labels['on']} {answer['on']}): {answer['key'] or '-'}"
    if answer["listed"]:
        yield from _show_facts(answer, details, labels)
    if answer["warning"]:
        yield from _show_warning(answer["warning"], labels)
    if details["note"]:
        yield details["note"]


def _show_facts(answer: Mapping[str, Any], details: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[str]:
    days = f" ({details['phase_from']} .. {details['phase_to']})" if details["phase_from"] else ""
    yield f"  {labels['account']}: {answer['owner']}"
    if answer["contest"]:
        yield f"  {labels['contest']}: {answer['contest']}"
    yield f"  {labels['phase']}: {details['phase_name']}{days}"
    yield f"  {labels['level']}: {answer['level']} ({labels[answer['level']]})"
    yield f"  {labels['source']}: {details['source']} ({labels['checked']} {details['checked_on']})"


def _show_warning(warning: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield warning["title"]
    yield warning["body"]
    yield f"{labels['basis']}: {'; '.join(warning['basis'])}"
    yield f"{labels['consequence']}: {warning['consequence']}"
    yield f"{labels['allowed']}: {warning['allowed']}"
