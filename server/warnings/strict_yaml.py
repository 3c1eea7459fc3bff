"""YAML in which nothing is said twice: the room's own small reader.

The list has its own (``server.accounts.yaml_reader``), which collects every mistake for editors. Here one clear error
is enough, because a wrong rule or text stops the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from server.domain.wording_reader import WordingError

if TYPE_CHECKING:
    from pathlib import Path


class _StrictLoader(yaml.CSafeLoader):
    """YAML whose objects name nothing twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - theirs
        """Refuse a name that stands twice: the later one would silently win."""
        seen = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value!r} stands here twice", problem_mark=key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def load_yaml(path: Path) -> object:
    """Return the parsed file.

    Raises:
        WordingError: the file cannot be read, is no UTF-8, is no YAML or names something twice.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - derived from the safe loader
    except OSError as error:
        raise WordingError(path.name, error.strerror, "a file that can be read") from error
    except (ValueError, yaml.YAMLError) as error:  # ValueError: no UTF-8, or a date that is none
        raise WordingError(path.name, str(error), "YAML in UTF-8") from error
