"""The settings of one process: read once at start from environment variables, then handed on, never looked up again.

For ``server/app.py`` and the command line. ``docs/settings.md`` lists every field; a test compares the two.
"""

from __future__ import annotations

import ipaddress
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ROOT = Path(__file__).resolve().parents[2]
"""The checkout, which holds the list and the extension beside the server."""

ENVIRONMENTS = ("development", "production")
OPERATOR_MAX_CHARACTERS = 120
LOG_LEVELS = ("debug", "info", "warning", "error")


HIDDEN = "(not shown)"
"""Stands for what may hold a password."""


class SettingFinding(NamedTuple):
    """One setting that cannot be read."""

    name: str
    found: str
    expected: str


class SettingsError(Exception):
    """The environment holds settings that cannot be read.

    Attributes:
        findings: every one of them, in the order of the settings.
    """

    def __init__(self, findings: list[SettingFinding]) -> None:
        lines = (f"{name}: found {found!r}, expected {expected}" for name, found, expected in findings)
        super().__init__("; ".join(lines))
        self.findings = findings


class _Reader(NamedTuple):
    """Makes a value from a variable's text; ``ValueError`` when it cannot."""

    read: Callable[[str], Any]
    expected: str


def _read_choice(*choices: str) -> _Reader:
    def read(text: str) -> str:
        return choices[choices.index(text.lower())]

    return _Reader(read, " or ".join(choices))


def _read_whole(low: int, high: int) -> _Reader:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdecimal() else -1
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return _Reader(read, f"a whole number from {low} to {high}")


def _read_day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # fromisoformat also takes week dates and dates without dashes
        raise ValueError(text)
    return day


def _read_host(text: str) -> str:
    return str(ipaddress.ip_address("127.0.0.1" if text == "localhost" else text))


def _read_maintainer(text: str) -> str:
    if not text.startswith("mt-"):
        raise ValueError(text)
    return text


def _read_folder(text: str) -> Path:
    if "\0" in text:
        raise ValueError(text)
    return Path(text).expanduser().absolute()


