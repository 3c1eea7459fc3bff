"""domain: plain values and decisions; standard library and tldextract only; no clock, no files, no Flask."""
