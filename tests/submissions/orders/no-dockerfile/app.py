import os

from flask import Flask

import db
import problems
from orders import blueprint


def create_app():
    app = Flask(__name__)
    problems.register(app)
    app.register_blueprint(blueprint)
    app.teardown_appcontext(db.close_connection)

    @app.get("/healthz")
    def healthz():
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz():
        db.get_connection().execute("SELECT 1 FROM orders LIMIT 1")
        return {"status": "ok"}

    db.prepare()
    return app


app = create_app()

if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "8000")))
