"""``jaga release``: build the list into a signed release."""

from __future__ import annotations

import click

from server.cli.inputs import load_settings, show_path
from server.cli.progress import show_progress
from server.cli.publishing import Published, publish_release


@click.command()
def command() -> None:
    """Build and sign the release of the list; publish nothing when nothing changed.

    Refused while the list has mistakes. Development keys are made on first run.
    """
    settings = load_settings()
    with show_progress() as tell:
        published = publish_release(settings, tell)
    click.echo(describe_release(published))
    for group in published.content.groups:
        click.echo(f"  {group.id}: {group.accounts} accounts, contests {', '.join(group.contest_ids)}")
    if published.warnings:
        click.echo(f"  {published.warnings} warnings in the list; jaga lint shows them")
    click.echo(f"  {show_path(settings.release_dir)}")


def describe_release(published: Published) -> str:
    """Say in one line what a run has done."""
    publication = published.publication
    until = publication.expires.date().isoformat()
    if publication.is_new_content:
        size = sum(map(len, published.content.files.values()))
        return (
            f"release {publication.versions['targets']} published: {len(published.content.files)} files, "
            f"{size / 1000:.0f} kB, signed until {until}"
        )
    if publication.renewed:
        return f"tidak ada perubahan / nothing changed; signatures renewed until {until}"
    return f"tidak ada perubahan / nothing changed; signed until {until}"
