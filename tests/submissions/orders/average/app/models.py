import uuid
from datetime import datetime, timezone

from sqlalchemy.dialects.postgresql import JSONB

from app.extensions import db

STATUSES = ("pending", "paid", "shipped", "delivered", "cancelled")
CURRENCIES = ("EUR", "GBP", "USD")

TRANSITIONS = {
    "pending": ["paid", "cancelled"],
    "paid": ["shipped", "cancelled"],
    "shipped": ["delivered"],
    "delivered": [],
    "cancelled": [],
}


def now():
    return datetime.now(timezone.utc)


class Order(db.Model):
    __tablename__ = "orders"

    id = db.Column(db.Uuid, primary_key=True, default=uuid.uuid4)
    status = db.Column(db.String(20), nullable=False, default="pending")
    customer_email = db.Column(db.String(254), nullable=False, index=True)
    currency = db.Column(db.String(3), nullable=False)
    items = db.Column(JSONB, nullable=False)
    note = db.Column(db.String(500))
    total_cents = db.Column(db.BigInteger, nullable=False)
    created_at = db.Column(db.DateTime(timezone=True), nullable=False, default=now, index=True)
    updated_at = db.Column(db.DateTime(timezone=True), nullable=False, default=now, onupdate=now)

    def to_dict(self):
        return {
            "id": str(self.id),
            "status": self.status,
            "customer_email": self.customer_email,
            "currency": self.currency,
            "items": self.items,
            "note": self.note,
            "total_cents": self.total_cents,
            "created_at": self.created_at.isoformat(),
            "updated_at": self.updated_at.isoformat(),
        }


class IdempotencyKey(db.Model):
    __tablename__ = "idempotency_keys"

    key = db.Column(db.String(255), primary_key=True)
    order_id = db.Column(db.Uuid, db.ForeignKey("orders.id"), nullable=False)
    response = db.Column(JSONB, nullable=False)
    created_at = db.Column(db.DateTime(timezone=True), nullable=False, default=now)
