"""Every statement about bookings. Each function takes a connection that is inside a transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Row, Select, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_ignore

from house.store.tables import bookings, rooms

SORTS = {"starts_at": bookings.c.starts_at, "attendees": bookings.c.attendees}

CONDITIONS = {
    "room": lambda value: bookings.c.room == value,
    "booked_by": lambda value: bookings.c.booked_by == value,
    "state": lambda value: bookings.c.state == value,
    "starts_from": lambda value: bookings.c.starts_at >= value,
    "starts_before": lambda value: bookings.c.starts_at < value,
}


def lock_room(connection: Connection, room: str) -> None:
    """Until the end of the transaction nobody else can book the room. A new room gets its row here."""
    connection.execute(insert_or_ignore(rooms).values(name=room).on_conflict_do_nothing())
    connection.execute(select(rooms.c.name).where(rooms.c.name == room).with_for_update())


def overlapping(connection: Connection, room: str, starts_at: datetime, ends_at: datetime) -> Row | None:
    """One of the room's bookings that overlaps [starts_at, ends_at), cancelled ones apart."""
    return connection.execute(
        select(bookings.c.id, bookings.c.starts_at, bookings.c.ends_at)
        .where(bookings.c.room == room, bookings.c.state != "cancelled")
        .where(bookings.c.starts_at < ends_at, bookings.c.ends_at > starts_at)
        .limit(1)
    ).first()


def add(connection: Connection, values: Mapping) -> Row:
    return connection.execute(insert(bookings).values(**values).returning(bookings)).one()


def find(connection: Connection, booking_id: int, *, lock: bool = False) -> Row | None:
    statement = select(bookings).where(bookings.c.id == booking_id)
    return connection.execute(statement.with_for_update() if lock else statement).first()


def change(connection: Connection, booking_id: int, values: Mapping) -> Row:
    return connection.execute(
        update(bookings)
        .where(bookings.c.id == booking_id)
        .values(**values, updated_at=func.clock_timestamp())
        .returning(bookings)
    ).one()


def count(connection: Connection, filters: Mapping) -> int:
    return connection.execute(filtered(select(func.count()).select_from(bookings), filters)).scalar_one()


def page(connection: Connection, filters: Mapping, sort_by: str, limit: int, offset: int) -> list[Row]:
    column = SORTS[sort_by.removeprefix("-")]
    order = column.desc() if sort_by.startswith("-") else column.asc()
    # The id makes the order total: without it, bookings that are equal could change places between two pages.
    statement = filtered(select(bookings), filters).order_by(order, bookings.c.id).limit(limit).offset(offset)
    return list(connection.execute(statement))


def filtered(statement: Select, filters: Mapping) -> Select:
    return statement.where(*(CONDITIONS[name](value) for name, value in filters.items()))
