import time

import click
from flask.cli import with_appcontext
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.extensions import db


@click.command("wait-for-db")
@click.option("--seconds", default=20)
@with_appcontext
def wait_command(seconds):
    """Waits until the database answers."""
    for _ in range(seconds):
        try:
            db.session.execute(text("SELECT 1"))
            return
        except OperationalError as error:
            db.session.rollback()
            click.echo(f"Waiting for the database: {error.orig}")
            time.sleep(1)
    raise click.ClickException(f"The database did not answer within {seconds} seconds")
