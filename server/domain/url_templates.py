"""Templates of addresses: ``/{handle}/status/{post}/**``, matched in time that grows with the length of the address.

A template is a path and, behind ``?``, the parameters that must be there:

- plain text stands for itself, in either case;
- ``{name}`` stands for a part whose rule the platform file gives; plain text may stand around it (``@{handle}``,
  ``{number}.html``), and two parts in one segment are split at the last place that fits (``{slug}-{number}``);
- ``*`` stands for anything that is not empty, ``**`` at the end for any further segments or none;
- parameters may stand in any order, and others beside them are ignored.

The same steps stand in extension/page/url_templates.js.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from server.domain.part_rules import read_part
from server.domain.url_parts import ascii_lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.domain.part_rules import PartRule

ANYTHING: Final = "*"
"""The part that takes any text."""

ADDRESS: Final = "url"
"""The part of a redirect that holds the address it leads to, whatever it is; ``{url}`` in a template."""

_WITHOUT_RULE: Final = frozenset({ANYTHING, ADDRESS})

_PARTS_MAX: Final = 2
"""In one segment: with more there would be several ways to split it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One segment or one value: ``literals[0] parts[0] literals[1] parts[1] literals[2]``.

    Attributes:
        literals: lower-case plain text, one more than parts.
        parts: at most two names of parts, or ``*``.
    """

    literals: tuple[str, ...]
    parts: tuple[str, ...]

    def find_parts(self, text: str) -> tuple[str, ...] | None:
        """Return the text of each part, none of it empty; None when the plain text is not there."""
        first, last = self.literals[0], self.literals[-1]
        if not self.parts:
            return () if len(text) == len(first) and ascii_lower(text) == first else None
        start, end = len(first), len(text) - len(last)
        if start >= end or ascii_lower(text[:start]) != first or ascii_lower(text[end:]) != last:
            return None
        if len(self.parts) == 1:
            return (text[start:end],)
        middle = self.literals[1]
        split = ascii_lower(text).rfind(middle, start + 1, end - 1)
        return None if split < 0 else (text[start:split], text[split + len(middle) : end])


@dataclass(frozen=True, slots=True)
class Template:
    """A form of address.

    Attributes:
        segments: of the path.
        has_tail: whether further segments may follow.
        parameters: name and value of each parameter that must be there.
    """

    text: str
    segments: tuple[Pattern, ...]
    has_tail: bool
    parameters: tuple[tuple[str, Pattern], ...]

    def iterate_patterns(self) -> Iterator[Pattern]:
        """Yield the patterns of the path, then those of the parameters."""
        yield from self.segments
        for _, pattern in self.parameters:
            yield pattern


class TemplateError(ValueError):
    """A template cannot be read; the message says what was expected."""


def parse_template(text: str) -> Template:
    """Read a template.

    Raises:
        TemplateError: it has another form, or a part stands twice.
    """
    path, _, query = text.partition("?")
    if not path.startswith("/"):
        raise TemplateError('a path that starts with "/"')
    segments = [segment for segment in path.split("/") if segment]
    has_tail = segments[-1:] == ["**"]
    patterns = tuple(parse_pattern(segment) for segment in (segments[:-1] if has_tail else segments))
    parameters = tuple(_parse_parameter(pair) for pair in query.split("&") if pair)
    template = Template(text, patterns, has_tail, parameters)
    names = [part for pattern in template.iterate_patterns() for part in pattern.parts if part != ANYTHING]
    if len(names) != len(set(names)):
        raise TemplateError("each part once")
    return template


def parse_pattern(text: str) -> Pattern:
    """Read one segment or one value of a template.

    Raises:
        TemplateError: braces do not close, parts touch, or there are more than two of them.
    """
    if text == ANYTHING:
        return Pattern(("", ""), (ANYTHING,))
    literals, parts = [""], []
    for piece in text.replace("{", "\0{").replace("}", "}\0").split("\0"):
        if piece.startswith("{"):
            parts.append(_parse_name(piece))
            literals.append("")
        else:
            literals[-1] += piece
    _check_pattern(literals, parts)
    return Pattern(tuple(literals), tuple(parts))


def match_template(
    template: Template,
    segments: tuple[str, ...],
    parameters: Mapping[str, str | None],
    rules: Mapping[str, tuple[PartRule, ...]],
) -> Mapping[str, str] | None:
    """Tell whether an address has the form of a template.

    Args:
        template: the form.
        segments: of the address, decoded, none of them empty.
        parameters: of the address, as made by ``url_parts.read_parameters``.
        rules: what each part may be, by its name.

    Returns:
        The canonical text of each part, or None when the address has another form.
    """
    missing = len(template.segments) - len(segments)
    if missing > 0 or (missing < 0 and not template.has_tail):
        return None
    captured: dict[str, str] = {}
    pairs = [*zip(template.segments, segments, strict=False)]
    pairs += [(pattern, parameters.get(name) or "") for name, pattern in template.parameters]
    for pattern, text in pairs:
        found = _match_pattern(pattern, text, rules)
        if found is None:
            return None
        captured.update(found)
    return captured


def _match_pattern(pattern: Pattern, text: str, rules: Mapping[str, tuple[PartRule, ...]]) -> dict[str, str] | None:
    texts = pattern.find_parts(text)
    if texts is None:
        return None
    captured = {}
    for name, part_text in zip(pattern.parts, texts, strict=True):
        part = part_text if name in _WITHOUT_RULE else _read_part(rules[name], part_text)
        if part is None:
            return None
        captured[name] = part
    return captured


def _read_part(rules: tuple[PartRule, ...], text: str) -> str | None:
    """Read a part; an encoded slash (``%2F``) is no way into another name space (YouTube's ``c/name``)."""
    return None if "/" in text else read_part(rules, text)


def _parse_parameter(pair: str) -> tuple[str, Pattern]:
    name, equals, value = pair.partition("=")
    if not (name and equals and value):
        raise TemplateError("name=value for each parameter")
    return name, parse_pattern(value)


def _parse_name(piece: str) -> str:
    name = piece[1:-1]
    if not piece.endswith("}") or not name.replace("_", "").isalpha() or not name.isascii() or not name.islower():
        raise TemplateError("the name of a part, a to z and _, between braces")
    return name


def _check_pattern(literals: list[str], parts: list[str]) -> None:
    text = "".join(literals)
    if any(mark in text for mark in "{}*%#") or text != ascii_lower(text) or not text.isascii():
        raise TemplateError("lower-case ASCII, parts in braces, * or ** as a whole segment")
    if len(parts) > _PARTS_MAX or not all(literals[1 : len(parts)]):
        raise TemplateError("at most two parts in a segment, with plain text between them")
