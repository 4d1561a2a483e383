import json
import uuid
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from orders.models import Order, db


def import_orders(path):
    """Adds the orders that are not known yet; gives their number."""
    count = 0
    for record in json.loads(Path(path).read_text(encoding="utf-8")):
        if db.session.get(Order, uuid.UUID(record["id"])) is None:
            times = {name: datetime.fromisoformat(record[name]) for name in ("created_at", "updated_at")}
            db.session.add(Order(**{**record, **times, "id": uuid.UUID(record["id"])}))
            count += 1
    db.session.commit()
    return count


@click.command("init-db")
@with_appcontext
def init_db():
    """Makes the tables, and imports SEED_FILE if it is set."""
    db.create_all()
    path = current_app.config["SEED_FILE"]
    if path:
        click.echo(f"imported {import_orders(path)} orders")
