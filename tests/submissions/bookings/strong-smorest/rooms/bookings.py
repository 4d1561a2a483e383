"""What can be done with bookings; knows nothing of HTTP."""

from psycopg.errors import ExclusionViolation
from sqlalchemy import Select, func, select, text
from sqlalchemy.exc import IntegrityError

from rooms.database import db
from rooms.models import MOVES, Booking

# PostgreSQL's bigint
LARGEST_ID = 2**63 - 1

SORT_COLUMNS = {"starts_at": Booking.starts_at, "attendees": Booking.attendees}
CONDITIONS = {
    "room": lambda value: Booking.room == value,
    "booked_by": lambda value: Booking.booked_by == value,
    "state": lambda value: Booking.state == value,
    "starts_from": lambda value: Booking.starts_at >= value,
    "starts_before": lambda value: Booking.starts_at < value,
}


class NotFound(LookupError):
    pass


class Conflict(ValueError):
    """The room is taken, or the move is not allowed."""


def book(fields: dict) -> Booking:
    """Stores a booking, unless its room is taken: the table's constraint decides."""
    # Rivals for one room queue up here. Two that check the constraint at the same time may deadlock, see
    # https://www.postgresql.org/docs/current/sql-createtable.html on EXCLUDE; a queue of one room never does.
    db.session.execute(text("select pg_advisory_xact_lock(hashtextextended(:room, 0))"), {"room": fields["room"]})
    booking = Booking(**fields)
    db.session.add(booking)
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        if isinstance(error.orig, ExclusionViolation):
            raise Conflict(f"The room {fields['room']} is booked at that time.") from error
        raise
    return booking


def find(booking_id: int, *, lock: bool = False) -> Booking:
    booking = db.session.get(Booking, booking_id, with_for_update=lock) if booking_id <= LARGEST_ID else None
    if booking is None:
        raise NotFound(booking_id)
    return booking


def change(booking_id: int, changes: dict) -> Booking:
    """The row is locked: of two moves at the same time, the second one sees what the first one did."""
    booking = find(booking_id, lock=True)
    if "state" in changes and changes["state"] not in MOVES[booking.state]:
        raise Conflict(f"A booking that is {booking.state} can't become {changes['state']}.")
    changed = {name: value for name, value in changes.items() if getattr(booking, name) != value}
    for name, value in changed.items():
        setattr(booking, name, value)
    if changed:
        booking.updated_at = func.now()
    db.session.commit()
    return booking


def page(filters: dict, sort_by: str, limit: int, offset: int) -> tuple[list[Booking], int]:
    """The bookings of a page, and how many there are on all of them."""
    matching = filtered(select(Booking), filters)
    total = db.session.scalar(filtered(select(func.count()).select_from(Booking), filters))
    column = SORT_COLUMNS[sort_by.removeprefix("-")]
    order = column.desc() if sort_by.startswith("-") else column.asc()
    bookings = db.session.scalars(matching.order_by(order, Booking.id).limit(limit).offset(offset))
    return list(bookings), total


def filtered(statement: Select, filters: dict) -> Select:
    return statement.where(*(CONDITIONS[name](value) for name, value in filters.items()))
