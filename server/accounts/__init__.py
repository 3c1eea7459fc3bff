"""accounts: read and check ``candidate_accounts/``, form groups, build and serve signed releases."""
