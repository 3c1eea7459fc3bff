"""cli: the ``jaga`` command line, one verb per file; each verb parses, calls, prints."""
