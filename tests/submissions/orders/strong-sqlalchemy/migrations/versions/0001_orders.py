"""Orders and their items

Revision: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("customer_email", sa.String(254), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("note", sa.String(500), nullable=True),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "status in ('pending', 'paid', 'shipped', 'delivered', 'cancelled')", name=op.f("ck_orders_status")
        ),
        sa.CheckConstraint("currency in ('EUR', 'GBP', 'USD')", name=op.f("ck_orders_currency")),
        sa.CheckConstraint("total_cents >= 0", name=op.f("ck_orders_total_cents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    for columns in (
        ["created_at", "id"],
        ["total_cents", "id"],
        ["customer_email", "created_at"],
        ["status", "created_at"],
    ):
        op.create_index(op.f(f"ix_orders_{'_'.join(columns)}"), "orders", columns)
    op.create_table(
        "order_items",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity between 1 and 1000", name=op.f("ck_order_items_quantity")),
        sa.CheckConstraint("unit_price_cents between 0 and 10000000", name=op.f("ck_order_items_unit_price_cents")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_items_order_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("order_id", "position", name=op.f("pk_order_items")),
    )


def downgrade():
    op.drop_table("order_items")
    op.drop_table("orders")
