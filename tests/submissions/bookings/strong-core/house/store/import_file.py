"""Imports bookings from a JSON file, each once."""

import logging
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert

from house.service.models import ImportedBooking
from house.store.tables import bookings, rooms

log = logging.getLogger(__name__)

bookings_file = TypeAdapter(list[ImportedBooking])

LOCK = text("select pg_advisory_xact_lock(hashtext('house.import'))")
# New bookings get ids beyond those that came with the file. Never back: the sequence may be further already.
MOVE_IDS = text(
    "select setval(pg_get_serial_sequence('bookings', 'id'),"
    " greatest((select max(id) from bookings), (select last_value from bookings_id_seq)))"
)


def import_bookings(connection: Connection, path: str) -> int:
    """Gives how many were new; known ones stay as they are. Ends with a message where the file can't be used."""
    try:
        found = bookings_file.validate_json(Path(path).read_bytes())
    except (OSError, ValidationError) as error:
        raise SystemExit(f"BOOKINGS_FILE {path} can't be imported: {error}") from error
    if not found:
        return 0
    connection.execute(LOCK)
    names = sorted({booking.room for booking in found})
    connection.execute(insert(rooms).on_conflict_do_nothing(), [{"name": name} for name in names])
    new = connection.execute(
        insert(bookings).on_conflict_do_nothing(index_elements=["id"]).returning(bookings.c.id),
        [booking.model_dump() for booking in found],
    )
    imported = len(new.all())
    connection.execute(MOVE_IDS)
    log.info("Imported %d of %d bookings from %s", imported, len(found), path)
    return imported
