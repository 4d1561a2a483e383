"""Imports bookings from a JSON file, each once:  python -m house.store.import_file FILE"""

import logging
import logging.config
import sys
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert

from house.logs import configuration
from house.service.models import ImportedBooking
from house.settings import Settings
from house.store.engine import make_engine, wait_for
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
    return imported


def main(path: str) -> None:
    logging.config.dictConfig(configuration())
    engine = make_engine(Settings.from_environment())
    wait_for(engine)
    with engine.begin() as connection:
        log.info("Imported %d bookings from %s", import_bookings(connection, path), path)


if __name__ == "__main__":
    main(sys.argv[1])
