"""What Alembic runs: the steps, in one transaction, on the connection that ``schema_steps.py`` hands over."""

from __future__ import annotations

from alembic import context

from server.agencies.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
