"""The rules: who gets a room, and what may become of a booking. Knows nothing of HTTP."""

from sqlalchemy import Engine

from house.service.models import MOVES, Booking, BookingChange, ListQuery, NewBooking
from house.store import bookings as store

# PostgreSQL's bigint
LARGEST_ID = 2**63 - 1


class NotFound(LookupError):
    """There is no such booking."""


class Conflict(ValueError):
    """The room is taken, or the booking can't become that."""


class BookingService:
    """Each method is one transaction."""

    def __init__(self, engine: Engine):
        self._engine = engine

    def book(self, new: NewBooking) -> Booking:
        """Stores a booking. Raises Conflict where the room is taken, also by a request that came at the same moment."""
        with self._engine.begin() as connection:
            store.lock_room(connection, new.room)
            taken = store.overlapping(connection, new.room, new.starts_at, new.ends_at)
            if taken is not None:
                raise Conflict(f"The room {new.room} is booked from {taken.starts_at} to {taken.ends_at}.")
            return Booking.model_validate(store.add(connection, new.model_dump()))

    def read(self, booking_id: int) -> Booking:
        with self._engine.begin() as connection:
            return Booking.model_validate(self._found(connection, booking_id))

    def change(self, booking_id: int, change: BookingChange) -> Booking:
        """The booking is locked, so that of two moves at the same time the second one sees the first."""
        with self._engine.begin() as connection:
            row = self._found(connection, booking_id, lock=True)
            wanted = change.model_dump(exclude_unset=True)
            if "state" in wanted and wanted["state"] not in MOVES[row.state]:
                raise Conflict(f"A booking that is {row.state} can't become {wanted['state']}.")
            values = {name: value for name, value in wanted.items() if getattr(row, name) != value}
            return Booking.model_validate(store.change(connection, booking_id, values) if values else row)

    def list(self, query: ListQuery) -> tuple[list[Booking], int]:
        """A page, and how many bookings match in all."""
        filters = query.filters()
        with self._engine.begin() as connection:
            total = store.count(connection, filters)
            rows = store.page(connection, filters, query.sort_by, query.limit, query.offset)
            return [Booking.model_validate(row) for row in rows], total

    def _found(self, connection, booking_id: int, *, lock: bool = False):
        row = store.find(connection, booking_id, lock=lock) if booking_id <= LARGEST_ID else None
        if row is None:
            raise NotFound(booking_id)
        return row
