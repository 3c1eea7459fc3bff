"""Publish the list: from a list without mistakes to a signed release. For ``jaga release`` and ``jaga serve``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from server.accounts.findings import ListFormatError
from server.accounts.lint import inspect_account_list
from server.accounts.platform_files import load_platforms
from server.accounts.progress import tell_nobody
from server.accounts.release_content import ReleaseContent, build_release_content, encode_bundled, read_platform_data
from server.accounts.release_repository import Publication, ReleaseRepository
from server.accounts.release_review import Review, review_of_list
from server.cli.signing import load_release_keys
from server.domain.wording_format import to_release_json
from server.ops.clock import SystemClock
from server.warnings.rule_files import load_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.accounts.progress import Tell
    from server.domain.account_list import AccountList
    from server.ops.settings import Settings

JAKARTA_OFFSET_MINUTES = 420


URGENT_POLL_SECONDS = 300
"""In an emergency extensions look so often for a newer release."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who publishes decides.

    Attributes:
        why: what readers are told about a change, by language; empty for nothing.
        is_urgent: extensions are asked to look more often from now on, until a release says otherwise.
        is_bounded: changes beyond the list's bounds need a ``why``.
    """

    why: Mapping[str, str] = field(default_factory=dict)
    is_urgent: bool = False
    is_bounded: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """What was built, and what came of it."""

    content: ReleaseContent
    publication: Publication
    warnings: int


def publish_release(settings: Settings, choices: Choices, tell: Tell = tell_nobody) -> Published:
    """Build and sign the release of the list as it is, and tell how far it is.

    Raises:
        ReleaseBoundsError: more would change than the list's bounds say, and nobody said why; nothing has changed.
        ListFormatError: the list has mistakes; nothing has changed.
        ReleaseKeysError: production, or a release signed with other keys.
        PublisherBusyError: another program is publishing.
        ListError: platform files, rules or the present release cannot be read.
        OSError: a file cannot be read or written.
    """
    keys = load_release_keys(settings)
    account_list, warnings = load_good_list(settings, tell)
    tell("building the release", 0, 0)
    content = build_content(settings, account_list, is_urgent=choices.is_urgent)
    review = review_of_list(content.files, account_list, why=choices.why, is_bounded=choices.is_bounded)
    tell("writing and signing", 0, 0)
    repository = ReleaseRepository(settings.release_dir, keys)
    publication = repository.publish(content.files, SystemClock().now(), review)
    return Published(content, publication, warnings)


def publish_again(settings: Settings, version: int | None, choices: Choices) -> Publication:
    """Publish the content of an older release as a new one; the list is not even read.

    Raises:
        ReleaseDamagedError: there is no such release, or it is not whole.
        ReleaseKeysError: production, or a release signed with other keys.
        PublisherBusyError: another program is publishing.
        OSError: a file cannot be read or written.
    """
    keys = load_release_keys(settings)
    repository = ReleaseRepository(settings.release_dir, keys)
    return repository.publish_again(
        version, SystemClock().now(), partial(Review, kind="rollback", why=choices.why, is_bounded=False)
    )


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


def build_content(settings: Settings, account_list: AccountList, *, is_urgent: bool = False) -> ReleaseContent:
    """Return what a release of the list holds.

    Raises:
        ListError: platform files or rules cannot be read.
        OSError: a file cannot be opened.
    """
    return build_release_content(
        account_list,
        read_platform_data(settings.platforms_dir),
        to_release_json(load_wording(settings.wording_dir)),
        poll_seconds=URGENT_POLL_SECONDS if is_urgent else settings.poll_seconds,
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
