"""Publish the list: from a list without mistakes to a signed release. For ``jaga release`` and ``jaga serve``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.dev_keys import load_dev_keys
from server.accounts.findings import ListFormatError
from server.accounts.lint import inspect_account_list
from server.accounts.platform_files import load_platforms
from server.accounts.progress import tell_nobody
from server.accounts.release_content import ReleaseContent, build_release_content, encode_bundled, read_platform_data
from server.accounts.release_repository import Publication, ReleaseRepository
from server.domain.wording_format import to_release_json
from server.ops.clock import SystemClock
from server.warnings.rule_files import load_wording

if TYPE_CHECKING:
    from server.accounts.progress import Tell
    from server.domain.account_list import AccountList
    from server.ops.settings import Settings

JAKARTA_OFFSET_MINUTES = 420


@dataclass(frozen=True, slots=True)
class Published:
    """What was built, and what came of it."""

    content: ReleaseContent
    publication: Publication
    warnings: int


def publish_release(settings: Settings, tell: Tell = tell_nobody) -> Published:
    """Build and sign the release of the list as it is, and tell how far it is.

    Raises:
        ListFormatError: the list has mistakes; nothing has changed.
        ReleaseKeysError: production, or a release signed with other keys.
        PublisherBusyError: another program is publishing.
        ListError: platform files, rules or the present release cannot be read.
        OSError: a file cannot be read or written.
    """
    keys = load_dev_keys(settings.keys_dir, is_production=settings.is_production)
    account_list, warnings = load_good_list(settings, tell)
    tell("building the release", 0, 0)
    content = build_content(settings, account_list)
    tell("writing and signing", 0, 0)
    publication = ReleaseRepository(settings.release_dir, keys).publish(content.files, SystemClock().now())
    return Published(content, publication, warnings)


def load_good_list(settings: Settings, tell: Tell = tell_nobody) -> tuple[AccountList, int]:
    """Return the list, and how many warnings it has; tell how far the reading is.

    Raises:
        ListFormatError: the list has mistakes.
        ListError: platform files cannot be read.
        OSError: a file cannot be opened.
    """
    platforms = load_platforms(settings.platforms_dir)
    today = SystemClock().choose_today(JAKARTA_OFFSET_MINUTES)
    result = inspect_account_list(settings.list_dir, platforms, today, tell)
    if mistakes := [finding for finding in result.findings if not finding.is_warning]:
        raise ListFormatError(mistakes)
    return result.account_list, len(result.findings)


def build_content(settings: Settings, account_list: AccountList) -> ReleaseContent:
    """Return what a release of the list holds.

    Raises:
        ListError: platform files or rules cannot be read.
        OSError: a file cannot be opened.
    """
    return build_release_content(
        account_list,
        read_platform_data(settings.platforms_dir),
        to_release_json(load_wording(settings.wording_dir)),
        poll_seconds=settings.poll_seconds,
    )


def build_bundled(settings: Settings) -> dict[str, bytes]:
    """Return the files that the extension carries in its package, by name.

    Raises:
        ListError: platform files or rules cannot be read.
        OSError: a file cannot be opened.
    """
    load_platforms(settings.platforms_dir)  # whatever is wrong with one of them is said here
    wording = to_release_json(load_wording(settings.wording_dir))
    return encode_bundled(read_platform_data(settings.platforms_dir), wording)
