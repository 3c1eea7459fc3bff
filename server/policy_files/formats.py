"""The forms in which a policy can be exported, by name: for ``jaga policy export``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.domain.errors import RequestError
from server.policy_files.admx import make_admx_files
from server.policy_files.intune import make_intune_files
from server.policy_files.json_files import make_firefox_files, make_google_admin_files, make_linux_files
from server.policy_files.mobileconfig import make_mac_files
from server.policy_files.registry import make_reg_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.policy_files.deployment import Deployment, Texts


PLAIN: Mapping[str, Callable[[Deployment], dict[str, bytes]]] = {
    "linux": make_linux_files,
    "reg": make_reg_files,
    "mobileconfig": make_mac_files,
    "firefox": make_firefox_files,
    "google-admin": make_google_admin_files,
}
"""Forms that hold values only."""

DESCRIBED: Mapping[str, Callable[[Deployment, Mapping[str, Any], Texts], dict[str, bytes]]] = {
    "admx": make_admx_files,
    "intune": make_intune_files,
}
"""Forms that describe each member, and so need the schema and its texts."""

FORMATS = (*PLAIN, *DESCRIBED)


def make_policy_files(style: str, deployment: Deployment, schema: Mapping[str, Any], texts: Texts) -> dict[str, bytes]:
    """Return the files of one form by relative path.

    Args:
        style: one of ``FORMATS``.
        deployment: as ``make_deployment`` returns it.
        schema: ``extension/policy_schema.json``.
        texts: by language (``id``, ``en``) and member: title and explanation.

    Raises:
        RequestError: there is no such form, or it cannot hold this policy.
    """
    if style in PLAIN:
        return PLAIN[style](deployment)
    if style in DESCRIBED:
        return DESCRIBED[style](deployment, schema, texts)
    raise RequestError("format", style, f"one of {', '.join(FORMATS)}")
