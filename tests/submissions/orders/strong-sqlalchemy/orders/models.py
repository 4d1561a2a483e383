"""The tables. What a row must satisfy is in the schema too, not only in the validation of requests."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, Integer, String, Text, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orders.extensions import db
from orders.lifecycle import INITIAL, STATUSES

CURRENCIES = ("EUR", "GBP", "USD")


def one_of(column: str, values: tuple[str, ...]) -> str:
    """A CHECK condition; the values are constants of this code."""
    return f"{column} in ({', '.join(repr(value) for value in values)})"


class Order(db.Model):
    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(one_of("status", STATUSES), name="status"),
        CheckConstraint(one_of("currency", CURRENCIES), name="currency"),
        CheckConstraint("total_cents >= 0", name="total_cents"),
        # One for each sort, with the tie-break; and the filters that are worth one.
        Index(None, "created_at", "id"),
        Index(None, "total_cents", "id"),
        Index(None, "customer_email", "created_at"),
        Index(None, "status", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    status: Mapped[str] = mapped_column(String(16), default=INITIAL)
    customer_email: Mapped[str] = mapped_column(String(254))
    currency: Mapped[str] = mapped_column(String(3))
    note: Mapped[str | None] = mapped_column(String(500))
    total_cents: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    items: Mapped[list["Item"]] = relationship(
        order_by="Item.position", lazy="selectin", cascade="all, delete-orphan", passive_deletes=True
    )


class Item(db.Model):
    __tablename__ = "order_items"
    __table_args__ = (
        CheckConstraint("quantity between 1 and 1000", name="quantity"),
        CheckConstraint("unit_price_cents between 0 and 10000000", name="unit_price_cents"),
    )

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    # Items come back in the order in which they were sent.
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    sku: Mapped[str] = mapped_column(String(32))
    quantity: Mapped[int] = mapped_column(Integer)
    unit_price_cents: Mapped[int] = mapped_column(Integer)


class IdempotencyKey(db.Model):
    __tablename__ = "idempotency_keys"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    # The first answer, word for word. Empty only inside the transaction that creates the order.
    response: Mapped[str | None] = mapped_column(Text)
    order_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
