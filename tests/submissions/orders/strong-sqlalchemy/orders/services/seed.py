"""Imports orders from a JSON file: ids, statuses and times are kept. What is already there is left alone."""

import json
import logging
from pathlib import Path

from marshmallow import ValidationError
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from orders.api.schemas import SeedOrder
from orders.extensions import db
from orders.models import Item, Order

log = logging.getLogger(__name__)

# Any number will do, as long as it is the same in every process that imports.
IMPORT_LOCK = 7_250_011


class SeedError(RuntimeError):
    """The file can't be read or is not a list of orders."""


def import_seed(path: str) -> int:
    """How many orders were new. Safe to call again, and from several processes at once."""
    records = read_seed(path)
    db.session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": IMPORT_LOCK})
    columns = [{name: value for name, value in record.items() if name != "items"} for record in records]
    imported: set = set()
    if columns:
        statement = insert(Order).on_conflict_do_nothing().returning(Order.id)
        imported = set(db.session.scalars(statement, columns))
    items = [
        {"order_id": record["id"], "position": position, **item}
        for record in records
        if record["id"] in imported
        for position, item in enumerate(record["items"])
    ]
    if items:
        db.session.execute(insert(Item), items)
    db.session.commit()
    log.info("Imported %d of %d orders from the seed file", len(imported), len(records))
    return len(imported)


def read_seed(path: str) -> list[dict]:
    """Raises SeedError, which names the file."""
    try:
        return SeedOrder(many=True).load(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise SeedError(f"SEED_FILE {path}: {error}") from error
