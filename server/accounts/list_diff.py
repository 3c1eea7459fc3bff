"""What is different between two states of the list, for a reader: entries by their ids, whatever file they stand in.

For ``jaga diff``. Moving entries, reordering, quoting and merging people are no change; the order of an account's
sources is, because the first one is shown in the warning.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from server.accounts.list_documents import Entry, ListDocuments

Key = tuple[str, ...]


class Kind(StrEnum):
    """What happened to an entry, the weightiest first."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    STATUS = "status"
    GRADE = "grade"
    WINDOW = "window"
    CHANGED = "changed"
    REVERIFIED = "reverified"


_KIND_OF_FIELD: Mapping[str, Mapping[str, Kind]] = {
    "accounts": {
        "handle": Kind.RENAMED,
        "status": Kind.STATUS,
        "grade": Kind.GRADE,
        "from": Kind.WINDOW,
        "to": Kind.WINDOW,
        **dict.fromkeys(
            ("checked_on", "checked_by", "next_check_on", "confirmed_by", "confirmed_on", "confirmation"),
            Kind.REVERIFIED,
        ),
    },
    "domains": {
        "domain": Kind.RENAMED,
        "grade": Kind.GRADE,
        "from": Kind.WINDOW,
        "to": Kind.WINDOW,
        **dict.fromkeys(("checked_on", "checked_by"), Kind.REVERIFIED),
    },
    "sides": {"name": Kind.RENAMED, "status": Kind.STATUS, "statuses": Kind.STATUS},
    "people": {"name": Kind.RENAMED},
    "parties": {"name": Kind.RENAMED, "short_name": Kind.RENAMED},
    "teams": {"name": Kind.RENAMED, "from": Kind.WINDOW, "to": Kind.WINDOW},
    "contests": {"name": Kind.RENAMED, "phases": Kind.WINDOW},
    "elections": {"name": Kind.RENAMED, "phases": Kind.WINDOW, "accounts_close_on": Kind.WINDOW},
    "searches": {"searched_on": Kind.REVERIFIED},
}
"""What a changed field means; every other one is ``changed``."""

_KEY_FIELDS: Mapping[str, Key] = {
    "searches": ("owner", "platform"),
    "exceptions": ("code", "entry", "other"),
    "freezes": ("election",),
}
"""What names an entry that has no id of its own."""

