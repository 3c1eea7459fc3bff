"""sign_in: an agency's provider (OpenID Connect) and its ID tokens: fetched, checked, forgotten; no Flask, no database."""
