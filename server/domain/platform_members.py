"""Read the members of parsed JSON one by one; each mistake names the member, what was found and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from server.domain.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Value = TypeVar("Value")


class PlatformFormatError(ListError):
    """A platform file does not have the form that both interpreters expect.

    Attributes:
        member: where, such as ``urls[3].template``; empty when it is the whole.
        found: the wrong value.
        expected: what would have been right, in a few words.
    """

    def __init__(self, member: str, found: object, expected: str) -> None:
        super().__init__(f"{member or 'file'}: found {found!r}, expected {expected}")
        self.member = member
        self.found = found
        self.expected = expected


@dataclass(frozen=True)
class Members:
    """One JSON object while it is read; ``finish`` names a member that nobody has asked for.

    Every method raises PlatformFormatError when a member is missing or has another type.
    """

    values: Mapping[str, Any]
    place: str = ""
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, value: object, place: str) -> Members:
        """Begin to read *value*, which stands at *place*."""
        if not isinstance(value, Mapping):
            raise PlatformFormatError(place, value, "an object")
        return cls(value, place)

    def has(self, name: str) -> bool:
        """Tell whether a member that may be left out is there."""
        self.asked.add(name)
        return name in self.values

    def refuse(self, name: str, expected: str) -> NoReturn:
        """Say that a member is not what was expected."""
        raise PlatformFormatError(self.place_of(name), self.values.get(name), expected)

    def place_of(self, name: str) -> str:
        """Return the full name of a member."""
        return f"{self.place}.{name}" if self.place else name

    def text(self, name: str, default: str | None = None) -> str:
        """Read a text that is not empty."""
        if not self.has(name) and default is not None:
            return default
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            self.refuse(name, "a text")
        return value

    def choice(self, name: str, choices: Collection[str], default: str | None = None) -> str:
        """Read one of a few words."""
        value = self.text(name, default)
        if value not in choices and value != default:
            self.refuse(name, "one of " + ", ".join(choices))
        return value

    def flag(self, name: str) -> bool:
        """Read yes or no; no when it is left out."""
        value = self.values[name] if self.has(name) else False
        if not isinstance(value, bool):
            self.refuse(name, "true or false")
        return value

    def number(self, name: str, default: int) -> int:
        """Read a count from 0 upwards."""
        value = self.values[name] if self.has(name) else default
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.refuse(name, "a whole number")
        return value

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Read a list of texts; a text may be empty (a domain without subdomain)."""
        if not self.has(name) and default is not None:
            return default
        value = self.values.get(name)
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.refuse(name, "a list of texts")
        if len(set(value)) < len(value):
            self.refuse(name, "each text once")
        return tuple(value)

    def objects(self, name: str, read: Callable[[Members], Value]) -> tuple[Value, ...]:
        """Read a list of objects with *read*."""
        self.asked.add(name)
        value = self.values.get(name)
        if not isinstance(value, list):
            self.refuse(name, "a list of objects")
        return tuple(read(Members.of(entry, f"{self.place_of(name)}[{at}]")) for at, entry in enumerate(value))

    def finish(self) -> None:
        """Name the first member that nobody has asked for; a ``note`` for people may stand anywhere."""
        self.text("note", "")
        for name in self.values:
            if name not in self.asked:
                expected = "one of " + ", ".join(sorted(self.asked))
                raise PlatformFormatError(self.place_of(name), self.values[name], f"no such member; {expected}")
