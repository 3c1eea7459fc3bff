"""How many bytes a browser reads of a release of 15,000 accounts: ``make bench-bytes``.

The release is published and loaded as the server loads it; of each file the brotli form counts, where it has one.
What the headers of the answers take is not counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from server.accounts.content_codings import PLAIN, compress_all
from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_content import LIST_NAME
from server.accounts.release_deltas import DELTA_NAMES, delta_path, make_deltas
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_state import load_release_state
from server.cli.publishing import build_content, load_good_list
from server.domain.account_list import Search
from server.domain.elections import find_province_id
from server.ops.settings import Settings
from tests.bench.invented_list import ACCOUNTS, write_invented_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from server.accounts.release_state import ReleaseFile, ReleaseState
    from server.domain.account_list import AccountList

RESULTS = Path(__file__).parents[2] / "build" / "bench" / "bytes.json"
NOW = datetime(2025, 10, 1, 3, 0, tzinfo=UTC)
TODAY = date(2025, 10, 1)
POLLS_A_DAY = 48
URGENT_ENTRIES = 5


@dataclass(frozen=True)
class Row:
    """One thing counted, in bytes; *bar* is the most that is allowed, or None where the row only informs."""

    name: str
    size: int
    bar: int | None = None

    @property
    def is_met(self) -> bool:
        """Tell whether the bar is met."""
        return self.bar is None or self.size <= self.bar


class Publisher:
    """Publishes one list after the other, an hour apart."""

    def __init__(self, scratch: Path, settings: Settings) -> None:
        self._settings = settings
        keys = load_dev_keys(scratch / "keys", is_production=False)
        self._repository = ReleaseRepository(scratch / "release", keys)
        self._releases = 0

    def publish(self, account_list: AccountList) -> ReleaseState:
        """Publish a list and load it as the server does."""
        files = build_content(self._settings, account_list).files
        self._releases += 1
        self._repository.publish(files, NOW + timedelta(hours=self._releases))
        return load_release_state(self._repository.directory)


def size_of(file: ReleaseFile) -> int:
    """Return how many bytes a browser reads of a file."""
    return len(file.read("br" if "br" in file.list_codings() else PLAIN))


def size_of_delta(body: bytes) -> int:
    """Return the same of a delta, which is compressed like any file of a release."""
    return len(compress_all(body).get(".br", body))


def sum_sizes(files: Iterable[ReleaseFile]) -> int:
    """Return how many bytes a browser reads of some files."""
    return sum(size_of(file) for file in files)


def find_metadata(state: ReleaseState) -> list[ReleaseFile]:
    """Return timestamp, snapshot and targets, in this order."""
    names = ["timestamp.json", *(f"{state.versions[role]}.{role}.json" for role in ("snapshot", "targets"))]
    return [state.files[f"metadata/{name}"] for name in names]


def list_warnings(state: ReleaseState) -> dict[str, ReleaseFile]:
    """Return the groups' files by name."""
    return {name: file for name, file in state.targets.items() if name.startswith("warnings/")}


def read_bodies(state: ReleaseState) -> dict[str, bytes]:
    """Return the plain bytes of every target."""
    return {name: file.body for name, file in state.targets.items()}


def count_update(old: ReleaseState, new: ReleaseState) -> Iterator[Row]:
    """Count what a browser reads that has the old release and all of its warnings."""
    deltas = make_deltas(read_bodies(old), read_bodies(new))
    changed = {name for name, file in new.targets.items() if file.sha256 != old.targets[name].sha256}
    yield Row("metadata", sum_sizes(find_metadata(new)))
    for name in sorted(changed & set(DELTA_NAMES)):
        delta = deltas.get(delta_path(old.targets[name].body, new.targets[name].body))
        yield Row(f"{name}", size_of(new.targets[name]) if delta is None else size_of_delta(delta))
    warnings = [file for name, file in list_warnings(new).items() if name in changed]
    yield Row(f"warnings of {len(warnings)} groups", sum_sizes(warnings))


def change_entries(account_list: AccountList, index: Mapping[str, str]) -> AccountList:
    """Give five accounts of five provinces another name, checked today; *index*: account -> contest."""
    accounts, provinces = dict(account_list.accounts), set[str]()
    for account_id, contest_id in index.items():
        province = find_province_id(account_list.contests[contest_id].region)
        if province not in provinces and len(provinces) < URGENT_ENTRIES:
            provinces.add(province)
            old = accounts[account_id]
            accounts[account_id] = replace(old, handle=f"berganti_{old.handle}", checked_on=TODAY)
    assert len(provinces) == URGENT_ENTRIES
    return replace(account_list, accounts=accounts)


def find_contests(account_list: AccountList) -> dict[str, str]:
    """Return account -> contest of its owner's side."""
    contest_of = {
        candidacy.person_id: side.contest_id for side in account_list.sides.values() for candidacy in side.candidacies
    }
    return {account.id: contest_of[account.owner_id] for account in account_list.accounts.values()}


def measure(account_list: AccountList, publisher: Publisher) -> Iterator[Row]:
    """Yield one row after the other."""
    first = publisher.publish(account_list)
    groups = list_warnings(first)
    listed, warned = size_of(first.targets[LIST_NAME]), sum_sizes(groups.values())
    yield Row("first load: list.json", listed)
    yield Row(f"first load: warnings of {len(groups)} groups", warned)
    yield Row("first load: list and warnings", listed + warned, 300_000)
    yield Row("first load: metadata", sum_sizes(find_metadata(first)))
    others = [file for name, file in first.targets.items() if name != LIST_NAME and name not in groups]
    yield Row("first load: platforms, wording, regions", sum_sizes(others))

    urgent = publisher.publish(change_entries(account_list, find_contests(account_list)))
    parts = list(count_update(first, urgent))
    yield from (replace(part, name=f"urgent change: {part.name}") for part in parts)
    yield Row(f"urgent change of {URGENT_ENTRIES} entries in {URGENT_ENTRIES} provinces", _total(parts), 25_000)

    looked = (*account_list.searches, Search(next(iter(account_list.people)), "x", "none_found", TODAY))
    quiet = publisher.publish(replace(account_list, searches=looked))
    parts = list(count_update(first, quiet))
    polls = (POLLS_A_DAY - 1) * size_of(find_metadata(quiet)[0])
    yield Row("quiet day: the release of a new day", _total(parts))
    yield Row(f"quiet day: the timestamp, {POLLS_A_DAY - 1} times more", polls)
    yield Row("quiet day", _total(parts) + polls, 30_000)


def _total(rows: Iterable[Row]) -> int:
    return sum(row.size for row in rows)


def main() -> int:
    """Count everything.

    Returns:
        0 when every bar is met, 1 otherwise.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        write_invented_list(scratch / "list")
        settings = Settings.from_env({"JAGA_LIST_DIR": str(scratch / "list"), "JAGA_STATE_DIR": str(scratch)})
        account_list, _ = load_good_list(settings)
        rows = list(measure(account_list, Publisher(scratch, settings)))
    for row in rows:
        verdict = "" if row.bar is None else f"bar {row.bar:9,}  {'met' if row.is_met else 'NOT MET'}"
        sys.stdout.write(f"{row.name:48} {row.size:9,} bytes  {verdict}\n")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    table = [asdict(row) | {"is_met": row.is_met} for row in rows]
    RESULTS.write_text(json.dumps({"accounts": ACCOUNTS, "rows": table}, indent=1) + "\n")
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