SECTIONS = (
    "elections",
    "contests",
    "sides",
    "people",
    "parties",
    "teams",
    "accounts",
    "domains",
    "searches",
    "regions",
    "sources",
    "maintainers",
    "exceptions",
    "removals",
    "freezes",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; None where it was or is missing."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that happened to one entry.

    Attributes:
        label: the entry as people know it.
        about: whose it is, for an account; otherwise empty.
        contests: in which it plays a part; empty for what stands outside all.
        file: where it stands; where it stood when it was removed.
    """

    kind: Kind
    section: str
    entry_id: str
    label: str
    about: str
    contests: tuple[str, ...]
    file: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ListDiff:
    """Everything that happened.

    Attributes:
        contest_names: Indonesian names by id, of both states.
        merged: pairs of ids, of merges and of merges taken back; what moved with them is no difference.
    """

    differences: tuple[Difference, ...]
    contest_names: Mapping[str, str]
    merged: tuple[tuple[str, str], ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each kind, in the order of the kinds."""
        found = Counter(difference.kind for difference in self.differences)
        return {kind.value: found[kind] for kind in Kind if found[kind]}

    def by_contest(self) -> Iterator[tuple[str, list[Difference]]]:
        """Yield the contests in the order of their ids, each with its differences; at last what is outside all."""
        groups: dict[str, list[Difference]] = {}
        for difference in self.differences:
            for contest in difference.contests or ("",):
                groups.setdefault(contest, []).append(difference)
        for contest in sorted(groups, key=lambda key: (not key, key)):
            yield contest, groups[contest]


@dataclass(frozen=True, slots=True)
class _State:
    """One state of the list, with what is looked up in it."""

    entries: Mapping[str, Mapping[Key, tuple[str, Entry]]]
    names: Mapping[str, str]
    contests: Mapping[str, set[str]]


def compare_lists(before: ListDocuments, after: ListDocuments) -> ListDiff:
    """Return what a reader should know of the way from one state of the list to another."""
    old_redirects, new_redirects = _read_redirects(before), _read_redirects(after)
    merged = {key: to for key, to in new_redirects.items() if key not in old_redirects}
    unmerged = {key: to for key, to in old_redirects.items() if key not in new_redirects}
    # A merge is undone in thought: the state that still has both speaks of the one that stays.
    old, new = _read_state(before, merged), _read_state(after, unmerged)
    differences = (each for section in SECTIONS for each in _compare_section(section, old, new))
    return ListDiff(
        differences=tuple(sorted(differences, key=_order_of)),
        contest_names={
            key[0]: _name_of(entry) for state in (old, new) for key, (_, entry) in state.entries["contests"].items()
        },
        merged=tuple(sorted({**merged, **unmerged}.items())),
    )


def _read_redirects(documents: ListDocuments) -> dict[str, str]:
    """Return the last target of every redirect."""
    found = {str(entry.get("from")): str(entry.get("to")) for _, entry in documents.iterate("redirects")}
    return {key: _follow(key, found) for key in found}


def _follow(key: str, redirects: Mapping[str, str]) -> str:
    seen = {key}
    while (target := redirects.get(key)) is not None and target not in seen:
        seen.add(target)
        key = target
    return key


def _read_state(documents: ListDocuments, gone: Mapping[str, str]) -> _State:
    entries: dict[str, dict[Key, tuple[str, Entry]]] = {section: {} for section in SECTIONS}
    for section in SECTIONS:
        for file, entry in _iterate(documents, section):
            if entry.get("id") not in gone:
                told: Entry = _redirect(entry, gone)
                entries[section].setdefault(_key_of(section, told), (file, told))
    names = {
        key[0]: _name_of(entry)
        for section in ("people", "parties", "teams", "sides")
        for key, (_, entry) in entries[section].items()
    }
    return _State(entries, names, _find_contests(entries))


def _iterate(documents: ListDocuments, section: str) -> Iterator[tuple[str, Entry]]:
    """Yield a section's entries with their files; a contest without its sides, a side with its contest."""
    for place, entry in documents.iterate("contests" if section == "sides" else section):
        if section == "sides":
            for side in entry.get("sides", ()):
                yield place.file, {**side, "contest": entry.get("id")}
        elif section == "contests":
            yield place.file, {name: value for name, value in entry.items() if name != "sides"}
        else:
            yield place.file, entry


def _redirect(value: Any, gone: Mapping[str, str]) -> Any:
    """Return a value in which every id that went is the one that stays; said twice is said once."""
    if isinstance(value, dict):
        return {name: _redirect(item, gone) for name, item in value.items()}
    if isinstance(value, list):
        items: list[Any] = []
        for item in (_redirect(item, gone) for item in value):
            if item not in items:
                items.append(item)
        return items
    return gone.get(value, value)


def _key_of(section: str, entry: Entry) -> Key:
    return tuple(str(entry.get(name, "")) for name in _KEY_FIELDS.get(section, ("id",)))


def _find_contests(entries: Mapping[str, Mapping[Key, tuple[str, Entry]]]) -> dict[str, set[str]]:
    """Return for every owner and side the contests in which they take part."""
    found: dict[str, set[str]] = {}
    for (side_id,), (_, side) in entries["sides"].items():
        people = [candidacy.get("person") for candidacy in side.get("people", ())]
        for owner in (side_id, side.get("party"), *people):
            found.setdefault(str(owner), set()).add(str(side["contest"]))
    for (team_id,), (_, team) in entries["teams"].items():
        found.setdefault(team_id, set()).update(found.get(str(team.get("side")), ()))
    return found


def _compare_section(section: str, old: _State, new: _State) -> Iterator[Difference]:
    before, after = old.entries[section], new.entries[section]
    for key in {**before, **after}:
        if key not in before:
            yield _make(Kind.ADDED, section, key, (new, old))
        elif key not in after:
            yield _make(Kind.REMOVED, section, key, (old, new))
        else:
            yield from _compare_entry(section, key, old, new)


def _compare_entry(section: str, key: Key, old: _State, new: _State) -> Iterator[Difference]:
    before, after = old.entries[section][key][1], new.entries[section][key][1]
    by_kind: dict[Kind, list[FieldChange]] = {}
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            kind = _KIND_OF_FIELD.get(section, {}).get(name, Kind.CHANGED)
            by_kind.setdefault(kind, []).append(FieldChange(name, before.get(name), after.get(name)))
    if Kind.RENAMED in by_kind and section == "accounts":  # the name that it gave up belongs to the renaming
        changed = by_kind.pop(Kind.CHANGED, [])
        by_kind[Kind.RENAMED] += [field for field in changed if field.name == "former_handles"]
        if rest := [field for field in changed if field.name != "former_handles"]:
            by_kind[Kind.CHANGED] = rest
    for kind, fields in by_kind.items():
        yield _make(kind, section, key, (new, old), *fields)


def _make(kind: Kind, section: str, key: Key, states: tuple[_State, _State], *fields: FieldChange) -> Difference:
    """Describe what happened; the first state is the one that is shown, the second fills in what it does not know."""
    file, entry = states[0].entries[section][key]
    owner = str(entry.get("owner", ""))
    contests = [_contests_of(section, key, entry, state) for state in states]
    return Difference(
        kind=kind,
        section=section,
        entry_id=" ".join(part for part in key if part),
        label=_LABELS.get(section, _name_of)(entry),
        about=states[0].names.get(owner, owner),
        contests=tuple(sorted(contests[0] or contests[1])),
        file=file,
        fields=fields,
    )


def _contests_of(section: str, key: Key, entry: Entry, state: _State) -> set[str]:
    if section == "contests":
        return {key[0]}
    return state.contests.get(str(entry.get("owner") or key[0]), set())


def _name_of(entry: Entry) -> str:
    name = entry.get("name") or entry.get("title") or entry.get("id") or entry.get("entry") or entry.get("election")
    return str(name.get("id", "")) if isinstance(name, dict) else str(name)


def _label_account(entry: Entry) -> str:
    value = f"@{entry['handle']}" if "handle" in entry else f"#{entry.get('platform_id')}"
    return f"{entry.get('platform')}:{value}"


def _label_side(entry: Entry) -> str:
    number = entry.get("ballot_number")
    return f"{number}. {_name_of(entry)}" if number else _name_of(entry)


_LABELS: Mapping[str, Callable[[Entry], str]] = {
    "accounts": _label_account,
    "domains": lambda entry: str(entry.get("domain")),
    "searches": lambda entry: f"{entry.get('platform')}: {entry.get('result')}",
    "sides": _label_side,
}


def _order_of(difference: Difference) -> tuple[object, ...]:
    kind = list(Kind).index(difference.kind)
    return SECTIONS.index(difference.section), kind, difference.label.casefold(), difference.entry_id
