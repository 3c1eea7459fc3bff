"""cli: the ``jaga`` command line, one verb per file; each verb parses, calls, prints."""


def main() -> None:
    """Run ``jaga``; the entry point of the installed command."""
    from server.cli.root import jaga

    jaga()
