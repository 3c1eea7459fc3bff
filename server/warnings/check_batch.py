"""Many checks in one request, read as strictly as one: ``{"checks": [...]}``, all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.domain.errors import RequestError
from server.warnings.check_request import parse_check_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.warnings.check_request import CheckRequest

BATCH_MEMBER = "checks"
BATCH_MAX_CHECKS = 100


def parse_check_batch(data: Mapping[str, Any]) -> list[CheckRequest]:
    """Read a batch.

    Args:
        data: parsed JSON, an object with ``checks`` and nothing else.

    Raises:
        RequestError: it holds something else, none or too many checks, or a wrong one, which is named by its place.
    """
    for name in data:
        if name != BATCH_MEMBER:
            raise RequestError(str(name), data[name], f"no field but {BATCH_MEMBER}")
    checks = data[BATCH_MEMBER]
    if not isinstance(checks, list):
        raise RequestError(BATCH_MEMBER, checks, "a list of checks")
    if not 1 <= len(checks) <= BATCH_MAX_CHECKS:
        raise RequestError(BATCH_MEMBER, f"{len(checks)} checks", f"1 to {BATCH_MAX_CHECKS} checks")
    return [_parse(check, index) for index, check in enumerate(checks)]


def name_check(error: RequestError, index: int) -> RequestError:
    """Return *error* with the place of the check that it speaks of."""
    place = f"{BATCH_MEMBER}[{index}]"
    return RequestError(f"{place}.{error.field}" if error.field else place, error.found, error.expected)


def _parse(check: object, index: int) -> CheckRequest:
    try:
        return parse_check_request(check)
    except RequestError as error:
        raise name_check(error, index) from error
