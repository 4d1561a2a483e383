"""No room is booked twice

btree_gist lets an exclusion constraint compare text with =. It is a trusted extension: whoever owns the database may create it.

Revision: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("create extension if not exists btree_gist")
    op.execute(
        "alter table bookings add constraint bookings_no_overlap"
        " exclude using gist (room with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'cancelled')"
    )


def downgrade():
    op.execute("alter table bookings drop constraint bookings_no_overlap")
