"""Jaga Jempol's server side: the account list, the warnings, the API and the ``jaga`` command line."""
