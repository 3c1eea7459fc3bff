"""What ``jaga release --explain`` shows: the groups with their reasons, sizes on the wire, and what would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.content_codings import compress_all
from server.accounts.groups import GROUP_MIN_ACCOUNTS, GROUP_MIN_RIVALS
from server.accounts.release_chain import load_chain
from server.accounts.release_history import read_whole_files
from server.accounts.release_review import compare_releases, describe_in_words
from server.cli.publishing import build_content, load_good_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.groups import Group
    from server.accounts.release_changes import ChangeCounts
    from server.cli.publishing import Choices
    from server.ops.settings import Settings


def explain_release(settings: Settings, choices: Choices) -> str:
    """Describe the release that the list would make now, beside the one that is there; nothing is written.

    Raises:
        ListFormatError: the list has mistakes.
        ReleaseDamagedError: the present release cannot be read.
        OSError: a file cannot be read.
    """
    account_list, _ = load_good_list(settings)
    content = build_content(settings, account_list, is_urgent=choices.is_urgent)
    chain = load_chain(settings.release_dir)
    before = read_whole_files(settings.release_dir, chain.targets.targets) if chain.targets else None
    elections = {contest.id: contest.election_id for contest in account_list.contests.values()}
    practice = {id_ for id_, election_id in elections.items() if account_list.elections[election_id].is_practice}
    comparison = compare_releases(before, content.files, elections)
    lines = ["groups"]
    lines += (f"  {_describe_group(group, practice)}" for group in content.groups)
    lines += ["files: plain, br", *_describe_sizes(content.files)]
    since = f"since release {chain.targets.version}" if chain.targets else "the first release"
    lines += [f"changes: {since}: {describe_in_words(comparison)['en']}"]
    lines += _describe_changes({**comparison.elections, **comparison.contests})
    return "\n".join(lines)


def _describe_group(group: Group, practice: set[str]) -> str:
    if practice.intersection(group.contest_ids):
        why = "practice, a group of its own"
    elif group.is_large_enough:
        why = f"at least {GROUP_MIN_ACCOUNTS} accounts and {GROUP_MIN_RIVALS} rivals"
    else:
        why = f"too small, but all that there is: wanted {GROUP_MIN_ACCOUNTS} accounts and {GROUP_MIN_RIVALS} rivals"
    contests = ", ".join(group.contest_ids)
    return f"{group.id}: {group.accounts} accounts, {group.rivals} rivals ({why}); contests {contests}"


def _describe_sizes(files: Mapping[str, bytes]) -> Iterator[str]:
    total = 0
    for name, body in sorted(files.items()):
        packed = len(compress_all(body).get(".br", body))
        total += packed
        yield f"  {name}: {len(body)}, {packed} bytes"
    yield f"  all: {sum(map(len, files.values()))}, {total} bytes"


def _describe_changes(changes: Mapping[str, ChangeCounts]) -> Iterator[str]:
    for name, counts in changes.items():
        if counts.is_any:
            numbers = f"{counts.added} added, {counts.removed} removed, {counts.changed} changed"
            yield f"  {name}: {numbers}; {counts.before} were listed, {counts.after} will be"
