"""``jaga`` itself: finds the verb, imports only that one, and says in one line what went wrong.

Exit codes: 0 done, 1 findings or refused, 2 wrong usage or settings, 3 warnings where none are wanted (``--strict``).
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from server.cli.failures import FORESEEN, explain_failure

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Untuk semua / For everyone": {
        "check": "Tell whether an account is listed on a day, and what its warning says.",
        "resolve": "Tell what addresses are: platform, kind, account. One JSON line each.",
    },
    "Melihat daftar / Looking at the list": {
        "lint": "Check the account list.",
        "explain": "Tell what a code of lint means and how to mend it.",
        "coverage": "Show how evenly the list is filled; --html writes a page.",
        "stats": "Show the list in numbers, and which contests are in which phase.",
        "diff": "Show what changed in the list between two revisions, for a reader.",
        "schema": "Print the JSON Schema of a file of the account list.",
        "stale": "Name the accounts that should be checked again.",
        "lookalike": "Name the accounts that a handle could be taken for.",
    },
    "Mengubah daftar / Changing the list": {
        "add": "Add accounts by the addresses of their profiles.",
        "add-side": "Add a pair or a candidate to a contest.",
        "add-source": "Add a source that accounts of a spreadsheet will cite.",
        "searched": "Write down that an account was looked for in vain.",
        "rename": "Give an account its new handle.",
        "close": "Give accounts that are gone their last day.",
        "retire": "End an account, team or domain that is not used any more.",
        "withdraw": "Let a side leave its contest.",
        "replace": "Put another person in a candidate's place.",
        "merge": "Make one of two entries of one person.",
        "unmerge": "Undo a merge.",
        "doubt": "Make a listed account a lead at once, as an objection asks.",
        "leads": "List, accept or reject what is not proven yet.",
        "approve": "Confirm entries that somebody else checked.",
        "freeze": "Keep an election's contests and sides as they are.",
        "thaw": "Let a frozen election change again.",
        "remove": "Take an account out for good.",
        "sheet": "Take accounts of the list into a spreadsheet and back.",
        "import": "Bring tables that others have made into the list.",
        "fmt": "Write the account list in its canonical form.",
    },
    "Untuk instansi / For agencies": {
        "agency": "Add, list, show and close agencies that take part.",
        "device-key": "Issue, revoke and list the keys of managed devices and tools.",
        "policy": "Set and show what an agency sets on its devices.",
        "audit": "List who changed what, and check that the trail is whole.",
        "db": "Bring the database of agencies up to date, or tell where it stands.",
    },
    "Untuk operator / For operators": {
        "release": "Build the list into a signed release; publish nothing when nothing changed.",
        "timestamp": "Say anew that the newest release is the newest; needs the timestamp key only.",
        "keys": "Make, replace, revoke and show the keys that sign releases.",
        "export": "Write the listed accounts for others: CSV, JSON or SQLite.",
        "export-static": "Write the release as a tree of files for nginx or a CDN.",
        "serve": "Serve the release, the API and the practice page.",
        "package": "Pack the extension for stores and managed devices.",
        "bundle": "Write what the extension carries in its package.",
    },
}
"""The verbs as the help shows them, by who needs them."""

VERBS: Mapping[str, str] = {verb: words for verbs in GROUPS.values() for verb, words in verbs.items()}
"""Every verb with its sentence; ``server/cli/<verb>.py`` holds its ``command``, with ``_`` for ``-``."""


class Verbs(click.Group):
    """Imports a verb when it is used, so that ``jaga resolve`` does not wait for what ``jaga serve`` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Import a verb; None for one that does not exist."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"server.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """Write the verbs with their sentences, without importing any."""
        for title, verbs in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(list(verbs.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what was foreseen becomes a clear line and an exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _leave_quietly()
        except FORESEEN as error:
            failure = explain_failure(error)
            click.echo(failure.text, err=True)
            ctx.exit(failure.exit_code)


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="jaga-jempol", message="jaga %(version)s")
def jaga() -> None:
    """Jaga Jempol: warn civil servants before an action lands on a candidate's or party's account."""


def _leave_quietly() -> None:
    """Whoever read our output has enough (``jaga resolve | head``); Python must not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
