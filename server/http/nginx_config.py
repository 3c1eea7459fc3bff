"""The ``nginx.conf`` that ``jaga export-static`` writes: the release as our own server answers, header for header.

Made from the constants of the release layer, so that the two cannot drift apart; a test compares them over a real
nginx. What nginx does its own way: ``ETag`` (from time and length), ``zstd`` (Debian's nginx has no module), several
ranges at once, and no 406 for whoever refuses every coding.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from server.http.extension_origins import EXTENSION_ORIGIN, PREFLIGHT_SECONDS, READ_METHODS, REQUEST_HEADERS
from server.http.file_answers import BRIEFLY, IMMUTABLE
from server.http.problems import PROBLEM_MEDIA_TYPE, make_problem
from server.http.release_middleware import METHODS, PREFIX
from server.http.request_errors import FileNotFoundInReleaseError
from server.http.security_headers import FILE_HEADERS

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG = Template(r"""# Written by jaga export-static. For the http block:  include $directory/nginx.conf;
# brotli_static needs Debian's libnginx-mod-http-brotli-static; without that module remove the line.

map $$http_origin $$jaga_origin {
    default "";
    "~*^$origin" $$http_origin;
}
map $$jaga_origin $$jaga_exposed {
    default "ETag";
    "" "";
}
map "$$request_method $$jaga_origin" $$jaga_allowed_headers {
    default "";
    "~^OPTIONS ." "$request_headers";
}
map "$$request_method $$jaga_origin" $$jaga_allowed_methods {
    default "";
    "~^OPTIONS ." "$read_methods";
}
map "$$request_method $$jaga_origin" $$jaga_max_age {
    default "";
    "~^OPTIONS ." "$preflight_seconds";
}
map $$request_method $$jaga_allow {
    default "$methods";
    "~^(GET|HEAD)$$" "";
}
map $$status $$jaga_vary {
    default "Origin";
    "~^(200|206|304)$$" "Accept-Encoding, Origin";
}
map "$$status $$uri" $$jaga_caching {
    default "no-store";
    "~^404 " "$briefly";
    "~^(200|206|304) .*/timestamp\.json$$" "$briefly";
    "~^(200|206|304) " "$immutable";
}

server {
    listen $listen;
    root "$directory";
    access_log off;  # a line would hold an address of a person with a path

    location $prefix {
        $guards
$headers
        default_type application/json;
        types { }
        gzip_static on;
        brotli_static on;
        max_ranges 1;
        error_page 404 = @jaga_absent;

        location = ${prefix}metadata/timestamp.json {
            $guards
            max_ranges 0;
        }
        location ~ (\.(br|zst|gz)|/)$$ { return 404; }
    }
    location @jaga_absent {
$headers
        default_type $problem_type;
        return 404 '$absent';
    }
    location / { $others }
}
""")

_GUARDS = "if ($request_method = OPTIONS) { return 204; }  if ($request_method !~ ^(GET|HEAD)$) { return 405; }"

_HEADERS = {
    "Cache-Control": "$jaga_caching",
    "Vary": "$jaga_vary",
    **{name: f'"{value}"' for name, value in FILE_HEADERS},
    "Last-Modified": '""',
    "Allow": "$jaga_allow",
    "Access-Control-Allow-Origin": "$jaga_origin",
    "Access-Control-Expose-Headers": "$jaga_exposed",
    "Access-Control-Allow-Headers": "$jaga_allowed_headers",
    "Access-Control-Allow-Methods": "$jaga_allowed_methods",
    "Access-Control-Max-Age": "$jaga_max_age",
}


def make_nginx_config(directory: Path, listen: str, proxy: str | None) -> str:
    """Return the text of the file.

    Args:
        directory: where the export lies, as nginx will see it.
        listen: address and port, or port.
        proxy: origin of the API for every other path; None when there is none.
    """
    return _CONFIG.substitute(
        directory=directory,
        listen=listen,
        prefix=PREFIX,
        origin=EXTENSION_ORIGIN.pattern.replace(r"\Z", "$"),
        request_headers=", ".join(REQUEST_HEADERS),
        read_methods=", ".join(READ_METHODS),
        preflight_seconds=PREFLIGHT_SECONDS,
        methods=", ".join(METHODS),
        briefly=BRIEFLY,
        immutable=IMMUTABLE,
        guards=_GUARDS,
        headers="\n".join(f"        add_header {name} {value} always;" for name, value in _HEADERS.items()),
        problem_type=PROBLEM_MEDIA_TYPE,
        absent=make_problem(FileNotFoundInReleaseError("")).body.decode(),
        others=f"proxy_pass {proxy};" if proxy else "return 404;",
    )
