import logging

from flask import Flask, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.errors import ApiError, register_error_handlers
from app.extensions import db, migrate
from config import Config


def create_app(config=Config):
    app = Flask(__name__)
    app.config.from_object(config)

    logging.basicConfig(
        level=app.config["LOG_LEVEL"],
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )

    db.init_app(app)
    migrate.init_app(app, db)
    register_error_handlers(app)

    from app.orders import bp
    from app.seed import import_orders_command
    from app.wait import wait_command

    app.register_blueprint(bp)
    app.cli.add_command(wait_command)
    app.cli.add_command(import_orders_command)

    @app.get("/healthz")
    def healthz():
        return jsonify(status="ok")

    @app.get("/readyz")
    def readyz():
        try:
            db.session.execute(text("SELECT 1 FROM alembic_version"))
        except SQLAlchemyError as error:
            app.logger.exception("Database is not ready")
            raise ApiError(503, "The database is not ready.") from error
        return jsonify(status="ok")

    return app
