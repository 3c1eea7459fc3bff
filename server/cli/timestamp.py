"""``jaga timestamp``: what a machine runs by the hour that may sign nothing else."""

from __future__ import annotations

import click

from server.accounts.release_repository import ReleaseRepository
from server.cli.inputs import load_settings
from server.cli.signing import load_release_keys
from server.ops.clock import SystemClock


@click.command()
@click.option("--if-aging", "only_if_aging", is_flag=True, help="Only when less than half of its time is left.")
def command(*, only_if_aging: bool) -> None:
    """Sign the timestamp anew; refused when the release it names is damaged, expired or signed by a replaced key."""
    settings = load_settings()
    repository = ReleaseRepository(settings.release_dir, load_release_keys(settings, ["timestamp"]))
    publication = repository.renew_timestamp(SystemClock().now(), only_if_aging=only_if_aging)
    word = "signed" if publication.renewed else "tidak ada perubahan / nothing changed; signed"
    click.echo(f"timestamp {publication.versions['timestamp']}: {word} until {publication.expires:%Y-%m-%d}")
