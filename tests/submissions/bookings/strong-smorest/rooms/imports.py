"""Takes over bookings from a JSON file, each once, with their ids and times."""

import json
import logging
from pathlib import Path

from marshmallow import ValidationError
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from rooms.database import db
from rooms.models import Booking
from rooms.schemas import ImportedBooking

log = logging.getLogger(__name__)

# One import at a time, in however many containers.
LOCK = 5_120_002

# New ids go on after the largest that is there, and never back: the sequence may be ahead of it.
MOVE_IDS = """
select setval('bookings_id_seq', greatest((select max(id) from bookings), (select last_value from bookings_id_seq)))
"""


class ImportFailed(RuntimeError):
    """The file can't be read, or is no list of bookings."""


def import_bookings(path: str) -> int:
    """Gives how many were new. Those that are known are left as they are."""
    records = read(path)
    db.session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": LOCK})
    new = []
    if records:
        statement = insert(Booking).on_conflict_do_nothing(index_elements=["id"]).returning(Booking.id)
        new = list(db.session.scalars(statement, records))
        db.session.execute(text(MOVE_IDS))
    db.session.commit()
    log.info("Imported %d of %d bookings", len(new), len(records))
    return len(new)


def read(path: str) -> list[dict]:
    try:
        return ImportedBooking(many=True).load(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise ImportFailed(f"BOOKINGS_FILE {path}: {error}") from error
