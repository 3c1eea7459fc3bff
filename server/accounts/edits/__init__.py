"""edits: one small file per change that a maintainer makes; documents in, documents out; no files, no clock.

An edit refuses what makes no sense with a sentence that says what is and what to do. What the list forbids besides is
lint's to say, before anything is written (``server.cli.changing``).
"""
