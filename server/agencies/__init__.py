"""agencies: agencies, device keys, policies and the audit trail in a database; no web, no clock, no row about a person.

Imports domain, SQLAlchemy and Alembic. Whoever calls says what time it is and who acts.
"""
