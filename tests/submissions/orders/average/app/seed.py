import json
import logging
import uuid
from datetime import datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from app.extensions import db
from app.models import Order

logger = logging.getLogger(__name__)


def import_orders(path):
    """Imports orders that are not there yet. Returns how many were new."""
    with open(path, encoding="utf-8") as file:
        records = json.load(file)
    count = 0
    for record in records:
        order_id = uuid.UUID(record["id"])
        if db.session.get(Order, order_id) is not None:
            continue
        db.session.add(
            Order(
                id=order_id,
                status=record["status"],
                customer_email=record["customer_email"],
                currency=record["currency"],
                items=record["items"],
                note=record.get("note"),
                total_cents=record["total_cents"],
                created_at=datetime.fromisoformat(record["created_at"]),
                updated_at=datetime.fromisoformat(record["updated_at"]),
            )
        )
        count += 1
    db.session.commit()
    return count


@click.command("import-orders")
@with_appcontext
def import_orders_command():
    path = current_app.config["SEED_FILE"]
    if not path:
        logger.info("SEED_FILE is not set, nothing to import")
        return
    logger.info("Imported %s orders from %s", import_orders(path), path)
