"""SQLAlchemy and Alembic, bound to the application by the factory."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase

MIGRATIONS = Path(__file__).parent.parent / "migrations"


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
migrate = Migrate(directory=str(MIGRATIONS))


def init_app(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db)
