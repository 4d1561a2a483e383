"""The one table. That no room is booked twice is a constraint of it: no code can forget it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Identity, Index, Integer, String, func, text
from sqlalchemy.dialects.postgresql import ARRAY, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rooms.database import db

BOOKED = "booked"
# What a booking may become; whatever is not here is final.
MOVES = {BOOKED: ("checked_in", "cancelled"), "checked_in": (), "cancelled": ()}
STATES = tuple(MOVES)
EQUIPMENT = ("microphone", "phone", "projector", "screen", "whiteboard")


class Booking(db.Model):
    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="bookings_end_after_start"),
        CheckConstraint("attendees between 1 and 500", name="bookings_attendees"),
        CheckConstraint("state in ('booked', 'checked_in', 'cancelled')", name="bookings_state"),
        # tstzrange is half-open by itself: [starts_at, ends_at).
        ExcludeConstraint(
            (text("room"), "="),
            (text("tstzrange(starts_at, ends_at)"), "&&"),
            where=text("state <> 'cancelled'"),
            using="gist",
            name="bookings_no_overlap",
        ),
        Index("bookings_by_start", "starts_at", "id"),
        Index("bookings_by_attendees", "attendees", "id"),
        Index("bookings_by_party", "booked_by", "starts_at", "id"),
        Index("bookings_by_room", "room", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    room: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    booked_by: Mapped[str] = mapped_column(String(80))
    attendees: Mapped[int] = mapped_column(Integer)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    equipment: Mapped[list[str]] = mapped_column(ARRAY(String(20)))
    note: Mapped[str | None] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(String(10), server_default=BOOKED)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
