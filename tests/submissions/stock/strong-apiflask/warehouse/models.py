"""The tables. What a row must satisfy is in the schema too, not only in the validation of requests."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Double, Index, Integer, Numeric, Sequence, String, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

CLOCK = text("clock_timestamp()")


class Base(DeclarativeBase):
    pass


# One sequence for all articles: a sku that is taken again never has a version that it had before.
VERSIONS = Sequence("article_versions", metadata=Base.metadata)


class Article(Base):
    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="ck_articles_quantity"),
        CheckConstraint("unit_price >= 0", name="ck_articles_unit_price"),
        CheckConstraint("weight_kg > 0", name="ck_articles_weight_kg"),
        CheckConstraint("reorder_quantity > 0", name="ck_articles_reorder_quantity"),
        # One for each order with its tie-break, and one for the filter that selects most sharply.
        Index("ix_articles_quantity_sku", "quantity", "sku"),
        Index("ix_articles_updated_at_sku", "updated_at", "sku"),
        Index("ix_articles_supplier_sku", "supplier", "sku"),
    )

    sku: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    supplier: Mapped[str] = mapped_column(String(60))
    quantity: Mapped[int] = mapped_column(Integer)
    unit_price: Mapped[Decimal] = mapped_column(Numeric(9, 2))
    tags: Mapped[list[str]] = mapped_column(ARRAY(String(24)))
    weight_kg: Mapped[float | None] = mapped_column(Double)
    location: Mapped[str | None] = mapped_column(String(40))
    reorder_quantity: Mapped[int] = mapped_column(Integer)
    discontinued: Mapped[bool]
    version: Mapped[int] = mapped_column(BigInteger, server_default=VERSIONS.next_value())
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=CLOCK)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=CLOCK)


class Import(Base):
    __tablename__ = "imports"

    # Of the file's content: a changed file is another import.
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=CLOCK)