def _read_service(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if urlsplit(text).scheme not in schemes:
            raise ValueError(text)
        return text

    return read


def _read_operator(text: str) -> str:
    if len(text) > OPERATOR_MAX_CHARACTERS or not text.isprintable():
        raise ValueError(text)
    return text


def _read_public_url(text: str) -> str:
    parts = urlsplit(text)
    is_plain = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and not parts.username
    if not is_plain or parts.path not in {"", "/"} or parts.query or parts.fragment or text.endswith(("?", "#")):
        raise ValueError(text)
    return text.rstrip("/")


_DAY = _Reader(_read_day, "a day such as 2024-01-15")
_HOST = _Reader(_read_host, "an IP address or localhost")
_FOLDER = _Reader(_read_folder, "a folder")
_DATABASE = _Reader(_read_service("sqlite", "postgresql"), "an address that begins with postgresql:// or sqlite:///")
_REDIS = _Reader(
    _read_service("redis", "rediss", "redis+unix"), "an address that begins with redis://, rediss:// or redis+unix:///"
)
_OPERATOR = _Reader(_read_operator, f"at most {OPERATOR_MAX_CHARACTERS} characters on one line")
_FILE = _Reader(_read_folder, "a file")
_PUBLIC_URL = _Reader(_read_public_url, "an address such as https://jaga.example, without a path")
_MAINTAINER = _Reader(_read_maintainer, "an id such as mt-pendiri")


def _describe(name: str, reader: _Reader, help_: str, *, is_secret: bool = False) -> dict[str, Any]:
    return {"name": name, "reader": reader, "help": help_, "is_secret": is_secret}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator may choose; each field has a default that suits a fresh checkout.

    The names of the variables, the units and one sentence each stand with the fields.
    """

    environment: str = field(
        default="development",
        metadata=_describe(
            "JAGA_ENV",
            _read_choice(*ENVIRONMENTS),
            "`production` refuses development keys and never publishes by itself.",
        ),
    )
    host: str = field(
        default="127.0.0.1", metadata=_describe("JAGA_HOST", _HOST, "The address on which `jaga serve` listens.")
    )
    port: int = field(
        default=8000, metadata=_describe("JAGA_PORT", _read_whole(1, 65535), "The TCP port of `jaga serve`.")
    )
    workers: int = field(
        default=1, metadata=_describe("JAGA_WORKERS", _read_whole(1, 64), "Server processes of `jaga serve`.")
    )
    today: date | None = field(
        default=None,
        metadata=_describe(
            "JAGA_TODAY",
            _DAY,
            "The day to take for today, for demos and tests; unset is the real day. Signatures expire by the real day.",
        ),
    )
    list_dir: Path = field(
        default=_ROOT / "candidate_accounts",
        metadata=_describe("JAGA_LIST_DIR", _FOLDER, "The folder of the account list."),
    )
    platforms_dir: Path = field(
        default=_ROOT / "extension" / "platforms",
        metadata=_describe("JAGA_PLATFORMS_DIR", _FOLDER, "The folder of the platform files."),
    )
    wording_dir: Path = field(
        default=_ROOT / "server" / "warnings",
        metadata=_describe("JAGA_WORDING_DIR", _FOLDER, "The folder of rules and wording."),
    )
    state_dir: Path = field(
        default=_ROOT / "var",
        metadata=_describe(
            "JAGA_STATE_DIR",
            _FOLDER,
            "The folder for what the programs make: `release/` and `packages/` (served), `keys/` (secret).",
        ),
    )
    public_url: str | None = field(
        default=None,
        metadata=_describe(
            "JAGA_PUBLIC_URL",
            _PUBLIC_URL,
            "Where devices reach this server; update files name it. Unset: the address that was asked.",
        ),
    )
    package_key: Path | None = field(
        default=None,
        metadata=_describe(
            "JAGA_PACKAGE_KEY",
            _FILE,
            "The RSA key (PEM) with which `jaga package` signs for Chromium; unset: a development key.",
        ),
    )
    passphrase_file: Path | None = field(
        default=None,
        metadata=_describe(
            "JAGA_PASSPHRASE_FILE",
            _FILE,
            "A file, closed to others, whose first line opens the signing keys; unset asks for the passphrase.",
        ),
    )
    maintainer: str | None = field(
        default=None,
        metadata=_describe(
            "JAGA_MAINTAINER",
            _MAINTAINER,
            "Who changes the list, unless a verb is told with `--as`: an id of `candidate_accounts/maintainers.yaml`.",
        ),
    )
    poll_seconds: int = field(
        default=1800,
        metadata=_describe(
            "JAGA_POLL_SECONDS",
            _read_whole(300, 86_400),
            "How often a release asks extensions to look for a newer one, in seconds.",
        ),
    )
    request_max_bytes: int = field(
        default=8192,
        metadata=_describe(
            "JAGA_REQUEST_MAX_BYTES",
            _read_whole(1024, 1_048_576),
            "The longest request body that is read, in bytes; longer ones are answered 413.",
        ),
    )
    check_cache_entries: int = field(
        default=1024,
        metadata=_describe(
            "JAGA_CHECK_CACHE_ENTRIES",
            _read_whole(1, 1_000_000),
            "How many answered checks each process keeps in memory.",
        ),
    )
    check_cache_seconds: int = field(
        default=300,
        metadata=_describe(
            "JAGA_CHECK_CACHE_SECONDS",
            _read_whole(1, 86_400),
            "How long an answered check is kept in memory, in seconds.",
        ),
    )
    database_url: str | None = field(
        default=None,
        repr=False,
        metadata=_describe(
            "JAGA_DATABASE_URL",
            _DATABASE,
            "The database of agencies, which may hold a password; unset is SQLite in the state folder.",
            is_secret=True,
        ),
    )
    redis_url: str | None = field(
        default=None,
        repr=False,
        metadata=_describe(
            "JAGA_REDIS_URL",
            _REDIS,
            "Where server processes count checks together, which may hold a password; unset: each counts by itself.",
            is_secret=True,
        ),
    )
    checks_per_minute: int = field(
        default=3000,
        metadata=_describe(
            "JAGA_CHECKS_PER_MINUTE",
            _read_whole(100, 1_000_000),
            "How many checks each device key may ask for in a minute; a batch of 100 counts as 100.",
        ),
    )
    enrolments_per_minute: int = field(
        default=600,
        metadata=_describe(
            "JAGA_ENROLMENTS_PER_MINUTE",
            _read_whole(10, 1_000_000),
            "How many people of one agency may sign in in a minute, all together.",
        ),
    )
    operator: str | None = field(
        default=None,
        metadata=_describe(
            "JAGA_OPERATOR",
            _OPERATOR,
            "The name under which the audit trail keeps what you change; unset is your name on this system.",
        ),
    )
    log_level: str = field(
        default="info",
        metadata=_describe("JAGA_LOG_LEVEL", _read_choice(*LOG_LEVELS), "The least level that is logged."),
    )

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the settings; a variable that is unset or empty leaves the default.

        Args:
            env: environment variables, such as ``os.environ``; those that do not begin with ``JAGA_`` are ignored.

        Raises:
            SettingsError: a value cannot be read, or a ``JAGA_`` variable is none of the settings; all are named.
        """
        values: dict[str, Any] = {}
        findings: list[SettingFinding] = []
        for setting in fields(cls):
            _read_setting(setting, env, values, findings)
        findings += [_describe_unknown(name, env[name]) for name in sorted(find_unknown_names(env))]
        if findings:
            raise SettingsError(findings)
        return cls(**values)

    @property
    def is_production(self) -> bool:
        """Whether real people rely on this process."""
        return self.environment == "production"

    @property
    def release_dir(self) -> Path:
        """The folder of the served release."""
        return self.state_dir / "release"

    @property
    def packages_dir(self) -> Path:
        """The folder of the packed extension."""
        return self.state_dir / "packages"

    @property
    def keys_dir(self) -> Path:
        """The folder of the signing keys."""
        return self.state_dir / "keys"

    @property
    def policy_key_path(self) -> Path:
        """The key that signs policies."""
        return self.keys_dir / "policy.pem"

    @property
    def database_address(self) -> str:
        """The address of the database of agencies."""
        return self.database_url or f"sqlite:///{self.state_dir / 'agencies.sqlite'}"


def list_names() -> list[str]:
    """Return the name of every setting's variable."""
    return [setting.metadata["name"] for setting in fields(Settings)]


def find_unknown_names(env: Mapping[str, str]) -> set[str]:
    """Return the ``JAGA_`` variables that no setting reads: most likely a slip of the pen."""
    return {name for name in env if name.startswith("JAGA_")} - set(list_names())


def _describe_unknown(name: str, text: str) -> SettingFinding:
    close = get_close_matches(name, list_names(), n=1)
    expected = f"another name; did you mean {close[0]}?" if close else "another name; docs/settings.md lists all"
    is_secret = any(each.metadata["is_secret"] for each in fields(Settings) if each.metadata["name"] in close)
    return SettingFinding(name, HIDDEN if is_secret else text, expected)


def _read_setting(
    setting: Field[Any], env: Mapping[str, str], values: dict[str, Any], findings: list[SettingFinding]
) -> None:
    assert setting.default is not MISSING
    name, reader = setting.metadata["name"], setting.metadata["reader"]
    text = env.get(name, "").strip()
    if not text:
        return
    try:
        values[setting.name] = reader.read(text)
    except ValueError:
        found = HIDDEN if setting.metadata["is_secret"] else text
        findings.append(SettingFinding(name, found, reader.expected))
