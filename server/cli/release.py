"""``jaga release``: build the list into a signed release, show what it would be, or go back to an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.accounts.release_review import WHY_MAX_CHARACTERS
from server.cli.inputs import load_settings, show_path
from server.cli.progress import show_progress
from server.cli.publishing import Choices, Published, publish_again, publish_release
from server.cli.release_explained import explain_release
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from server.accounts.release_repository import Publication


@click.command()
@click.option("--explain", "only_explain", is_flag=True, help="Publish nothing; show groups, sizes and changes.")
@click.option("--because", metavar="TEXT", help="Why more changes than the bounds allow; readers see it.")
@click.option("--because-en", metavar="TEXT", help="The same in English.")
@click.option("--urgent", "is_urgent", is_flag=True, help="Ask extensions to look every 5 minutes, for this release.")
@click.option(
    "--rollback",
    is_flag=False,
    flag_value="",
    metavar="[VERSION]",
    help="Publish the content of an older release as a new one; the one before when no version is given.",
)
def command(
    because: str | None, because_en: str | None, rollback: str | None, *, only_explain: bool, is_urgent: bool
) -> None:
    """Build and sign the release of the list; publish nothing when nothing changed.

    Refused while the list has mistakes, and when more accounts come or go than the list's own bounds say, unless
    --because tells readers why. Development keys are made on first run.
    """
    settings = load_settings()
    choices = Choices(_read_why(because, because_en), is_urgent=is_urgent)
    if only_explain:
        click.echo(explain_release(settings, choices))
        return
    if rollback is not None:
        click.echo(describe_publication(publish_again(settings, _read_version(rollback), choices)))
        return
    with show_progress() as tell:
        published = publish_release(settings, choices, tell)
    click.echo(describe_release(published))
    for group in published.content.groups:
        click.echo(f"  {group.id}: {group.accounts} accounts, contests {', '.join(group.contest_ids)}")
    if is_urgent:
        click.echo("  urgent: extensions look every 5 minutes, until jaga release runs without --urgent")
    if published.warnings:
        click.echo(f"  {published.warnings} warnings in the list; jaga lint shows them")
    click.echo(f"  {show_path(settings.release_dir)}")


def describe_release(published: Published) -> str:
    """Say in one line what a run has done."""
    files = published.content.files.values()
    return describe_publication(published.publication, f"{len(files)} files, {sum(map(len, files)) / 1000:.0f} kB, ")


def describe_publication(publication: Publication, size: str = "") -> str:
    """Say in one line what has become of the release."""
    until = publication.expires.date().isoformat()
    if publication.is_new_content:
        return f"release {publication.versions['targets']} published: {size}signed until {until}"
    if publication.renewed:
        return f"tidak ada perubahan / nothing changed; signatures renewed until {until}"
    return f"tidak ada perubahan / nothing changed; signed until {until}"


def _read_why(because: str | None, because_en: str | None) -> dict[str, str]:
    given = {"id": because or because_en, "en": because_en or because}
    why = {language: text.strip() for language, text in given.items() if text and text.strip()}
    for language, text in why.items():
        if len(text) > WHY_MAX_CHARACTERS or not text.isprintable():
            option = "--because" if language == "id" else "--because-en"
            raise RequestError(option, text, f"one line of at most {WHY_MAX_CHARACTERS} characters")
    return why


def _read_version(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal()):
        raise RequestError("--rollback", text, "the version of a kept release, such as 465432")
    return int(text) if text else None
