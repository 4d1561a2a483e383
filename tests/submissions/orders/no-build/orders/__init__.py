import os

from flask import Flask

from orders.api import blueprint
from orders.commands import init_db
from orders.errors import register_errors
from orders.health import health
from orders.models import db


def create_app(**settings):
    app = Flask(__name__)
    app.config.update(
        SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://", 1),
        API_USERNAME=os.environ["API_USERNAME"],
        API_PASSWORD=os.environ["API_PASSWORD"],
        SEED_FILE=os.environ.get("SEED_FILE"),
    )
    app.config.update(settings)
    db.init_app(app)
    register_errors(app)
    app.register_blueprint(blueprint)
    app.register_blueprint(health)
    app.cli.add_command(init_db)
    return app
