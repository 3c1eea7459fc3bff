"""The one place that builds every part and hands each what it needs."""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING

from flask import Flask

from server.accounts.served_release import StoredRelease
from server.http import check, enrol, health, openapi, pages, policy, practice, updates, warnings
from server.http.bundled_pages import build_bundled_pages
from server.http.check_desk import CheckDesk
from server.http.nginx_config import make_nginx_config
from server.http.problems import register_problems
from server.http.release_middleware import ReleaseMiddleware
from server.http.security_headers import register_security_headers
from server.http.services import AgencyDesks, Services, attach_services
from server.ops.clock import SystemClock
from server.ops.logging import configure_logging
from server.ops.memory import return_large_blocks
from server.ops.settings import Settings

if TYPE_CHECKING:
    from flask import Blueprint

    from server.ops.clock import Clock

BLUEPRINTS: tuple[Blueprint, ...] = (
    warnings.blueprint,
    check.blueprint,
    policy.blueprint,
    enrol.blueprint,
    health.blueprint,
    openapi.blueprint,
    pages.blueprint,
    practice.blueprint,
    updates.blueprint,
)

__all__ = ["build_bundled_pages", "build_services", "create_app", "make_nginx_config", "make_wsgi_app"]

STATIC_SECONDS = 300
"""How long a browser keeps our own style sheets and scripts before it asks whether they changed."""


def create_app(settings: Settings, services: Services | None = None) -> Flask:
    """Build the web application.

    Args:
        settings: of this process.
        services: parts to use instead of the real ones, for tests.
    """
    services = services or build_services(settings)
    app = Flask("server.http")
    app.config.update(MAX_CONTENT_LENGTH=settings.request_max_bytes, SEND_FILE_MAX_AGE_DEFAULT=STATIC_SECONDS)
    app.config[pages.WORDING_DIR] = settings.wording_dir
    app.config[updates.PACKAGES_DIR], app.config[updates.PUBLIC_URL] = settings.packages_dir, settings.public_url
    attach_services(app, services)
    register_problems(app)
    register_security_headers(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.wsgi_app = ReleaseMiddleware(app.wsgi_app, services.release)  # type: ignore[method-assign]  # Flask's own way
    return app


def build_services(settings: Settings) -> Services:
    """Build the real parts behind the views; devices are let in by a database that opens when first used.

    Raises:
        sqlalchemy.exc.ArgumentError: the database that somebody named has no such address.
    """
    clock = SystemClock(settings.today)
    release = StoredRelease(settings.release_dir, is_production=settings.is_production)
    checks = CheckDesk(release, clock, entries=settings.check_cache_entries, seconds=settings.check_cache_seconds)
    open_agencies = cache(partial(_build_agencies, settings, clock))
    if settings.database_url is not None:
        open_agencies()  # what is wrong with the address stops the start
    return Services(release, checks, clock, open_agencies)


def _build_agencies(settings: Settings, clock: Clock) -> AgencyDesks:
    """Build what agencies and their people come to.

    Imported here, because the libraries behind it take 15 MB of each process, which most servers never need (measured
    2026-11-21).
    """
    from server.agencies.database import Database
    from server.agencies.policy_signing import load_policy_signer
    from server.http.check_rates import CheckRates
    from server.http.device_desk import DeviceDesk
    from server.http.enrol_desk import EnrolDesk
    from server.sign_in.providers import Providers

    rates = CheckRates(settings.redis_url, settings.checks_per_minute)
    load_signer = partial(load_policy_signer, settings.policy_key_path)
    database = Database(settings.database_address)
    devices = DeviceDesk(database, load_signer, rates, clock)
    sign_ins = CheckRates(settings.redis_url, settings.enrolments_per_minute)
    return AgencyDesks(devices, EnrolDesk(database, load_signer, Providers(), sign_ins, clock))


def make_wsgi_app() -> Flask:
    """Build the application from the environment; what granian calls in each of its processes."""
    return_large_blocks()
    settings = Settings.from_env(os.environ)
    configure_logging(settings.log_level)
    return create_app(settings)
