"""Agencies, their device keys and their policies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.agencies.migrations.append_only import make_append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "agencies",
        sa.Column("id", sa.String(63), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("contact", sa.String(254), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("left_at", instant),
    )
    op.create_table(
        "device_keys",
        sa.Column("id", sa.String(13), primary_key=True),
        sa.Column("agency_id", sa.String(63), sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("revoked_at", instant),
    )
    op.create_index("ix_device_keys_agency_id", "device_keys", ["agency_id"])
    op.create_table(
        "policies",
        sa.Column("agency_id", sa.String(63), sa.ForeignKey("agencies.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("set_at", instant, nullable=False),
    )
    make_append_only("policies")
