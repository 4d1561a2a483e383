"""Bookings

Revision: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "bookings",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("room", sa.String(40), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("booked_by", sa.String(80), nullable=False),
        sa.Column("attendees", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("equipment", postgresql.ARRAY(sa.String(20)), nullable=False),
        sa.Column("note", sa.String(1000)),
        sa.Column("state", sa.String(10), server_default="booked", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="bookings_end_after_start"),
        sa.CheckConstraint("attendees between 1 and 500", name="bookings_attendees"),
        sa.CheckConstraint("state in ('booked', 'checked_in', 'cancelled')", name="bookings_state"),
    )
    op.create_index("bookings_by_start", "bookings", ["starts_at", "id"])
    op.create_index("bookings_by_attendees", "bookings", ["attendees", "id"])
    op.create_index("bookings_by_party", "bookings", ["booked_by", "starts_at", "id"])
    op.create_index("bookings_by_room", "bookings", ["room", "starts_at", "id"])


def downgrade():
    op.drop_table("bookings")
