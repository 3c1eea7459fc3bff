"""What the views may ask for: built once by ``server/app.py``, handed over with the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from server.accounts.served_release import ServedRelease
    from server.http.check_desk import CheckDesk
    from server.http.device_desk import DeviceDesk
    from server.http.enrol_desk import EnrolDesk
    from server.ops.clock import Clock

_NAME = "jaga"


@dataclass(frozen=True, slots=True)
class AgencyDesks:
    """What agencies and their people come to.

    Attributes:
        devices: lets devices, tools and members of agencies in.
        enrolments: makes members of those who have signed in.
    """

    devices: DeviceDesk
    enrolments: EnrolDesk


@dataclass(frozen=True, slots=True)
class Services:
    """The parts behind the views.

    Attributes:
        release: what is served, and what checks are answered from.
        checks: answers checks.
        clock: for what expires.
        open_agencies: gives what lets agencies in; built when first asked for.
    """

    release: ServedRelease
    checks: CheckDesk
    clock: Clock
    open_agencies: Callable[[], AgencyDesks]


def attach_services(app: Flask, services: Services) -> None:
    """Give *app* its services."""
    app.extensions[_NAME] = services


def get_services() -> Services:
    """Return the services of the app that answers the present request."""
    return cast("Services", current_app.extensions[_NAME])
