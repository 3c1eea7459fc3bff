"""sign_in: providers (OpenID Connect) and their ID tokens: fetched, checked, forgotten; no Flask, no database."""
