"""Articles

Revision: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("create sequence article_versions")
    op.create_table(
        "articles",
        sa.Column("sku", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("supplier", sa.String(60), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Numeric(9, 2), nullable=False),
        sa.Column("tags", ARRAY(sa.String(24)), nullable=False),
        sa.Column("weight_kg", sa.Double(), nullable=True),
        sa.Column("location", sa.String(40), nullable=True),
        sa.Column("reorder_quantity", sa.Integer(), nullable=False),
        sa.Column("discontinued", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("nextval('article_versions')"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column(
            "updated_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint("quantity >= 0", name="ck_articles_quantity"),
        sa.CheckConstraint("unit_price >= 0", name="ck_articles_unit_price"),
        sa.CheckConstraint("weight_kg > 0", name="ck_articles_weight_kg"),
        sa.CheckConstraint("reorder_quantity > 0", name="ck_articles_reorder_quantity"),
        sa.PrimaryKeyConstraint("sku", name="pk_articles"),
    )
    op.create_index("ix_articles_quantity_sku", "articles", ["quantity", "sku"])
    op.create_index("ix_articles_updated_at_sku", "articles", ["updated_at", "sku"])
    op.create_index("ix_articles_supplier_sku", "articles", ["supplier", "sku"])


def downgrade():
    op.drop_table("articles")
    op.execute("drop sequence article_versions")
