import uuid
from datetime import UTC, datetime

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.dialects.postgresql import JSONB

db = SQLAlchemy()

MOVES = {
    "pending": {"paid", "cancelled"},
    "paid": {"shipped", "cancelled"},
    "shipped": {"delivered"},
    "delivered": set(),
    "cancelled": set(),
}


def now():
    return datetime.now(UTC)


class Order(db.Model):
    __tablename__ = "orders"

    id = db.Column(db.Uuid, primary_key=True, default=uuid.uuid4)
    status = db.Column(db.String(16), nullable=False, default="pending")
    customer_email = db.Column(db.String(254), nullable=False, index=True)
    currency = db.Column(db.String(3), nullable=False)
    items = db.Column(JSONB, nullable=False)
    note = db.Column(db.String(500))
    total_cents = db.Column(db.BigInteger, nullable=False)
    created_at = db.Column(db.DateTime(timezone=True), nullable=False, default=now)
    updated_at = db.Column(db.DateTime(timezone=True), nullable=False, default=now, onupdate=now)

    def as_dict(self):
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


class UsedKey(db.Model):
    __tablename__ = "used_keys"

    key = db.Column(db.String(255), primary_key=True)
    body = db.Column(JSONB, nullable=False)
    answer = db.Column(JSONB, nullable=False)
